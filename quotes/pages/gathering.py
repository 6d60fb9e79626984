"""Quotes with all that their cards show, in as few queries as it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from quotes.models import Part, Place, Quote, QuoteSpeaker
from quotes.models.quotes import QuoteQuerySet


def gathered(quotes: QuoteQuerySet, ids: Sequence[int]) -> list[Quote]:
    """Those of `quotes` with these ids, in this order, with what `QuoteQuerySet.with_cards` brings. Three queries."""
    speakers = QuoteSpeaker.objects.select_related("speaker__merged_into").order_by("position", "pk")
    rows = quotes.order_by().select_related("article__outlet").prefetch_related(
        Prefetch("quote_speakers", queryset=speakers)
    ).in_bulk(list(ids))  # fmt: skip
    found = [rows[pk] for pk in ids if pk in rows]
    _bring_places(found)
    return found


def _bring_places(quotes: Sequence[Quote]) -> None:
    """Places and parts by one query, the newest body first; a place without content there is none of."""
    shown = (Part.Role.CUE, Part.Role.CONTENT)
    rows = Part.objects.filter(place__quote__in=[quote.pk for quote in quotes], role__in=shown)
    places: dict[int, Place] = {}
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in rows.select_related("place").order_by("start"):
        places.setdefault(part.place_id, part.place)
        parts[part.place_id].append(part)
    of_quote: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(places.values(), key=lambda place: (-place.body_id, place.position)):
        of_quote[place.quote_id].append(place)
        _fetched(place, "parts", Part.objects.all(), parts[place.pk])
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
