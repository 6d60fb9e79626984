"""Two statements are one, or one is two: what editors say about which quotes report the same utterance.

A decision is kept as ties between stretches, anchored to quote, body and spans (`quotes.statements.ties`). They count
as long as the correction stands, whatever the evidence says, in every later run of linking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import product
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from quotes.corrections.recording import Overtaken, Stale, checked_reason
from quotes.corrections.sides import Side, quotes_of, refusal, side
from quotes.corrections.standing import Action
from quotes.models import Correction, Segment, Statement
from quotes.statements import obey, ties

# A stretch is tied to so many of the next ones, so that what is joined holds when one of them is gone.
_NEIGHBOURS = 3
# What would take more ties than this is no decision about single wordings.
_MOST_TIES = 2500
_STALE = "The statement was changed or linked anew since you opened this page. Nothing was saved."


@transaction.atomic
def join(one: Segment, other: Segment, *, editor: User, reason: str, versions: tuple[int, int]) -> Correction:
    """What reports the one reports the other, too: they are one statement from now on, until this is undone.

    `versions` are those of their sides (`quotes.corrections.sides`), in this order, as the editor saw them. Raises
    Stale, ReasonRequired, ValueError.
    """
    here, there = _locked(one, versions[0]), _locked(other, versions[1])
    if why := refusal(here, there):
        raise ValueError(why)
    sides = [(_statement(which), which) for which in (here, there)]
    every = [*here.segments, *there.segments]
    correction = _record(
        Action.JOIN, sides[0][0], editor, reason=checked_reason(reason),
        before={"statements": [statement.pk for statement, _ in sides]},
        after={"quotes": len(quotes_of(every)), "sides": {str(row.pk): which.quotes for row, which in sides}},
        first=every[0],
    )  # fmt: skip
    near = [(every[i], later) for i in range(len(every)) for later in every[i + 1 : i + 1 + _NEIGHBOURS]]
    ties.tie(correction, near, together=True)
    obey(correction)
    return correction


@transaction.atomic
def part(
    statement: Statement, leaving: Collection[int], *, editor: User, reason: str, version: int
) -> Correction:  # fmt: skip
    """The segments with these ids report something else than the rest of the statement's, and are never taken for the
    same again, until this is undone. Raises Stale, ReasonRequired, ValueError."""
    first = statement.segments.first()
    if first is None:
        raise Stale(_STALE)
    here, chosen = _locked(first, version), set(leaving)
    every = here.segments
    gone, staying = [s for s in every if s.pk in chosen], [s for s in every if s.pk not in chosen]
    if len(gone) != len(chosen):
        raise Stale(_STALE)
    if not gone or not staying:
        raise ValueError("Choose some of the wordings: those that report something else than the rest.")
    if len(gone) * len(staying) > _MOST_TIES:
        raise ValueError("These are too many wordings to part at once: choose fewer.")
    correction = _record(
        Action.PART, statement, editor, reason=checked_reason(reason), before={"statements": [statement.pk]},
        after={"quotes": len(quotes_of(gone))}, first=gone[0],
    )  # fmt: skip
    ties.tie(correction, list(product(gone, staying)), together=False)
    obey(correction)
    statement.refresh_from_db()
    return correction


def undo(correction: Correction, decision: Correction, editor: User, *, again: bool) -> Correction:
    """Take back, or make `again`, what `decision` said; `correction` is the record that is undone. For `undoing`.

    Raises Overtaken where what was joined was parted since.
    """
    assert decision.statement is not None
    if again and decision.action == Action.JOIN and ties.of_segments(ties.reached(decision))[1]:
        raise Overtaken("An editor parted some of them meanwhile. Undo that first.")
    made = _record(
        Action.UNDO, decision.statement, editor, before=correction.after, after=correction.before, undoes=correction
    )
    obey(made)
    _lead_back(decision)
    return made


def _lead_back(decision: Correction) -> None:
    """The address of a statement that was joined leads where its quotes are by now; to nothing where they are alone."""
    for pk, quotes in decision.after.get("sides", {}).items():
        there = Segment.objects.filter(quote__in=quotes).order_by().values_list("statement", flat=True)
        now = max(Counter(there).items(), key=lambda pair: pair[1], default=(None, 0))[0]
        if now != int(pk):
            Statement.objects.filter(pk=pk, merged_into__isnull=False).update(merged_into=now)


def _locked(segment: Segment, version: int) -> Side:
    """The side of the segment, locked until the transaction ends, if it is still as the editor saw it."""
    row = Segment.objects.select_for_update().filter(pk=segment.pk).first()
    if row is None:
        raise Stale(_STALE)
    if row.statement_id:
        Statement.objects.select_for_update().get(pk=row.statement_id)
    found = side(row)
    if found.version != version:
        raise Stale(_STALE)
    return found


def _statement(which: Side) -> Statement:
    """The side's statement; for a stretch that stands alone one is made, which the log can name."""
    if which.statement:
        return which.statement
    made = Statement.objects.create()
    Segment.objects.filter(pk=which.handle).update(statement=made)
    return made


def _record(  # noqa: PLR0913
    action: Action, statement: Statement, editor: User, *, before: dict[str, Any], after: dict[str, Any],
    reason: str = "", undoes: Correction | None = None, first: Segment | None = None,
) -> Correction:  # fmt: skip
    """Append a correction about a statement; all of them are public. `first`: one of the stretches that it is about."""
    spans = [[[part.start, part.end] for part in first.parts.all()]] if first else undoes.spans if undoes else []
    body = first.body_id if first else undoes.body_id if undoes else None
    return Correction.objects.create(
        action=action, statement=statement, body_id=body, spans=spans, before=before, after=after, reason=reason,
        editor=editor, undoes=undoes, public=True,
    )  # fmt: skip
