"""What a claim's page tells machines: schema.org Claim, and ClaimReview where an editor has decided, with a source.

https://schema.org/ClaimReview; the rating is the editor's word alone ("alternateName"), for nobody here gives points.
"""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from quotes.pages.claim_cards import ClaimCard
from quotes.pages.claim_sources import Source
from quotes.takeaway.citations import SITE
from quotes.takeaway.linked_data import block

_MOST = 50


def claim_data(card: ClaimCard, origin: str) -> SafeString:
    """JSON-LD for a data block; addresses are absolute: `origin` is the site's scheme and host."""
    claim = _claim(card, origin)
    if not (card.claim.decided and card.claim.source_url):
        return block({"@context": "https://schema.org", **claim})
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{origin}{card.url}#review",
        "url": origin + card.url,
        "claimReviewed": card.text,
        "author": {"@type": "Organization", "name": SITE, "url": f"{origin}/"},
        "reviewRating": {"@type": "Rating", "alternateName": card.status},
        "citation": card.claim.source_url,
        "itemReviewed": claim,
    }
    if card.claim.checked_at:
        review["datePublished"] = card.claim.checked_at.date().isoformat()
    if card.claim.note:
        review["reviewBody"] = card.claim.note
    return block(review)


def _claim(card: ClaimCard, origin: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "Claim",
        "@id": origin + card.url,
        "url": origin + card.url,
        "text": card.text,
        "author": [_author(source, origin) for source in card.who if source.voices or not source.card],
        "firstAppearance": _work(card.first, origin),
        "appearance": [_work(source, origin) for source in card.asserting[:_MOST]],
    }
    if card.first.article.published_on:
        made["datePublished"] = card.first.article.published_on.isoformat()
    return made


def _author(source: Source, origin: str) -> dict[str, str]:
    """Who asserts it; of an unknown speaker nobody: the outlet that quotes them is not the author."""
    if not source.voices:
        return _organisation(str(source.outlet), origin + source.outlet.get_absolute_url())
    voice = source.voices[0]
    kind = "Person" if voice.kind == "person" else "Organization" if voice.kind in _BODIES else "Thing"
    return {"@type": kind, "name": source.who, "url": origin + voice.url}


_BODIES = ("organisation", "government", "group")


def _organisation(name: str, url: str) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": name, "url": url}


def _work(source: Source, origin: str) -> dict[str, Any]:
    article = source.article
    work: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": source.heading,
        "url": article.url or article.canonical_url or origin + article.get_absolute_url(),
        "publisher": _organisation(str(source.outlet), origin + source.outlet.get_absolute_url()),
    }
    if article.published_on:
        work["datePublished"] = article.published_on.isoformat()
    return work
