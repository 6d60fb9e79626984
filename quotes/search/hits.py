"""What a search finds, read from the index in the order of its keys, never more than asked for.

Nothing here reads a quote's own row. Ten thousand entries are read in some hundredths of a second; whatever a page
counts or sorts, it does with these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import connections

from quotes.search import marks
from quotes.search.dialects import Dialect, of
from quotes.search.expressions import EVERYTHING, Expression, either, every, mark
from quotes.search.keys import between

# From a day to a day, both included; None: no bound.
Days = tuple[date | None, date | None]
# Ranges of more months than this are looked for by the entries' own column alone.
_MOST_MONTHS = 60
# What a page counts, and what it orders by besides.
COUNTED = "e.key, e.quote_id, e.outlet_id, e.kind, e.status, e.speakers"
ORDERED = f"{COUNTED}, CAST(e.said AS TEXT) AS said, e.sure"


@dataclass(frozen=True, slots=True)
class Hits:
    """Entries of the index, a tuple a column: what is counted is counted by column.

    `speakers`: ids with spaces between; `said` (as text, or None) and `sure` only where they were asked for.
    """

    keys: tuple[int, ...] = ()
    quotes: tuple[int, ...] = ()
    outlets: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    said: tuple[str | None, ...] = ()
    sure: tuple[float, ...] = ()

    def __len__(self) -> int:
        return len(self.keys)

    def first(self, most: int) -> Hits:
        return self if len(self) <= most else Hits(*(column[:most] for column in self._columns()))

    def then(self, other: Hits) -> Hits:
        if not (len(self) and len(other)):
            return self if len(self) else other
        pairs = zip(self._columns(), other._columns(), strict=True)
        return Hits(*(one + two for one, two in pairs))

    def _columns(self) -> list[tuple[Any, ...]]:
        return [self.keys, self.quotes, self.outlets, self.kinds, self.statuses, self.speakers, self.said, self.sure]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: by what the full-text index has, by key, and by the day on which it was said."""

    expression: Expression
    low: int | None = None
    high: int | None = None
    said: Days = (None, None)

    def and_also(self, *expressions: Expression) -> Wanted:
        return Wanted(every([self.expression, *expressions]), self.low, self.high, self.said)

    def within(self, low: int | None = None, high: int | None = None) -> Wanted:
        """Only keys from `low` to `high`, both included."""
        lows = [at for at in (self.low, low) if at is not None]
        highs = [at for at in (self.high, high) if at is not None]
        return Wanted(self.expression, max(lows, default=None), min(highs, default=None), self.said)


@dataclass(frozen=True, slots=True)
class Reading:
    """The first `most` entries that are wanted, in the order of their keys: from the newest or from the oldest."""

    wanted: Wanted
    most: int
    oldest: bool = False
    skip: int = 0

    def sql(self, dialect: Dialect, columns: str = COUNTED) -> tuple[str, list[Any]]:
        where, params = _where(self.wanted, dialect)
        order = "ASC" if self.oldest else "DESC"
        sql = (
            f"SELECT {columns} FROM {dialect.FOUND} WHERE {where} "  # noqa: S608 (pieces are constants)
            f"ORDER BY {dialect.KEY} {order} LIMIT %s OFFSET %s"
        )
        return sql, [*params, self.most, self.skip]


def read(readings: Sequence[Reading], using: str, columns: str = COUNTED) -> list[Hits]:
    """What each reading finds, in its order. One query for all."""
    dialect = of(using)
    if not readings:
        return []
    parts, params = [], []
    for number, reading in enumerate(readings):
        sql, values = reading.sql(dialect, columns)
        parts.append(f"SELECT {number} AS reading, found{number}.* FROM ({sql}) AS found{number}")  # noqa: S608
        params += values
    rows: list[list[tuple[Any, ...]]] = [[] for _ in readings]
    with connections[using].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for number, of_one in groupby(cursor.fetchall(), key=itemgetter(0)):
            rows[number] += of_one
    for reading, found in zip(readings, rows, strict=True):
        found.sort(key=itemgetter(1), reverse=not reading.oldest)
    return [_in_columns(found) for found in rows]


def _in_columns(rows: Sequence[tuple[Any, ...]]) -> Hits:
    return Hits(*(tuple(map(itemgetter(at), rows)) for at in range(1, len(rows[0])))) if rows else Hits()


def count(wanted: Sequence[Wanted], using: str, most: int) -> list[int]:
    """How many entries each of `wanted` has, counted to `most`. One query for all."""
    dialect = of(using)
    parts, params = [], []
    for number, one in enumerate(wanted):
        sql, values = Reading(one, most).sql(dialect, "1")
        parts.append(f"SELECT {number} AS reading, COUNT(*) FROM ({sql}) AS found{number}")  # noqa: S608
        params += values
    if not parts:
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        numbers = dict(cursor.fetchall())
    return [numbers[number] for number in range(len(wanted))]


def said_between(since: date | None, until: date | None) -> Expression:
    """Marks that narrow the index to about these days; the exact days are asked of the entries."""
    if since is None and until is None:
        return EVERYTHING
    if since is None or until is None:
        return mark(marks.DATED)
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    if last - first >= _MOST_MONTHS:
        return mark(marks.DATED)
    months = (date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1))
    return either(mark(marks.month(month)) for month in months)


def wanted(expression: Expression, published: Days, said: Days) -> Wanted:
    """What readers may see of what has `expression`, published and said on these days (None: no bound)."""
    # Where nearly all is public, going through the marks of it all costs more than passing over the rest.
    shown = EVERYTHING if settings.OTR_PUBLIC_LEVEL == "all" else mark(marks.SHOWN)
    return Wanted(every([expression, said_between(*said), shown]), *between(*published), said)


def _where(wanted: Wanted, dialect: Dialect) -> tuple[str, list[Any]]:
    parts = [dialect.MATCHES, "e.shown"]
    params: list[Any] = [dialect.written(wanted.expression)]
    since, until = wanted.said
    bounds = [
        (f"{dialect.KEY} >= %s", wanted.low),
        (f"{dialect.KEY} <= %s", wanted.high),
        ("e.said >= %s", since and since.isoformat()),
        ("e.said <= %s", until and until.isoformat()),
    ]
    for condition, value in bounds:
        if value is not None:
            parts.append(condition)
            params.append(value)
    return " AND ".join(parts), params
