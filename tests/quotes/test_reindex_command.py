"""`manage.py reindex`: the index anew, or only where it is due."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from quotes.checks import search_index_is_up_to_date
from quotes.models import Quote, SearchEntry
from quotes.search.grammar import parse
from tests.factories_quotes import QuoteFactory

pytestmark = pytest.mark.django_db


def reindex(*arguments: str) -> str:
    out = StringIO()
    call_command("reindex", *arguments, stdout=out)
    return out.getvalue().strip()


def test_it_finds_what_nobody_indexed_and_says_how_many() -> None:
    quote = QuoteFactory.create(content="The flood came.")
    assert reindex() == "1 quotes indexed."
    assert list(Quote.objects.search(parse("flood"))) == [quote]


def test_only_where_it_is_due(settings: Settings) -> None:
    QuoteFactory.create()
    assert reindex("--if-due") == "1 quotes indexed."
    assert reindex("--if-due") == "The index is up to date."
    settings.OTR_PUBLIC_LEVEL = "checked"
    assert [message.id for message in search_index_is_up_to_date(["default"])] == ["quotes.W001"]
    assert reindex("--if-due") == "1 quotes indexed."
    assert not SearchEntry.objects.filter(shown=True).exists()
    assert search_index_is_up_to_date(["default"]) == []


def test_without_quotes_nothing_is_due() -> None:
    assert reindex("--if-due") == "The index is up to date."
    assert search_index_is_up_to_date() == []
