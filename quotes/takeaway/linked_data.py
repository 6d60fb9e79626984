"""What a quote's page tells machines: schema.org, Open Graph, and what reference managers read.

JSON-LD stands in a data block of the page. A browser never executes one, so that the strict Content-Security-Policy has
nothing to say about it (HTML, "prepare the script element"; tests/browser/test_embedding.py looks in Chromium).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from quotes.models import Quote
from quotes.pages.cards import Card, Voice
from quotes.pages.wording import plain
from quotes.takeaway.citations import SITE, STATUSES, Citation
from quotes.takeaway.exports.records import record

_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "group": "Organization",
}
# What would end the data block, or begin another, written so that JSON means the same.
_ESCAPED = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class About:
    """For the head of a quote's page; addresses are absolute. `checked`: an editor has, so that it may be indexed."""

    canonical: str
    title: str
    description: str
    checked: bool
    oembed: str
    reference: list[tuple[str, str]]
    json_ld: SafeString


def about(card: Card, cited: Citation, origin: str) -> About:
    """`cited` is the same quote as a citation."""
    canonical = origin + card.url
    return About(
        canonical=canonical,
        title=card.title,
        description=card.description,
        checked=card.settled,
        oembed=reverse("oembed") + "?" + urlencode({"url": canonical}),
        reference=reference(cited),
        json_ld=block(quotation(card, origin)),
    )


def quotation(card: Card, origin: str) -> dict[str, Any]:
    """The quote as a schema.org Quotation.

    "text" is the bare words only where they are asserted, word for word; else it is the line with who, cue and stance:
    a machine that shows nothing but the text must not turn a denial, or an outlet's own words, into a quotation (R9).
    """
    data, quote = record(card, origin), card.quote
    bare = quote.kind == Quote.Kind.DIRECT and quote.stance == Quote.Stance.ASSERTS
    article = {
        "@type": "NewsArticle",
        "headline": data["article"]["title"],
        "url": data["article"]["original"] or data["article"]["permalink"],
        "datePublished": data["article"]["published_at"] or data["article"]["published_on"],
        "publisher": {"@type": "NewsMediaOrganization", "name": data["outlet"]["name"]},
    }
    made = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": data["permalink"],
        "url": data["permalink"],
        "name": plain(card.title),
        "text": card.words if bare else data["line"],
        "creator": [_creator(voice, origin) for voice in card.voices],
        "dateCreated": data["said_on"],
        "isBasedOn": _known(article),
        "creativeWorkStatus": STATUSES[Quote.Status(quote.status)],
        "inLanguage": "en",
    }
    return _known(made)


def reference(cited: Citation) -> list[tuple[str, str]]:
    """Dublin Core and Highwire tags, as Zotero, Mendeley and others read them: what is cited is the article."""
    day = cited.published.isoformat() if cited.published else ""
    tags = [
        ("citation_title", cited.title),
        ("citation_author", cited.author),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_publisher", cited.outlet),
        ("citation_public_url", cited.permalink),
        ("citation_language", "en"),
        ("DC.title", cited.title),
        ("DC.creator", cited.author),
        ("DC.publisher", cited.outlet),
        ("DC.date", day),
        ("DC.identifier", cited.permalink),
        ("DC.source", cited.url),
        ("DC.description", cited.note),
        ("DC.type", "newspaperArticle"),
        ("DC.language", "en"),
    ]
    return [(name, value) for name, value in tags if value]


def block(data: dict[str, Any]) -> SafeString:
    """JSON for a data block: no character in it can end the block."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))  # noqa: S308


def _creator(voice: Voice, origin: str) -> dict[str, str]:
    kind = _TYPES.get(voice.kind, "Thing")
    return {"@type": kind, "name": plain(voice.name), "url": origin + voice.url}


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def site(origin: str) -> dict[str, str]:
    """Who provides what is embedded (oEmbed's names)."""
    return {"provider_name": SITE, "provider_url": origin + "/"}
