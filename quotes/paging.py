"""Pages of a list, bounded: nobody can make the database count or skip a million rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

# Nobody pages further than this; a narrower search is the answer.
MOST = 10_000
M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`total` counts up to MOST; `more` says that there are more. `note` says what was wrong with the page asked."""

    items: list[T]
    number: int
    last: int
    total: int
    more: bool
    first_index: int
    note: str = ""

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def last_index(self) -> int:
        return self.first_index + len(self.items) - 1


def page(queryset: QuerySet[M, Any], asked: str | None, size: int) -> Page[M]:
    """Page number `asked` of an ordered queryset. What is no page gives the first or the last one, and a note."""
    counted = queryset.order_by()[: MOST + 1].count()
    total = min(counted, MOST)
    last = max(1, -(-total // size))
    number, note = page_number(asked, last)
    start = (number - 1) * size
    items = list(queryset[start : min(start + size, total)]) if total else []
    return Page(items, number, last, total, counted > MOST, start + 1, note)


def page_of(ids: Sequence[int], asked: str | None, size: int, *, more: bool) -> Page[int]:
    """Page number `asked` of rows that are known by their ids, in order; `more`: there are more than these."""
    last = max(1, -(-len(ids) // size))
    number, note = page_number(asked, last)
    start = (number - 1) * size
    return Page(list(ids[start : start + size]), number, last, len(ids), more, start + 1, note)


def page_number(asked: str | None, last: int) -> tuple[int, str]:
    """The page meant by `asked`, of `last` pages, and what was wrong with it."""
    if not asked:
        return 1, ""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked) > 0):
        return 1, f"Page “{asked[:40]}” was ignored: it is no page number. This is page 1."
    if int(asked) > last:
        return last, f"There is no page {int(asked)}. This is the last page, {last}."
    return int(asked), ""
