"""How many of the claims found belong to each speaker, outlet and status; where none is found, which filter to drop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from articles.models import Outlet
from quotes.models import Claim, Difference, QuoteSpeaker, Speaker
from quotes.models.claims import ClaimQuerySet
from quotes.search.claim_filters import ALL_DRAWN, DIFFERENCES, STATUSES, ClaimFilters
from quotes.search.facets import MOST, Drop, Facet, Value, in_words


def facets(claims: ClaimQuerySet, filters: ClaimFilters) -> list[Facet]:
    """Four facets. Each follows all filters but its own, so that it offers what could be chosen instead."""
    made = (make(claims, filters) for make in (_speakers, _outlets, _statuses, _differences))
    return [facet for facet in made if facet.values]


def _speakers(claims: ClaimQuerySet, filters: ClaimFilters) -> Facet:
    """Speakers that are known across articles."""
    looser = filters.without("speaker")
    sources = looser.sources().filter(claim__in=looser.apply(claims).order_by().values("pk"), quote__isnull=False)
    rows = QuoteSpeaker.objects.filter(
        Q(speaker__merged_into=None, speaker__article=None) | Q(speaker__merged_into__article=None),
        standing=QuoteSpeaker.Standing.SPEAKS,
        quote__assertions__in=sources.order_by().values("pk"),
    )
    counted = rows.annotate(root=Coalesce("speaker__merged_into", "speaker")).order_by().values("root")
    counted = counted.annotate(number=Count("quote__assertions__claim", distinct=True)).order_by("-number", "root")
    numbers = dict(counted.values_list("root", "number")[:MOST])
    known = Speaker.objects.in_bulk(numbers)
    return Facet("Speaker", tuple(_value(str(known[pk]), n, filters, speaker=known[pk]) for pk, n in numbers.items()))


def _outlets(claims: ClaimQuerySet, filters: ClaimFilters) -> Facet:
    looser = filters.without("outlet")
    sources = looser.sources().filter(claim__in=looser.apply(claims).order_by().values("pk")).order_by()
    counted = sources.values("article__outlet").annotate(number=Count("claim", distinct=True))
    numbers = dict(
        counted.order_by("-number", "article__outlet").values_list("article__outlet", "number")[:MOST]
    )  # fmt: skip
    known = Outlet.objects.in_bulk(numbers)
    return Facet("Outlet", tuple(_value(str(known[pk]), n, filters, outlet=known[pk]) for pk, n in numbers.items()))


def _statuses(claims: ClaimQuerySet, filters: ClaimFilters) -> Facet:
    found = filters.without("status").apply(claims).order_by().values_list("status")
    numbers = dict(found.annotate(number=Count("pk")).order_by("status"))
    pairs = ((status, label, numbers[status]) for status, label in STATUSES.items() if status in numbers)
    return Facet("Status", tuple(_value(label, n, filters, status=status.value) for status, label, n in pairs))


def _differences(claims: ClaimQuerySet, filters: ClaimFilters) -> Facet:
    """How many differ at all: to count each kind would ask three times as much."""
    label, looser = DIFFERENCES["any"], filters.without("differs")
    number = looser.apply(claims).differing(Difference.objects.public()).order_by().count()
    return Facet("Others differ", (_value(label, number, filters, differs="any"),) if number else ())


def _value(label: str, count: int, filters: ClaimFilters, **choice: object) -> Value:
    ((name, value),) = choice.items()
    chosen = getattr(filters, name) == value
    url = filters.without(name).url() if chosen else filters.url(**choice)
    return Value(label, in_words((count, False)), url, chosen)


def to_drop(claims: ClaimQuerySet, filters: ClaimFilters) -> list[Drop]:
    """For a search that found nothing: each filter, and each of several words, whose loss would find something."""
    drops = []
    for label, looser in _looser(filters):
        if count := looser.apply(claims).order_by().count():
            drops.append(Drop(label, count, looser.url()))
    return drops


def _looser(filters: ClaimFilters) -> Iterator[tuple[str, ClaimFilters]]:
    if len(filters.q.clauses) + len(filters.q.excluded) > 1:
        for typed, query in list(filters.q.loosened())[:MOST]:
            yield f"Word: {typed}", replace(filters, q=query)
    for name, label in filters.chosen().items():
        if name != "drawn":
            yield label, filters.without(name)
    if not filters.drawn:
        yield "Only the surer ones", replace(filters, drawn=ALL_DRAWN)


def matching(filters: ClaimFilters) -> int:
    """How many claims that readers may see `filters` find."""
    return filters.apply(Claim.objects.public()).order_by().count()
