"""What articles call a speaker, with their dates: on the speaker's page, and on a quote's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quotes.models import Quote, QuoteSpeaker, Speaker
from quotes.naming.roles import Role, roles, roles_then
from tests.factories import ArticleFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Speaker:
    speaker: Speaker = SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz")
    return speaker


def on(day: date | None, speaker: Speaker, role: str = "", **given: Any) -> Quote:
    article = ArticleFactory.create(published_on=day, text=None)
    return a_quote(speaker=speaker, role=role, article=article, content=f"Said {Quote.objects.count()}.", **given)


def then(quote: Quote) -> list[tuple[str, date | None]]:
    return [(role.text, role.day) for role in roles_then(Quote.objects.with_cards().get(pk=quote.pk))]


class TestRoles:
    def test_first_and_last_seen(self, ana: Speaker) -> None:
        for day, role in ((1, "mayor"), (9, "mayor"), (5, "MP"), (3, "")):
            on(date(2026, 3, day), ana, role)
        assert roles(Quote.objects.public(), ana) == [
            Role("mayor", 2, date(2026, 3, 1), date(2026, 3, 9)),
            Role("MP", 1, date(2026, 3, 5), date(2026, 3, 5)),
        ]

    def test_one_role_in_several_wordings(self, ana: Speaker) -> None:
        for day, role in ((1, "the Mayor"), (2, "mayor,"), (4, "mayor")):
            on(date(2026, 3, day), ana, role)
        assert [(role.count, role.first, role.last) for role in roles(Quote.objects.public(), ana)] == [
            (3, date(2026, 3, 1), date(2026, 3, 4))
        ]

    def test_of_merged_speakers_too_and_of_articles_without_a_day_last(self, ana: Speaker) -> None:
        on(None, ana, "councillor")
        on(date(2026, 3, 1), SpeakerFactory.create(name="A. Ruiz", merged_into=ana), "mayor")
        assert [role.text for role in roles(Quote.objects.public(), ana)] == ["mayor", "councillor"]

    def test_what_readers_may_not_see_tells_no_role(self, ana: Speaker) -> None:
        on(date(2026, 3, 1), ana, "suspect", status="hidden")
        on(date(2026, 3, 1), SpeakerFactory.create(), "mayor")
        quote = on(date(2026, 3, 2), ana)
        assert roles(Quote.objects.public(), ana) == []
        assert then(quote) == []


SEEN = [
    # days on which roles were seen; the one told for a quote of 10 March 2026
    ([(date(2026, 3, 1), "MP"), (date(2026, 3, 9), "mayor")], "mayor"),
    ([(date(2026, 3, 1), "MP"), (date(2026, 3, 11), "mayor")], "MP"),
    ([(date(2026, 3, 10), "mayor")], "mayor"),
    ([(date(2026, 3, 11), "mayor")], None),
    ([(date(2025, 3, 9), "mayor")], None),
    ([(None, "mayor")], None),
]


class TestRoleThen:
    @pytest.mark.parametrize(("seen", "told"), SEEN)
    def test_the_one_last_seen_by_then(self, ana: Speaker, seen: list[tuple[date | None, str]], told: str) -> None:
        for day, role in seen:
            on(day, ana, role)
        assert [text for text, _ in then(on(date(2026, 3, 10), ana))] == ([told] if told else [])

    def test_none_where_the_article_itself_gives_one(self, ana: Speaker) -> None:
        on(date(2026, 3, 9), ana, "MP")
        assert then(on(date(2026, 3, 10), ana, "mayor")) == []

    def test_the_article_itself_goes_first_also_without_a_day(self, ana: Speaker) -> None:
        on(date(2026, 3, 9), ana, "MP")
        first = on(None, ana, "mayor")
        assert then(a_quote(article=first.article, speaker=ana, content="And this.")) == [("mayor", None)]

    def test_a_name_in_doubt_has_no_role(self, ana: Speaker) -> None:
        on(date(2026, 3, 9), ana, "MP")
        quote = on(date(2026, 3, 10), ana)
        quote.quote_speakers.update(standing=QuoteSpeaker.Standing.CANDIDATE)
        assert then(quote) == []

    def test_the_pages_say_it_with_its_date(self, ana: Speaker, client: Client) -> None:
        seen = on(date(2026, 3, 9), ana, "mayor")
        quote = on(date(2026, 3, 10), ana)
        text = text_of(client.get(quote.get_absolute_url()).content.decode())
        assert f"Role then mayor so called by {seen.article.outlet} on 9 March 2026" in text
        page = text_of(client.get("/speakers/ana-ruiz/").content.decode())
        assert "mayor seen 9 Mar 2026" in page

    def test_queries_do_not_grow_with_quotes(self, ana: Speaker) -> None:
        quote = on(date(2026, 3, 10), ana)
        counts = []
        for _ in range(2):
            on(date(2026, 3, 9), ana, "mayor")
            row = Quote.objects.with_cards().get(pk=quote.pk)
            with CaptureQueriesContext(connection) as queries:
                roles_then(row)
            counts.append(len(queries))
        assert counts == [1, 1]
