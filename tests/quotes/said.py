"""Quotes under a speaker's names, for tests of merging and splitting."""

from __future__ import annotations

from typing import Any

from quotes.models import Quote, QuoteSpeaker, Speaker
from quotes.search import index
from tests.quotes.pages import a_quote


def said(speaker: Speaker, content: str, mention: str = "", **given: Any) -> Quote:
    """A quote of the speaker, whom its article calls by `mention`: a chain, or a name; the speaker's unless given."""
    quote = a_quote(speaker=speaker, content=content, **given)
    quote.quote_speakers.update(mention=mention or speaker.name)
    index.refresh([quote.pk])
    return quote


def words_of(speaker: Speaker) -> set[str]:
    """What the speaker says by now, as the speaker's page has it."""
    speaker.refresh_from_db()
    return set(Quote.objects.by_speaker(speaker.now).values_list("text", flat=True))


def speaks(quote: Quote) -> list[str]:
    """Who speaks in it by now, by name."""
    rows = quote.quote_speakers.filter(standing=QuoteSpeaker.Standing.SPEAKS).select_related("speaker__merged_into")
    return [row.speaker.now.name for row in rows]
