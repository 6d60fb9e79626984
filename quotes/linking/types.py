"""The values that linking works on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Span = tuple[int, int]
Spans = tuple[Span, ...]

# What kind of word it is, besides a word.
PLAIN, NAME, NUMBER, NOT, QUOTED = 0, 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared: its stem, how telling it is (0 for "the", 5 for the rarest), its kinds as bits, and how
    it is written."""

    stem: str
    weight: float
    kinds: int = PLAIN
    text: str = field(default="", compare=False)


_ALMOST = 0.8
# Stems with which a phrase begins, with which a clause does, and of verbs that only a clause has.
_PHRASES = frozenset({"a", "an", "to"})
# fmt: off
_SUBJECTS = frozenset((
    "that", "i", "we", "you", "he", "she", "it", "they", "this", "these", "those", "there", "if", "whether", "who",
    "what", "how", "whi",
))
_FINITE = frozenset((
    "am", "is", "are", "was", "were", "has", "had", "do", "doe", "did", "will", "would", "shall", "should", "can",
    "could", "may", "might", "must",
))
# fmt: on


@dataclass(frozen=True)
class Utterance:
    """A stretch of a quote as it is compared. Days are ordinals (`date.toordinal`); None: not known.

    `article` is the key of its article, which no other has; `start` where it begins there. `to` are the stems of whom
    it was said to.
    """

    words: tuple[Word, ...]
    article: str
    start: int = 0
    kind: str = "direct"
    stance: str = "asserts"
    published: int | None = None
    said: int | None = None
    to: frozenset[str] = frozenset()
    speakers: frozenset[int] = field(default=frozenset(), compare=False)

    @cached_property
    def weights(self) -> dict[str, float]:
        """By stem: its weight, as often as it stands in it."""
        sums: dict[str, float] = {}
        for word in self.words:
            sums[word.stem] = sums.get(word.stem, 0.0) + word.weight
        return sums

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(word.stem for word in self.words)

    @cached_property
    def weight(self) -> float:
        return sum(word.weight for word in self.words)

    @cached_property
    def cited(self) -> tuple[Word, ...]:
        """Its words within quotation marks."""
        return tuple(word for word in self.words if word.kinds & QUOTED)

    @cached_property
    def is_cited(self) -> bool:
        """Whether it stands in quotation marks as a whole, or almost."""
        return sum(word.weight for word in self.cited) >= _ALMOST * self.weight

    @cached_property
    def is_clause(self) -> bool:
        """Whether it says that something is so, as far as its form tells: "a ban on imports" and "to leave" name only
        what was spoken of."""
        if not self.stems or self.stems[0] in _PHRASES:
            return False
        return self.stems[0] in _SUBJECTS or not _FINITE.isdisjoint(self.stems)

    @cached_property
    def denials(self) -> int:
        """How many words of it negate."""
        return sum(bool(word.kinds & NOT) for word in self.words)

    @property
    def day(self) -> int | None:
        """When it was said or, where nobody tells, published."""
        return self.published if self.said is None else self.said

    @cached_property
    def order(self) -> tuple[Any, ...]:
        """Sorts utterances by what they are, so that nothing depends on the order in which they came."""
        return (self.published or 0, self.stems, self.article, self.start)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely two stretches report one utterance, 0 to 1, and why: short phrases for people."""

    score: float
    reasons: tuple[str, ...] = ()
