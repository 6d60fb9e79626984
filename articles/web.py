"""Addresses to articles: a page is one, a feed leads to those of its entries. No Django here."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

from articles import fetching
from articles.lines import without_by
from articles.readers import ParsedArticle, Refusal, html
from articles.text import one_line, under_title

MOST_ENTRIES = 200
"""So many entries of a feed are read, the first ones: more are an archive."""
_NOT_HTML = Refusal("neither a page nor a feed")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of an article; "" for what it does not say. `published` is ISO 8601."""

    url: str
    title: str = ""
    byline: str = ""
    published: str = ""


def read(address: str, outlet: str = "") -> Iterator[tuple[str, ParsedArticle | Refusal]]:
    """The article at an address or, where a feed stands there, at the address of each of its entries; with that
    address. What the feed says goes where the page itself says nothing; a page that names no outlet is `outlet`'s, else
    its host's."""
    page = fetching.fetch(address)
    if isinstance(page, Refusal):
        yield address, page
    elif (found := entries(page.content)) is None:
        yield address, _article(page, outlet)
    elif not found:
        yield address, Refusal("a feed without entries")
    else:
        for place, entry in found:
            yield place or address, entry if isinstance(entry, Refusal) else _of_entry(entry, outlet)


def entries(content: bytes) -> list[tuple[str, Entry | Refusal]] | None:
    """The first entries of a feed (RSS or Atom), each with its address; None where the bytes are no feed."""
    import feedparser

    # A stream, because bytes would be looked for as the name of a file.
    feed: Any = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    if not feed.get("version"):
        return None
    return [(str(each.get("link") or ""), _entry(each)) for each in islice(feed.entries, MOST_ENTRIES)]


def _entry(each: Any) -> Entry | Refusal:
    url = str(each.get("link") or "")
    if not fetching.is_address(url):
        return Refusal(f"an entry of the feed without an address: {one_line(str(each.get('title') or ''))[:60]!r}")
    # `dict.get`: feedparser's own would look for a missing date under another name, and warn that it will not for long.
    said = _published(dict.get(each, "published_parsed") or dict.get(each, "updated_parsed"))
    return Entry(url, one_line(str(each.get("title") or "")), one_line(str(each.get("author") or "")), said)


def _published(said: struct_time | None) -> str:
    """The moment in ISO 8601; "" where the feed tells none, or one that no calendar has."""
    try:
        return datetime.fromtimestamp(timegm(said), UTC).isoformat() if said else ""
    except (ValueError, OverflowError):
        return ""


def _of_entry(entry: Entry, outlet: str) -> ParsedArticle | Refusal:
    page = fetching.fetch(entry.url)
    article = page if isinstance(page, Refusal) else _article(page, outlet)
    if isinstance(article, Refusal):
        return article
    if entry.title and not article.title:
        article = replace(article, title=entry.title, text=under_title(article.text, entry.title))
    return replace(
        article,
        byline=article.byline or without_by(entry.byline),
        # The hour, where the page has the day alone.
        published=article.published if ":" in article.published else entry.published or article.published,
    )


def _article(page: fetching.Page, outlet: str) -> ParsedArticle | Refusal:
    if b"<" not in page.content[:4096]:
        return _NOT_HTML
    (article,) = html.read(io.BufferedReader(io.BytesIO(page.content)))
    if isinstance(article, Refusal):
        return article
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    return replace(article, url=page.url, outlet=article.outlet or outlet or host)
