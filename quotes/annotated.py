"""Articles as editors left them, in the shape of annotated text: to measure with, and to train with (E14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from articles.models import Article
from quotes.models import Part, Place, Quote, QuoteSpeaker, Speaker

_SETTLED = (*Quote.DECIDED, Quote.Status.REJECTED)
_CHUNK = 50


def annotated(*, begun: bool = False) -> Iterator[dict[str, Any]]:
    """The articles that editors have been through, oldest first, each as `evaluate` and the training take it.

    An article is given once each quote of its text has been confirmed, corrected or rejected: only then is what stands
    there all that is said there. `begun` gives those too of which some quotes are still the program's own; each
    attribution has its "status". "accept" are the names by which each speaker goes, "not_quotes" what was rejected.
    Offsets are characters of "text". Hidden articles are left out; hidden and disputed quotes count as not settled.
    """
    articles = _decided(begun=begun).select_related("outlet", "current_body").order_by("pk")
    for article in articles.iterator(chunk_size=_CHUNK):
        yield _document(article)


def _decided(*, begun: bool) -> QuerySet[Article]:
    here = Quote.objects.filter(article=OuterRef("pk")).exclude(status=Quote.Status.GONE).order_by()
    settled = here.filter(status__in=_SETTLED)
    articles = Article.objects.public().filter(Exists(settled), current_body__isnull=False)
    return articles if begun else articles.exclude(Exists(here.exclude(status__in=_SETTLED)))


def _document(article: Article) -> dict[str, Any]:
    body = article.current_body
    assert body is not None
    places = Place.objects.filter(body=body).prefetch_related(Prefetch("parts", Part.objects.order_by("start")))
    speakers = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS).order_by("position", "pk")
    speakers = speakers.select_related("speaker__merged_into").prefetch_related("speaker__aliases")
    speakers = speakers.prefetch_related("speaker__merged_into__aliases")
    quotes = list(
        article.quotes.exclude(status=Quote.Status.GONE)
        .order_by("pk")
        .prefetch_related(Prefetch("places", places), Prefetch("quote_speakers", speakers))
    )
    given = [_attribution(quote, place) for quote in quotes if _stands(quote) for place in quote.places.all()]
    return {
        "id": article.key,
        "outlet": article.outlet.name,
        "published": article.published_at.isoformat() if article.published_at else _day(article.published_on),
        "byline": article.byline,
        "title": article.title,
        "text": body.text,
        "attributions": sorted(given, key=lambda attribution: attribution["content"]),
        "meta": {"not_quotes": [{"text": q.text} for q in quotes if q.status == Quote.Status.REJECTED]},
    }


def _stands(quote: Quote) -> bool:
    return quote.status not in (Quote.Status.REJECTED, Quote.Status.HIDDEN)


def _attribution(quote: Quote, place: Place) -> dict[str, Any]:
    spans: dict[str, list[list[int]]] = {role: [] for role in ("content", "cue", "source")}
    for part in place.parts.all():
        if part.role in spans:
            spans[part.role].append([part.start, part.end])
    voices = [(voice.speaker.now, voice.name_used) for voice in quote.quote_speakers.all()]
    return spans | {
        "kind": quote.kind,
        "stance": quote.stance,
        "speaker": voices[0][0].name if voices else None,
        "speakers": [speaker.name for speaker, _ in voices],
        "accept": [_names(speaker, used) for speaker, used in voices],
        "speaker_kind": _kind(voices[0][0]) if voices else None,
        "addressee": quote.addressee or None,
        "said_on": _day(quote.said_on),
        "headline": quote.headline,
        "status": quote.status,
    }


def _kind(speaker: Speaker) -> str | None:
    return speaker.kind if speaker.kind != Speaker.Kind.UNKNOWN else None


def _names(speaker: Speaker, used: str) -> list[str]:
    """All by which the speaker goes, and what this article calls them."""
    return list(dict.fromkeys(name for name in (speaker.name, *(a.name for a in speaker.aliases.all()), used) if name))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
