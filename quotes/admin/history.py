"""Corrections as an editor reads them: what was before, what came after, whether it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quotes.models import Correction


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a correction changed; `before` and `after` as words, "" for nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    correction: Correction
    changes: tuple[Change, ...]
    undone: bool
    undoable: bool


def entries(corrections: Iterable[Correction]) -> list[Entry]:
    """Each correction with its changes, in the order given. `undone_by` should be selected with them."""
    return [entry(correction) for correction in corrections]


def entry(correction: Correction) -> Entry:
    undone = hasattr(correction, "undone_by")
    is_undo = correction.action == Correction.Action.UNDO
    return Entry(correction, changes(correction), undone, undoable=not undone and not is_undo)


def changes(correction: Correction) -> tuple[Change, ...]:
    """What differs between before and after."""
    before, after = correction.before, correction.after
    return tuple(
        Change(key.replace("_", " "), words(before.get(key)), words(after.get(key)))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    )


def words(value: Any) -> str:
    """A value of a record as words: names joined by commas, nothing as ""."""
    if isinstance(value, list):
        return ", ".join(words(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("name") or ", ".join(f"{key} {words(item)}" for key, item in value.items()))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
