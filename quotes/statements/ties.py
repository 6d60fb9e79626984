"""What editors said of two stretches: they report one statement, or never one. Anchored to quote, body and spans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q

from quotes.linking.types import Span
from quotes.models import Correction, Segment, SegmentPart, Tie
from quotes.statements.bonds import chunked

Pair = tuple[int, int]


def tie(correction: Correction, pairs: Iterable[tuple[Segment, Segment]], *, together: bool) -> None:
    """Write down what `correction` says of these pairs: they belong together, or apart. It counts while it stands."""
    spans = _spans({segment.pk for pair in pairs for segment in pair})
    Tie.objects.bulk_create(
        Tie(
            correction=correction,
            together=together,
            one_id=one.quote_id,
            one_body_id=one.body_id,
            one_spans=spans[one.pk],
            other_id=other.quote_id,
            other_body_id=other.body_id,
            other_spans=spans[other.pk],
        )
        for one, other in pairs
    )


def of_segments(segments: Collection[int]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of segments that stand together, and those that stand apart, of which one is among `segments`.

    Of two words on the same pair the newer one counts.
    """
    quotes: set[int] = set()
    for chunk in chunked(segments):
        quotes.update(Segment.objects.filter(pk__in=chunk).order_by().values_list("quote", flat=True))
    rows: dict[int, Tie] = {}
    for chunk in chunked(quotes):
        rows.update({row.pk: row for row in Tie.objects.filter(Q(one__in=chunk) | Q(other__in=chunk))})
    if not rows:
        return set(), set()
    return _resolved(_standing(rows.values()))


def reached(correction: Correction) -> set[int]:
    """The segments of which the correction, or the one that it undoes, says something."""
    while correction.undoes is not None:
        correction = correction.undoes
    quotes = {pk for pair in correction.ties.values_list("one", "other") for pk in pair}
    return set(Segment.objects.filter(quote__in=quotes).order_by().values_list("pk", flat=True))


def _standing(rows: Iterable[Tie]) -> list[Tie]:
    """Those whose corrections stand, oldest first."""
    rows = sorted(rows, key=lambda row: (row.correction_id, row.pk))
    undoes = _undone({row.correction_id for row in rows})
    return [row for row in rows if not undoes[row.correction_id]]


def _undone(corrections: Collection[int]) -> Mapping[int, bool]:
    """Whether each is undone; an undo that was itself undone undoes nothing."""
    origin = {pk: pk for pk in corrections}
    undone = dict.fromkeys(corrections, False)
    latest = list(corrections)
    while latest:
        later = Correction.objects.filter(undoes__in=latest).values_list("pk", "undoes")
        latest = []
        for pk, undoes in later:
            origin[pk] = origin[undoes or pk]
            undone[origin[pk]] = not undone[origin[pk]]
            latest.append(pk)
    return undone


def _resolved(rows: Sequence[Tie]) -> tuple[set[Pair], set[Pair]]:
    """As pairs of the segments that there are now."""
    quotes = {pk for row in rows for pk in (row.one_id, row.other_id)}
    there: dict[int, list[Segment]] = {}
    for segment in Segment.objects.filter(quote__in=quotes).prefetch_related("parts").order_by("quote", "position"):
        there.setdefault(segment.quote_id, []).append(segment)
    said: dict[Pair, bool] = {}
    for row in rows:
        one = _nearest(there.get(row.one_id, ()), row.one_body_id, row.one_spans)
        other = _nearest(there.get(row.other_id, ()), row.other_body_id, row.other_spans)
        if one is not None and other is not None and one.pk != other.pk:
            said[min(one.pk, other.pk), max(one.pk, other.pk)] = row.together
    return {pair for pair, together in said.items() if together}, {pair for pair, t in said.items() if not t}


def _nearest(segments: Sequence[Segment], body: int, spans: Sequence[Span]) -> Segment | None:
    """The segment that has most of these spans; in another body the one at the same place among its quote's."""

    def share(segment: Segment) -> tuple[int, int]:
        if segment.body_id != body:
            return 0, -segment.position
        parts = segment.parts.all()
        return sum(max(0, min(p.end, e) - max(p.start, s)) for p in parts for s, e in spans), -segment.position

    return max(segments, key=share, default=None)


def _spans(segments: Collection[int]) -> dict[int, list[list[int]]]:
    spans: dict[int, list[list[int]]] = {pk: [] for pk in segments}
    for part in SegmentPart.objects.filter(segment__in=list(segments)).order_by("start"):
        spans[part.segment_id].append([part.start, part.end])
    return spans
