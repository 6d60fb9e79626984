"""What is looked for in the index, as a tree that both engines can write in their own words. No Django here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quotes.search import marks

Column = Literal["words", "stems", "around", "marks"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words side by side in this column. They are letters and digits, as the columns have them."""

    column: Column
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Each of `parts`, of which there is at least one."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of `parts`, of which there is at least one."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class But:
    """`what`, where `without` is not."""

    what: Expression
    without: Expression


Expression = Phrase | All | Either | But


def mark(word: str) -> Phrase:
    return Phrase("marks", (word,))


EVERYTHING = mark(marks.EVERY)
NOTHING = mark("0nothing")


def every(parts: Iterable[Expression]) -> Expression:
    """All of `parts`; everything where there is none."""
    found = tuple(dict.fromkeys(part for part in parts if part != EVERYTHING))
    if NOTHING in found:
        return NOTHING
    return All(found) if len(found) > 1 else found[0] if found else EVERYTHING


def either(parts: Iterable[Expression]) -> Expression:
    """Any of `parts`; nothing where there is none."""
    found = tuple(dict.fromkeys(part for part in parts if part != NOTHING))
    return Either(found) if len(found) > 1 else found[0] if found else NOTHING


def but(what: Expression, without: Expression) -> Expression:
    return what if without == NOTHING else But(what, without)
