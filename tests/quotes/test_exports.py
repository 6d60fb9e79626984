"""J6: a search as a file is what is on the screen, all pages of it, up to a cap that the file tells of."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from quotes.models import QuoteSpeaker
from quotes.search.limits import TooLong
from quotes.takeaway.exports.table import COLUMNS, defused
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


def fetched(client: Client, ending: str, **params: str) -> tuple[bytes, Any]:
    response = client.get(reverse("search_file", args=[ending]), params)
    assert response.status_code == 200
    assert isinstance(response, StreamingHttpResponse)
    return response.getvalue(), response


def rows(client: Client, **params: str) -> list[dict[str, str]]:
    content, _ = fetched(client, "csv", **params)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def quotes(client: Client, **params: str) -> list[dict[str, Any]]:
    content, _ = fetched(client, "json", **params)
    found: list[dict[str, Any]] = json.loads(content)["quotes"]
    return found


def some(number: int) -> None:
    for n in range(number):
        article = ArticleFactory.create(published_on=date(2026, 1, 1 + n), text=None)
        a_quote(content=f"Harbour number {n} is open.", article=article, kind="direct" if n % 3 else "mixed")


@pytest.mark.parametrize("params", [{}, {"q": "harbour"}, {"kind": "mixed"}, {"sort": "oldest"}, {"q": "nowhere"}])
def test_the_files_are_the_screen_with_all_its_pages(client: Client, params: dict[str, str]) -> None:
    some(25)
    pages = [client.get("/quotes/", {**params, "page": page}).context["found"] for page in "12"]
    shown = [card for page in pages for card in page.cards]
    on_screen = list(dict.fromkeys(card.quote.pk for card in shown))
    assert [int(row["id"]) for row in rows(client, **params)] == on_screen
    assert [quote["id"] for quote in quotes(client, **params)] == on_screen


def test_the_columns_stay_as_they_are() -> None:
    """People's sheets and scripts rest on them; new ones may only be added at the end."""
    assert COLUMNS[:24] == (
        "id", "permalink", "speaker", "role", "stance", "cue", "words", "kind", "line", "headline", "addressee",
        "said_on", "published_on", "outlet", "article", "article_permalink", "original", "status", "certainty",
        "confidence", "name_confidence", "speaker_permalink", "candidates", "note",
    )  # fmt: skip


def test_a_row_has_all_that_a_reference_needs(client: Client) -> None:
    article = ArticleFactory.create(
        outlet=OutletFactory.create(name="The Courier", slug="courier", time_zone="Asia/Tokyo"),
        title="Łódź, “now”",
        url="https://courier.example/a?b=1",
        published_on=date(2026, 3, 14),
        published_at=datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
        text=None,
    )
    berg = SpeakerFactory.create(name="Anna Berg", slug="anna-berg")
    quote = a_quote(
        article=article, content="the wall had leaked", kind="indirect", stance="denies", cue="denied", speaker=berg,
        role="mayor", said_on=date(2026, 3, 12), addressee="reporters", confidence=0.97, name_confidence=0.5,
    )  # fmt: skip
    (row,) = rows(client)
    assert row == {
        "id": str(quote.pk),
        "permalink": f"http://testserver/quotes/{quote.pk}/",
        "speaker": "Anna Berg",
        "role": "mayor",
        "stance": "denies",
        "cue": "denied",
        "words": "the wall had leaked",
        "kind": "indirect",
        "line": "Denial – Anna Berg denied: the wall had leaked",
        "headline": "no",
        "addressee": "reporters",
        "said_on": "2026-03-12",
        "published_on": "2026-03-14",
        "outlet": "The Courier",
        "article": "Łódź, “now”",
        "article_permalink": f"http://testserver/articles/{article.pk}/",
        "original": "https://courier.example/a?b=1",
        "status": "machine",
        "certainty": "doubtful",
        "confidence": "0.97",
        "name_confidence": "0.5",
        "speaker_permalink": "http://testserver/speakers/anna-berg/",
        "candidates": "",
        "note": "",
    }
    (found,) = quotes(client)
    assert found["article"]["published_at"] == "2026-03-14T08:30:00+09:00"
    assert found["speakers"] == [
        {
            "name": "Anna Berg",
            "permalink": "http://testserver/speakers/anna-berg/",
            "role": "mayor",
            "mention": "Anna Berg",
            "kind": "person",
        }
    ]


def test_r9_no_words_without_their_stance(client: Client) -> None:
    for stance, cue in (("denies", "denied"), ("declines", "would not say"), ("asks", "asked"), ("supposes", "if")):
        a_quote(content=f"the wall {stance}", kind="indirect", stance=stance, cue=cue)
    labels = {"denies": "Denial", "declines": "Refusal", "asks": "Question", "supposes": "Supposition"}
    for row in [*rows(client), *quotes(client)]:
        assert row["line"].startswith(f"{labels[row['stance']]} – Mira Hollen {row['cue']}: ")
        assert row["cue"]


def test_doubt_is_told_as_such(client: Client) -> None:
    quote = a_quote(content="Who knows.", speaker=None, source="he")
    for name in ("Anna Berg", "Ida Berg"):
        QuoteSpeaker.objects.create(quote=quote, speaker=SpeakerFactory.create(name=name), standing="candidate")
    (row,) = rows(client)
    assert (row["speaker"], row["candidates"]) == ("", "Anna Berg; Ida Berg")
    assert row["line"].startswith("Speaker not known (said): ")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 more", "'+1 more"),
        ("-5 degrees", "'-5 degrees"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("– dash", "– dash"),
        ("", ""),
    ],
)
def test_formulas_are_defused(text: str, safe: str) -> None:
    assert defused(text) == safe


@given(st.text())
def test_no_cell_can_begin_a_formula(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_formula_in_an_article_stays_text(client: Client) -> None:
    """The content, the headline, the outlet and the name come from outside."""
    outlet = OutletFactory.create(name="@Outlet", slug="at-outlet")
    article = ArticleFactory.create(title="+1-555", outlet=outlet, text=None)
    a_quote(content="=cmd|'/c calc'!A0, \"x\"\nsecond line", kind="indirect", article=article, speaker="-Ruiz")
    (row,) = rows(client)
    assert row["words"] == "'=cmd|'/c calc'!A0, “x” second line"
    assert (row["outlet"], row["article"], row["speaker"]) == ("'@Outlet", "'+1-555", "'-Ruiz")


def test_a_spreadsheet_knows_the_encoding_and_the_name(client: Client) -> None:
    a_quote(content="Łódź — naïve “café”")
    content, response = fetched(client, "csv")
    assert content.startswith(b"\xef\xbb\xbfid,permalink,")
    assert content.endswith(b"\r\n")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'attachment; filename="on-the-record-' in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_file_that_was_cut_says_so(client: Client, settings: Any) -> None:
    settings.OTR_EXPORT_MOST = 3
    some(4)
    found = rows(client)
    assert [bool(row["note"]) for row in found] == [True, False, False]
    assert "these are the first 3 quotes" in found[0]["note"]
    content, response = fetched(client, "json")
    data = json.loads(content)
    assert (data["cut"], data["count"], len(data["quotes"])) == (True, 3, 3)
    assert "-first-3.json" in response["Content-Disposition"]
    settings.OTR_EXPORT_MOST = 4
    assert not any(row["note"] for row in rows(client))
    assert json.loads(fetched(client, "json")[0])["cut"] is False


def test_the_json_file_says_what_it_is(client: Client) -> None:
    a_quote(content="The harbour is open.")
    data = json.loads(fetched(client, "json", q="harbour", sort="oldest")[0])
    assert data["title"] == "Words: harbour"
    assert data["page"] == "http://testserver/quotes/?q=harbour&sort=oldest"
    assert (data["count"], data["note"]) == (1, "")


def test_nothing_found_is_a_valid_file(client: Client) -> None:
    assert rows(client, q="nowhere") == []
    assert quotes(client, q="nowhere") == []
    assert json.loads(fetched(client, "csl.json", q="nowhere")[0]) == []


@pytest.mark.parametrize("ending", ["csv", "json", "bib", "ris", "csl.json", "txt"])
def test_bad_input_is_no_error(client: Client, ending: str) -> None:
    a_quote()
    fetched(client, ending, kind="x", since="x", page="x", q="\x00“(", speaker="\x00")


def test_what_is_no_format_is_not_there(client: Client) -> None:
    assert client.get("/quotes/export.exe").status_code == 404
    assert client.post("/quotes/export.csv").status_code == 405


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    some(2)
    with CaptureQueriesContext(connection) as few:
        rows(client, q="harbour", kind="direct")
    some(9)
    with django_assert_num_queries(len(few)):
        rows(client, q="harbour", kind="direct")
    assert len(few) < 20


def test_it_is_written_while_it_is_read(client: Client) -> None:
    """No piece is larger than a quote, so that a file of ten thousand costs no more memory than one of five hundred."""
    some(25)
    response = client.get("/quotes/export.csv")
    assert isinstance(response, StreamingHttpResponse)
    pieces = [len(piece) for piece in response]
    assert len(pieces) == 26
    assert max(pieces) < 2_000


def test_the_search_page_offers_them(client: Client) -> None:
    a_quote(content="The harbour is open.")
    html = client.get("/quotes/?q=harbour&kind=direct").content.decode()
    for address in ("/quotes/export.csv?q=harbour&amp;kind=direct", "/quotes/export.json?q=harbour&amp;kind=direct"):
        assert f'href="{address}"' in html
    assert "Take away CSV JSON Atom feed" in text_of(html)


@pytest.mark.parametrize("address", ["/quotes/export.csv", "/clippings/?q=harbour", "/quotes/feed.atom", "/api/quotes"])
def test_what_takes_too_long_is_broken_off(client: Client, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """O5: no list, file or feed keeps the database busy for longer than a search page may."""

    def slow(*_: object, **__: object) -> None:
        raise TooLong

    for name in ("quotes.takeaway.asking.find", "quotes.views.feeds.newest", "quotes.api.listing.at_most"):
        monkeypatch.setattr(name, slow)
    response = client.get(address)
    assert response.status_code == 503
    assert "took too long" in response.content.decode()


@pytest.mark.parametrize("address", ["/quotes/export.csv", "/quotes/feed.atom?q=harbour", "/clippings/?q=harbour"])
def test_one_address_may_ask_so_often(client: Client, settings: Any, address: str) -> None:
    cache.clear()
    settings.OTR_SEARCH_RATE = "2/min"
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/api/quotes?q=harbour").status_code == 200  # the API counts for itself, and refuses in JSON
