"""What a speaker said, as their page lists it: nothing of it is counted there, and only its own part is read."""

from __future__ import annotations

from dataclasses import dataclass

from quotes import paging, tallies
from quotes.models import Speaker
from quotes.search.filters import Filters
from quotes.search.found import newest_of

SIZE = 20
# Of so many of a speaker's quotes, the newest, roles, names and claims are told.
NEWEST = 500
# So many outlets are told.
_OUTLETS = 8


@dataclass(frozen=True, slots=True)
class Spoken:
    """`page` has quotes by their ids, as `newest` has the newest of all. `months`: numbers by month of publication
    (`keys.month_of`); `outlets`: the name of each, the address of its quotes, and their number."""

    page: paging.Page[int]
    newest: list[int]
    months: dict[int, int]
    outlets: list[tuple[str, str, str]]


def spoken(speaker: Speaker, asked: str | None) -> Spoken:
    """The page that was asked for, and the newest NEWEST. Three queries; two more behind these."""
    months, outlets = tallies.by_month_and_outlet(speaker)
    total = sum(months.values())
    found = newest_of([speaker], NEWEST) if total else []
    last = max(1, -(-min(total, paging.MOST) // SIZE))
    number, note = paging.page_number(asked, last)
    start = (number - 1) * SIZE
    items = found[start : start + SIZE] if start + SIZE <= NEWEST else newest_of([speaker], SIZE, skip=start)
    page = paging.Page(items, number, last, min(total, paging.MOST), total > paging.MOST, start + 1, note)
    there = [
        (str(outlet), Filters(speaker=speaker, outlet=outlet).url(), f"{quotes:,}")
        for outlet, quotes in outlets[:_OUTLETS]
    ]
    return Spoken(page, found, months, there)
