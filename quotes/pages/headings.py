"""What an article is called on the pages: by its headline or, where it has none, by the first words of its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Left

from articles.models import Article, Body
from quotes.pages.wording import plain, shortened

_LONGEST = 80
# So much of a text is looked at: bylines, datelines and the like stand before its first words.
_BEGINNING = 800


def headings(articles: Iterable[Article]) -> dict[int, str]:
    """Each article's heading, by its id. One query for all that have no headline, none where all have one."""
    given = {article.pk: article for article in articles}
    untitled = [article.current_body_id for article in given.values() if not article.title and article.current_body_id]
    return {pk: article.title or "Untitled article" for pk, article in given.items()} | _openings(untitled)


def heading(article: Article) -> str:
    return headings([article])[article.pk]


def _openings(bodies: list[int]) -> dict[int, str]:
    if not bodies:
        return {}
    rows = Body.objects.filter(pk__in=bodies).annotate(beginning=Left("text", _BEGINNING)).order_by()
    found = rows.values_list("article", "beginning", "zones")
    return {article: words for article, text, zones in found if (words := _opening(text, zones))}


def _opening(text: str, zones: list[dict[str, Any]]) -> str:
    """The first words of the first line of running text; of any line where all of them are zones."""
    running = text
    for zone in zones:
        blank = " " * len(running[zone["start"] : zone["end"]])
        running = f"{running[: zone['start']]}{blank}{running[zone['end'] :]}"
    lines = [plain(line) for line in (*running.split("\n"), text) if any(map(str.isalnum, line))]
    return shortened(lines[0], _LONGEST) if lines else ""
