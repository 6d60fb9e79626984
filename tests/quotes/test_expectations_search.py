"""J1 to J6: what journalists who search expect, each as one test that names it. docs/expectations.md has the table."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client

from quotes.models import Quote
from quotes.search import index
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote, also_called, text_of

pytestmark = pytest.mark.django_db


def found(client: Client, **params: str) -> set[str]:
    """The quotes that the search page shows, by their words."""
    html = client.get("/quotes/", params).content.decode()
    ids = set(re.findall(r'class="more" href="/quotes/(\d+)/"', html))
    return set(Quote.objects.filter(pk__in=ids).values_list("text", flat=True))


def test_j1_one_spelling_finds_all_and_the_pronoun_and_a_switch_turns_that_off(client: Client) -> None:
    """J1"""
    orlov = SpeakerFactory.create(name="Sergei Orlov", slug="orlov")
    also_called(orlov, "Sergej Orlov", "Sergey Orlov")
    for words, chain in (("One.", "Sergej Orlov"), ("Two.", "he → Orlov → Sergei Orlov")):
        quote = a_quote(content=words, speaker=orlov)
        quote.quote_speakers.update(mention=chain)
        index.refresh([quote.pk])
    a_quote(content="Three.", speaker="Tom Quill")
    for spelling in ("sergey orlov", "Sergei Orlov", "orlov"):
        assert found(client, by=spelling) == {"One.", "Two."}, spelling
    assert found(client, by="sergej orlov", spelling="typed") == {"One."}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("freedom information", {"freedom of information", "information about freedom"}),
        ('"freedom of information"', {"freedom of information"}),
        ('"to be"', {"to be or not to be"}),
        ("freedom -about", {"freedom of information"}),
        ("about OR not", {"information about freedom", "to be or not to be"}),
    ],
)
def test_j2_the_grammar(client: Client, typed: str, words: set[str]) -> None:
    """J2"""
    for content in ("freedom of information", "information about freedom", "to be or not to be"):
        a_quote(content=content, speaker="Ana Ruiz", cue="said")
    assert found(client, q=typed) == words


def test_j2_the_grammar_stands_beside_the_box(client: Client) -> None:
    """J2"""
    for address in ("/", "/quotes/"):
        html = client.get(address).content.decode()
        hint = re.search(r'aria-describedby="([^"]+)"', html)
        assert hint
        assert f'id="{hint[1]}"' in html
        for example in ("&quot;freedom of speech&quot;", "-tariff", "flood OR storm"):
            assert example in html or example.replace("&quot;", '"') in html


@pytest.mark.parametrize(
    "typed", ["“open", "'", "-", "OR", "OR OR", '""', "\U0001f600", "a-b-", "(((", "\x00", "   ", "*"]
)
def test_j3_nothing_typed_is_an_error_and_nothing_is_passed_over_in_silence(client: Client, typed: str) -> None:
    """J3"""
    a_quote(content="All is open.")
    response = client.get("/quotes/", {"q": typed})
    assert response.status_code == 200
    html = response.content.decode()
    assert 'class="more"' in html or 'class="notes"' in html or 'class="empty"' in html


@pytest.fixture
def four() -> None:
    courier, herald = OutletFactory.create(name="Courier", slug="courier"), OutletFactory.create(slug="herald")
    berg = SpeakerFactory.create(name="Anna Berg", slug="berg")
    rows = [
        (courier, berg, "the harbour is open", "direct", "checked", date(2026, 3, 1), None),
        (herald, berg, "the harbour is shut", "indirect", "machine", date(2026, 3, 2), date(2026, 2, 28)),
        (herald, "Tom Quill", "the harbour of Anna Berg", "mixed", "corrected", date(2026, 3, 3), None),
    ]
    for outlet, speaker, content, kind, status, day, said in rows:
        article = ArticleFactory.create(outlet=outlet, published_on=day, text=None)
        a_quote(content=content, article=article, speaker=speaker, kind=kind, status=status, said_on=said)


@pytest.mark.parametrize(
    ("params", "number"),
    [
        ({"speaker": "berg"}, 2),
        ({"outlet": "herald"}, 2),
        ({"kind": "mixed"}, 1),
        ({"status": "corrected"}, 1),
        ({"since": "2026-03-02"}, 2),
        ({"dates": "said", "until": "2026-03-01"}, 1),
        ({"by": "berg"}, 2),
        ({"q": "berg", "scope": "words"}, 1),
    ],
)
def test_j4_every_filter(client: Client, four: None, params: dict[str, str], number: int) -> None:
    """J4"""
    assert len(found(client, **params)) == number


def test_j4_counts_follow_and_zero_results_say_what_to_drop(client: Client, four: None) -> None:
    """J4"""
    facets = client.get("/quotes/", {"outlet": "herald"}).content.decode().split('class="facets"')[1]
    speakers = text_of(facets)
    assert re.search(r"Anna Berg\s+1", speakers)
    none = text_of(client.get("/quotes/", {"q": "harbour", "kind": "mixed", "outlet": "courier"}).content.decode())
    assert "if you drop one" in none
    assert "Outlet: Courier" in none


def test_j5_every_choice_is_in_the_address_and_comes_back_from_it(client: Client, four: None) -> None:
    """J5; with back, forward and without JavaScript: tests/browser/test_search_journey.py"""
    choice = {"q": "harbour", "outlet": "herald", "kind": "mixed", "sort": "oldest", "since": "2026-03-01"}
    html = client.get("/quotes/", choice).content.decode()
    assert 'value="harbour"' in html
    for chosen in (
        'value="herald" selected',
        'value="mixed" selected',
        'value="oldest" selected',
        'value="2026-03-01"',
    ):
        assert chosen in html
    assert '<form class="search"' in html
    assert 'method="get"' in html


def test_j6_the_file_is_what_is_on_the_screen(client: Client, four: None) -> None:
    """J6"""
    a_quote(content="=cmd(the harbour)", speaker="Eve Quill")
    params = {"q": "harbour", "outlet": "herald"}
    response = client.get("/quotes/export.csv", params)
    text = b"".join(response).decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if any("http" in (value or "") for value in row.values())]
    assert len(rows) == len(found(client, **params)) == 2
    assert all("http://testserver/quotes/" in str(row.values()) for row in rows)
    defused = b"".join(client.get("/quotes/export.csv", {"q": "cmd"})).decode("utf-8-sig")
    assert not re.search(r'(?:^|,)"?=cmd', defused, re.MULTILINE)
    assert client.get("/quotes/export.json", params).status_code == 200
