"""Whether two claims tell of whom or what they speak, and whether it is the same. Plain values."""

import re
from collections.abc import Iterable
from dataclasses import replace

from quotes.claims.stems import say_alike, stem
from quotes.claims.types import ClaimRecord

_POINTING = re.compile(
    r"\b(?:I|you|he|she|it|we|they)\b|^(?:this|that|these|those|one|who|which)\b(?!\s+of\b)", re.IGNORECASE
)

_SOME = re.compile(
    r"^(?:most|half|many|few|several|some|both|others|the (?:rest|majority)|an? (?:third|quarter|fifth|majority"
    r"|minority|few))\s+(?!of\b)(\w+)",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset(("is", "are", "was", "were", "has", "have", "had", "do", "does", "did"))


def is_of_unnamed(record: ClaimRecord) -> bool:
    """Whether it is said of a bare share or number of people, and nothing tells who they are: "four in 10 have"."""
    found = _SOME.match(record.text)
    if found is not None:
        following = stem(found[1])
        is_verb = found[1].lower() in _AUXILIARIES or following in record.deed
        return is_verb or not (record.actors or following in record.objects)
    first = next((f for f in record.figures if record.text.startswith(f.words)), None)
    return first is not None and not (record.actors or first.of or first.per) and first.unit in ("", "percent")


def points(record: ClaimRecord) -> bool:
    """Whether the subject is a pronoun: nobody is named, and neither claim nor article tells who it is."""
    return not record.actors and not record.by_pronoun and bool(_POINTING.search(record.text))


def alike_in_pronouns(one: ClaimRecord, other: ClaimRecord) -> tuple[ClaimRecord, ClaimRecord]:
    """Both as their words stand where a pronoun is known in one and not in the other; else as they are.

    What two articles say in the same words is the same, though only one of them tells who "he" is.
    """
    if one.by_pronoun and points(other):
        return _as_spelt(one), other
    if other.by_pronoun and points(one):
        return one, _as_spelt(other)
    return one, other


def _as_spelt(record: ClaimRecord) -> ClaimRecord:
    """The record without the names that only a pronoun gives."""
    meant = set(record.by_pronoun)
    return replace(
        record,
        actors=tuple(word for word in record.actors if word not in meant),
        names=tuple(word for word in record.names if word not in meant),
        weights=tuple(pair for pair in record.weights if pair[0] not in meant),
        by_pronoun=(),
    )


def subjects_agree(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether both tell whom or what they speak of, and each has what the other says it is."""
    if points(one) or points(other):
        return False
    mine, theirs = named_and_not(one), named_and_not(other)
    if any(a and b and not meet(a, b) for a, b in zip(mine, theirs, strict=True)):
        return False
    return _is_told(mine, one, other) and _is_told(theirs, other, one)


def _is_told(actors: tuple[list[str], list[str]], one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether the other has who does it, too; or leaves it open, as a passive may, and speaks of what it is done to."""
    return _is_in(actors, other) or not (actors[0] or other.actors or not meet(one.objects, other.objects))


def named_and_not(record: ClaimRecord) -> tuple[list[str], list[str]]:
    """Who does it: the names, and the stems of nouns."""
    names = [actor for actor in record.actors if actor in record.names]
    return names, [actor for actor in record.actors if actor not in record.names]


def _is_in(actors: tuple[list[str], list[str]], record: ClaimRecord) -> bool:
    names, nouns = actors
    if names:
        return bool(set(names) & set(record.names))
    return not nouns or meet(nouns, [word for word, _ in record.weights if word not in record.names])


def meet(these: Iterable[str], those: Iterable[str]) -> bool:
    """Whether a word of the ones says the same as one of the others."""
    words = list(those)
    return any(say_alike(a, b) for a in these for b in words)
