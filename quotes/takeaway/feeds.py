"""Quotes as an Atom feed (RFC 4287): the newest to have come in, each told once.

An entry's id is a tag URI (RFC 4151) of the quote's number, which lives for ever. Its `updated` is when the quote came
in or, if later, when an editor's correction changed what it says: a confirmation, a merge of two speakers, a re-run of
the program, a new heading leave it where it is, so that no reader's program shows it again (J12).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed

from quotes.models import Correction, Pass, Quote
from quotes.models.quotes import QuoteQuerySet
from quotes.pages.cards import Card, at_original, cards

ENTRIES = 50
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_Action = Correction.Action
# What changes the words, the kind, the stance or who speaks; and what takes such a change back.
_TELLING = Q(action__in=(_Action.REASSIGN, _Action.EDIT)) | Q(undoes__action__in=(_Action.REASSIGN, _Action.EDIT))


@dataclass(frozen=True, slots=True)
class Feed:
    """`key` is what the feed is about, for its id ("speaker/12"); `page` and `url` are absolute addresses."""

    title: str
    key: str
    page: str
    url: str
    origin: str


def newest(quotes: QuoteQuerySet) -> list[Quote]:
    """The last of `quotes` to have come in, with their cards."""
    return list(quotes.order_by("-pk").with_cards()[:ENTRIES])


def atom(feed: Feed, quotes: Sequence[Quote]) -> str:
    """The feed as XML. Two queries beside those for the quotes."""
    changed = _changed(quotes)
    moments = {quote.pk: max(quote.created_at, changed.get(quote.pk, _NEVER)) for quote in quotes}
    made = _Atom(
        title=_clean(f"{feed.title} – On the Record"),
        link=feed.page,
        description="",
        subtitle="Who said what, where, and how sure are we?",
        feed_url=feed.url,
        feed_guid=tag(feed.key, feed.origin),
        author_name="On the Record",
        author_link=feed.origin + "/",
        language="en-GB",
        moved=max(moments.values(), default=_NEVER),
    )
    for card in cards(quotes):
        made.add_item(**_entry(card, moments[card.quote.pk], feed.origin))
    return made.writeString("utf-8")


def last_change(quotes: Sequence[Quote]) -> datetime:
    """When anything of these quotes can last have changed, down to what only tidies up.

    It is no entry's `updated`: it tells programs whether to fetch again, so that what is hidden leaves their copies.
    """
    corrected = Correction.objects.order_by("-pk").values_list("created_at", flat=True)[:1]
    passed = Pass.objects.order_by("-pk").values_list("finished_at", flat=True)[:1]
    return max([_NEVER, *corrected, *passed, *(quote.updated_at for quote in quotes)])


def tag(key: str, origin: str) -> str:
    """The tag URI of something of this site. OTR_TAG keeps it the same when the site moves to another host."""
    host = origin.partition("://")[2].partition(":")[0]
    return f"tag:{settings.OTR_TAG or f'{host},2026'}:{key}"


def _changed(quotes: Sequence[Quote]) -> dict[int, datetime]:
    rows = Correction.objects.filter(_TELLING, quote__in=quotes, public=True).order_by().values("quote")
    return dict(rows.annotate(last=Max("created_at")).values_list("quote", "last"))


def _entry(card: Card, moved: datetime, origin: str) -> dict[str, Any]:
    quote = card.quote
    content = render_to_string("quotes/feed_entry.html", {"card": card, "origin": origin})
    return {
        "title": _clean(card.title),
        "link": origin + card.url,
        "description": _clean(content),
        "unique_id": tag(f"quote/{quote.pk}", origin),
        "pubdate": quote.created_at,
        "updateddate": moved,
        "categories": [_clean(voice.name) for voice in card.voices],
        "via": at_original(card.article),
    }


class _Atom(Atom1Feed):
    """Django's, with `updated` of the newest entry, never of now, and a link to the article's original."""

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        moved: datetime = self.feed["moved"]
        return moved

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["via"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["via"]})


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Cn"))
