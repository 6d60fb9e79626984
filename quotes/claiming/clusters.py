"""Which assertions are one claim, given which pairs are the same and which differ. Pure.

What comes out depends on the assertions and their pairs alone, not on the order in which they came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[int, int]
# Of all pairs between two groups more than so many must be the same before they are one: no chain of likeness leads
# from one claim to another.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Member:
    """An assertion: `order` tells any two apart and depends on no id; `held` is the claim where an editor holds it."""

    id: int
    order: tuple[object, ...]
    held: int | None = None


@dataclass(slots=True)
class _Group:
    members: list[Member]
    held: int | None = None
    links: dict[int, int] = field(default_factory=dict)  # by the other group's number: how many pairs are the same
    apart: set[int] = field(default_factory=set)  # numbers of groups of which one member differs from one here


def clusters(members: Sequence[Member], same: Mapping[Pair, float], apart: Iterable[Pair]) -> list[list[int]]:
    """The members' ids in groups, each in order, the groups by their first members.

    `same` gives how sure it is of each pair that it is one claim; `apart` are pairs that are about one thing and
    differ, which are never joined. The surest pairs are joined first, in so far as what they join is alike as a whole.
    What editors hold in one claim stays together, what they hold in two stays apart.
    """
    members = sorted(members, key=lambda member: member.order)
    joining = _Joining(members)
    joining.hold()
    joining.weigh(same, apart)
    rank = {member.id: at for at, member in enumerate(members)}
    for one, other in sorted(same, key=lambda pair: (-same[pair], *sorted((rank[pair[0]], rank[pair[1]])))):
        joining.join(one, other)
    groups = [sorted(group.members, key=lambda member: member.order) for group in joining.groups.values()]
    return [[member.id for member in group] for group in sorted(groups, key=lambda group: group[0].order)]


class _Joining:
    """Groups that grow together."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.of = {member.id: at for at, member in enumerate(members)}
        self.groups = {at: _Group([member], member.held) for at, member in enumerate(members)}

    def hold(self) -> None:
        first: dict[int, int] = {}
        for at, group in list(self.groups.items()):
            if group.held is not None and first.setdefault(group.held, at) != at:
                self._unite(first[group.held], at)

    def weigh(self, same: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        for pair in same:
            one, other = (self.of[each] for each in pair)
            if one != other:
                for here, there in ((one, other), (other, one)):
                    links = self.groups[here].links
                    links[there] = links.get(there, 0) + 1
        for pair in apart:
            one, other = (self.of[each] for each in pair)
            if one != other:
                self.groups[one].apart.add(other)
                self.groups[other].apart.add(one)

    def join(self, one: int, other: int) -> None:
        """Unite the two groups in which these stand, unless something speaks against it."""
        here, there = self.of[one], self.of[other]
        if here == there:
            return
        a, b = self.groups[here], self.groups[there]
        both_held = a.held is not None and b.held is not None
        alike = a.links.get(there, 0) > _ENOUGH * len(a.members) * len(b.members)
        if alike and not both_held and there not in a.apart:
            self._unite(here, there)

    def _unite(self, here: int, there: int) -> None:
        a, b = self.groups[here], self.groups.pop(there)
        a.members += b.members
        a.held = b.held if a.held is None else a.held
        for member in b.members:
            self.of[member.id] = here
        for number, count in b.links.items():
            links = self.groups[number].links
            links.pop(there)
            if number != here:
                a.links[number] = a.links.get(number, 0) + count
                links[here] = a.links[number]
        for number in b.apart:
            self.groups[number].apart.discard(there)
            self.groups[number].apart.add(here)
        a.apart |= b.apart
