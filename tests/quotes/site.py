"""Every address that the site answers to readers, made from the URLconf: a new one is in every test that asks for all.

A library of rows has one of each thing that an address can be about; what an address needs is told from its route.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from articles.models import Article, Outlet
from quotes.models import Claim, Quote, Speaker, Statement
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.claimed import claim_of
from tests.quotes.linked import a_statement
from tests.quotes.pages import a_quote, also_called

# A word that stands in one quote alone, and the name of who says it.
WORD, NAME = "quokkafjord", "Zelda Vantongeren"
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\{(\w+)\}|\(\?P<(\w+)>[^)]*\)")
# Addresses that answer with no page of the site's own kind: files, feeds, data, items of a list.
LEFT_OUT = re.compile(r"export|feed|cite\.|openapi|^/api/.|\.xml|robots|oembed|said-by")
_ENDINGS = ("csv", "json", "txt", "bib", "ris", "csl.json")


@dataclass(frozen=True, slots=True)
class Library:
    """One quote with the telling word, told of in every way; another that is like it, in the same article."""

    quote: Quote
    other: Quote
    article: Article
    outlet: Outlet
    speaker: Speaker
    statement: Statement
    claim: Claim

    @property
    def numbers(self) -> dict[str, Any]:
        """What a route's parameters can be, by the word before the parameter."""
        return {
            "quotes": self.quote.pk,
            "statements": self.statement.pk,
            "claims": self.claim.pk,
            "articles": self.article.pk,
            "speakers": self.speaker.slug,
            "outlets": self.outlet.slug,
        }


def library(**given: Any) -> Library:
    """`given` are the telling quote's fields."""
    outlet = OutletFactory.create(name="The Courier", slug="courier")
    said = f"The {WORD} has cost 40 million crowns."
    again = "The fjord has cost 40 million crowns."
    text = f"Harbour news\n“{said}” {NAME} {given.get('cue') or 'said'}. “{again}” Anna Berg said.\nIt rained."
    article = ArticleFactory.create(outlet=outlet, title="Harbour news", text=text, published_on=date(2026, 3, 14))
    speaker = SpeakerFactory.create(name=NAME, slug="zelda-vantongeren")
    also_called(speaker, "Zelda V. Vantongeren")
    quote = a_quote(article=article, content=said, speaker=speaker, **{"role": "treasurer", **given})
    other = a_quote(article=article, content=again, speaker="Anna Berg")
    elsewhere = a_quote(content="The whole fjord has cost 40 million crowns.", speaker="Anna Berg")
    claim = claim_of(article, said, quotes=(quote,))
    return Library(quote, other, article, outlet, speaker, a_statement(quote, elsewhere), claim)


def routes() -> Iterator[tuple[str, str]]:
    """The name and the route of every address but the admin's."""
    yield from _routes(get_resolver().url_patterns, "")


def _routes(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or "", route


def addresses(of: Library) -> Iterator[str]:
    """Every address of the site for the rows of this library. Raises LookupError for a route it can't fill in."""
    yield f"/quotes/{of.other.pk}/"
    for _, route in routes():
        yield from _filled("/" + route.lstrip("^").rstrip("$"), of)


def _filled(route: str, of: Library) -> Iterator[str]:
    found = _PARAMETER.search(route)
    if not found:
        yield route
        return
    for value in _values(route, found, of):
        yield from _filled(route[: found.start()] + str(value) + route[found.end() :], of)


def _values(route: str, found: re.Match[str], of: Library) -> list[Any]:
    name = next(filter(None, found.groups()))
    if name == "ending":
        return list(_ENDINGS)
    if name == "rest":
        return ["nowhere"]
    if route.startswith("/sitemap-"):
        return ["quotes", "speakers", "articles"] if name == "name" else [1, 0]
    before = route[: found.start()].rstrip("/").rpartition("/")[2]
    if before in of.numbers:
        return [of.numbers[before]]
    raise LookupError(f"Say in tests/quotes/site.py how to fill in {name!r} of {route!r}")


def searches(of: Library) -> list[str]:
    """Addresses with what somebody would ask for who looks for the telling quote."""
    asked = (f"q={WORD}", f"by={NAME.split()[1]}", f"speaker={of.speaker.slug}", "q=40+million")
    paths = ("/quotes/", "/quotes/export.csv", "/quotes/export.json", "/quotes/feed.atom", "/clippings/", "/claims/")
    found = [f"{path}?{query}" for path in paths for query in asked]
    more = [
        f"/quotes/said-by/?by={NAME[:4]}",
        f"/speakers/?q={NAME.split()[1]}",
        f"/clippings/?ids={of.quote.pk},{of.other.pk}",
        f"/clippings/export.csv?ids={of.quote.pk},{of.other.pk}",
        f"/oembed/?url=http://testserver/quotes/{of.quote.pk}/",
        f"/api/quotes?q={WORD}",
        f"/api/speakers?q={NAME.split()[1]}",
    ]
    return found + more
