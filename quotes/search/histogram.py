"""Quotes over time: bars by which the search can be narrowed to a stretch of days."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format

from quotes.search.facets import estimate, in_words
from quotes.search.filters import Filters, Links
from quotes.search.found import Counted
from quotes.search.keys import day_number_of, day_of

WIDTH, HEIGHT = 600, 64
# So many bars at most; what would be more is gathered in longer stretches.
_MOST = 62


@dataclass(frozen=True, slots=True)
class Bar:
    """The quotes of a stretch of days; `x`, `y`, `width` and `height` in the units of the drawing."""

    label: str
    number: str
    url: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """`unit`: "day", "month" or "year". `first`, `last`: what its ends are called. `wider`: the address of all days,
    where a stretch is chosen."""

    bars: tuple[Bar, ...]
    unit: str
    first: str
    last: str
    wider: str
    width: int = WIDTH
    height: int = HEIGHT


def histogram(counted: Counted, filters: Filters) -> Histogram | None:
    """Of all hits by the day of publication; None where there is nothing to compare."""
    numbers = Counter(map(day_number_of, counted.hits.keys))
    by_day = {day: number for at, number in numbers.items() if (day := day_of(at))}
    if len(by_day) < 2:
        return None
    unit = _unit(min(by_day), max(by_day))
    by_start: Counter[date] = Counter()
    for day, number in by_day.items():
        by_start[_start(day, unit)] += number
    starts = list(_starts(min(by_start), max(by_start), unit))
    highest, step = max(by_start.values()), WIDTH / len(starts)
    bars, links = [], Links(replace(filters, dates="published"))
    for place, start in enumerate(starts):
        number = by_start[start]
        height = max(2.0, HEIGHT * number / highest) if number else 0.0
        url = links.to(since=start, until=_end(start, unit))
        text = in_words(estimate(number, counted))
        bars.append(Bar(_label(start, unit), text, url, round(place * step, 1), round(HEIGHT - height, 1),
                        round(max(step - 1.5, 1), 1), round(height, 1)))  # fmt: skip
    narrowed = filters.dates == "published" and (filters.since or filters.until)
    wider = filters.without("since").without("until").url() if narrowed else ""
    return Histogram(tuple(bars), unit, bars[0].label, bars[-1].label, wider)


def _unit(first: date, last: date) -> str:
    if (last - first).days < _MOST:
        return "day"
    months = (last.year - first.year) * 12 + last.month - first.month
    return "month" if months < _MOST else "year"


def _start(day: date, unit: str) -> date:
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _end(start: date, unit: str) -> date:
    if unit == "day":
        return start
    if unit == "month":
        return start.replace(day=monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31)


def _starts(first: date, last: date, unit: str) -> Iterable[date]:
    while first <= last:
        yield first
        first = _end(first, unit) + timedelta(days=1)


def _label(start: date, unit: str) -> str:
    return date_format(start, {"day": "j M Y", "month": "M Y", "year": "Y"}[unit])
