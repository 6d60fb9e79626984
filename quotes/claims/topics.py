"""Whether two claims speak of one thing: which of their words and names the other has. Plain values."""

from dataclasses import dataclass

from quotes.claims.amounts import amount, comparable
from quotes.claims.stems import exclude, say_alike
from quotes.claims.types import Bound, ClaimRecord

# Set on the open pairs and the seeds.
_ALIKE = 0.8
"""What a word that says nearly the same counts beside the same word."""
_FROM_SCOPE = 0.5
_BEST, _LEAST = 0.75, 0.25
_SAME_FIGURE = 0.2
_SAME_SCOPE = 0.1
_OTHER_ACTOR = 0.3
_CORE = 0.15
_NO_CORE = 0.25
_FEW = 2.0
"""A word less rare than this tells no two things apart."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What two claims share: `alike` 0 to 1, the words shared (rarest first), and what either has alone.

    `opposed` is a pair of words of which one excludes the other, `turned` one of which one comes after the other.
    """

    alike: float
    shared: tuple[str, ...]
    left: tuple[frozenset[str], frozenset[str]]
    weight_left: tuple[float, float]
    opposed: tuple[str, str] | None
    turned: tuple[str, str] | None


def topic(one: ClaimRecord, other: ClaimRecord) -> Topic:
    """How far two claims speak of the same thing, whatever they say of it."""
    weights = dict(one.weights), dict(other.weights)
    opposed = _against(one, other, "opposite")
    turned = _against(one, other, "sequel")
    matched = (_matched(one, other), _matched(other, one))
    for pair in (opposed, turned):
        for side in (0, 1):
            if pair is not None:
                matched[side][pair[side]] = _ALIKE
    covered = [_share(weights[side], matched[side]) for side in (0, 1)]
    alike = _BEST * max(covered) + _LEAST * min(covered)
    alike += _SAME_FIGURE * _same_figure(one, other) + _SAME_SCOPE * (len(set(one.scope) & set(other.scope)) >= 2)
    alike -= _OTHER_ACTOR * _other_actor(one, other)
    alike += _core(one, other, matched)
    left = tuple(
        frozenset(word for word, weight in weights[side].items() if not matched[side].get(word) and weight >= _FEW)
        for side in (0, 1)
    )
    heavy = tuple(
        sum(weights[side][word] for word in left[side]) / max(sum(weights[side].values()), 1) for side in (0, 1)
    )
    return Topic(
        round(min(max(alike, 0.0), 1.0), 3),
        _shared(one, other),
        (left[0], left[1]), (heavy[0], heavy[1]), opposed, turned,
    )  # fmt: skip


def _matched(one: ClaimRecord, other: ClaimRecord) -> dict[str, float]:
    """How well each word of the one is found in the other."""
    words = [word for word, _ in other.weights]
    have, names = set(words), set(one.names)
    found: dict[str, float] = {}
    for word, _ in one.weights:
        if word in have:
            found[word] = 1.0
        elif word in names:
            found[word] = _FROM_SCOPE if word in other.scope and not set(other.names) & names else 0.0
        elif any(say_alike(word, each) for each in words if each not in other.names):
            found[word] = _ALIKE
        else:
            found[word] = 0.0
    return found


def _shared(one: ClaimRecord, other: ClaimRecord) -> tuple[str, ...]:
    """The words of both, the rarest first; two that say alike as "ink~sign"."""
    weights, others = dict(one.weights), dict(other.weights)
    found = {word: weight for word, weight in weights.items() if word in others}
    for mine in weights.keys() - found.keys() - set(one.names):
        for theirs in others.keys() - found.keys() - set(other.names):
            if say_alike(mine, theirs):
                found["~".join(sorted((mine, theirs)))] = min(weights[mine], others[theirs])
    return tuple(sorted(found, key=lambda word: (-found[word], word)))


def _share(weights: dict[str, float], matched: dict[str, float]) -> float:
    whole = sum(weights.values())
    return sum(weight * matched.get(word, 0.0) for word, weight in weights.items()) / whole if whole else 0.0


def _against(one: ClaimRecord, other: ClaimRecord, table: str) -> tuple[str, str] | None:
    """A word of the one's predicate that the other's excludes."""
    pairs = [(mine, theirs) for mine in one.deed for theirs in other.deed if exclude(mine, theirs, table)]
    return min(pairs, key=sorted, default=None)


def _same_figure(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether both have one number of one thing; the small ones are had by chance."""
    these = [amount(f) for f in one.figures if f.bound is not Bound.VAGUE]
    those = [amount(f) for f in other.figures if f.bound is not Bound.VAGUE]
    return any(
        comparable(a, b) and a.low <= b.high and b.low <= a.high and min(a.high, b.high) > 12
        for a in these
        for b in those
    )


def _core(one: ClaimRecord, other: ClaimRecord, matched: tuple[dict[str, float], dict[str, float]]) -> float:
    """More where both do alike to a thing alike; less where neither holds and each has something of its own.

    Names alone make no claim alike: of one country many things are told.
    """
    own = [
        {word for word, _ in record.weights if word not in record.names and word not in record.deed}
        for record in (one, other)
    ]
    deeds = any(say_alike(mine, theirs) for mine in one.deed for theirs in other.deed)
    things = any(matched[0].get(word) for word in own[0])
    if deeds and things:
        return _CORE
    plain = [
        any(not matched[side].get(word) for word, _ in record.weights if word not in record.names)
        for side, record in enumerate((one, other))
    ]
    return -_NO_CORE if all(plain) and not _same_figure(one, other) else 0.0


def _other_actor(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether both say by name who did it, and these are others."""
    mine, theirs = set(one.names) & set(one.actors), set(other.names) & set(other.actors)
    return bool(mine and theirs) and not mine & (theirs | set(other.names)) and not theirs & set(one.names)
