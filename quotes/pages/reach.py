"""How far what a quote says has come: which statements it reports, and in how many other outlets they stand too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from articles.models import Article
from quotes.models import Quote, Segment
from quotes.models.statements import WITNESS_OUTLET

# What "today" means on the front page: papers carry in the morning what others had the night before.
_TODAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Also:
    """A statement that a quote reports, and how many outlets report it besides the quote's own. Copies do not count."""

    statement: int
    outlets: int

    @property
    def url(self) -> str:
        return reverse("statement", args=[self.statement])


@dataclass(frozen=True, slots=True)
class Reach:
    """`also`: the furthest first; empty where only this quote reports it. `copy_of`: the article that the quote's own
    is a copy of, where readers may see that one."""

    also: tuple[Also, ...] = ()
    copy_of: Article | None = None

    @property
    def furthest(self) -> Also | None:
        """The statement that most other outlets have, if any other has one."""
        return self.also[0] if self.also and self.also[0].outlets else None


NO_REACH = Reach()


def reach(quotes: Iterable[Quote]) -> dict[int, Reach]:
    """The reach of each of these quotes, by its id, in three queries at most."""
    given = list(quotes)
    also, originals = _also([quote.pk for quote in given]), originals_of(quote.article for quote in given)
    return {quote.pk: Reach(also.get(quote.pk, ()), originals.get(quote.article_id)) for quote in given}


def originals_of(articles: Iterable[Article]) -> dict[int, Article]:
    """By the id of each article that is a copy: the original, with its outlet, where readers may see it."""
    copies = {article.pk: article.copy_of_id for article in articles if article.copy_of_id}
    if not copies:
        return {}
    found = Article.objects.public().select_related("outlet").in_bulk(list(copies.values()))
    return {pk: found[original] for pk, original in copies.items() if original in found}


def _also(quotes: list[int]) -> dict[int, tuple[Also, ...]]:
    linked = Segment.objects.filter(quote__in=quotes, statement__isnull=False).order_by()
    mine = set(linked.annotate(by=WITNESS_OUTLET).values_list("quote", "statement", "by"))
    if not mine:
        return {}
    outlets = defaultdict(set)
    there = Segment.objects.public().filter(statement__in={statement for _, statement, _ in mine}).order_by()
    for statement, outlet in there.annotate(by=WITNESS_OUTLET).values_list("statement", "by").distinct():
        outlets[statement].add(outlet)
    found = defaultdict(list)
    for quote, statement, outlet in mine:
        found[quote].append(Also(statement, len(outlets[statement] - {outlet})))
    return {
        quote: tuple(sorted(rows, key=lambda row: (-row.outlets, row.statement))) for quote, rows in found.items()
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """A statement, how many outlets carry it by themselves in how many quotes, and on which days (None: not known)."""

    statement: int
    outlets: int
    quotes: int
    first_on: date | None
    last_on: date | None

    @property
    def url(self) -> str:
        return reverse("statement", args=[self.statement])


def newest_day() -> date | None:
    """The newest day of which readers may see an article."""
    days = Article.objects.public().exclude(published_on=None).order_by("-published_on")
    return days.values_list("published_on", flat=True).first()


def carried_on(day: date, *, most: int) -> list[Carried]:
    """The statements that most outlets, at least two, carried on that day and the one before it, most outlets first."""
    then = Segment.objects.public().filter(quote__article__published_on__range=(day - _TODAY, day))
    rows = then.reach().filter(outlets__gte=2).order_by("-outlets", "-quotes", "-statement")[:most]
    return [Carried(**row) for row in rows]
