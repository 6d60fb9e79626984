"""Whether reported words accuse somebody who is named: what readers see of these may be held to more (R10).

By the words' beginnings, as newspapers report accusations. It would rather take an innocent sentence for an accusation
than the other way round: all that follows is that the program must be surer before readers see it. No Django here.
"""

import re

# Beginnings of the words by which an accusation is reported, and of those that name what somebody is accused of.
_CUES = (
    "accus", "alleg", "assail", "blam", "charg", "condemn", "criticis", "criticiz", "decri", "decry", "denounc",
    "implicat", "lambast", "slam",
)  # fmt: skip
_DEEDS = (
    "abus", "accomplice", "assault", "betray", "blackmail", "brib", "corrupt", "coward", "crim", "crook", "defraud",
    "disgrac", "embezzl", "extort", "fraud", "genocid", "guilt", "harass", "illegal", "killer", "launder", "liar",
    "lied", "lying", "molest", "murder", "perjur", "rape", "rapist", "robbed", "smuggl", "stole", "swindl", "terroris",
    "theft", "thief", "thieves", "tortur", "traffick", "traitor", "treason", "unlawful",
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
# A word in capitals that opens no sentence; a title; two or more words in capitals at the very beginning.
_NAMED = re.compile(
    r"(?<![.!?:“\"‘'…])\s[^\W\d_a-zß-ÿ][\w’'-]+"
    r"|^[“\"‘']?(?:Mr|Mrs|Ms|Dr|Sir)\b"
    r"|^\W*(?:[A-Z][\w’'-]+\s){1,3}[A-Z]"
)


def accuses(cue: str, content: str) -> bool:
    """Whether `content`, reported by `cue`, reads as an accusation, and somebody is named in it."""
    by_cue = any(word.startswith(_CUES) for word in _words(cue))
    deed = any(word.startswith(_DEEDS) for word in _words(content))
    return (by_cue or deed) and _NAMED.search(content) is not None


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())
