"""Quotes for tests of the pages: made by the factories, and found by the search."""

import re
from html import unescape
from typing import Any

from quotes.models import Alias, Quote, Speaker
from quotes.search import index
from tests.factories_quotes import QuoteFactory


def a_quote(**kwargs: Any) -> Quote:
    """A quote as `QuoteFactory` makes it; `role` is what the article calls its speaker."""
    role = kwargs.pop("role", "")
    quote: Quote = QuoteFactory.create(**kwargs)
    if role:
        quote.quote_speakers.update(role=role)
    index.refresh([quote.pk])
    return quote


def also_called(speaker: Speaker, *names: str) -> None:
    for name in names:
        Alias.objects.create(speaker=speaker, name=name, key=name.casefold())
    index.refresh_speakers([speaker.pk])


def text_of(html: str) -> str:
    """What a page says in its main part, or a fragment in all, on one line."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0] if main else html)).split())
