"""What search engines are led to: the pages of what editors have checked, and of who and what stands in it.

Each section is cut by ids, not by counting through: file n of the quotes holds those numbered from n times SIZE on, so
that a file costs the same whatever its number and an address stays in its file for good (sitemaps.org: 50,000 at most).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet
from django.urls import reverse

from articles.models import Article
from quotes.models import Quote, Speaker

SIZE = 50_000
# Pages that are there whatever was checked.
FIXED = ("home", "speakers", "outlets", "statements", "method", "corrections", "contact", "right_of_reply", "privacy")


@dataclass(frozen=True, slots=True)
class Section:
    """`rows` have a `moved`: when an editor last decided on them. `url_field` is what their address is made of."""

    name: str
    rows: QuerySet[Any, Any]
    moved_by: str
    view: str
    url_field: str = "pk"

    def files(self) -> Iterator[tuple[int, datetime | None]]:
        """The number of each file that has anything in it, and when that last moved. One query."""
        files = self.rows.order_by().annotate(file=F("pk") / SIZE).values("file").annotate(moved=Max(self.moved_by))
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
    return {
        section.name: section
        for section in (
            Section("quotes", checked, "corrections__created_at", "quote"),
            Section(
                "speakers",
                Speaker.objects.quoted_in(checked),
                "quote_speakers__quote__corrections__created_at",
                "speaker",
                "slug",
            ),
            Section("articles", Article.objects.filter(quotes__in=ids), "quotes__corrections__created_at", "article"),
        )
    }
