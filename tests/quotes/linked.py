"""Quotes that report one statement, for tests of the pages and of what editors decide; linking itself does not run."""

from __future__ import annotations

from typing import Any

from articles.models import Article, Outlet
from quotes.models import Part, Quote, Segment, SegmentPart, Statement
from tests.factories import ArticleFactory, OutletFactory
from tests.quotes.pages import a_quote


def a_statement(*reported: Quote | tuple[Quote, str], reasons: tuple[str, ...] = ("rare words shared",)) -> Statement:
    """A statement that these quotes report: each as a whole or, given with words of its content, in that part."""
    statement = Statement.objects.create()
    for one in reported:
        quote, words = one if isinstance(one, tuple) else (one, "")
        a_segment(quote, words, statement=statement, reasons=list(reasons))
    return statement


def a_segment(quote: Quote, words: str = "", **given: Any) -> Segment:
    place = quote.places.get()
    segment = Segment.objects.create(
        quote=quote, body=place.body, position=quote.segments.count(), text=words or quote.text, **given
    )
    for part in place.parts.filter(role=Part.Role.CONTENT):
        start = part.start + (part.text.index(words) if words else 0)
        text = words or part.text
        SegmentPart.objects.create(segment=segment, start=start, end=start + len(text), text=text)
    return segment


def reported(outlet: str, content: str, day: str | None = "2026-03-14", **given: Any) -> Quote:
    """A quote in an article of the outlet of this name; `copy_of`, an article, of which its own is a copy."""
    copy_of: Article | None = given.pop("copy_of", None)
    of = Outlet.objects.filter(name=outlet).first() or OutletFactory.create(name=outlet)
    article = ArticleFactory.create(text=None, outlet=of, published_on=day, title=f"{outlet} on {day}")
    quote = a_quote(article=article, content=content, **given)
    if copy_of:
        Article.objects.filter(pk=quote.article_id).update(copy_of=copy_of)
    return Quote.objects.get(pk=quote.pk)
