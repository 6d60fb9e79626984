"""O5: public search cannot be used to stop the site."""

from __future__ import annotations

import re
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from quotes.rates import rate
from quotes.search.grammar import MAX_CHARS, MAX_TERMS, parse
from quotes.search.limits import TooLong, at_most
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


def _endless() -> None:
    """A statement that runs for minutes if nobody breaks it off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000) SELECT max(x) FROM n"
        )
        cursor.fetchall()


def test_o5_the_database_breaks_off_what_takes_too_long() -> None:
    begun = time.monotonic()
    with pytest.raises(TooLong), at_most(0.2):
        _endless()
    assert time.monotonic() - begun < 5


def test_o5_after_that_the_connection_is_as_before() -> None:
    with pytest.raises(TooLong), at_most(0.1):
        _endless()
    with at_most(5):
        assert a_quote(content="The flood came.").is_public()


def test_o5_a_search_that_takes_too_long_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.pages.results.find", lambda *_: _endless())
    monkeypatch.setattr("django.conf.settings.OTR_SEARCH_SECONDS", 0.2)
    response = client.get("/quotes/", {"q": "flood"})
    assert response.status_code == 200
    assert "took too long and was broken off" in text_of(response.content.decode())


def test_o5_words_and_length_are_bounded() -> None:
    assert len(parse(" ".join(f"w{n}" for n in range(1000))).clauses) <= MAX_TERMS
    assert sum(len(clause.terms) for clause in parse(" OR ".join(["a"] * 500)).clauses) <= MAX_TERMS
    assert len(str(parse("a" * 10_000))) <= MAX_CHARS


def test_o5_one_address_may_search_only_so_often(client: Client, settings: Settings) -> None:
    settings.OTR_SEARCH_RATE = "3/hour"
    cache.clear()
    answers = [client.get("/quotes/", {"q": "flood"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert client.get("/quotes/", {"q": "flood"}, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/quotes/").status_code == 200
    assert client.get("/").status_code == 200
    cache.clear()


def test_o5_behind_a_proxy_the_readers_address_counts(client: Client, settings: Settings) -> None:
    settings.OTR_SEARCH_RATE = "1/hour"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache.clear()

    def status(told: str) -> int:
        headers = {"X-Forwarded-For": told, "X-Forwarded-Proto": "https"}
        return client.get("/quotes/", {"q": "flood"}, headers=headers).status_code

    assert [status("192.0.2.1"), status("192.0.2.2"), status("192.0.2.1")] == [200, 200, 429]
    assert status("198.51.100.9, 192.0.2.2") == 429, "what the reader made up does not count"
    cache.clear()


@pytest.mark.parametrize(("text", "means"), [("120/min", (120, 60)), ("5/s", (5, 1)), ("1000/day", (1000, 86400))])
def test_rates(text: str, means: tuple[int, int]) -> None:
    assert rate(text) == means


@pytest.mark.parametrize("text", ["120", "many/min", "5/fortnight", "-1/min"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        rate(text)


def test_o5_filters_are_not_for_crawlers(client: Client) -> None:
    for n in range(30):
        a_quote(content=f"The flood came {n} times.", speaker=f"Ana Ruiz{n}")
    html = client.get("/quotes/", {"q": "flood"}).content.decode()
    links = re.findall(r'<a\b[^>]*href="/quotes/\?[^"]*"[^>]*>', html)
    assert len(links) > 10
    assert [link for link in links if "nofollow" not in link] == []
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /*?*" in robots
