"""Which quote an editor is led to next (E1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quotes.admin import queue
from quotes.models import Quote
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def in_order() -> list[str]:
    skipped: list[int] = []
    texts = []
    while quote := queue.next_quote(skipped):
        skipped.append(quote.pk)
        texts.append(quote.text)
    return texts


def test_low_confidence_first_and_denials_before_others() -> None:
    QuoteFactory.create(content="surer", confidence=0.9)
    QuoteFactory.create(content="denial", confidence=0.75, stance="denies")
    QuoteFactory.create(content="doubtful", confidence=0.6)
    assert in_order() == ["denial", "doubtful", "surer"]


def test_accusations_before_greetings() -> None:
    QuoteFactory.create(content="Good morning.", confidence=0.7, cue="said")
    QuoteFactory.create(content="hiding the sale", confidence=0.75, cue="accused", kind="indirect")
    assert in_order() == ["hiding the sale", "Good morning."]


def test_much_quoted_speakers_before_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "SOME", 2)
    monkeypatch.setattr(queue, "MANY", 3)
    known = SpeakerFactory.create(name="Ana Ruiz")
    for _ in range(2):
        QuoteFactory.create(speaker=known, status="checked")
    QuoteFactory.create(content="by somebody", speaker="Piet Vos", confidence=0.7)
    QuoteFactory.create(content="by her", speaker=known, confidence=0.75)
    assert in_order() == ["by her", "by somebody"]


def test_what_was_looked_at_or_is_hidden_is_not_in_the_queue() -> None:
    for status in Quote.Status.values:
        QuoteFactory.create(content=status, status=status)
    QuoteFactory.create(content="of a hidden article", article=ArticleFactory.create(hidden=True))
    assert in_order() == [Quote.Status.MACHINE]


@pytest.mark.parametrize("count", [1, 60])
def test_the_next_quote_takes_a_fixed_number_of_queries(count: int, django_assert_num_queries: Any) -> None:
    for i in range(count):
        QuoteFactory.create(content=f"Word {i}.", speaker=f"Speaker{i} Lind")
    with django_assert_num_queries(6):
        queue.next_quote()


def test_a_session_at_the_desk(client: Client) -> None:
    client.force_login(EditorFactory.create())
    for i in range(3):
        QuoteFactory.create(content=f"Word {i}.", confidence=i / 10)
    first, second, third = Quote.objects.order_by("pk")
    review = reverse("admin:quotes_quote_review")

    def address(quote: Quote) -> str:
        return reverse("admin:quotes_quote_change", args=[quote.pk]) + "?queue=1"

    assert client.get(review)["Location"] == address(first)
    assert 'name="queue" value="1"' in client.get(address(first)).content.decode()
    confirm = reverse("admin:quotes_quote_decide", args=[first.pk, "confirm"])
    answer = client.post(confirm, {"version": first.version, "queue": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == address(second), "after a decision the next one comes"
    client.post(reverse("admin:quotes_quote_skip", args=[second.pk]))
    assert client.get(review)["Location"] == address(third)
    client.post(reverse("admin:quotes_quote_skip", args=[third.pk]))
    assert "You skipped 2 quotes" in client.get(review).content.decode()
    again = client.post(reverse("admin:quotes_quote_review_again"), follow=True)
    assert again.redirect_chain[-1][0] == address(second)
