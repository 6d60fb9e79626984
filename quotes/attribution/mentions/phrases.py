"""A common noun with what belongs to it: "the union’s treasurer", "two people close to the club"."""

import re
from dataclasses import dataclass

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.roles import Role, read_role
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_FEW = frozenset(("two", "three", "four", "five", "six", "seven"))
_KNOWING = frozenset(("familiar", "close", "knowledge", "briefed", "involved"))
_BANDS = frozenset(("group", "panel", "band", "team", "crew", "bench"))
ENDS = frozenset((",", "—", "–", "--", ";", "(", ":"))

_AGE = re.compile(r"\b(\d{1,3})[-‑ ]years?[-‑ ]old\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A common noun with what belongs to it: tokens first..last (inclusive), `tok` the noun itself."""

    tok: int
    first: int
    last: int
    kind: SpeakerKind | None
    role: Role
    definite: bool
    possessed: bool
    plural: bool


def read_phrase(words: Words, tok: int, within: range | None = None) -> Phrase:
    """The phrase around a noun, without what follows a comma or a relative pronoun, or lies outside `within`."""
    first, last = words.edges(tok)
    if within is not None and tok in within:
        start = within.start - (within.start > first and words.pos[within.start - 1] in ("DET", "PRON"))
        first, last = max(first, start), min(last, within.stop - 1)
        if all(words.pos[i] in ("DET", "PRON", "ADJ", "NOUN", "PROPN", "PART", "NUM") for i in range(start, first)):
            first = start
    while first < tok and (
        words.text[first] in ENDS or words.pos[first] in ("SPACE", "PUNCT", "CCONJ", "SCONJ", "ADP", "ADV")
    ):
        first += 1
    for j in range(tok + 1, last + 1):
        if (
            words.text[j] in ENDS
            or words.tag[j] in ("WP", "WDT", "WP$", "CC")
            or words.pos[j] in ("SPACE", "VERB", "AUX")
        ) and not (_lists_places(words, tok, j, last) or (words.text[j] == "&" and words.pos[j - 1] == "PROPN")):
            last = j - 1
            break
    while last > tok and words.pos[last] in ("ADP", "PART", "PUNCT", "SPACE", "SCONJ"):
        last -= 1
    last = _closed(words, first, max(last, tok))
    low = words.low[tok]
    plural = words.many(tok)
    possessed = any(words.dep[k] == "poss" for k in words.kids[tok])
    definite = possessed or words.low[first] in _DEFINITE
    if words.in_heading(tok) and words.low[first] not in ("a", "an"):
        definite = True
    kind = kinds.of_noun(low, plural=plural)
    if kind is SpeakerKind.ORGANISATION and low in _BANDS and _of_people(words, tok, last):
        kind = SpeakerKind.GROUP
    if kind is SpeakerKind.GROUP and _some_who_keep_their_names(words, tok, first, last):
        kind = SpeakerKind.UNNAMED
    return Phrase(tok, first, last, kind, read_role(words, first, last), definite, possessed, plural)


def _closed(words: Words, first: int, last: int) -> int:
    """The last token of a phrase that ends in a title, its closing mark with it: "the report “Mexico by Numbers” "."""
    ends = words.text[last + 1 : last + 2] == ["”"]
    return (
        last + 1 if ends and "“" in words.text[first : last + 1] and "”" not in words.text[first : last + 1] else last
    )


def _of_people(words: Words, tok: int, last: int) -> bool:
    """Does "a group of parents" say whom the group is made of?"""
    of = [k for k in words.kids[tok] if words.low[k] == "of" and k <= last]
    return any(kinds.of_noun(words.low[k], plural=True) is SpeakerKind.GROUP for i in of for k in words.kids[i])


def age_in(words: Words, phrase: Phrase) -> str:
    """The years of "the 43-year-old", "the 43-year-old builder", or ""."""
    found = _AGE.search(words.between(phrase.first, phrase.last))
    return found[1] if found is not None and phrase.definite and not phrase.plural else ""


def _lists_places(words: Words, tok: int, at: int, last: int) -> bool:
    """Does the comma or "and" at token `at` stand in "the mayors of A, B and C"?"""
    if words.text[at] != "," and words.low[at] != "and":
        return False
    if words.tag[tok] != "NNS" or words.low[tok + 1 : tok + 2] not in (["of"], ["from"], ["in"]):
        return False
    rest = range(at, last + 1)
    listed = all(words.text[i] == "," or words.low[i] in ("and", "the") or words.pos[i] == "PROPN" for i in rest)
    named = all(words.ent[i] in ("GPE", "LOC") or words.place(i, i) for i in (at - 1, last))
    return listed and named and (words.low[at] == "and" or "and" in words.low[at : last + 1])


def _some_who_keep_their_names(words: Words, tok: int, first: int, last: int) -> bool:
    """A few people whose names the article keeps back: "two players", "people familiar with the talks", "officials"."""
    low = words.low[tok]
    if low in ("officials", "sources", "insiders"):
        return True
    few = words.low[first] in _FEW
    if few and (kinds.is_person(kinds.singular(low)) or low == "people"):
        return True
    return low == "people" and bool(_KNOWING & set(words.low[tok + 1 : last + 3]))
