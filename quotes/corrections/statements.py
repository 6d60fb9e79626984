"""Two statements are one, or one is two: what editors say about which quotes report the same utterance.

A decision is kept as ties between stretches, anchored to quote, body and spans (`quotes.statements.ties`). They count
as long as the correction stands, whatever the evidence says, in every later run of linking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from quotes.models import Correction, QuoteSpeaker, Segment, Statement
from quotes.recording import Overtaken, Stale, checked_reason
from quotes.standing import Action
from quotes.statements import obey, ties

# A stretch is tied to so many of the next ones, so that what is joined holds when one of them is gone.
_NEIGHBOURS = 3
# What would take more ties than this is no decision about single wordings.
_MOST_TIES = 2500


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """What joining two statements would bring together. `refused` says why it can't be, "" where it can.

    `days` lie between the two, where both were published on known days; `speakers` are the names of whoever speaks in
    one but not in the other.
    """

    statement: Statement
    other: Statement
    quotes: int
    outlets: int
    days: int
    speakers: tuple[str, ...]
    refused: str


def preview_join(statement: Statement, other: Statement) -> JoinPreview:
    """What joining the two would do, in a fixed number of queries."""
    here, there = _segments(statement), _segments(other)
    both = [*here, *there]
    return JoinPreview(
        statement,
        other,
        quotes=len({segment.quote_id for segment in both}),
        outlets=len({(s.quote.article.copy_of or s.quote.article).outlet_id for s in both}),
        days=_days_between(here, there),
        speakers=tuple(sorted(_names(here) ^ _names(there))),
        refused=_refusal(statement, other, here, there),
    )


@transaction.atomic
def join(
    statement: Statement, other: Statement, *, editor: User, reason: str, versions: tuple[int, int]
) -> Correction:  # fmt: skip
    """All that reports the one reports the other: they are one statement from now on, until this is undone.

    `versions` are theirs, in this order, as the editor saw them. Raises Stale, ReasonRequired, ValueError.
    """
    one, two = _locked((statement, other), versions)
    here, there = _segments(one), _segments(two)
    if why := _refusal(one, two, here, there):
        raise ValueError(why)
    every = [*here, *there]
    sides = {str(row.pk): _quotes(side) for row, side in ((one, here), (two, there))}
    correction = _record(
        Action.JOIN, one, editor, reason=checked_reason(reason), before={"statements": [one.pk, two.pk]},
        after={"quotes": len(_quotes(every)), "sides": sides}, first=every[0],
    )  # fmt: skip
    near = [(every[i], later) for i in range(len(every)) for later in every[i + 1 : i + 1 + _NEIGHBOURS]]
    ties.tie(correction, near, together=True)
    obey(correction)
    statement.refresh_from_db()
    other.refresh_from_db()
    return correction


@transaction.atomic
def part(
    statement: Statement, leaving: Collection[int], *, editor: User, reason: str, version: int
) -> Correction:  # fmt: skip
    """The segments with these ids report something else than the rest of the statement's, and are never taken for the
    same again, until this is undone. Raises Stale, ReasonRequired, ValueError."""
    (row,), chosen = _locked((statement,), (version,)), set(leaving)
    every = _segments(row)
    gone, staying = [s for s in every if s.pk in chosen], [s for s in every if s.pk not in chosen]
    if len(gone) != len(chosen):
        raise Stale("The statement was linked anew since you opened this page. Nothing was saved.")
    if not gone or not staying:
        raise ValueError("Choose some of the wordings: those that report something else than the rest.")
    if len(gone) * len(staying) > _MOST_TIES:
        raise ValueError("These are too many wordings to part at once: choose fewer.")
    correction = _record(
        Action.PART, row, editor, reason=checked_reason(reason), before={"statements": [row.pk]},
        after={"quotes": len(_quotes(gone))}, first=gone[0],
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


def _locked(given: Sequence[Statement], versions: Sequence[int]) -> list[Statement]:
    ids = [statement.pk for statement in given]
    rows = {row.pk: row for row in Statement.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    found = [rows[pk] for pk in ids]
    if [row.version for row in found] != list(versions):
        raise Stale("The statement was changed since you opened this page. Nothing was saved.")
    return found


def _segments(statement: Statement) -> list[Segment]:
    """Everything that reports it, what readers do not see included."""
    rows = Segment.objects.filter(statement=statement).in_order()
    return list(
        rows.select_related("quote__article__copy_of").prefetch_related("parts", "quote__quote_speakers__speaker")
    )


def _refusal(one: Statement, other: Statement, here: Sequence[Segment], there: Sequence[Segment]) -> str:
    """Why the two can't be joined, in words for an editor; "" where they can."""
    if one.now == other.now:
        return "They are one statement already."
    if one.merged_into_id or other.merged_into_id:
        return "One of them is another statement by now: choose that one."
    if not here or not there:
        return "No quote reports one of them any more."
    mine, others = ({segment.pk for segment in side} for side in (here, there))
    if any(mine & {*pair} and others & {*pair} for pair in ties.of_segments(mine)[1]):
        return "An editor said that they are not the same. Undo that first."
    return ""


def _days_between(here: Iterable[Segment], there: Iterable[Segment]) -> int:
    mine, others = _days(here), _days(there)
    if not mine or not others:
        return 0
    return max((max(others[0], mine[0]) - min(others[-1], mine[-1])).days, 0)


def _days(segments: Iterable[Segment]) -> list[date]:
    return sorted(s.quote.article.published_on for s in segments if s.quote.article.published_on)


def _names(segments: Iterable[Segment]) -> set[str]:
    said = (said for segment in segments for said in segment.quote.quote_speakers.all())
    return {row.speaker.now.name for row in said if row.standing == QuoteSpeaker.Standing.SPEAKS}


def _quotes(segments: Iterable[Segment]) -> list[int]:
    return sorted({segment.quote_id for segment in segments})


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
