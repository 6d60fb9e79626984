"""Corrections as readers see them: what was changed, when, why. Not by whom, and nothing of what is off the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quotes.models import Claim, Correction, Quote, Speaker, Statement
from quotes.pages.cards import KIND_LABELS

# The keys of a record that readers are told about; the rest is for the desk.
_TOLD = {
    "speakers": "Speaker",
    "kind": "Kind",
    "stance": "Stance",
    "is": "Speaker",
    "split off": "Split off",
    "claim": "Claim",
    "claim status": "Status",
    "source": "Source",
    "note": "Note",
}


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One public record, about a quote, speaker, statement or claim. `quote` is None where readers may not see it."""

    action: str
    when: datetime
    reason: str
    quote: Quote | None
    speaker: Speaker | None
    differences: tuple[Difference, ...]
    statement: Statement | None = None
    claim: Claim | None = None


def changes(corrections: Iterable[Correction]) -> list[Change]:
    return [_change(correction) for correction in corrections]


def _change(correction: Correction) -> Change:
    quote = correction.quote
    shown = quote if quote and quote.status not in (Quote.Status.REJECTED, Quote.Status.HIDDEN) else None
    claim = correction.claim.now if correction.claim else None
    about = shown or correction.speaker or claim
    differences = tuple(_differences(correction.before, correction.after)) if about else ()
    action = correction.get_action_display().capitalize()
    return Change(
        action,
        correction.created_at,
        correction.reason,
        shown,
        correction.speaker,
        differences,
        correction.statement,
        claim,
    )


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterable[Difference]:
    for key, what in _TOLD.items():
        if key in before or key in after:
            old, new = _words(before.get(key)), _words(after.get(key))
            if old != new:
                yield Difference(what, old, new)


def _words(value: Any) -> str:
    """A recorded value: who speaks (not who only might), a kind by its label, a stance as it is."""
    if isinstance(value, list):
        speaks = [row["name"] for row in value if row.get("standing", "speaks") == "speaks"]
        return " and ".join(speaks) or "not known"
    return KIND_LABELS.get(value, str(value)) if value else "none"
