"""What readers may see: one rule, QuoteQuerySet.public()."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.models import Quote
from tests.factories import ArticleFactory
from tests.factories_quotes import QuoteFactory

pytestmark = pytest.mark.django_db

LEVELS = [
    # the quote; public where "all", "likely" (0.6) or "checked" ones are
    ({"confidence": 0.9}, True, True, False),
    ({"confidence": 0.6}, True, True, False),
    ({"confidence": 0.59}, True, False, False),
    ({"confidence": 0.1, "status": "checked"}, True, True, True),
    ({"confidence": 0.1, "status": "corrected"}, True, True, True),
    ({"confidence": 0.9, "status": "disputed"}, True, True, False),
    ({"status": "rejected"}, False, False, False),
    ({"status": "hidden"}, False, False, False),
    ({"status": "gone"}, False, False, False),
    ({"speaker": None}, True, True, False),
    ({"kind": "indirect"}, True, True, False),
    ({"kind": "indirect", "speaker": None, "source": "an official"}, True, True, False),
    ({"kind": "indirect", "speaker": None}, False, False, False),
    ({"kind": "indirect", "speaker": None, "status": "checked"}, False, False, False),
]


@pytest.mark.parametrize(("given", "everything", "likely", "checked"), LEVELS)
def test_public(given: dict[str, Any], everything: bool, likely: bool, checked: bool, settings: Any) -> None:
    quote = QuoteFactory.create(**given)
    for level, expected in {"all": everything, "likely": likely, "checked": checked}.items():
        settings.OTR_PUBLIC_LEVEL = level
        assert quote.is_public() is expected, level
        assert list(Quote.objects.public()) == [quote] * expected


def test_nothing_of_a_hidden_article() -> None:
    quote = QuoteFactory.create()
    ArticleFactory.create()
    quote.article.hidden = True
    quote.article.save()
    assert not quote.is_public()


def test_no_table_but_the_articles_is_joined(settings: Any) -> None:
    settings.OTR_PUBLIC_LEVEL = "likely"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(Quote.objects.public())
    (query,) = queries
    assert query["sql"].count("JOIN") == 1
