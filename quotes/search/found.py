"""A page of what a search finds, with all that is counted beside it. Every page costs the same.

Up to paging.MOST hits all is exact. Of more, the hits that come first by the day of publication are those that can be
ordered by another column and grouped; pages by that day go on behind them as far as anybody likes, each begun at a key;
the best answers are those of all hits; and what stands beside is estimated from a fixed sample of all quotes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes import paging
from quotes.models import Speaker
from quotes.search import hits, marks
from quotes.search.expressions import but, either, mark
from quotes.search.filters import Filters
from quotes.search.hits import COUNTED, ORDERED, Hits, Reading, Wanted
from quotes.search.keys import DATED, day_number_of
from quotes.search.names import Named, named

# The facets, by the filter of which each offers other choices.
FACETS = ("speaker", "outlet", "kind", "status")
# By these an address can say behind which key its page begins.
BY_KEY = ("newest", "oldest")
# Where hits lie so close that there are about so many, a thinner sample tells as much.
_VERY_MANY = 100_000
# A key, and the quote that has it.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page begins: `number` for readers, and behind (or before) which key, where the address says it."""

    number: int = 1
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Hits to count, and how many each stands for: 1, or more where they are a sample."""

    hits: Hits
    each: int = 1


@dataclass(slots=True)
class Found:
    """`page`: in the order that was chosen. `total` counts to paging.MOST; `more` says that there are more.

    counted     for each facet, all hits but for its own filter; under "" all hits
    window      the hits that are ordered and grouped: all, or of very many those that come first
    further     whether there is a page behind this one
    """

    page: list[Place]
    spot: Spot
    total: int
    more: bool
    further: bool
    counted: dict[str, Counted]
    window: Hits
    notes: list[str] = field(default_factory=list)


def find(filters: Filters, spot: Spot, size: int, using: str = "default") -> Found:
    """The page at `spot`, of `size` quotes, or the last one where there is none. One query; one more with words or a
    speaker; and one more for the best answers first, or where there are very many hits."""
    known = filters.named(using)
    scopes = {"": filters} | {name: filters.without(name) for name in FACETS if getattr(filters, name)}
    wanted = {name: scope.wanted(known) for name, scope in scopes.items()}
    found = _first(wanted, filters, using)
    window = found[""].first(paging.MOST)
    more = len(found[""]) > len(window)
    if not (spot.after or spot.before):
        spot = _there(spot, window, size)
    samples = {name: _sample(rows) for name, rows in found.items() if len(rows) > paging.MOST}
    sampling = [Reading(wanted[name].and_also(mark(word)), 2 * paging.MOST) for name, (word, _) in samples.items()]
    answers = hits.read([*sampling, *_pages(filters, known, wanted[""], window, spot, size, whole=not more)], using)
    sampled = {name: Counted(rows, each) for (name, (_, each)), rows in zip(samples.items(), answers, strict=False)}
    page = _page(filters, window, spot, size, answers[len(sampling) :])
    if not page and spot.number > 1:  # behind the last key there is nothing, or before the first
        spot = _there(Spot(spot.number), window, size)
        page = _page(filters, window, spot, size, [])
    further = len(page) > size or spot.before is not None
    page = page[:size] if spot.before is None else page[-size:]
    counted = {name: Counted(rows) for name, rows in found.items()} | sampled
    return Found(page, spot, len(window), more, further, counted, window, _notes(filters, known, more=more))


def _there(spot: Spot, window: Hits, size: int) -> Spot:
    """For a number behind the last page of the window: the last one."""
    last = max(1, -(-len(window) // size))
    return spot if spot.number <= last else Spot(last)


def first(filters: Filters, most: int, using: str = "default") -> list[int]:
    """The quotes that were asked for, in the order that was chosen: so many at most, and never more than
    paging.MOST."""
    most = min(most, paging.MOST)
    found = find(filters, Spot(), most, using)
    return [quote for _, quote in found.page]


def _notes(filters: Filters, known: Named, *, more: bool) -> list[str]:
    notes = filters.request.notes(known)
    if more and filters.sort == "relevance" and filters.group == "none":
        notes.append(
            f"Very many quotes were found. All of them were weighed; the best {paging.MOST:,} can be looked at."
        )
    elif more and filters.sort not in BY_KEY:
        when = "first" if filters.from_oldest else "last"
        notes.append(
            f"Very many quotes were found. In this order stand the {paging.MOST:,} that were published {when}; "
            "narrow the search to order them all."
        )
    return notes


def _first(wanted: dict[str, Wanted], filters: Filters, using: str) -> dict[str, Hits]:
    """For each scope as many hits as are counted exactly, and one more. One query."""
    most = paging.MOST + 1
    columns = ORDERED if filters.sort in ("said", "said-oldest", "surest") else COUNTED
    starts = [_stretch(one, None, most, oldest=filters.from_oldest) for one in wanted.values()]
    answers = iter(hits.read([reading for readings in starts for reading in readings], using, columns))
    found = {}
    for name, readings in zip(wanted, starts, strict=True):
        rows = Hits()
        for _ in readings:
            rows = rows.then(next(answers))
        found[name] = rows.first(most)
    return found


def _sample(rows: Hits) -> tuple[str, int]:
    """By which mark to look at a part of very many hits, and which part: fewer where they lie close together."""
    days = abs(day_number_of(rows.keys[-1]) - day_number_of(rows.keys[0])) + 1
    close = len(rows) / days > _VERY_MANY / _DAYS
    return (marks.THIN_SAMPLE, marks.THINLY_SAMPLED) if close else (marks.SAMPLE, marks.SAMPLED)


# Over how long a time quotes are thought to be spread, to guess how many there are from how close they lie.
_DAYS = 5 * 365


def _pages(  # noqa: PLR0913, PLR0917
    filters: Filters, known: Named, wanted: Wanted, window: Hits, spot: Spot, size: int, *, whole: bool
) -> list[Reading]:
    """What has to be read for the page besides the window: for relevance the best answers first; by the day of
    publication, what lies behind the window."""
    if filters.sort == "relevance" and len(window):
        return _best(filters, known, wanted, spot.number * size + 1)
    if whole or filters.sort not in BY_KEY:
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


def _best(filters: Filters, known: Named, wanted: Wanted, most: int) -> list[Reading]:
    """All hits, tier by tier: those of a better one are left out of the others. Each is read in the order of the keys,
    so that nobody goes through more of a common word than the page takes."""
    tiers = filters.request.best(known)
    readings = []
    for number, tier in enumerate(tiers):
        expression = but(tier, either(tiers[:number])) if number else tier
        readings.append(Reading(wanted.and_also(expression), min(most, paging.MOST)))
    return readings


def _page(filters: Filters, window: Hits, spot: Spot, size: int, read: Sequence[Hits]) -> list[Place]:
    """The page's quotes and, where there are more behind it, one of them. Before a key: those right before it."""
    start, end = (spot.number - 1) * size, spot.number * size + 1
    if filters.sort == "relevance":
        return [place for tier in read for place in _places(tier)][start:end]
    if filters.sort not in BY_KEY:
        return _ordered(filters, window)[start:end]
    if not read:
        rows = _places(window)
    else:
        rows = sorted((place for one in read for place in _places(one)), key=lambda place: _rank(place[0], filters))
    if spot.before is not None:
        return rows[: bisect_left(rows, _rank(spot.before, filters), key=lambda place: _rank(place[0], filters))][
            -size:
        ]
    if spot.after is not None:
        behind = bisect_right(rows, _rank(spot.after, filters), key=lambda place: _rank(place[0], filters))
        return rows[behind : behind + size + 1]
    return rows[start:end]


def _places(rows: Hits) -> list[Place]:
    return list(zip(rows.keys, rows.quotes, strict=True))


def _rank(key: int, filters: Filters) -> tuple[bool, int]:
    """Where a key stands in the order by the day of publication."""
    return (key < DATED, key) if filters.from_oldest else (False, -key)


def _ordered(filters: Filters, window: Hits) -> list[Place]:
    """By another column, the newest published first among equals; without a day of saying at the end."""
    rows = sorted(zip(window.keys, window.quotes, window.said, window.sure, strict=True), reverse=True)
    if filters.sort == "surest":
        rows.sort(key=lambda row: -row[3])
    else:
        told = sorted((row for row in rows if row[2]), key=lambda row: row[2] or "", reverse=filters.sort == "said")
        rows = [*told, *(row for row in rows if not row[2])]
    return [(key, quote) for key, quote, *_ in rows]


def of_speakers(window: Hits, members: Iterable[int], most: int) -> list[int]:
    """The first quotes of the window in which one of `members` speaks."""
    wanted = {str(pk) for pk in members}
    told = zip(window.quotes, window.speakers, strict=True)
    found = (quote for quote, speakers in told if speakers and not wanted.isdisjoint(speakers.split()))
    return [quote for quote, _ in zip(found, range(most), strict=False)]


def newest_of(speakers: Sequence[Speaker], most: int, using: str = "default", *, skip: int = 0) -> list[int]:
    """So many of the newest quotes of each of these speakers, who were merged into nobody, behind the first `skip` of
    them. Two queries."""
    heads = [speaker.pk for speaker in speakers]
    known = named((), using, heads)
    of_each = (either(mark(marks.speaker(pk)) for pk in known.of([head])) for head in heads)
    readings = [Reading(hits.wanted(spoken, (None, None), (None, None)), most, skip=skip) for spoken in of_each]
    return [quote for rows in hits.read(readings, using) for quote in rows.quotes]
