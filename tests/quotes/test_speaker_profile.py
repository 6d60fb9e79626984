"""J11: a speaker's page says when they spoke, about whom, and what others say of them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from quotes import tallies
from quotes.models import Quote, Speaker
from quotes.models.quotes import QuoteQuerySet
from quotes.pages import company
from quotes.pages.company import said_of, speaks_of
from quotes.pages.timeline import timeline
from tests.factories import ArticleFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote, also_called, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruiz() -> Speaker:
    return SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz")


def on(day: date | None, speaker: Speaker, content: str = "We won.", **given: object) -> Quote:
    return a_quote(
        article=ArticleFactory.create(text=None, published_on=day), speaker=speaker, content=content, **given
    )


def of(speaker: Speaker) -> QuoteQuerySet:
    return Quote.objects.public().by_speaker(speaker)


class TestOverTime:
    def test_by_month_without_gaps(self, ruiz: Speaker) -> None:
        for day in (date(2025, 11, 3), date(2025, 11, 30), date(2026, 2, 1), None):
            on(day, ruiz)
        found = timeline(ruiz, tallies.by_month_and_outlet(ruiz)[0])
        assert found
        assert [(bar.label, bar.count, bar.height) for bar in found.bars] == [
            ("November 2025", 2, 60.0), ("December 2025", 0, 0.0), ("January 2026", 0, 0.0), ("February 2026", 1, 30.0),
        ]  # fmt: skip
        assert found.bars[0].url == "/quotes/?speaker=ana-ruiz&since=2025-11-01&until=2025-11-30"

    def test_by_year_where_there_are_many_months(self, ruiz: Speaker) -> None:
        for year in (2020, 2021, 2021, 2026):
            on(date(year, 5, 1), ruiz)
        found = timeline(ruiz, tallies.by_month_and_outlet(ruiz)[0])
        assert found
        assert [(bar.label, bar.count) for bar in found.bars][:2] == [("2020", 1), ("2021", 2)]
        assert len(found.bars) == 7
        assert found.bars[-1].url.endswith("since=2026-01-01&until=2026-12-31")

    def test_within_one_month_there_is_none(self, client: Client, ruiz: Speaker) -> None:
        on(date(2026, 3, 1), ruiz)
        on(date(2026, 3, 30), ruiz)
        assert timeline(ruiz, tallies.by_month_and_outlet(ruiz)[0]) is None
        assert "<svg" not in client.get("/speakers/ana-ruiz/").content.decode()

    def test_the_page_has_a_drawing_and_the_same_numbers_as_a_table(self, client: Client, ruiz: Speaker) -> None:
        for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 2)):
            on(day, ruiz)
        html = client.get("/speakers/ana-ruiz/").content.decode()
        assert (
            'role="img" aria-label="Quotes by month, from February 2026 to March 2026; most, 2, in March 2026.' in html
        )
        assert len(re.findall("<rect ", html)) == 2
        assert "March 2026 2 February 2026 1" in text_of(html)
        assert "style" not in re.sub(r"stylesheet", "", html)


class TestWhomTheySpeakAbout:
    def test_full_names_of_known_speakers_are_found_and_linked(self, client: Client, ruiz: Speaker) -> None:
        quill = SpeakerFactory.create(name="Tom Quill")
        office = SpeakerFactory.create(name="Harbour Office", kind="organisation")
        also_called(quill, "Thomas Quill")
        on(None, ruiz, "Tom Quill’s wall is a farce.")
        on(None, ruiz, "I told Mr. Thomas Quill and the Harbour Office so, and Tom Quill laughed.")
        on(None, quill, "Ana Ruiz and Eve Berg are wrong.")
        assert [(one.speaker, one.count) for one in speaks_of(of(ruiz), ruiz)] == [(quill, 2), (office, 1)]
        html = client.get("/speakers/ana-ruiz/").content.decode()
        assert "Speaks about Tom Quill 2 Harbour Office 1" in text_of(html)

    @pytest.mark.parametrize("words", ["Quill is wrong.", "The wall of Tom is wrong.", "tom quill", "Tom and Quill"])
    def test_less_than_a_full_name_is_nobody(self, ruiz: Speaker, words: str) -> None:
        SpeakerFactory.create(name="Tom Quill")
        on(None, ruiz, words)
        assert speaks_of(of(ruiz), ruiz) == []

    def test_a_name_that_two_have_is_nobodys(self, ruiz: Speaker) -> None:
        for slug in ("tom-quill", "tom-quill-2"):
            SpeakerFactory.create(name="Tom Quill", slug=slug)
        on(None, ruiz, "Tom Quill is wrong.")
        assert speaks_of(of(ruiz), ruiz) == []

    def test_somebody_merged_is_who_they_are_now(self, ruiz: Speaker) -> None:
        now = SpeakerFactory.create(name="Thomas Quill")
        SpeakerFactory.create(name="Tom Quill", merged_into=now)
        on(None, ruiz, "Tom Quill is wrong.")
        assert [one.speaker for one in speaks_of(of(ruiz), ruiz)] == [now]

    def test_only_the_newest_are_read(self, ruiz: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(company, "READ", 1)
        SpeakerFactory.create(name="Tom Quill")
        on(date(2025, 1, 1), ruiz, "Tom Quill is wrong.")
        on(date(2026, 1, 1), ruiz, "All is well.")
        assert speaks_of(of(ruiz), ruiz) == []


class TestWhatOthersSay:
    def test_others_quotes_with_the_name_and_no_own_ones(self, client: Client, ruiz: Speaker) -> None:
        also_called(ruiz, "Ana Maria Ruiz", "Ruiz")
        quill = SpeakerFactory.create(name="Tom Quill")
        first = on(date(2026, 1, 1), quill, "Ana Ruiz knew it.")
        denial = {"kind": "indirect", "stance": "denies", "cue": "denied"}
        second = on(date(2026, 2, 1), quill, "that Ana Maria Ruiz had known", **denial)
        on(None, ruiz, "Me, Ana Ruiz, I knew nothing.")
        on(None, quill, "Ruiz knew it.")
        found, url = said_of(Quote.objects.public(), ruiz, ["Ana Maria Ruiz", "Ruiz"])
        assert list(found) == [second, first]
        assert [
            quote for quote in (first, second) if f'href="/quotes/{quote.pk}/"' not in client.get(url).content.decode()
        ] == []
        text = text_of(client.get("/speakers/ana-ruiz/").content.decode())
        assert "What others say of Ana Ruiz" in text
        assert "Denial Tom Quill denied" in text, "the cue stays with the words"

    def test_nothing_hidden_and_nothing_for_those_of_one_article(self, client: Client, ruiz: Speaker) -> None:
        quill = SpeakerFactory.create(name="Tom Quill")
        on(None, quill, "Ana Ruiz knew it.", status="hidden")
        on(None, ruiz)
        assert "What others say" not in client.get("/speakers/ana-ruiz/").content.decode()
        article = ArticleFactory.create(text=None)
        aide = SpeakerFactory.create(name="a senior aide", kind="unnamed", article=article)
        on(None, quill, "I am no senior aide, and a senior aide knew.")
        found, url = said_of(Quote.objects.public(), aide, [])
        assert (list(found), url) == ([], "")


def test_the_page_takes_a_fixed_number_of_queries(
    client: Client, ruiz: Speaker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(first: int, number: int) -> None:
        for n in range(first, first + number):
            name = f"Tom Quill{chr(97 + n)}"
            on(date(2026, 1 + n % 12, 1), ruiz, f"{name} is wrong about number {n}.")
            on(None, SpeakerFactory.create(name=name), f"Ana Ruiz is wrong about number {n}.")

    fill(0, 2)
    with CaptureQueriesContext(connection) as few:
        client.get("/speakers/ana-ruiz/")
    fill(2, 9)
    with django_assert_num_queries(len(few)):
        client.get("/speakers/ana-ruiz/")
    assert len(few) <= 25
