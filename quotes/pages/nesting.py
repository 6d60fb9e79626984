"""X said that Y said: speech reported within reported speech (J17). Who tells is shown before who is told of.

A quote is told by another where the other's content, in the same body, holds its content and its cue: Y's words and
that Y said them are what X says. Positions are characters of the body, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from quotes.models import Part, Place, Quote, QuoteSpeaker

# How the teller's own stance reads before what is told: to deny that somebody said something is not to report it.
_TELLS = {
    Quote.Stance.ASSERTS: "said that",
    Quote.Stance.DENIES: "denied that",
    Quote.Stance.DECLINES: "would not say that",
    Quote.Stance.ASKS: "asked whether",
    Quote.Stance.SUPPOSES: "supposed that",
}
NOBODY = "Speaker not known"


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells that the quote was said, in which quote; `tells` reads "said that" and the like."""

    quote: Quote
    who: str
    tells: str

    @property
    def url(self) -> str:
        return self.quote.get_absolute_url()

    def __str__(self) -> str:
        return f"{self.who} {self.tells}"


def tellers(places: Mapping[int, Place | None]) -> dict[int, Teller]:
    """By quote's id who tells of it, the nearest; those whom nobody tells of are left out. `places` are where the
    quotes stand, by quote's id, with their cues and contents fetched. One query, a second if there is any, and
    nothing of what readers may not see."""
    held = {pk: (place.body_id, *_extent(place)) for pk, place in places.items() if place and place.parts.all()}
    if not held:
        return {}
    public = Quote.objects.public().order_by().filter(pk=OuterRef("place__quote"))
    parts = Part.objects.filter(
        Exists(public), role=Part.Role.CONTENT, place__body__in={b for b, _, _ in held.values()}
    )
    around: dict[int, tuple[int, int]] = {}
    for body, quote, start, end in parts.order_by().values_list("place__body", "place__quote", "start", "end"):
        for pk, (of_body, first, last) in held.items():
            if body == of_body and quote != pk and start <= first and last <= end and end - start > last - first:
                around[pk] = min(around.get(pk, (end - start, quote)), (end - start, quote))
    told = _named({quote for _, quote in around.values()})
    return {pk: told[quote] for pk, (_, quote) in around.items()}


def _extent(place: Place) -> tuple[int, int]:
    """From the first to the last character of cue and content."""
    parts = [part for part in place.parts.all() if part.role in (Part.Role.CUE, Part.Role.CONTENT)]
    return min(part.start for part in parts), max(part.end for part in parts)


def _named(quotes: Iterable[int]) -> dict[int, Teller]:
    rows = Quote.objects.filter(pk__in=list(quotes)) if quotes else Quote.objects.none()
    found = {quote.pk: quote for quote in rows}
    said = QuoteSpeaker.objects.filter(quote__in=found, standing=QuoteSpeaker.Standing.SPEAKS)
    names: dict[int, dict[str, None]] = {}
    for row in said.select_related("speaker__merged_into").order_by("position", "pk") if found else ():
        names.setdefault(row.quote_id, {})[row.speaker.now.name] = None
    return {
        pk: Teller(quote, " and ".join(names.get(pk, {})) or NOBODY, _TELLS[Quote.Stance(quote.stance)])
        for pk, quote in found.items()
    }


def told_of(quote: Quote) -> list[Quote]:
    """The public quotes that `quote` tells of, in the order of the text: all that stand within one of its contents."""
    parts = Part.objects.filter(place__quote=quote, role=Part.Role.CONTENT).values_list("place__body", "start", "end")
    spans = [(body, start, end) for body, start, end in parts]
    if not spans:
        return []
    inner = Part.objects.filter(
        place__body__in={body for body, _, _ in spans}, role__in=(Part.Role.CUE, Part.Role.CONTENT)
    )
    public = Quote.objects.public().order_by().filter(pk=OuterRef("place__quote"))
    rows = inner.filter(Exists(public)).exclude(place__quote=quote).order_by("start")
    extents: dict[int, tuple[int, int, int]] = {}
    for body, pk, start, end in rows.values_list("place__body", "place__quote", "start", "end"):
        _, first, last = extents.get(pk, (body, start, end))
        extents[pk] = (body, min(first, start), max(last, end))
    within = [
        pk
        for pk, (body, first, last) in extents.items()
        if any(b == body and s <= first and last <= e and e - s > last - first for b, s, e in spans)
    ]
    found = Quote.objects.filter(pk__in=within).with_cards().in_bulk()
    return [found[pk] for pk in within]
