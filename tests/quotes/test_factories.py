"""The factory that other tests build on keeps the law itself."""

import pytest

from quotes.models import Quote
from tests.factories import ArticleFactory
from tests.factories_quotes import QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def parts_of(quote: Quote) -> dict[str, str]:
    place = quote.places.get()
    for part in place.parts.all():
        assert place.body.text[part.start : part.end] == part.text
    return {part.role: part.text for part in place.parts.all()}


def test_a_quote_of_its_own() -> None:
    quote = QuoteFactory.create(content="We won.", speaker="Ana Ruiz", cue="shouted")
    assert parts_of(quote) == {"content": "We won.", "source": "Ana Ruiz", "cue": "shouted"}
    assert [speaker.name for speaker in quote.speakers.all()] == ["Ana Ruiz"]


def test_several_quotes_in_one_body() -> None:
    article = ArticleFactory.create(text="“We won,” Ana Ruiz said. “You did not,” Bo Lind said.")
    first = QuoteFactory.create(article=article, content="We won,", speaker="Ana Ruiz")
    second = QuoteFactory.create(article=article, content="You did not,", speaker=SpeakerFactory.create(name="Bo Lind"))
    assert first.places.get().body == second.places.get().body == article.current_body
    assert parts_of(second)["source"] == "Bo Lind"


def test_without_a_speaker() -> None:
    quote = QuoteFactory.create(speaker=None, kind=Quote.Kind.INDIRECT)
    assert not quote.sourced
    assert not quote.speakers.exists()
    assert not quote.is_public()
