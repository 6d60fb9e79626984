"""A quote as data: one shape for the JSON file and the API, from which the CSV file's columns are taken too."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from articles.models import Article, Outlet
from quotes.pages.cards import Card, Voice, at_original
from quotes.pages.wording import plain


def record(card: Card, origin: str) -> dict[str, Any]:
    """A quote as a dict of JSON's own types. Addresses are absolute: `origin` stands before this site's own.

    "line" is for whoever wants one string: who, cue and words, what is no assertion saying so before them. "words"
    stand beside their stance and cue, because without them a denial says the opposite (R9).
    """
    quote = card.quote
    return {
        "id": quote.pk,
        "permalink": origin + card.url,
        "line": plain(card.line),
        "speakers": [_voice(voice, origin) for voice in card.voices],
        "candidates": [_voice(voice, origin) for voice in card.candidates],
        "stance": quote.stance,
        "cue": card.cue,
        "words": card.words,
        "kind": quote.kind,
        "headline": quote.headline,
        "addressee": quote.addressee,
        "said_on": quote.said_on.isoformat() if quote.said_on else None,
        "status": quote.status,
        "certainty": str(card.certainty),
        "confidence": round(quote.confidence, 3),
        "name_confidence": round(quote.name_confidence, 3),
        "article": article_record(card.article, card.heading, origin),
        "outlet": outlet_record(card.outlet, origin),
    }


def article_record(article: Article, heading: str, origin: str) -> dict[str, Any]:
    """An article: what it is called, when it was published in its outlet's time zone, where its original stands."""
    return {
        "id": article.pk,
        "title": plain(heading),
        "permalink": origin + article.get_absolute_url(),
        "original": at_original(article),
        "byline": plain(article.byline),
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "published_at": _moment(article),
    }


def outlet_record(outlet: Outlet, origin: str) -> dict[str, Any]:
    return {
        "slug": outlet.slug,
        "name": outlet.name,
        "time_zone": outlet.time_zone,
        "permalink": origin + outlet.get_absolute_url(),
    }


def _voice(voice: Voice, origin: str) -> dict[str, Any]:
    return {
        "name": plain(voice.name),
        "permalink": origin + voice.url,
        "role": plain(voice.role),
        "mention": plain(voice.mention),
        "kind": voice.kind,
    }


def _moment(article: Article) -> str | None:
    """In the outlet's time zone (J16); None where the hour is not known."""
    if article.published_at is None:
        return None
    return article.published_at.astimezone(ZoneInfo(article.outlet.time_zone)).isoformat()
