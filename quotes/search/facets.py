"""How many of the quotes found belong to each speaker, outlet and kind; where none is found, which filter to drop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Count

from quotes import tallies
from quotes.models.quotes import QuoteQuerySet
from quotes.search.filters import KINDS, Filters

_MOST = 8


@dataclass(frozen=True, slots=True)
class Value:
    """One choice within a facet; `url` chooses it, or takes it back where it is `chosen`."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """A filter without which there would be `count` quotes at `url`."""

    label: str
    count: int
    url: str


def facets(quotes: QuoteQuerySet, filters: Filters) -> list[Facet]:
    """The three facets. Each follows all filters but its own, so that it offers what could be chosen instead."""
    made = [_speakers(quotes, filters), _outlets(quotes, filters), _kinds(quotes, filters)]
    return [facet for facet in made if facet.values]


def _speakers(quotes: QuoteQuerySet, filters: Filters) -> Facet:
    """Speakers that are known across articles: what belongs to one article alone is no choice to narrow by."""
    counted = tallies.by_speaker(filters.without("speaker").apply(quotes), most=_MOST)
    return Facet("Speaker", tuple(_value(str(who), number, filters, speaker=who) for who, number in counted))


def _outlets(quotes: QuoteQuerySet, filters: Filters) -> Facet:
    counted = tallies.by_outlet(filters.without("outlet").apply(quotes), most=_MOST)
    return Facet("Outlet", tuple(_value(str(outlet), number, filters, outlet=outlet) for outlet, number in counted))


def _kinds(quotes: QuoteQuerySet, filters: Filters) -> Facet:
    found = filters.without("kind").apply(quotes).order_by()
    numbers = dict(found.values_list("kind").annotate(number=Count("pk")).order_by("kind"))
    values = (_value(label, numbers[kind], filters, kind=kind) for kind, label in KINDS.items() if kind in numbers)
    return Facet("Kind", tuple(values))


def _value(label: str, count: int, filters: Filters, **choice: object) -> Value:
    ((name, value),) = choice.items()
    chosen = getattr(filters, name) == value
    url = filters.without(name).url() if chosen else filters.url(**choice)
    return Value(label, count, url, chosen)


def to_drop(quotes: QuoteQuerySet, filters: Filters) -> list[Drop]:
    """For a search that found nothing: each filter, and each of several words, whose loss would find something."""
    drops = []
    for label, looser in _looser(filters):
        if count := looser.apply(quotes).order_by().count():
            drops.append(Drop(label, count, looser.url()))
    return drops


def _looser(filters: Filters) -> Iterator[tuple[str, Filters]]:
    if len(filters.q.clauses) + len(filters.q.excluded) > 1:
        for typed, query in list(filters.q.loosened())[:_MOST]:
            yield f"Word: {typed}", replace(filters, q=query)
    for name, label in filters.chosen().items():
        yield label, filters.without(name)
