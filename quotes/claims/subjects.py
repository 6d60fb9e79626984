"""Whether two claims tell of whom or what they speak, and whether it is the same. Plain values."""

import re
from collections.abc import Iterable

from quotes.claims.stems import say_alike
from quotes.claims.types import ClaimRecord

_POINTING = re.compile(
    r"\b(?:I|you|he|she|it|we|they)\b|^(?:this|that|these|those|one|who|which)\b(?!\s+of\b)", re.IGNORECASE
)


def points(record: ClaimRecord) -> bool:
    """Whether the subject is a pronoun: nobody is named, and the claim alone does not tell who it is."""
    return not record.actors and bool(_POINTING.search(record.text))


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
