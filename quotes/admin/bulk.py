"""One decision about many quotes: first what it will touch, and how many, then a correction for each (E10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch, QuerySet

from quotes import corrections
from quotes.admin.decisions import ConfirmForm, DecisionForm, RejectForm
from quotes.models import Correction, Quote, QuoteSpeaker

# More than anybody can look through on one page is not a decision.
LIMIT = 500
BULK: dict[str, type[DecisionForm]] = {"confirm": ConfirmForm, "reject": RejectForm}
# What each decision leaves alone: it would change nothing, or undo what somebody decided.
LEFT_ALONE = {
    "confirm": (*Quote.DECIDED, *Quote.OFF_THE_PAGES),
    "reject": Quote.TAKEN_OFF,
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The quotes that would be touched, how many were left out, and whether there were too many to look at."""

    quotes: list[Quote]
    left_out: int
    too_many: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The corrections made, in order, and how many quotes somebody else had changed meanwhile."""

    made: list[Correction]
    stale: int


def preview(decision: str, selected: QuerySet[Quote]) -> Preview:
    """What `decision` would touch of `selected`. Never reads more than `LIMIT` and one quotes."""
    speakers = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS).select_related("speaker__merged_into")
    quotes = list(
        selected.order_by("pk")
        .select_related("article__outlet")
        # The list brings a prefetch of its own.
        .prefetch_related(None)
        .prefetch_related(Prefetch("quote_speakers", queryset=speakers))[: LIMIT + 1]
    )
    touched = [quote for quote in quotes if quote.status not in LEFT_ALONE[decision]]
    return Preview(touched, len(quotes) - len(touched), too_many=len(quotes) > LIMIT)


def apply(decision: str, items: Sequence[tuple[int, int]], editor: User, reason: str) -> Outcome:
    """Decides about each of `items`, pairs of a quote's id and the version that the editor saw.

    All in one transaction. Quotes that changed meanwhile, or are gone, are left alone and counted. Raises
    corrections.ReasonRequired where the decision needs a reason and there is none.
    """
    made: list[Correction] = []
    with transaction.atomic():
        quotes = Quote.objects.in_bulk([pk for pk, _ in items])
        for pk, version in items:
            form = BULK[decision]({"version": version, "own_reason": reason})
            if not form.is_valid():
                raise corrections.ReasonRequired
            try:
                with transaction.atomic():
                    made.append(form.apply(quotes[pk], editor))
            except (KeyError, corrections.Stale):
                continue
    return Outcome(made, stale=len(items) - len(made))
