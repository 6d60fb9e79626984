"""The cards of a search: quotes with all that their cards show, in as few queries as it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from quotes.models import Part, Place, Quote, QuoteSpeaker, Speaker
from quotes.models.quotes import QuoteQuerySet
from quotes.pages.bringing import Branch, brought
from quotes.pages.cards import Card, beside, cards_of

_SHOWN = (Part.Role.CUE, Part.Role.CONTENT)
_VOICE = ("quote", "position", "pk", "standing", "mention", "role", "head", "called", "address", "sort")
_STRETCH = ("place__quote", "place__body", "place__position", "place", "start", "end", "role", "text", "pk")


def gathered(quotes: QuoteQuerySet, ids: Sequence[int]) -> list[Card]:
    """Cards of those of `quotes` with these ids, in this order. Two queries, and another where an article has no
    headline; none for no ids.

    Of who speaks the cards know who it is by now, by name, address and kind, and no more.
    """
    if not ids:
        return []
    found = quotes.order_by().select_related("article__outlet").in_bulk(list(ids))
    rows = brought({**_own(ids), **beside(ids)})
    made = [found[pk] for pk in ids if pk in found]
    _give_speakers(made, rows["speakers"])
    _give_places(made, rows["parts"])
    return cards_of(made, rows)


def _own(ids: Sequence[int]) -> dict[str, Branch]:
    speakers = QuoteSpeaker.objects.filter(quote__in=ids).annotate(
        head=Coalesce("speaker__merged_into", "speaker"),
        called=Coalesce("speaker__merged_into__name", "speaker__name"),
        address=Coalesce("speaker__merged_into__slug", "speaker__slug"),
        sort=Coalesce("speaker__merged_into__kind", F("speaker__kind")),
    )
    parts = Part.objects.filter(place__quote__in=ids, role__in=_SHOWN)
    return {"speakers": (speakers, _VOICE), "parts": (parts, _STRETCH)}


def _give_speakers(quotes: Sequence[Quote], rows: Sequence[Sequence[Any]]) -> None:
    """In the order in which the article names them."""
    voices: dict[int, list[QuoteSpeaker]] = defaultdict(list)
    for quote, position, pk, standing, mention, role, head, name, slug, kind in sorted(rows, key=tuple):
        who = Speaker(pk=head, name=name, slug=slug, kind=kind)
        one = QuoteSpeaker(pk=pk, quote_id=quote, speaker=who, standing=standing, mention=mention, role=role)
        one.position = position
        voices[quote].append(one)
    for quote in quotes:
        _fetched(quote, "quote_speakers", QuoteSpeaker.objects.all(), voices[quote.pk])


def _give_places(quotes: Sequence[Quote], rows: Sequence[Sequence[Any]]) -> None:
    """The newest body first; a place without content there is none of."""
    places: dict[int, Place] = {}
    parts: dict[int, list[Part]] = defaultdict(list)
    of_quote: dict[int, list[Place]] = defaultdict(list)
    for quote, body, position, pk, start, end, role, text, part in sorted(rows, key=lambda row: (-row[1], row[2:])):
        if pk not in places:
            places[pk] = Place(pk=pk, quote_id=quote, body_id=body, position=position)
            of_quote[quote].append(places[pk])
        parts[pk].append(Part(pk=part, place=places[pk], role=role, start=start, end=end, text=text))
    for pk, place in places.items():
        _fetched(place, "parts", Part.objects.all(), parts[pk])
    for quote in quotes:
        _fetched(quote, "places", Place.objects.all(), of_quote[quote.pk])


def _fetched(row: Any, name: str, related: QuerySet[Any], rows: list[Any]) -> None:
    """As prefetch_related leaves it."""
    related._result_cache = rows
    related._prefetch_done = True  # type: ignore[attr-defined]
    cache = getattr(row, "_prefetched_objects_cache", None)
    if cache is None:
        cache = row._prefetched_objects_cache = {}
    cache[name] = related
