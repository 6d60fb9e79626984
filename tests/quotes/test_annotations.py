"""What editors decided as annotated text (E14): whole articles, in the shape that measures and training take."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from articles.models import Article
from quotes import corrections
from quotes.attribution.scoring import score
from quotes.models import Quote
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, QuoteFactory
from tests.quotes.pages import also_called

pytestmark = pytest.mark.django_db


def annotations(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("annotations", *arguments, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def confirm(quote: Quote) -> None:
    corrections.confirm(quote, editor=EditorFactory.create(), version=quote.version)


def test_an_article_is_given_once_all_its_quotes_are_settled() -> None:
    quote = QuoteFactory.create(content="The gate is shut.")
    assert annotations() == []
    also_called(quote.speakers.get(), "M. Quill")
    confirm(quote)
    (document,) = annotations()
    (attribution,) = document["attributions"]
    ((start, end),) = attribution["content"]
    assert document["text"][start:end] == "The gate is shut."
    assert (attribution["status"], attribution["speaker"]) == ("checked", quote.speakers.get().name)
    assert {quote.speakers.get().name, "M. Quill"} <= set(attribution["accept"][0])


def test_what_was_rejected_is_told_as_no_quote() -> None:
    quote = QuoteFactory.create(content="Dusk")
    corrections.reject(quote, editor=EditorFactory.create(), reason="a title", version=quote.version)
    (document,) = annotations()
    assert (document["attributions"], document["meta"]) == ([], {"not_quotes": [{"text": "Dusk"}]})


def test_of_an_article_that_was_only_begun_each_quote_says_whose_it_is() -> None:
    article = ArticleFactory.create(text="“The gate is shut,” said Mira Hollen. “The mill is closed,” she said.")
    quote = QuoteFactory.create(article=article, content="The gate is shut,")
    QuoteFactory.create(article=article, content="The mill is closed,")
    confirm(quote)
    assert annotations() == []
    (document,) = annotations("--begun")
    assert [a["status"] for a in document["attributions"]] == ["checked", "machine"]


def test_a_hidden_article_is_left_out() -> None:
    quote = QuoteFactory.create()
    confirm(quote)
    Article.objects.filter(pk=quote.article_id).update(hidden=True)
    assert annotations() == annotations("--begun") == []


def test_the_measures_take_it() -> None:
    confirm(QuoteFactory.create())
    (document,) = annotations()
    scores = score([document], {document["id"]: document["attributions"]})
    assert scores.measures()["attributed"].f1 == 1
    assert scores.named_right == scores.named == 1
