"""How many of the quotes found belong to each speaker, outlet and kind; where none is found, which filter to drop."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce

from articles.models import Article, Outlet
from quotes import paging
from quotes.models import Speaker
from quotes.search import hits
from quotes.search.filters import KINDS, STATUSES, Filters, Links
from quotes.search.found import Counted, Found

MOST = 8
# The most frequent speakers of whom it is looked up who they are by now.
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Value:
    """One choice within a facet; `url` chooses it, or takes it back where it is `chosen`."""

    label: str
    count: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """A filter without which there would be `count` quotes, or claims, at `url`."""

    label: str
    count: int
    url: str

    @property
    def number(self) -> str:
        return in_words((self.count, False))


def facets(found: Found, filters: Filters, known: Labels) -> list[Facet]:
    """Each follows all filters but its own, so that it offers what could be chosen instead. `known`: the labels for
    the hits without the filter of the speaker."""
    counted = {name: found.counted.get(name, found.counted[""]) for name in ("speaker", "outlet", "kind", "status")}
    made = [
        Facet("Speaker", _speakers(counted["speaker"], filters, known)),
        Facet("Outlet", _outlets(counted["outlet"], filters, known)),
        Facet("Kind", _fixed("kind", KINDS, Counter(counted["kind"].hits.kinds), counted["kind"], filters)),
        Facet(
            "Status", _fixed("status", STATUSES, Counter(counted["status"].hits.statuses), counted["status"], filters)
        ),
    ]
    return [facet for facet in made if facet.values]


def estimate(number: int, counted: Counted) -> tuple[int, bool]:
    """How many that is of all, and whether it is only about so many."""
    if counted.each == 1:
        return number, False
    about = number * counted.each
    unit = 10 ** max(0, len(str(about)) - 2)
    return round(about / unit) * unit, True


def in_words(estimated: tuple[int, bool]) -> str:
    """The number as a page says it: exact to paging.MOST, then "10,000+"."""
    number, about = estimated
    if number > paging.MOST or (about and number == paging.MOST):
        return f"{paging.MOST:,}+"
    return f"≈ {number:,}" if about and number else f"{number:,}"


@dataclass(frozen=True, slots=True)
class Head:
    """Who speaks in `number` of some hits, by the ids of the whole family."""

    speaker: Speaker
    number: int
    members: frozenset[int]
    counted: Counted

    @property
    def number_text(self) -> str:
        return in_words(estimate(self.number, self.counted))


@dataclass(frozen=True, slots=True)
class Labels:
    """Who speakers are by now, by the ids of all who are one with them, and every outlet that readers may see."""

    families: Mapping[Speaker, frozenset[int]]
    outlets: Sequence[Outlet]


def labels(counted: Counted) -> Labels:
    """Of those who speak most in these hits and are known across articles. One query."""
    roots = Speaker.objects.filter(pk__in=_most_frequent(counted)).order_by().values(root=Coalesce("merged_into", "pk"))
    members = Speaker.objects.filter(Q(pk__in=roots) | Q(merged_into__in=roots)).order_by()
    of_speakers = members.annotate(
        head=Coalesce("merged_into", "pk"),
        called=Coalesce("merged_into__name", "name"),
        address=Coalesce("merged_into__slug", "slug"),
        own=Case(When(merged_into=None, then=F("article")), default=F("merged_into__article")),
    ).values_list("head", "pk", "called", "address", "own")
    none = Constant(None, output_field=BigIntegerField())
    of_outlets = outlets().order_by().values_list(Constant(0), "pk", "name", "slug", none)
    names: dict[int, Speaker] = {}
    families: dict[int, set[int]] = defaultdict(set)
    there = []
    for head, pk, name, slug, article in of_speakers.union(of_outlets, all=True):
        if not head:
            there.append(Outlet(pk=pk, name=name, slug=slug))
        elif article is None:
            names[head] = Speaker(pk=head, name=name, slug=slug)
            families[head].add(pk)
    found = {names[head]: frozenset(members) for head, members in families.items()}
    return Labels(found, sorted(there, key=lambda outlet: outlet.name))


def outlets() -> QuerySet[Outlet]:
    """Outlets with an article that readers may see."""
    return Outlet.objects.filter(Exists(Article.objects.public().filter(outlet=OuterRef("pk"))))


def heads(counted: Counted, known: Labels) -> list[Head]:
    """Who speaks most in these hits, of those in `known`."""
    numbers = _numbers(counted)
    found = [Head(who, sum(numbers[pk] for pk in of), of, counted) for who, of in known.families.items()]
    return sorted((head for head in found if head.number), key=lambda head: (-head.number, head.speaker.pk))


def _most_frequent(counted: Counted) -> list[int]:
    return [pk for pk, _ in _numbers(counted).most_common(_LOOKED_AT)]


def _numbers(counted: Counted) -> Counter[int]:
    numbers: Counter[int] = Counter()
    for told, number in Counter(counted.hits.speakers).items():
        for pk in told.split():
            numbers[int(pk)] += number
    return numbers


def _speakers(counted: Counted, filters: Filters, known: Labels) -> tuple[Value, ...]:
    told, links = heads(counted, known)[:MOST], Links(filters)
    return tuple(_value(str(head.speaker), head.number, counted, filters, links, speaker=head.speaker) for head in told)


def _outlets(counted: Counted, filters: Filters, known: Labels) -> tuple[Value, ...]:
    numbers, links = Counter(counted.hits.outlets), Links(filters)
    told = sorted(
        ((numbers[one.pk], one) for one in known.outlets if numbers[one.pk]), key=lambda row: (-row[0], row[1].pk)
    )
    return tuple(_value(str(one), number, counted, filters, links, outlet=one) for number, one in told[:MOST])


def _fixed(
    name: str, texts: Mapping[Any, str], numbers: Mapping[str, int], counted: Counted, filters: Filters
) -> tuple[Value, ...]:  # fmt: skip
    links = Links(filters)
    there = [(value, text, numbers[value]) for value, text in texts.items() if numbers.get(value)]
    return tuple(_value(text, number, counted, filters, links, **{name: value}) for value, text, number in there)


def _value(label: str, number: int, counted: Counted, filters: Filters, links: Links, **choice: object) -> Value:
    ((name, value),) = choice.items()
    chosen = getattr(filters, name) == value
    return Value(label, in_words(estimate(number, counted)), links.to(**{name: None if chosen else value}), chosen)


def to_drop(filters: Filters, using: str = "default") -> list[Drop]:
    """For a search that found nothing: each filter, and each of several words, whose loss would find something.

    Two queries; the numbers are counted to paging.MOST.
    """
    looser = list(_looser(filters))
    known = filters.named(using)
    # Where any spelling will do, more names are meant.
    wanted = [one.wanted(known if one.spelling == filters.spelling else one.named(using)) for _, one in looser]
    numbers = hits.count(wanted, using, paging.MOST + 1)
    return [Drop(label, n, one.url()) for (label, one), n in zip(looser, numbers, strict=True) if n]


def _looser(filters: Filters) -> Iterator[tuple[str, Filters]]:
    if len(filters.q.clauses) + len(filters.q.excluded) > 1:
        for typed, query in list(filters.q.loosened())[:MOST]:
            yield f"Word: {typed}", replace(filters, q=query)
    for name, label in filters.chosen().items():
        yield label, filters.without(name)
