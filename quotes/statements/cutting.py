"""The words of quotes as segments: cut, weighed and kept. Loads tables of words; not for the web process."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from quotes.linking.cutting import cut
from quotes.linking.features import to_json
from quotes.linking.types import Spans, Utterance
from quotes.linking.words import stems_of, words_of
from quotes.models import Part, Place, Quote, Segment, SegmentPart
from quotes.statements import bonds


@dataclass(frozen=True, slots=True)
class Cut:
    """A segment to be. `spans` index the body's text."""

    quote: Quote
    body: int
    position: int
    spans: Spans
    texts: tuple[str, ...]
    features: dict[str, Any]

    @property
    def text(self) -> str:
        return " … ".join(self.texts)


def cut_anew(quote_ids: Collection[int]) -> tuple[list[int], set[int]]:
    """Make these quotes' segments what their words give now. Gives the ids of all their segments, and of others that
    had something to do with segments that are no more."""
    quotes = _quotes(quote_ids)
    cuts = [piece for quote in quotes for piece in _cuts(quote)]
    there = _there(quote_ids)
    wanted: dict[int, list[Cut]] = {}
    for piece in cuts:
        wanted.setdefault(piece.quote.pk, []).append(piece)
    stale = [
        segment
        for quote, segments in there.items()
        if not _same(segments, wanted.get(quote, []))
        for segment in segments
    ]
    kept = {segment.quote_id for segments in there.values() for segment in segments} - {s.quote_id for s in stale}
    touched = bonds.neighbours([segment.pk for segment in stale])
    heirs = {segment.pk: segment for segment in stale}
    fresh = [piece for piece in cuts if piece.quote.pk not in kept]
    Segment.objects.filter(pk__in=heirs).delete()
    made = _make(fresh, there)
    return [*(s.pk for q in kept for s in there[q]), *made], touched - heirs.keys()


def _quotes(quote_ids: Collection[int]) -> list[Quote]:
    content = Part.objects.filter(role=Part.Role.CONTENT).order_by("start")
    places = Place.objects.select_related("body").order_by("-body__number", "position")
    quotes = Quote.objects.filter(pk__in=list(quote_ids)).exclude(status=Quote.Status.REJECTED)
    return list(
        quotes.select_related("article")
        .prefetch_related(Prefetch("places", queryset=places), Prefetch("places__parts", queryset=content))
        .order_by("pk")
    )


def _cuts(quote: Quote) -> Iterator[Cut]:
    """From the first place in the newest body; a quote that stands nowhere has none."""
    place = next(iter(quote.places.all()), None)
    spans = [(part.start, part.end) for part in place.parts.all()] if place else []
    if place is None or not spans:
        return
    text = place.body.text
    for position, stretch in enumerate(cut(text, spans, mixed=quote.kind == Quote.Kind.MIXED)):
        texts = tuple(text[start:end] for start, end in stretch)
        yield Cut(quote, place.body_id, position, stretch, texts, to_json(_utterance(quote, stretch[0][0], texts)))


def _utterance(quote: Quote, start: int, texts: Sequence[str]) -> Utterance:
    quoted = quote.kind == Quote.Kind.DIRECT
    return Utterance(
        tuple(word for text in texts for word in words_of(text, quoted=quoted)),
        quote.article.key,
        start,
        quote.kind,
        quote.stance,
        _ordinal(quote.article.published_on),
        _ordinal(quote.said_on),
        stems_of(quote.addressee),
    )


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _there(quote_ids: Collection[int]) -> dict[int, list[Segment]]:
    """The segments that these quotes have, by quote."""
    segments: dict[int, list[Segment]] = {}
    rows = Segment.objects.filter(quote__in=list(quote_ids)).order_by("quote", "position")
    for segment in rows.prefetch_related("parts"):
        segments.setdefault(segment.quote_id, []).append(segment)
    return segments


def _same(segments: Sequence[Segment], cuts: Sequence[Cut]) -> bool:
    return [(s.body_id, s.features, _spans(s)) for s in segments] == [(c.body, c.features, c.spans) for c in cuts]


def _spans(segment: Segment) -> Spans:
    return tuple(sorted((part.start, part.end) for part in segment.parts.all()))


def _make(cuts: Sequence[Cut], there: dict[int, list[Segment]]) -> list[int]:
    """Rows for the cuts; a segment takes over the statement of the one whose words it has."""
    segments = [
        Segment(
            quote=piece.quote,
            body_id=piece.body,
            position=piece.position,
            text=piece.text,
            features=piece.features,
            statement_id=_inherited(piece, there.get(piece.quote.pk, [])),
        )
        for piece in cuts
    ]
    Segment.objects.bulk_create(segments)
    SegmentPart.objects.bulk_create(
        SegmentPart(segment=segment, start=start, end=end, text=text)
        for segment, piece in zip(segments, cuts, strict=True)
        for (start, end), text in zip(piece.spans, piece.texts, strict=True)
    )
    return [segment.pk for segment in segments]


def _inherited(piece: Cut, old: Sequence[Segment]) -> int | None:
    mine = {word[0] for word in piece.features["words"]}
    alike = {
        segment: len(mine & {word[0] for word in segment.features.get("words", ())})
        for segment in old
        if segment.statement_id
    }
    best = max(alike, key=lambda segment: (alike[segment], -segment.position), default=None)
    return best.statement_id if best and alike[best] else None
