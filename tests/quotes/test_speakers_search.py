"""Search knows names: any spelling finds a speaker and the quotes, also where the article says "he" (J1)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quotes import corrections
from quotes.models import Quote, Speaker
from quotes.search.grammar import parse
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote, also_called, text_of
from tests.quotes.said import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def orlov() -> Speaker:
    """One person whom articles spell in two ways; a namesake and somebody else."""
    speaker: Speaker = SpeakerFactory.create(name="Sergei Orlov", slug="sergei-orlov")
    also_called(speaker, "Sergej Orlov", "Mr Orlov")
    said(speaker, "Alpha.", "he → Orlov → Sergei Orlov")
    said(speaker, "Bravo.", "the minister → Sergej Orlov")
    said(SpeakerFactory.create(name="Irina Orlova"), "Charlie.")
    said(SpeakerFactory.create(name="Tom Quill"), "Delta about Orlov.")
    return speaker


def found(client: Client, **params: str) -> str:
    html = client.get("/quotes/", params).content.decode()
    return " ".join(sorted(word.strip(".“” ") for word in re.findall(r"(?:Alpha|Bravo|Charlie|Delta)\b", html)))


FINDS = [
    ({"q": "Orlov"}, "Alpha Bravo Delta"),
    ({"q": "Sergei Orlov"}, "Alpha Bravo"),
    ({"q": "Sergej Orlov"}, "Alpha Bravo"),
    ({"q": "Sergey Orlov"}, "Alpha Bravo"),
    ({"q": "Orlov", "spelling": "typed"}, "Alpha Bravo Delta"),
    ({"q": "Sergej Orlov", "spelling": "typed"}, "Bravo"),
    ({"q": "Sergei’s", "spelling": "typed"}, "Alpha"),
    ({"q": "Sergey Orlov", "spelling": "typed"}, ""),
    ({"q": "Sergej", "scope": "words"}, ""),
    ({"by": "sergey orlov"}, "Alpha Bravo"),
    ({"by": '"sergey orlov"'}, ""),
    ({"by": "sergej orlov", "spelling": "typed"}, "Bravo"),
    ({"by": "sergej OR irina", "spelling": "typed"}, "Bravo Charlie"),
    ({"by": "orlov -sergej", "spelling": "typed"}, ""),
    ({"q": "-sergey"}, "Charlie Delta"),
    ({"speaker": "sergei-orlov"}, "Alpha Bravo"),
]


@pytest.mark.parametrize(("params", "quotes"), FINDS)
def test_who_is_found(client: Client, orlov: Speaker, params: dict[str, str], quotes: str) -> None:
    assert found(client, **params) == quotes


SPELLED = [
    # a name as articles have it, as a reader types it, found
    ("Volodymyr Zelensky", "Zelenskyy", True),
    ("Volodymyr Zelenskyy", "Zelenskiy", True),
    ("Zoë Müller", "Muller", True),
    ("Zoë Müller", "Mueller", True),
    ("Choe Son-hui", "Son Hui", True),
    ("Choe Son-hui", "son-hui", True),
    ("Irina Orlova", "Orlov", False),
    ("Tony Marr", "Tom Marr", False),
]


@pytest.mark.parametrize(("name", "typed", "is_found"), SPELLED)
def test_spellings(name: str, typed: str, is_found: bool) -> None:
    quote = a_quote(speaker=name, content="Alpha.")
    assert list(Quote.objects.by_named(parse(typed))) == [quote] * is_found


def test_names_of_those_who_were_merged_find_the_survivors_quotes(client: Client, orlov: Speaker) -> None:
    editor: User = EditorFactory.create()
    other = SpeakerFactory.create(name="Count Vronski")
    also_called(other)
    corrections.merge(other, orlov, editor=editor, reason="A pen name.", versions=(other.version, orlov.version))
    assert found(client, q="vronsky") == "Alpha Bravo"
    assert found(client, by="vronsky orlov") == "Alpha Bravo"


def test_the_switch_is_said_and_can_be_dropped(client: Client, orlov: Speaker) -> None:
    html = client.get("/quotes/", {"by": "sergej", "spelling": "typed"}).content.decode()
    assert "Names: as typed" in text_of(html)
    assert 'href="/quotes/?by=sergej"' in html
    assert "Names: as typed" not in client.get("/quotes/", {"spelling": "typed"}).content.decode()


def test_a_name_that_an_editor_gave_has_no_spelling_to_differ(client: Client, orlov: Speaker) -> None:
    quote = Quote.objects.get(text="Delta about Orlov.")
    corrections.reassign(quote, [orlov], editor=EditorFactory.create(), reason="Named.", version=quote.version)
    assert found(client, by="sergej orlov", spelling="typed") == "Bravo Delta"


class TestTypeAhead:
    def offered(self, client: Client, typed: str) -> list[str]:
        answer = client.get("/quotes/said-by/", {"by": typed})
        assert answer.status_code == 200
        return re.findall(r'data-slug="([^"]+)"', answer.content.decode())

    @pytest.mark.parametrize(
        ("typed", "slugs"),
        [
            ("orl", ["sergei-orlov", "irina-orlova"]),
            ("sergej or", ["sergei-orlov"]),
            ("sergey", ["sergei-orlov"]),
            ("mr orlov", ["sergei-orlov"]),
            ("irina", ["irina-orlova"]),
            ("nobody", []),
            ("o", []),
            ("", []),
            ("\x00", []),
            ('"', []),
            ("-orlov", ["tom-quill"]),
            ("x" * 400, []),
        ],
    )
    def test_the_most_quoted_of_those_with_the_letters(
        self, client: Client, orlov: Speaker, typed: str, slugs: list[str]
    ) -> None:
        assert self.offered(client, typed) == slugs

    def test_namesakes_are_told_apart_by_their_newest_role(self, client: Client) -> None:
        for number, role in enumerate(("minister", "striker")):
            speaker = SpeakerFactory.create(name="Jan Vos", slug=f"jan-vos-{number}")
            for day, called in ((1, "coach"), (2, role)):
                article = ArticleFactory.create(published_on=date(2026, 3, day), text=None)
                a_quote(speaker=speaker, article=article, content=f"Word {number} {day}.", role=called)
        text = text_of(client.get("/quotes/said-by/", {"by": "vos"}).content.decode())
        assert text == "Jan Vos , minister 2 Jan Vos , striker 2"

    def test_nobody_whom_readers_may_not_see(self, client: Client) -> None:
        a_quote(speaker="Eve Secret", status="hidden")
        article = ArticleFactory.create(text=None)
        a_quote(speaker=SpeakerFactory.create(name="Secret aide", article=article), article=article)
        assert self.offered(client, "secret") == []

    def test_the_number_of_queries_does_not_grow(self, client: Client, orlov: Speaker) -> None:
        counts = []
        for number in range(2):
            for k in range(5):
                said(SpeakerFactory.create(name=f"Orlov Number{number}{k}"), f"Word {number} {k}.")
            with CaptureQueriesContext(connection) as queries:
                assert len(self.offered(client, "orl")) >= 7
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 5

    def test_only_reads(self, client: Client) -> None:
        assert client.post("/quotes/said-by/").status_code == 405
