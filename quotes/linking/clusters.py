"""Stretches and the evidence between them to statements: average linkage, with a window of time and editors' words.

Everything is ordered by what the stretches are, never by when they came: the same stretches give the same groups.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

from quotes.linking.evidence import FORTNIGHT, LINKED, overlap
from quotes.linking.types import Utterance

# Two groups become one where the mean over all pairs between them is this; pairs without evidence count as 0. Lower
# than for a single pair, because a long wording is like each of its pieces and the pieces are not like one another.
_JOINED = 0.42
# Two that give the very words, have some in common and no more evidence than this were said one beside the other.
_DIFFER, _IN_COMMON = 0.3, 3.0

Pair = tuple[int, int]


def cluster(
    utterances: Mapping[int, Utterance],
    scores: Mapping[Pair, float],
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """The ids of `utterances` in groups, each a statement; most are alone.

    `scores` are of pairs of ids in either order, 0 where there is none. `together` and `apart` are what editors said:
    it stands whatever the scores are; where both are said of two, they are apart.
    """
    ids = sorted(utterances, key=lambda pk: (utterances[pk].order, pk))
    place = {pk: number for number, pk in enumerate(ids)}
    grouping = _Grouping(
        [utterances[pk] for pk in ids],
        {_ordered(place[one], place[other]): score for (one, other), score in scores.items()},
        {_ordered(place[one], place[other]) for one, other in apart},
    )
    for one, other in sorted(_ordered(place[one], place[other]) for one, other in together):
        grouping.tie(one, other)
    grouping.run()
    return [[ids[number] for number in group] for group in grouping.result()]


def components(ids: Collection[int], edges: Iterable[Pair]) -> list[list[int]]:
    """The ids in groups that edges connect, each sorted."""
    parent = {pk: pk for pk in ids}

    def root(pk: int) -> int:
        while parent[pk] != pk:
            parent[pk] = parent[parent[pk]]
            pk = parent[pk]
        return pk

    for one, other in edges:
        parent[root(one)] = root(other)
    groups: dict[int, list[int]] = {}
    for pk in sorted(ids):
        groups.setdefault(root(pk), []).append(pk)
    return list(groups.values())


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


class _Grouping:
    """Groups of numbers, merged from the most alike on. A group is known by its least number."""

    def __init__(self, utterances: Sequence[Utterance], scores: Mapping[Pair, float], apart: set[Pair]) -> None:
        self.utterances, self.scores, self.apart = utterances, scores, apart
        self.groups: dict[int, list[int]] = {number: [number] for number in range(len(utterances))}
        # Between groups: the sum of the scores, by both.
        self.sums: dict[int, dict[int, float]] = {number: {} for number in self.groups}
        for (one, other), score in scores.items():
            self.sums[one][other] = self.sums[other][one] = score
        self.heap: list[tuple[float, int, int]] = []

    def tie(self, one: int, other: int) -> None:
        """Make one group of the two's, unless they are to stay apart."""
        here, there = sorted((self._group_of(one), self._group_of(other)))
        if here != there and not self._kept_apart(here, there):
            self._merge(here, there)

    def run(self) -> None:
        for one, sums in self.sums.items():
            for other in sums:
                if one < other:
                    self._offer(one, other)
        while self.heap:
            mean, one, other = heapq.heappop(self.heap)
            alive = one in self.groups and other in self.groups
            if alive and -mean == self._mean(one, other) and self._may_join(one, other):
                self._merge(one, other)
                for neighbour in self.sums[one]:
                    self._offer(*_ordered(one, neighbour))

    def result(self) -> list[list[int]]:
        return [self.groups[least] for least in sorted(self.groups)]

    def _group_of(self, number: int) -> int:
        return next(least for least, group in self.groups.items() if number in group)

    def _mean(self, one: int, other: int) -> float:
        return self.sums[one].get(other, 0.0) / (len(self.groups[one]) * len(self.groups[other]))

    def _offer(self, one: int, other: int) -> None:
        single = len(self.groups[one]) == len(self.groups[other]) == 1
        if (mean := self._mean(one, other)) >= (LINKED if single else _JOINED):
            heapq.heappush(self.heap, (-mean, one, other))

    def _may_join(self, one: int, other: int) -> bool:
        return not (self._kept_apart(one, other) or self._too_far(one, other) or self._differ(one, other))

    def _kept_apart(self, one: int, other: int) -> bool:
        return any(_ordered(a, b) in self.apart for a in self.groups[one] for b in self.groups[other])

    def _too_far(self, one: int, other: int) -> bool:
        """Whether two of them lie more than a fortnight apart without being linked themselves: no chains in time."""
        return any(
            self._days(a, b) > FORTNIGHT and self.scores.get(_ordered(a, b), 0.0) < LINKED
            for a in self.groups[one]
            for b in self.groups[other]
        )

    def _differ(self, one: int, other: int) -> bool:
        """Whether two of them, both very words, have some of these in common and little else."""
        return any(
            self.scores.get(_ordered(a, b), 0.0) < _DIFFER
            for a in self.groups[one]
            for b in self.groups[other]
            if overlap(self.utterances[a], self.utterances[b]) >= _IN_COMMON
            and self.utterances[a].is_cited
            and self.utterances[b].is_cited
        )

    def _days(self, one: int, other: int) -> int:
        here, there = self.utterances[one].day, self.utterances[other].day
        return 0 if here is None or there is None else abs(here - there)

    def _merge(self, one: int, other: int) -> None:
        """The second group becomes part of the first."""
        self.groups[one] = sorted(self.groups[one] + self.groups.pop(other))
        taken = self.sums.pop(other)
        taken.pop(one, None)
        self.sums[one].pop(other, None)
        for neighbour, total in taken.items():
            self.sums[neighbour].pop(other)
            whole = self.sums[one].get(neighbour, 0.0) + total
            self.sums[one][neighbour] = self.sums[neighbour][one] = whole
