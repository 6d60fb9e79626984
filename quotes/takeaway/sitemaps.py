"""What search engines are led to: the pages of what editors have checked, and of who and what stands in it.

Each section is cut by ids, not by counting through: file n of the quotes holds those numbered from n times SIZE on, so
that a file costs the same whatever its number and an address stays in its file for good (sitemaps.org: 50,000 at most).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.models import Article
from quotes.models import Quote, QuoteSpeaker, SearchEntry, Speaker
from quotes.search.keys import ARTICLE_BITS, MOST_ARTICLES

SIZE = 50_000
# Pages that are there whatever was checked.
FIXED = ("home", "speakers", "outlets", "statements", "method", "corrections", "contact", "right_of_reply", "privacy")


@dataclass(frozen=True, slots=True)
class Section:
    """`rows` are what it lists, moved when an editor last decided on them (`moved_by`); `url_field` is what their
    address is made of. `decided` has a row for each decision, with the `number` by which the files are cut and `moved`:
    it is read of the search index alone, so that the list of files costs little however much there is."""

    name: str
    rows: QuerySet[Any, Any]
    decided: QuerySet[Any, Any]
    moved_by: str
    view: str
    url_field: str = "pk"

    def files(self) -> Iterator[tuple[int, datetime | None]]:
        """The number of each file that has anything in it, and when that last moved. One query."""
        files = self.decided.values(file=F("number") / SIZE).annotate(moved=Max("at"))
        yield from files.order_by("file").values_list("file", "moved")

    def addresses(self, file: int) -> Iterator[tuple[str, datetime | None]]:
        """The addresses of a file, and when each last moved. One query, read as it is written."""
        rows = self.rows.filter(pk__gte=file * SIZE, pk__lt=(file + 1) * SIZE).order_by("pk")
        found = rows.annotate(moved=Max(self.moved_by)).values_list(self.url_field, "moved")
        for key, moved in found.iterator(chunk_size=2_000):
            yield reverse(self.view, args=[key]), moved


def sections() -> dict[str, Section]:
    """By name, as the files' addresses have it."""
    checked = Quote.objects.public().filter(status__in=Quote.DECIDED)
    ids = checked.order_by().values("pk")
    speakers = Speaker.objects.quoted_in(checked)
    articles = Article.objects.filter(quotes__in=ids)
    said = "quote_speakers__quote__corrections__created_at"
    return {
        section.name: section
        for section in (
            Section("quotes", checked, _decided(F("quote")), "corrections__created_at", "quote"),
            Section("speakers", speakers, _decided_of_speakers(), said, "speaker", "slug"),
            Section("articles", articles, _decided(_ARTICLE), "quotes__corrections__created_at", "article"),
        )
    }


# Of an entry's key.
_ARTICLE = F("key").bitrightshift(ARTICLE_BITS).bitand(MOST_ARTICLES - 1)


def _decided(number: Any) -> QuerySet[Any, Any]:
    entries = SearchEntry.objects.filter(decided_at__isnull=False, shown=True, status__in=Quote.DECIDED)
    return entries.order_by().annotate(number=number, at=F("decided_at"))


def _decided_of_speakers() -> QuerySet[Any, Any]:
    """Of those known across articles, as who they are by now."""
    known = Q(speaker__merged_into=None, speaker__article=None) | Q(
        speaker__merged_into__isnull=False, speaker__merged_into__article=None
    )
    # As a list of quotes, so that SQLite begins with them and not with all who ever spoke.
    decided = _decided(F("quote")).values("quote")
    rows = QuoteSpeaker.objects.filter(known, standing=QuoteSpeaker.Standing.SPEAKS, quote__in=decided).order_by()
    # Asked of the index of what was decided on: the quotes' own rows are not read.
    at = Subquery(SearchEntry.objects.filter(quote=OuterRef("quote"), decided_at__isnull=False).values("decided_at"))
    return rows.annotate(number=Coalesce("speaker__merged_into", "speaker"), at=at)
