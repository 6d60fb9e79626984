"""How far what a quote says has come: which statements it reports, and in how many other outlets they stand too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from articles.models import Article, Outlet
from quotes.models import Quote, Segment
from quotes.models.statements import WITNESS_OUTLET
from quotes.pages.bringing import Branch, brought

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
    """The reach of each of these quotes, by its id. One query."""
    given = list(quotes)
    return reached(given, brought(branches([quote.pk for quote in given]))) if given else {}


def branches(quotes: Sequence[int]) -> dict[str, Branch]:
    """What `reached` goes by, as branches of a query: the statements that these quotes (ids) report, and whose word
    each is; in whose else they stand; and the originals of which their articles are copies."""
    linked = Segment.objects.filter(quote__in=quotes, statement__isnull=False).order_by()
    there = Segment.objects.public().filter(statement__in=linked.values("statement")).annotate(by=WITNESS_OUTLET)
    copies = Article.objects.filter(quotes__in=quotes, copy_of__isnull=False).order_by().values("copy_of")
    return {
        "mine": (linked.annotate(by=WITNESS_OUTLET).distinct(), ("quote", "statement", "by")),
        "there": (there.distinct(), ("statement", "by")),
        "originals": (
            Article.objects.public().filter(pk__in=copies), ("pk", "title", "outlet", "outlet__name", "outlet__slug"),
        ),
    }  # fmt: skip


def reached(quotes: Iterable[Quote], rows: Mapping[str, Sequence[Sequence[Any]]]) -> dict[int, Reach]:
    """By the id of each quote its reach, of what `branches` brought. Of an original no more is known than its address,
    its headline and its outlet."""
    originals = {
        pk: Article(pk=pk, title=title, outlet=Outlet(pk=outlet, name=name, slug=slug))
        for pk, title, outlet, name, slug in rows.get("originals", ())
    }
    outlets: dict[int, set[int]] = defaultdict(set)
    for statement, by in rows.get("there", ()):
        outlets[statement].add(by)
    also: dict[int, list[Also]] = defaultdict(list)
    for quote, statement, by in rows.get("mine", ()):
        also[quote].append(Also(statement, len(outlets[statement] - {by})))
    return {
        quote.pk: Reach(
            tuple(sorted(also[quote.pk], key=lambda one: (-one.outlets, one.statement))),
            originals.get(quote.article.copy_of_id or 0),
        )
        for quote in quotes
    }


def originals_of(articles: Iterable[Article]) -> dict[int, Article]:
    """By the id of each article that is a copy: the original, with its outlet, where readers may see it."""
    copies = {article.pk: article.copy_of_id for article in articles if article.copy_of_id}
    if not copies:
        return {}
    found = Article.objects.public().select_related("outlet").in_bulk(list(copies.values()))
    return {pk: found[original] for pk, original in copies.items() if original in found}


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
