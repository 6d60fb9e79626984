"""Quotes counted: by speaker, by outlet, by article."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.models import Article, Outlet
from quotes.models import QuoteSpeaker, Speaker
from quotes.models.quotes import QuoteQuerySet


def by_speaker(
    quotes: QuoteQuerySet, speakers: Iterable[Speaker] | None = None, *, most: int | None = None
) -> list[tuple[Speaker, int]]:
    """How many of `quotes` each speaker speaks in, the largest numbers first; a speaker without any is left out.

    Of `speakers` alone where they are given; else of all that are known across articles.
    """
    rows = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS)
    rows = rows.annotate(root=Coalesce("speaker__merged_into", "speaker"))
    if speakers is None:
        alone, merged = Q(speaker__merged_into=None), Q(speaker__merged_into__isnull=False)
        rows = rows.filter((alone & Q(speaker__article=None)) | (merged & Q(speaker__merged_into__article=None)))
        rows = rows.filter(quote__in=quotes.order_by().values("pk"))
    else:
        heads = [speaker.pk for speaker in speakers]
        family = Speaker.objects.filter(Q(pk__in=heads) | Q(merged_into__in=heads))
        # Looked up one by one: few speakers need no list of all quotes.
        rows = rows.filter(Exists(quotes.order_by().filter(pk=OuterRef("quote"))))
        rows = rows.filter(speaker__in=family.order_by().values("pk"))
    counted = rows.order_by().values("root")
    numbers = dict(
        counted.annotate(number=Count("quote", distinct=True))
        .order_by("-number", "root")
        .values_list("root", "number")[:most]
    )
    found = Speaker.objects.in_bulk(numbers)
    return [(found[pk], number) for pk, number in numbers.items()]


def by_outlet(quotes: QuoteQuerySet, *, most: int | None = None) -> list[tuple[Outlet, int]]:
    """How many of `quotes` stand in each outlet, the largest numbers first; an outlet without any is left out."""
    counted = quotes.order_by().values("article__outlet").annotate(number=Count("pk"))
    numbers = dict(counted.order_by("-number", "article__outlet").values_list("article__outlet", "number")[:most])
    found = Outlet.objects.in_bulk(numbers)
    return [(found[pk], number) for pk, number in numbers.items()]


def by_article(quotes: QuoteQuerySet, articles: Iterable[Article]) -> dict[int, int]:
    """How many of `quotes` stand in each of `articles`, by the article's id."""
    counted = quotes.filter(article__in=list(articles)).order_by().values("article").annotate(number=Count("pk"))
    return dict(counted.values_list("article", "number"))
