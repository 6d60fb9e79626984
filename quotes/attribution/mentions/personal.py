"""Bare names that the model's labels make a firm's or a place's, and that the article uses as somebody's.

A label is a guess on one mention. What stands beside the others tells as well: "Hale launched his campaign", "as a
businessman, Hale", "Hale’s wife". Where that does not reach, the kind stays open: none is better than a wrong one.
"""

from collections import defaultdict
from collections.abc import Iterable

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.words import Words

_GENDERED = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_SELF = frozenset(("himself", "herself"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SURE = 3.0  # as much as a title before the name
_REPEATED = -2.0  # many labels of one name are hardly more than one guess: all of them weigh no more than this


def weigh(words: Words, names: Iterable[Name], votes: dict[str, float]) -> set[str]:
    """Add to `votes` what speaks for persons with bare names; gives the names whose kind stays in doubt.

    "Hale’s wife" counts by itself. What firms may do as well ("closed his account") counts where the model too takes
    the name for a person's somewhere, or where it comes twice.
    """
    bare: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if len(name.parts) == 1 and name.place is None and not name.text.isupper():
            bare[name.text].append(name)
    doubtful: set[str] = set()
    for text, found in bare.items():
        if votes[text] > 0 or text.lower() in kinds.ORGANISATION_NAMES or any(n.firm for n in found):
            continue
        told = sum(_as_person(words, n) for n in found)
        taken = sum(words.ent[n.last] == "PERSON" for n in found)
        if told >= _SURE:
            votes[text] = max(votes[text], _REPEATED) + told
        elif told >= 2 or (told and taken):
            votes[text] += told
        elif not votes[text]:
            votes[text] += 0.5 * abs(kinds.given(text))  # "Isabelle", of which the model has nothing to say
        if votes[text] <= 0 and _in_doubt(words, found, votes[text], taken, told):
            doubtful.add(text)
    return doubtful


def _in_doubt(words: Words, found: list[Name], vote: float, taken: int, told: float) -> bool:
    """Does a third of the mentions pass for a person's, or do "the Hale campaign" and "Hale supporters" outweigh?"""
    if vote > _REPEATED and (told >= 2 or (taken and 3 * taken >= len(found))):
        return True
    hints = 0.0
    for name in found:
        if name.modifier and words.low[name.last + 1] in kinds.CANDIDACY:
            hints += 1 - min(name.vote, 0.0)  # a label there is that of the whole phrase
        elif _says_of_self(words, name):
            hints += 1
    return hints > 0 and vote + hints > 0


def _as_person(words: Words, name: Name) -> float:
    """How much what stands beside one mention of a bare name speaks for a human being; 0 and above."""
    told = 0.0
    behind = range(name.last + 2, min(name.last + 4, len(words))) if name.possessive else ()
    if any(words.low[k] in kinds.KIN and words.dep[k] not in ("compound", "nmod") for k in behind):
        told += _SURE
    verb = _verb(words, name)
    if verb is None:
        return told
    nouns = [p for k in words.kids[verb] if words.low[k] == "as" for p in words.kids[k] if words.dep[p] == "pobj"]
    if any(kinds.gender(words.low[p]) and words.tag[p] == "NN" for p in nouns):
        told += _SURE  # "as a businessman"
    return told + any(_is_own(words, t, verb) for t in _pronouns(words, name))


def _verb(words: Words, name: Name) -> int | None:
    """The verb whose subject the name is, or None."""
    verb = words.head[name.last]
    return verb if words.dep[name.last] in _SUBJECTS and words.pos[verb] in ("VERB", "AUX") else None


def _pronouns(words: Words, name: Name) -> list[int]:
    """Where "he" and "she" stand behind the name in its sentence, before anybody else whom they could mean."""
    out: list[int] = []
    for t in range(name.last + 1, len(words)):
        if words.sent[t] != words.sent[name.last]:
            break
        if words.ent[t] == "PERSON" or (words.tag[t] in ("NN", "NNP") and kinds.is_person(words.low[t])):
            break
        if words.low[t] in _GENDERED and words.quoted[t] == words.quoted[name.last]:
            out.append(t)
    return out


def _is_own(words: Words, tok: int, verb: int) -> bool:
    """Is this "himself", or the "his" of what the verb's subject does ("launched his campaign"), nobody else's?"""
    if words.low[tok] not in _SELF and words.dep[tok] != "poss":
        return False
    at = words.head[tok]
    while at != verb:
        if words.head[at] == at or any(words.dep[k] in _SUBJECTS for k in words.kids[at]):
            return False
        at = words.head[at]
    return True


def _says_of_self(words: Words, name: Name) -> bool:
    """Is it "Hale said he": the subject of what is said may be the one who says it?"""
    verb = _verb(words, name)
    if verb is None:
        return False
    return any(
        words.low[t] in ("he", "she")
        and words.dep[t] == "nsubj"
        and words.dep[words.head[t]] == "ccomp"
        and words.head[words.head[t]] == verb
        for t in _pronouns(words, name)
    )
