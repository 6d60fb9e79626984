"""Which quotes that were there before are those that a pass has found, and what becomes of the others. Pure.

A pass may replace only what a pass made (law 2). So what an editor decided is guarded: nothing that the program finds
may replace it, repeat a piece of it, or swallow it; and what is not taken for that reason pushes nothing else out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from quotes.store.spans import HALF, Spans, length, minus, overlap, shared, union

# How alike the stretches of a corrected quote and of a found one must be for the corrected quote to move along.
_HARDLY_MOVED = 0.8
# How many characters of the text are looked at together when overlaps are sought.
_STRETCH = 256


@dataclass(frozen=True, slots=True)
class Old:
    """A quote as it is: its content, place by place, in the text that the pass read; () where its words are gone.

    guarded     an editor said that it is a quote, or hid it
    rejected    an editor said that it is none
    fixed       an editor's word holds its stretch
    live        it is not gone
    """

    id: int
    places: tuple[Spans, ...]
    guarded: bool = False
    rejected: bool = False
    fixed: bool = False
    live: bool = True
    speakers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class New:
    """A quote as a pass has found it."""

    places: tuple[Spans, ...]
    speakers: frozenset[int] = frozenset()


@dataclass(slots=True)
class Plan:
    """taken: old id -> index of the new one that it becomes; kept: old ids that stay just as they are, because the
    program found them, or something that may not touch them; fresh: indexes of new ones that become rows. Every
    other old quote was not found."""

    taken: dict[int, int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    fresh: list[int] = field(default_factory=list)


def plan(olds: Sequence[Old], news: Sequence[New]) -> Plan:
    """One to one, the best overlap first, at half overlap or more."""
    result = Plan()
    matched = _matched(olds, news)
    for index, moving in matched.items():
        if moving.guarded and not moving.rejected and not moving.fixed and _best(moving, news[index]) >= _HARDLY_MOVED:
            result.taken[moving.id] = index
    # What is guarded is guarded where it will stand, or the same pass would end otherwise a second time.
    olds = [replace(o, places=news[result.taken[o.id]].places) if o.id in result.taken else o for o in olds]
    decided = [old for old in olds if old.guarded or old.rejected]
    shields: list[Spans] = []
    for index, new in enumerate(news):
        old = matched.get(index)
        if old is not None and old.id in result.taken:
            continue
        against = _kept_off_by(new, old, decided)
        if against is not None:
            shields.append(minus(_all(new.places), against))
            result.kept |= {old.id} if old else set()
        elif old is None:
            result.fresh.append(index)
        else:
            result.taken[old.id] = index
    _shield(olds, result, shields)
    return result


def _kept_off_by(new: New, old: Old | None, decided: Sequence[Old]) -> Spans | None:
    """The stretches for whose sake the new quote is not taken; None where nothing speaks against it.

    `decided` are the quotes that are guarded or rejected.
    """
    if old is None:
        return _rejection_of(new, decided) or _clash(new, decided)
    if old.rejected or old.guarded:
        return _all(old.places)
    # What clashed with the quote before, a quote within the quote, does so with an editor's knowledge.
    return _clash(new, [other for other in decided if not _clashes(other, old.places)])


def _matched(olds: Sequence[Old], news: Sequence[New]) -> dict[int, Old]:
    """The old quote of each new one that has one."""
    pairs = [
        (-best, not old.guarded, not old.live, old.speakers != news[index].speakers, old.id, index, old)
        for old, near in _neighbours(olds, news)
        for index in near
        if (best := _best(old, news[index])) >= HALF
    ]
    matched: dict[int, Old] = {}
    gone: set[int] = set()
    for *_, index, old in sorted(pairs, key=lambda pair: pair[:-1]):
        if index not in matched and old.id not in gone:
            matched[index] = old
            gone.add(old.id)
    return matched


def _neighbours(olds: Sequence[Old], news: Sequence[New]) -> Iterator[tuple[Old, list[int]]]:
    """Each old quote with the indexes of the new ones that may overlap it: to compare all with all takes too long."""
    at: dict[int, set[int]] = {}
    for index, new in enumerate(news):
        for stretch in _stretches(new.places):
            at.setdefault(stretch, set()).add(index)
    for old in olds:
        yield old, sorted({index for stretch in _stretches(old.places) for index in at.get(stretch, ())})


def _stretches(places: Sequence[Spans]) -> Iterator[int]:
    """Which stretches of the text, numbered, the places touch."""
    for start, end in _spans(places):
        yield from range(start // _STRETCH, end // _STRETCH + 1)


def _best(old: Old, new: New) -> float:
    at: dict[int, set[Spans]] = {}
    for place in new.places:
        for stretch in _stretches([place]):
            at.setdefault(stretch, set()).add(place)
    near = ((place, at.get(stretch, ())) for place in old.places for stretch in _stretches([place]))
    return max((overlap(place, other) for place, others in near for other in others), default=0.0)


def _rejection_of(new: New, olds: Sequence[Old]) -> Spans | None:
    """The stretches that editors called no quotes, where they cover half of it or more."""
    rejected = union([span for old in olds if old.rejected for place in old.places for span in place])
    covered = all(shared(place, rejected) >= HALF * length(place) for place in new.places)
    return rejected if rejected and covered else None


def _clash(new: New, olds: Sequence[Old]) -> Spans | None:
    """The stretch of what an editor decided, where the new quote is a piece of it or swallows it."""
    guarded = [old for old in olds if _clashes(old, new.places)]
    return union([span for old in guarded for place in old.places for span in place]) if guarded else None


def _clashes(old: Old, places: Sequence[Spans]) -> bool:
    if not old.guarded or old.rejected:
        return False
    return any(shared(a, b) >= HALF * min(length(a), length(b)) for a in old.places for b in places if shared(a, b))


def _shield(olds: Sequence[Old], result: Plan, shields: Sequence[Spans]) -> None:
    """What stood where a new quote was not taken is not gone: the program found its words, with others."""
    for old in olds:
        if old.live and old.id not in result.taken and any(_covered(old, shield) for shield in shields):
            result.kept.add(old.id)


def _covered(old: Old, shield: Spans) -> bool:
    return any(shared(place, shield) >= HALF * length(place) for place in old.places)


def _all(places: Sequence[Spans]) -> Spans:
    return union(list(_spans(places)))


def _spans(places: Sequence[Spans]) -> Iterator[tuple[int, int]]:
    for place in places:
        yield from place
