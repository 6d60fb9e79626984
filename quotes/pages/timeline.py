"""A speaker's quotes over time: numbers by month or year of publication, as bars whose sizes the server works out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format

from quotes.models import Speaker
from quotes.search.filters import Filters

# From so many months on, a bar is a year.
_MOST_MONTHS = 36
# The drawing's units: from bar to bar, and the height of the highest one.
STEP, HEIGHT = 12, 60


@dataclass(frozen=True, slots=True)
class Bar:
    """`count` quotes in the period `label`; x, y and height in the drawing's units, y from the top."""

    label: str
    count: int
    url: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars without a gap from the first to the last period. `by` is "month" or "year"."""

    by: str
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def busiest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.count)

    @property
    def told(self) -> list[Bar]:
        """The periods with any quote, the newest first."""
        return [bar for bar in reversed(self.bars) if bar.count]


def timeline(speaker: Speaker, counted: Mapping[int, int]) -> Timeline | None:
    """When the quotes of `speaker` were published, of which each month has so many (by `keys.month_of`); None where
    that is within one month."""
    months = Counter({date(at // 12, at % 12 + 1, 1): number for at, number in counted.items() if at and number > 0})
    if len(months) < 2:
        return None
    first, last = min(months), max(months)
    by_year = _months_between(first, last) >= _MOST_MONTHS
    counts: dict[date, int] = {}
    for month, number in months.items():
        start = month.replace(month=1) if by_year else month
        counts[start] = counts.get(start, 0) + number
    starts = _starts(min(counts), max(counts), 12 if by_year else 1)
    highest = max(counts.values())
    bars = []
    for at, (start, after) in enumerate(pairwise(starts)):
        count = counts.get(start, 0)
        height = round(HEIGHT * count / highest, 1)
        url = Filters(speaker=speaker, since=start, until=after - timedelta(days=1)).url()
        label = str(start.year) if by_year else date_format(start, "F Y")
        bars.append(Bar(label, count, url, at * STEP, round(HEIGHT - height, 1), height))
    return Timeline("year" if by_year else "month", tuple(bars))


def _starts(first: date, last: date, months: int) -> list[date]:
    """The first days of all periods of so many months from `first` to `last`, and of the one behind."""
    starts = [first]
    while starts[-1] <= last:
        ahead = starts[-1].year * 12 + starts[-1].month - 1 + months
        starts.append(date(ahead // 12, ahead % 12 + 1, 1))
    return starts


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
