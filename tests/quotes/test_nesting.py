"""J17: "X said that Y said" shows both, in that order, wherever the inner quote is shown."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from quotes.models import Quote
from quotes.pages.cards import cards
from tests.factories import ArticleFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db

TEXT = "It rained.\nAna Ruiz said that Tom Quill had denied taking the money. Eve Berg said that it snowed."
OUTER = "Tom Quill had denied taking the money"


def outer_and_inner(**outer: str) -> tuple[Quote, Quote]:
    article = ArticleFactory.create(text=TEXT, title="Money")
    given = {"speaker": "Ana Ruiz", "cue": "said", **outer}
    first = a_quote(article=article, kind="indirect", content=OUTER, **given)
    second = a_quote(
        article=article, kind="indirect", content="taking the money", speaker="Tom Quill", cue="denied", stance="denies"
    )
    a_quote(article=article, kind="indirect", content="it snowed", speaker="Eve Berg", cue="said")
    return first, second


def test_lists_and_pages_name_the_teller_first(client: Client) -> None:
    outer, inner = outer_and_inner()
    said = "Ana Ruiz said that Denial Tom Quill denied"
    for address in ("/quotes/", "/speakers/tom-quill/", inner.get_absolute_url(), inner.article.get_absolute_url()):
        html = client.get(address).content.decode()
        assert said in text_of(html), address
        assert html.count('class="teller"') == 1, "nobody tells of the others"
    html = client.get(inner.get_absolute_url()).content.decode()
    assert "<title>Denial – Ana Ruiz said that Tom Quill denied: taking the money – On the Record</title>" in html
    assert f'href="{outer.get_absolute_url()}"' in html


def test_the_outer_quotes_page_leads_to_the_inner_one(client: Client) -> None:
    outer, inner = outer_and_inner()
    html = client.get(outer.get_absolute_url()).content.decode()
    assert "Said within it" in html
    assert f'href="{inner.get_absolute_url()}"' in html
    assert "Said within it" not in client.get(inner.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"stance": "denies", "cue": "denied"}, "Ana Ruiz denied that Tom Quill"),
        ({"stance": "asks", "cue": "asked"}, "Ana Ruiz asked whether Tom Quill"),
        ({"speaker": None, "source": "Ana Ruiz"}, "Speaker not known said that Tom Quill"),
    ],
)
def test_the_tellers_own_stance_stays(given: dict[str, str], words: str) -> None:
    _, inner = outer_and_inner(**given)
    (card,) = cards(Quote.objects.filter(pk=inner.pk).with_cards())
    assert words in card.title


@pytest.mark.parametrize("status", ["hidden", "rejected", "gone"])
def test_a_teller_off_the_pages_is_not_named(client: Client, status: str) -> None:
    _, inner = outer_and_inner(status=status)
    text = text_of(client.get(inner.get_absolute_url()).content.decode())
    assert "Ana Ruiz said that Denial" not in text


def test_many_cost_no_more_queries_than_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    outer_and_inner()
    found = list(Quote.objects.with_cards())
    with CaptureQueriesContext(connection) as one:
        cards(found)
    for _ in range(3):
        outer_and_inner()
    found = list(Quote.objects.with_cards())
    with django_assert_num_queries(len(one)):
        made = cards(found)
    assert sum(card.teller is not None for card in made) == 4
