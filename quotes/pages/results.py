"""A page of search results: its quotes or groups of them, what stands beside, and the addresses of the next pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from articles.models import Outlet
from quotes import paging
from quotes.models import Quote
from quotes.pages.cards import Card
from quotes.pages.gathering import gathered
from quotes.search.facets import Drop, Facet, Head, Labels, facets, heads, labels, to_drop
from quotes.search.filters import Filters
from quotes.search.found import BY_KEY, Counted, Found, Spot, find, of_speakers
from quotes.search.highlight import highlighted
from quotes.search.histogram import Histogram, histogram
from quotes.search.limits import TooLong, at_most

SIZE = 20
GROUPS, IN_GROUP = 10, 3
_LONGEST_KEY = 19  # digits of a key


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page this is, and where the others are. `last` is None where nobody counted so far. `of`: what the indexes
    count where it isn't quotes."""

    number: int
    first_index: int
    last_index: int
    total: int
    more: bool
    last: int | None
    previous_url: str = ""
    next_url: str = ""
    of: str = ""

    @property
    def total_text(self) -> str:
        return f"{self.total:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Group:
    """The first few quotes of one speaker; `url` has all `number` of them."""

    head: Head
    number: str
    url: str
    cards: list[Card]


@dataclass(slots=True)
class Results:
    page: Turn
    cards: list[Card] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    histogram: Histogram | None = None
    drops: list[Drop] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ungrouped_url: str = ""
    outlets: Sequence[Outlet] = ()


def results(filters: Filters, params: Mapping[str, str]) -> Results:
    """What `filters` find, at the page that `params` name. A fixed number of queries.

    A search that takes too long is broken off, and says so.
    """
    try:
        with at_most(settings.OTR_SEARCH_SECONDS):
            return _results(filters, params)
    except TooLong:
        note = "This search took too long and was broken off. Add a word, a name or a stretch of days, and try again."
        return Results(Turn(1, 1, 0, 0, more=False, last=1), notes=[note])


def _results(filters: Filters, params: Mapping[str, str]) -> Results:
    spot, notes = _spot(filters, params)
    is_grouped = filters.group == "speaker"
    found = find(filters, spot, 1 if is_grouped else SIZE)  # speakers have pages of their own: as many at the most
    if not is_grouped and found.spot != spot:
        notes.append(_no_page(spot.number, found.spot.number))
    made = Results(_turn(filters, found), notes=[*notes, *found.notes])
    made.ungrouped_url = filters.without("group").url()
    known = labels(found.counted.get("speaker", found.counted[""]))
    made.outlets, made.facets = known.outlets, facets(found, filters, known)
    made.histogram = histogram(found.counted[""], filters)
    made.drops = [] if found.total else to_drop(filters)
    if is_grouped:
        made.groups, made.page = _grouped(filters, found, known)
        if made.page.number != spot.number:
            made.notes.insert(0, _no_page(spot.number, made.page.number))
    else:
        made.cards = _cards(filters, [quote for _, quote in found.page])
    return made


def _no_page(asked: int, last: int) -> str:
    return f"There is no page {asked}. This is the last page, {last}."


def _spot(filters: Filters, params: Mapping[str, str]) -> tuple[Spot, list[str]]:
    """Where the page begins that the address names, and what of it was ignored."""
    number, note = paging.page_number(params.get("page"), 10**9)
    after, before = (_key(params.get(name)) for name in ("after", "before"))
    if number == 1 or filters.sort not in BY_KEY or filters.group != "none":
        after = before = None
    return Spot(number, after, None if after is not None else before), list(filter(None, [note]))


def _key(typed: str | None) -> int | None:
    fits = typed and typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_KEY
    key = int(typed) if fits and typed else 0
    return key if 0 < key < 2**63 else None


def _turn(filters: Filters, found: Found) -> Turn:
    number, size = found.spot.number, SIZE
    first = (number - 1) * size + 1
    by_key = filters.sort in BY_KEY
    further = found.further and (by_key or number * size < found.total)
    last = None if found.more else max(1, -(-found.total // size))
    at_first = number <= 2 or (found.spot.before is not None and len(found.page) < size)
    back = _address(filters) if at_first else _address(
        filters, page=number - 1, **({"before": found.page[0][0]} if by_key and found.page else {})
    )  # fmt: skip
    on = _address(filters, page=number + 1, **({"after": found.page[-1][0]} if by_key and found.page else {}))
    return Turn(
        number, first, first + len(found.page) - 1, found.total, found.more, last,
        previous_url=back if number > 1 else "", next_url=on if further else "",
    )  # fmt: skip


def _address(filters: Filters, **place: int) -> str:
    params = {**filters.params(), **place}
    return reverse("quotes") + (f"?{urlencode(params)}" if params else "")


def _cards(filters: Filters, ids: Sequence[int]) -> list[Card]:
    """The quotes in this order, as readers may see them by now."""
    made = gathered(Quote.objects.public(), ids)
    if filters.q:
        for card in made:
            card.pieces = highlighted(card.excerpt, filters.q)
    return made


def _grouped(filters: Filters, found: Found, known: Labels) -> tuple[list[Group], Turn]:
    """The speakers most quoted, each with the first quotes in the order that was chosen."""
    counted = found.counted[""]
    everybody = heads(counted if counted.each > 1 else Counted(found.window), known)
    last = max(1, -(-len(everybody) // GROUPS))
    number = min(found.spot.number, last)
    shown = everybody[(number - 1) * GROUPS : number * GROUPS]
    first = {head.speaker.pk: of_speakers(found.window, head.members, IN_GROUP) for head in shown}
    made = {card.quote.pk: card for card in _cards(filters, [pk for ids in first.values() for pk in ids])}
    groups = [
        Group(
            head,
            head.number_text,
            filters.url(speaker=head.speaker, group="none"),
            [made[pk] for pk in first[head.speaker.pk] if pk in made],
        )
        for head in shown
    ]
    turn = Turn(
        number, (number - 1) * GROUPS + 1, (number - 1) * GROUPS + len(shown), found.total, found.more, last,
        previous_url=_address(filters, page=number - 1) if number > 1 else "",
        next_url=_address(filters, page=number + 1) if number < last else "",
        of="speakers",
    )  # fmt: skip
    return groups, turn
