"""Corrections as an editor reads them: what was before, what came after, whether it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from quotes.corrections.standing import standing
from quotes.models import Correction, Quote, QuoteSpeaker

# Where mentions stood, and which rows a split moved, is for the undo, not for reading.
BOOKKEEPING = {"mentions", "decided", "followed", "aliases", "sides", "checked", "placed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a correction changed; `before` and `after` as words, "" for nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`stands` is false for what was undone; `undoable` says whether there is anything left to undo."""

    correction: Correction
    changes: tuple[Change, ...]
    stands: bool
    undoable: bool


def entries(corrections: Iterable[Correction]) -> list[Entry]:
    """All corrections of one quote or article with their changes, in the order given."""
    found = list(corrections)
    stand = {correction.pk for correction in standing(found)}
    undone = {correction.undoes_id for correction in found}
    return [
        Entry(
            correction,
            changes(correction),
            stands=correction.pk in stand or correction.action == Correction.Action.UNDO,
            undoable=correction.pk not in undone,
        )
        for correction in found
    ]


def changes(correction: Correction) -> tuple[Change, ...]:
    """What differs between before and after, the record's bookkeeping left out."""
    before, after = correction.before, correction.after
    return tuple(
        Change(key.replace("_", " "), _words(key, before.get(key)), _words(key, after.get(key)))
        for key in sorted((before.keys() | after.keys()) - BOOKKEEPING)
        if before.get(key) != after.get(key)
    )


def _words(key: str, value: Any) -> str:
    """A value of a record as an editor reads it; nothing as ""."""
    if key == "speakers":
        return _speakers(value or [])
    if key == "status":
        return dict(Quote.Status.choices).get(value, str(value or ""))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _speakers(states: list[dict[str, Any]]) -> str:
    speaking = [state["name"] for state in states if state["standing"] == QuoteSpeaker.Standing.SPEAKS]
    perhaps = [state["name"] for state in states if state["standing"] == QuoteSpeaker.Standing.CANDIDATE]
    names = " and ".join(speaking) or "unknown"
    return f"{names} (perhaps {' or '.join(perhaps)})" if perhaps else names


class HistoryAtTheDesk:
    """For an admin whose own page tells who decided what, when and why: Django's history leads there."""

    desk: ClassVar[str]
    """The name of that page's address."""

    def history_view(
        self,
        request: HttpRequest,  # noqa: ARG002
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse(self.desk, args=[object_id]) + "#history")
