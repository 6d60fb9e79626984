"""Every page of the URLconf is valid HTML: parsed without an error, no id twice, nothing that points nowhere.

The parser is justhtml, which passes the WHATWG's own tests of parsing and tells every error; it is Python alone, so
that a bare machine can run it. The Nu checker knows more (which element may stand in which) and needs Java:
docs/expectations.md says how to ask it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.test import Client
from justhtml import JustHTML

from tests.quotes.pages import a_quote
from tests.quotes.site import addresses, library

pytestmark = pytest.mark.django_db

# What the type-ahead gets is no page but the items of a list.
SUGGESTIONS = "/quotes/said-by/"
# A list's children may be items alone, which is no matter of parsing.
_LIST_CHILDREN = re.compile(r"<(?:ul|ol)\b[^>]*>\s*<(?!li\b|/|script\b|template\b)(\w+)")
_DL_CHILDREN = re.compile(r"<dl\b[^>]*>\s*<(?!d[td]\b|div\b|/|script\b|template\b)(\w+)")
_POINTS = re.compile(r'\s(?:for|aria-labelledby|aria-describedby|aria-controls|list)="([^"]+)"')
_ANCHORS = re.compile(r'href="#([^"]+)"')


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Every page: an address and its HTML."""
    of = library(status="checked")
    a_quote(kind="indirect", stance="denies", cue="denied", content="the wall had leaked")
    a_quote(kind="mixed", speaker=None, source="he", content="it is “a farce”")
    hidden = a_quote(status="hidden")
    searches = ["/quotes/?q=wall&kind=direct", "/quotes/?q=nowhere", "/clippings/?q=wall"]
    for address in [*addresses(of), *searches, "/nope/", hidden.get_absolute_url()]:
        response = client.get(address)
        if response["Content-Type"].startswith("text/html") and address != SUGGESTIONS:
            yield address, response.content.decode()


def test_every_page_is_parsed_without_an_error(client: Client) -> None:
    wrong = {address: list(map(str, JustHTML(html, collect_errors=True).errors)) for address, html in pages(client)}
    assert len(wrong) > 20
    assert {address: errors for address, errors in wrong.items() if errors} == {}


def test_ids_are_unique_and_nothing_points_nowhere(client: Client) -> None:
    for address, html in pages(client):
        ids = Counter(re.findall(r'\sid="([^"]*)"', html))
        assert [name for name, number in ids.items() if number > 1] == [], address
        assert "" not in ids, address
        pointed = {name for names in _POINTS.findall(html) for name in names.split()} | set(_ANCHORS.findall(html))
        assert pointed - ids.keys() == set(), address


def test_lists_hold_items_and_headings_leave_no_level_out(client: Client) -> None:
    for address, html in pages(client):
        assert _LIST_CHILDREN.findall(html) == [], address
        assert _DL_CHILDREN.findall(html) == [], address
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
        assert levels.count(1) == 1 or "/embed/" in address, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), (address, levels)


def test_every_page_says_what_it_is(client: Client) -> None:
    titles = {}
    for address, html in pages(client):
        title = re.search(r"<title>([^<]+)</title>", html)
        assert title, address
        assert html.lower().startswith("<!doctype html>"), address
        assert re.search(r"<html[^>]* lang=", html), address
        titles[address] = title[1]
    assert all(title.strip() for title in titles.values())
