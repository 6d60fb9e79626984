"""X said that Y said: speech reported within reported speech (J17). Who tells is shown before who is told of.

A quote is told by another where the other's content, in the same body, holds its content and its cue: Y's words and
that Y said them are what X says. Positions are characters of the body, end exclusive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse

from quotes.models import Part, Place, Quote, QuoteSpeaker
from quotes.pages.bringing import Branch, brought

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
    """Who tells that the quote was said, in which quote (its id); `tells` reads "said that" and the like."""

    quote: int
    who: str
    tells: str

    @property
    def url(self) -> str:
        return reverse("quote", args=[self.quote])

    def __str__(self) -> str:
        return f"{self.who} {self.tells}"


def tellers(places: Mapping[int, Place | None]) -> dict[int, Teller]:
    """By quote's id who tells of it, the nearest; those whom nobody tells of are left out. `places` are where the
    quotes stand, by quote's id, with their cues and contents fetched. One query, and nothing of what readers may not
    see."""
    quotes = [pk for pk, place in places.items() if place and place.parts.all()]
    return told_by(places, brought(around(quotes))) if quotes else {}


def around(quotes: Sequence[int]) -> dict[str, Branch]:
    """What `told_by` looks through, as branches of a query: the contents that hold part of one of `quotes` (ids), and
    who speaks in them."""
    inner = Part.objects.filter(place__quote__in=quotes, role__in=(Part.Role.CUE, Part.Role.CONTENT))
    within = inner.filter(
        place__body=OuterRef("place__body"), start__gte=OuterRef("start"), end__lte=OuterRef("end")
    ).exclude(place__quote=OuterRef("place__quote"))
    public = Quote.objects.public().order_by().filter(pk=OuterRef("place__quote"))
    bodies = Place.objects.filter(quote__in=quotes).order_by().values("body")
    outer = Part.objects.filter(Exists(within), Exists(public), role=Part.Role.CONTENT, place__body__in=bodies)
    said = QuoteSpeaker.objects.filter(
        standing=QuoteSpeaker.Standing.SPEAKS, quote__in=outer.order_by().values("place__quote")
    ).annotate(called=Coalesce("speaker__merged_into__name", "speaker__name"))
    return {
        "around": (outer, ("place__body", "place__quote", "place__quote__stance", "start", "end")),
        "tells": (said, ("quote", "position", "pk", "called")),
    }


def told_by(places: Mapping[int, Place | None], rows: Mapping[str, Sequence[Sequence[Any]]]) -> dict[int, Teller]:
    """Of what the branches of `around` brought: who tells of each quote that stands at one of `places`."""
    held = {pk: (place.body_id, *_extent(place)) for pk, place in places.items() if place and place.parts.all()}
    nearest: dict[int, tuple[int, int]] = {}
    stances: dict[int, str] = {}
    for body, quote, stance, start, end in rows.get("around", ()):
        stances[quote] = stance
        for pk, (of_body, first, last) in held.items():
            if body == of_body and quote != pk and start <= first and last <= end and end - start > last - first:
                nearest[pk] = min(nearest.get(pk, (end - start, quote)), (end - start, quote))
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for quote, _, _, name in sorted(rows.get("tells", ()), key=tuple):
        names[quote][name] = None
    return {
        pk: Teller(quote, " and ".join(names[quote]) or NOBODY, _TELLS[Quote.Stance(stances[quote])])
        for pk, (_, quote) in nearest.items()
    }


def _extent(place: Place) -> tuple[int, int]:
    """From the first to the last character of cue and content."""
    parts = [part for part in place.parts.all() if part.role in (Part.Role.CUE, Part.Role.CONTENT)]
    return min(part.start for part in parts), max(part.end for part in parts)


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
