"""A page of what a search finds, with all that is counted beside it. Every page costs the same.

Up to MOST hits all is exact. Of more, the hits that come first by the day of publication are those that can be ordered
otherwise, grouped and counted; pages by that day go on behind them as far as anybody likes, each begun at a key; and
what stands beside is estimated from a fixed sample of all quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from quotes import paging
from quotes.search import hits, marks
from quotes.search.expressions import but, either, mark
from quotes.search.filters import Filters
from quotes.search.hits import Hit, Reading, Wanted
from quotes.search.keys import DATED
from quotes.search.names import Named

# The facets, by the filter of which each offers other choices.
FACETS = ("speaker", "outlet", "kind", "status")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page begins: `number` for readers, and behind (or before) which key, where the address says it."""

    number: int = 1
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Hits to count, and how many each stands for: 1, or marks.SAMPLED where they are a sample."""

    hits: Sequence[Hit]
    each: int = 1


@dataclass(slots=True)
class Found:
    """`hits`: the page, in order. `total` counts to paging.MOST; `more` says that there are more.

    counted     for each facet, all hits but for its own filter; under "" all hits
    window      the hits that are ordered and grouped: all, or of very many those that come first
    further     whether there is a page behind this one
    """

    hits: list[Hit]
    spot: Spot
    total: int
    more: bool
    further: bool
    counted: dict[str, Counted]
    window: Sequence[Hit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(filters: Filters, spot: Spot, size: int, using: str = "default") -> Found:
    """The page at `spot`, of `size` quotes. One query, one more with words or a speaker, and one more for the best
    answers or for what lies behind very many hits."""
    known = filters.named(using)
    scopes = {"": filters} | {name: filters.without(name) for name in FACETS if getattr(filters, name)}
    wanted = {name: scope.wanted(known) for name, scope in scopes.items()}
    found, sampled = _first(wanted, filters, using)
    window = found[""][: paging.MOST]
    more = len(found[""]) > len(window)
    further_off = hits.read(_pages(filters, known, wanted[""], window, spot, size, whole=not more), using)
    page = _page(filters, window, spot, size, further_off)
    further = len(page) > size or spot.before is not None
    page = page[:size] if spot.before is None else page[-size:]
    counted = {name: Counted(rows) for name, rows in found.items()} | sampled
    notes = filters.request.notes(known)
    if more and filters.sort not in ("newest", "oldest"):
        notes.append(
            f"Very many quotes were found. In this order stand the {paging.MOST:,} that were published "
            f"{'first' if filters.from_oldest else 'last'}; narrow the search to order them all."
        )
    return Found(page, spot, len(window), more, further, counted, window, notes)


def ids(filters: Filters, most: int, using: str = "default") -> list[int]:
    """The quotes that were asked for, in the order that was chosen, at most so many and never more than paging.MOST."""
    return [hit.quote for hit in find(filters, Spot(), min(most, paging.MOST), using).hits]


def _first(wanted: dict[str, Wanted], filters: Filters, using: str) -> tuple[dict[str, list[Hit]], dict[str, Counted]]:
    """For each scope as many hits as are counted exactly, and one more; and the sample of its hits. One query."""
    most, oldest = paging.MOST + 1, filters.from_oldest
    starts = [_stretch(one, None, most, oldest=oldest) for one in wanted.values()]
    samples = [Reading(one.and_also(mark(marks.SAMPLE)), 4 * most) for one in wanted.values()]
    answers = iter(hits.read([reading for readings in (*starts, samples) for reading in readings], using))
    found, sampled = {}, {}
    for name, readings in zip(wanted, starts, strict=True):
        found[name] = [hit for rows in islice(answers, len(readings)) for hit in rows][:most]
    for name, rows in zip(wanted, answers, strict=True):
        if len(found[name]) == most:
            sampled[name] = Counted(rows, marks.SAMPLED)
    return found, sampled


def _pages(  # noqa: PLR0913, PLR0917
    filters: Filters, known: Named, wanted: Wanted, window: Sequence[Hit], spot: Spot, size: int, *, whole: bool
) -> list[Reading]:
    """What has to be read for the page besides the window: for relevance the best answers first; by the day of
    publication, what lies behind the window."""
    if filters.sort == "relevance" and window:
        return _best(filters, known, wanted, window, spot.number * size + 1)
    if whole or filters.sort not in ("newest", "oldest"):
        return []
    if spot.before is not None:
        return _stretch(wanted, spot.before, size, oldest=filters.from_oldest, back=True)
    return _stretch(wanted, spot.after, size + 1, oldest=filters.from_oldest) if spot.after is not None else []


def _stretch(wanted: Wanted, key: int | None, most: int, *, oldest: bool, back: bool = False) -> list[Reading]:
    """Behind `key`, or before it, in the order from the newest or the oldest. Without a day is last in both."""
    if not oldest:
        bound = wanted.within(low=key + 1) if back and key is not None else wanted.within(high=key and key - 1)
        return [Reading(bound, most, oldest=back)]
    undated, dated = wanted.within(high=DATED - 1), wanted.within(low=DATED)
    if key is None:
        return [Reading(dated, most, oldest=True), Reading(undated, most, oldest=True)]
    here = undated if key < DATED else dated
    near = here.within(high=key - 1) if back else here.within(low=key + 1)
    other = [dated] if back and key < DATED else [undated] if not back and key >= DATED else []
    return [Reading(near, most, oldest=not back), *(Reading(one, most, oldest=not back) for one in other)]


def _best(filters: Filters, known: Named, wanted: Wanted, window: Sequence[Hit], most: int) -> list[Reading]:
    """The window's hits, tier by tier: those of a better one are left out of the others."""
    here = wanted.within(min(window).key, max(window).key)
    tiers = filters.request.best(known)
    readings = []
    for number, tier in enumerate(tiers):
        expression = but(tier, either(tiers[:number])) if number else tier
        readings.append(Reading(here.and_also(expression), min(most, paging.MOST)))
    return readings


def _page(filters: Filters, window: Sequence[Hit], spot: Spot, size: int, read: list[list[Hit]]) -> list[Hit]:
    """The page's hits and, where there are more behind it, one of them. Before a key: those right before it."""
    if filters.sort == "relevance":
        return _cut((hit for tier in read for hit in tier), spot.number, size)
    if filters.sort not in ("newest", "oldest"):
        return _cut(_ordered(filters, window), spot.number, size)
    rows = (hit for rows in read for hit in rows) if read else window
    ordered = sorted(rows, key=lambda hit: _place(hit.key, filters))
    if spot.before is not None:
        return [hit for hit in ordered if _place(hit.key, filters) < _place(spot.before, filters)][-size:]
    if spot.after is not None:
        behind = (hit for hit in ordered if _place(hit.key, filters) > _place(spot.after, filters))
        return list(islice(behind, size + 1))
    return _cut(ordered, spot.number, size)


def _cut(rows: Iterable[Hit], number: int, size: int) -> list[Hit]:
    return list(islice(rows, (number - 1) * size, number * size + 1))


def _place(key: int, filters: Filters) -> tuple[bool, int]:
    return (key < DATED, key) if filters.from_oldest else (False, -key)


def _ordered(filters: Filters, window: Sequence[Hit]) -> list[Hit]:
    """By another column, the newest published first among equals; without a day of saying at the end."""
    newest = sorted(window, reverse=True)
    if filters.sort == "surest":
        return sorted(newest, key=lambda hit: -hit.sure)
    told = sorted((hit for hit in newest if hit.said), key=lambda hit: str(hit.said), reverse=filters.sort == "said")
    return [*told, *(hit for hit in newest if not hit.said)]
