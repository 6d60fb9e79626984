"""The database keeps the law itself, whoever writes to it (both engines; see tests/postgres.py)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles.law import BODY, missing
from articles.models import Article, Body
from quotes.law import LAW, LAW_OF_CLAIMS, LAW_OF_STATEMENTS
from quotes.models import Correction, Part, Place, Quote
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory, QuoteFactory

pytestmark = pytest.mark.django_db

# Characters of two, three and four bytes before the quote: offsets count characters, not bytes.
TEXT = "Über 𝒳 – “Grüße an alle,” Zoë sagte 👋 gestern.\nSo it was."


def refused(write: Callable[[], Any], words: str) -> None:
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        write()


def test_every_trigger_is_there() -> None:
    """SQLite drops triggers silently when a migration rebuilds their table."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    assert missing((BODY, *LAW, *LAW_OF_STATEMENTS, *LAW_OF_CLAIMS), connection.vendor, present) == []


@pytest.mark.parametrize("change", [{"text": "Other words."}, {"sha256": "0" * 64}, {"number": 7}])
def test_a_body_never_changes(change: dict[str, Any]) -> None:
    body = BodyFactory.create(text=TEXT)
    refused(lambda: Body.objects.filter(pk=body.pk).update(**change), "never changes")


def test_a_body_stays_with_its_article() -> None:
    body, other = BodyFactory.create(text=TEXT), ArticleFactory.create()
    refused(lambda: Body.objects.filter(pk=body.pk).update(article=other, number=9), "never changes")


def test_a_body_saved_unchanged_is_no_change() -> None:
    body = BodyFactory.create(text=TEXT)
    body.zones = [["headline", 0, 4]]
    body.save()
    assert Body.objects.get(pk=body.pk).zones == [["headline", 0, 4]]


def place_in(text: str) -> Place:
    return QuoteFactory.create(
        article=ArticleFactory.create(text=text), content="Grüße an alle,", speaker="Zoë"
    ).places.get()


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (10, 24, "Grüße an alle."),  # other words
        (11, 25, "Grüße an alle,"),  # off by one
        (10, 24, "grüße an alle,"),  # other case
        (10, 24, "Gru\u0308\u00dfe an alle,"),  # the same to the eye only
        (len(TEXT) - 3, len(TEXT) + 2, "as."),  # beyond the end
        (10_000, 10_003, "any"),
    ],
)
def test_a_part_must_be_the_bodys_words(start: int, end: int, text: str) -> None:
    place = place_in(TEXT)
    refused(lambda: Part.objects.create(place=place, role="content", start=start, end=end, text=text), "very words")
    part = place.parts.get(role="content")
    assert (part.start, part.end) == (10, 24)
    refused(lambda: Part.objects.filter(pk=part.pk).update(start=start, end=end, text=text), "very words")


def test_parts_made_in_bulk_are_checked_too() -> None:
    place = place_in(TEXT)
    parts = [Part(place=place, role="cue", start=0, end=4, text=word) for word in ("Über", "Uber")]
    refused(lambda: Part.objects.bulk_create(parts), "very words")


def test_a_part_has_at_least_one_character() -> None:
    place = place_in(TEXT)
    refused(lambda: Part.objects.create(place=place, role="cue", start=4, end=4, text=""), "part_not_empty")


def test_a_place_stays_in_its_body() -> None:
    place = place_in(TEXT)
    other = BodyFactory.create(article=place.body.article, text="Nothing of it.")
    refused(lambda: Place.objects.filter(pk=place.pk).update(body=other), "stays in its body")


def test_corrections_are_append_only() -> None:
    quote = QuoteFactory.create()
    record = Correction.objects.create(action="confirm", quote=quote, editor=EditorFactory.create())
    refused(lambda: Correction.objects.filter(pk=record.pk).update(reason="another"), "append-only")
    refused(lambda: Correction.objects.filter(pk=record.pk)._raw_delete("default"), "append-only")
    assert Correction.objects.get(pk=record.pk).reason == ""


def test_articles_with_corrected_quotes_cannot_be_deleted() -> None:
    quote = QuoteFactory.create()
    with pytest.raises(Exception, match="protected foreign keys"):
        Article.objects.filter(pk=quote.article_id).delete()
    assert Quote.objects.filter(pk=quote.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_can_clean_up() -> None:
    """And leaves the triggers where they were: the next one here asks."""
    Correction.objects.create(action="confirm", quote=QuoteFactory.create(), editor=EditorFactory.create(group=None))


@pytest.mark.django_db(transaction=True)
def test_the_law_is_still_there_after_a_test_that_committed() -> None:
    test_every_trigger_is_there()
