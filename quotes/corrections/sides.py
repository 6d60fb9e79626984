"""The two sides of a joining: each a statement with all that reports it, or a stretch that nothing else reports yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quotes.models import QuoteSpeaker, Segment, Statement
from quotes.statements import ties


@dataclass(frozen=True, slots=True)
class Side:
    """`statement` is None for a stretch that stands alone; `segments` are all that report it, hidden ones included."""

    statement: Statement | None
    segments: tuple[Segment, ...]

    @property
    def version(self) -> int:
        """What guards against two editors; 0 for a stretch that stands alone."""
        return self.statement.version if self.statement else 0

    @property
    def handle(self) -> int:
        """The id of a segment by which the side is found again."""
        return self.segments[0].pk

    @property
    def quotes(self) -> list[int]:
        return sorted({segment.quote_id for segment in self.segments})

    @property
    def outlets(self) -> set[int]:
        """A copy counts as the outlet of its original."""
        articles = (segment.quote.article for segment in self.segments)
        return {(article.copy_of or article).outlet_id for article in articles}

    @property
    def days(self) -> list[date]:
        return sorted(s.quote.article.published_on for s in self.segments if s.quote.article.published_on)

    @property
    def names(self) -> set[str]:
        """Who speaks."""
        said = (said for segment in self.segments for said in segment.quote.quote_speakers.all())
        return {row.speaker.now.name for row in said if row.standing == QuoteSpeaker.Standing.SPEAKS}

    def __str__(self) -> str:
        return f"statement {self.statement.pk}" if self.statement else f"a wording in {self.segments[0].quote.article}"


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """What joining the two sides would bring together. `refused` says why it can't be, "" where it can.

    `days` lie between the two, where both were published on known days; `speakers` are the names of whoever speaks in
    one but not in the other.
    """

    one: Side
    other: Side
    quotes: int
    outlets: int
    days: int
    speakers: tuple[str, ...]
    refused: str


def side(segment: Segment) -> Side:
    """The side that a segment stands for, in a fixed number of queries."""
    rows = Segment.objects.filter(pk=segment.pk)
    if segment.statement_id:
        rows = Segment.objects.filter(statement=segment.statement_id)
    rows = rows.in_order().select_related("quote__article__copy_of", "quote__article__outlet", "statement")
    found = tuple(rows.prefetch_related("parts", "quote__quote_speakers__speaker__merged_into"))
    return Side(found[0].statement if found else None, found)


def preview_join(one: Segment, other: Segment) -> JoinPreview:
    """What joining the statements that these two report would do, in a fixed number of queries."""
    here, there = side(one), side(other)
    return JoinPreview(
        here,
        there,
        quotes=len({*here.quotes, *there.quotes}),
        outlets=len(here.outlets | there.outlets),
        days=_days_between(here.days, there.days),
        speakers=tuple(sorted(here.names ^ there.names)),
        refused=refusal(here, there),
    )


def refusal(here: Side, there: Side) -> str:
    """Why the two can't be joined, in words for an editor; "" where they can."""
    mine, others = ({segment.pk for segment in which.segments} for which in (here, there))
    if not mine or not others:
        return "No quote reports one of them any more."
    if mine & others:
        return "They are one statement already."
    if set(here.quotes) == set(there.quotes):
        return "Both are parts of one quote, which says the one and the other."
    if any(mine & {*pair} and others & {*pair} for pair in ties.of_segments(mine)[1]):
        return "An editor said that they are not the same. Undo that first."
    return ""


def _days_between(here: Sequence[date], there: Sequence[date]) -> int:
    if not here or not there:
        return 0
    return max((max(there[0], here[0]) - min(there[-1], here[-1])).days, 0)


def quotes_of(segments: Iterable[Segment]) -> list[int]:
    return sorted({segment.quote_id for segment in segments})
