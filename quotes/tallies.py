"""Quotes counted: by speaker, outlet and month as stored, by article where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Sum

from articles.models import Article, Outlet
from quotes.models import OutletTally, Speaker, SpeakerCount, SpeakerTally
from quotes.models.quotes import QuoteQuerySet

_MOST_LOOKED_AT = 100


def most_quoted(most: int) -> list[tuple[Speaker, int]]:
    """The speakers known across articles with the most quotes that readers may see, and their numbers."""
    # Of the tallies alone first, in the order of their index; hardly anybody among them is known in one article only.
    first = SpeakerTally.objects.order_by("-quotes", "speaker_id")[: _MOST_LOOKED_AT + most]
    numbers = dict(first.values_list("speaker", "quotes"))
    known = Speaker.objects.current().filter(article=None).in_bulk(numbers)
    return [(known[pk], number) for pk, number in numbers.items() if number and pk in known][:most]


def of_speakers(speakers: Iterable[Speaker]) -> dict[int, int]:
    """How many quotes that readers may see each of these has, by id; nobody who was merged into another."""
    ids = [speaker.pk for speaker in speakers]
    return dict(SpeakerTally.objects.filter(speaker__in=ids, quotes__gt=0).values_list("speaker", "quotes"))


def by_month_and_outlet(speaker: Speaker) -> tuple[dict[int, int], list[tuple[Outlet, int]]]:
    """How many quotes that readers may see the speaker has, by month of publication (`keys.month_of`), and in which
    outlets, the largest numbers first. One query."""
    months: Counter[int] = Counter()
    outlets: Counter[Outlet] = Counter()
    known: dict[int, Outlet] = {}
    rows = SpeakerCount.objects.filter(speaker=speaker, quotes__gt=0).order_by()
    for month, pk, name, slug, number in rows.values_list(
        "month", "outlet", "outlet__name", "outlet__slug", "quotes"
    ):  # fmt: skip
        months[month] += number
        outlets[known.setdefault(pk, Outlet(pk=pk, name=name, slug=slug))] += number
    return dict(months), sorted(outlets.items(), key=lambda row: (-row[1], row[0].pk))


def of_outlets() -> list[tuple[Outlet, int]]:
    """Each outlet with any quote that readers may see, the largest numbers first."""
    rows = OutletTally.objects.filter(quotes__gt=0).select_related("outlet").order_by("-quotes", "outlet")
    return [(row.outlet, row.quotes) for row in rows]


def all_quotes() -> int:
    """How many quotes readers may see."""
    return int(OutletTally.objects.aggregate(sum=Sum("quotes"))["sum"] or 0)


def by_article(quotes: QuoteQuerySet, articles: Iterable[Article]) -> dict[int, int]:
    """How many of `quotes` stand in each of `articles`, by the article's id."""
    counted = quotes.filter(article__in=list(articles)).order_by().values("article").annotate(number=Count("pk"))
    return dict(counted.values_list("article", "number"))
