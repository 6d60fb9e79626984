"""Two claims: the same, about the same thing and different, or nothing to do with one another.

A contradiction is told only where both speak of one thing in all but what differs, at one time and place as far as they
tell; in doubt there is none. This follows de Marneffe, Rafferty and Manning (Finding contradictions in text, ACL 2008):
negation, antonyms, numbers and dates are told apart by rules, after it is sure that both are about one event.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.claims.amounts import Amount, amount, figures_differ, numbers_agree, paired, times_differ, times_meet
from quotes.claims.occasions import is_borne_out, is_one_claim
from quotes.claims.stems import exclude, say_alike
from quotes.claims.subjects import alike_in_pronouns
from quotes.claims.topics import Topic, topic
from quotes.claims.types import Aspect, ClaimRecord, Difference, DifferenceKind, Likeness, Relation

RELATED_FROM = 0.6
"""How alike two claims are from which they are about one thing. Set on the open pairs and the two seeds."""
SAME_FROM = 0.7
_LEAST_SHARED = 2
_SETTLED = 0.45
"""The share of a claim's weight that the other may lack, and still be about just that."""
_OTHER_ONE = re.compile(r"\b(?:another|other|others|second|further|additional)\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:still|later|by then|so far|initially|at first|originally|remain(?:s|ed)?)\b", re.IGNORECASE
)


def compare(one: ClaimRecord, other: ClaimRecord) -> Relation:
    """What `other` is to `one`. Symmetric: `compare(a, b) == compare(b, a).turned()`."""
    one, other = alike_in_pronouns(one, other)
    common = topic(one, other)
    together = len(common.shared) + (common.opposed is not None or common.turned is not None)
    if common.alike < RELATED_FROM or together < _LEAST_SHARED:
        return Relation(Likeness.UNRELATED, common.alike, (), common.shared)
    found = [*_contradictions(one, other, common)] or [*_finer(one, other, common)]
    borne_out = [each for each in found if is_borne_out(each, one, other, common)]
    if borne_out:
        return Relation(Likeness.DIFFERS, common.alike, tuple(borne_out), common.shared)
    if found:
        return Relation(Likeness.UNRELATED, common.alike, (), common.shared)
    near = common.alike >= SAME_FROM and max(common.weight_left) <= _SETTLED
    same = near and _may_be_same(one, other, common) and _roles_agree(one, other)
    same = same and is_one_claim(one, other, common)
    return Relation(Likeness.SAME if same else Likeness.UNRELATED, common.alike, (), common.shared)


def _may_be_same(one: ClaimRecord, other: ClaimRecord, common: Topic) -> bool:
    """Whether nothing tells that they are about two things: who and where, time, negation, opposite words."""
    return (
        not _of_others(one, other, common)
        and times_meet(one.times, other.times) is not False
        and _denies(one) == _denies(other)
        and common.opposed is None
        and common.turned is None
        and not any(_contradicts(each) for each in _figures(one, other))
    )


def _of_others(one: ClaimRecord, other: ClaimRecord, common: Topic) -> bool:
    """Whether they are said of two things: each has a name that the other lacks, or those who do it share no name."""
    if common.left[0] & set(one.names) and common.left[1] & set(other.names):
        return True
    mine, theirs = set(one.names) & set(one.actors), set(other.names) & set(other.actors)
    return bool(mine and theirs) and not mine & theirs


def _roles_agree(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether who does it, to what, and where are alike, as far as both tell, and both give the same numbers."""
    roles = ((one.actors, other.actors), (one.objects, other.objects), (one.places, other.places))
    alike = all(_role_agrees(mine, theirs, {*one.names, *other.names}) for mine, theirs in roles)
    return alike and numbers_agree([amount(f) for f in one.figures], [amount(f) for f in other.figures])


def _role_agrees(mine: Sequence[str], theirs: Sequence[str], names: set[str]) -> bool:
    """One name in common is enough; a name beside a mere noun ("Ruiz", "the mayor") may well be the same."""
    if names & set(mine) & set(theirs):
        return True
    nouns = [[word for word in words if word not in names] for words in (mine, theirs)]
    return not all(nouns) or any(say_alike(a, b) for a in nouns[0] for b in nouns[1])


def _contradicts(difference: Difference) -> bool:
    return difference.kind is DifferenceKind.CONTRADICTION


def _finer(one: ClaimRecord, other: ClaimRecord, common: Topic) -> list[Difference]:
    """What is more exact in one of them, or hedged otherwise."""
    if not _may_be_same(one, other, common):
        return []
    found = [each for each in _figures(one, other) if not _contradicts(each)]
    when = times_differ(one.times, other.times)
    if when is not None and not _contradicts(when):
        found.append(when)
    hedges = [" ".join(hedge.words for hedge in record.hedges) for record in (one, other)]
    if bool(hedges[0]) != bool(hedges[1]):
        towards = 1 if hedges[0] else 0
        found.append(Difference(DifferenceKind.HEDGED_OTHERWISE, Aspect.HEDGE, (hedges[0], hedges[1]), towards))
    return found


def _figures(one: ClaimRecord, other: ClaimRecord) -> list[Difference]:
    """How their figures differ; of what a figure without a noun is, only the predicate tells: "rose to 9 percent"."""
    pairs = paired(_amounts(one, other), _amounts(other, one))
    alike = _deeds_alike(one, other) or any(exclude(a, b) for a in one.deed for b in other.deed)
    found = [pair for pair in pairs if alike or (pair[0].noun and pair[1].noun)]
    return [each for pair in found if (each := figures_differ(*pair)) is not None]


def _amounts(record: ClaimRecord, beside: ClaimRecord) -> list[Amount]:
    """Its figures; one that the parse leaves without a noun counts what the other counts, where it speaks of that."""
    nouns = {amount(f).noun for f in beside.figures} & set(record.objects)
    noun = nouns.pop() if len(nouns) == 1 else ""
    found = [amount(f) for f in record.figures]
    return [replace(a, noun=noun) if not (a.noun or a.unit) else a for a in found]


def _contradictions(one: ClaimRecord, other: ClaimRecord, common: Topic) -> list[Difference]:
    where = _other_place(one, other, common)
    if not _about_one_thing(one, other, common, where):
        return []
    meet = times_meet(one.times, other.times)
    if meet is False or where is not None:
        return _other_setting(one, other, common, where, meet=meet)
    against = _opposition(one, other, common, at_one_time=meet is True)
    quantities = _quantities(one, other, against)
    if quantities is not None:
        return quantities
    if against is not None:
        return [against]
    return _numbers(one, other, common)


def _about_one_thing(one: ClaimRecord, other: ClaimRecord, common: Topic, where: Difference | None) -> bool:
    """Whether neither has, beside what differs, something else that the other lacks: another object, another actor."""
    if common.turned is not None and times_meet(one.times, other.times) is not True:
        return False
    if bool(_OTHER_ONE.search(one.text)) != bool(_OTHER_ONE.search(other.text)):
        return False
    if bool(_OTHER_TIME.search(one.text)) != bool(_OTHER_TIME.search(other.text)):
        return False
    named = set(where.words) if where is not None else set()
    nouns = {f.of[-1] for record in (one, other) for f in record.figures if f.of}
    left = [side - named - nouns for side in common.left]
    return not (left[0] and left[1]) and max(common.weight_left) <= _SETTLED + (0.3 if where else 0.0)


def _other_place(one: ClaimRecord, other: ClaimRecord, common: Topic) -> Difference | None:
    """Where both say by name where it was, and these are two places."""
    mine = [place for place in one.places if place in one.names and place in common.left[0]]
    theirs = [place for place in other.places if place in other.names and place in common.left[1]]
    if not mine or not theirs:
        return None
    return Difference(DifferenceKind.CONTRADICTION, Aspect.PLACE, (mine[0], theirs[0]))


def _other_setting(
    one: ClaimRecord, other: ClaimRecord, common: Topic, where: Difference | None, *, meet: bool | None
) -> list[Difference]:
    """Of two times or two places: a contradiction where all else is one; otherwise these are two events."""
    if (
        common.opposed
        or common.turned
        or _denies(one) != _denies(other)
        or any(map(_contradicts, _figures(one, other)))
    ):
        return []
    if meet is False and where is not None:
        return []
    if not _deeds_alike(one, other) or one.figures or other.figures:
        return []
    found = where or times_differ(one.times, other.times)
    return [found] if found is not None else []


def _deeds_alike(one: ClaimRecord, other: ClaimRecord) -> bool:
    return any(say_alike(mine, theirs) for mine in one.deed for theirs in other.deed)


def _denies(record: ClaimRecord) -> bool:
    """Negated, but not by "none of" or "no", which are quantities."""
    return record.negated and not any(amount(f).is_none for f in record.figures)


def _opposition(one: ClaimRecord, other: ClaimRecord, common: Topic, *, at_one_time: bool) -> Difference | None:
    """That one says not, or the opposite; both together are none."""
    denied = _denies(one) != _denies(other)
    opposed = common.opposed or (common.turned if at_one_time else None)
    if denied == bool(opposed):
        return None
    if opposed is not None:
        return Difference(DifferenceKind.CONTRADICTION, Aspect.DEED, opposed)
    if not _deeds_alike(one, other):
        return None
    words = ("not", "") if _denies(one) else ("", "not")
    return Difference(DifferenceKind.CONTRADICTION, Aspect.NEGATION, words)


def _quantities(one: ClaimRecord, other: ClaimRecord, against: Difference | None) -> list[Difference] | None:
    """What "all", "none", "half of" say together with a negation or an opposite; None where they say nothing."""
    these, those = [amount(f) for f in one.figures], [amount(f) for f in other.figures]
    for mine, theirs in ((these, other), (those, one)):
        for nothing in (a for a in mine if a.is_none):
            if found := _against_none(nothing, theirs, against):
                words = (nothing.figure.words, found)
                return [_of_quantity(words if mine is these else (words[1], words[0]))]
    if against is None:
        return None
    for a in these:
        for b in those:
            if a.noun and (a.is_part or b.is_part or a.noun == b.noun) and say_alike(a.noun, b.noun):
                words = (a.figure.words, b.figure.words)
                return [_of_quantity(words)] if _too_many(a, b) else []
    return None


def _of_quantity(words: tuple[str, str]) -> Difference:
    return Difference(DifferenceKind.CONTRADICTION, Aspect.QUANTITY, words)


def _against_none(nothing: Amount, other: ClaimRecord, against: Difference | None) -> str:
    """What of the other claim says that there is some of what there is said to be none of."""
    if against is not None:
        return ""
    for each in map(amount, other.figures):
        if say_alike(each.noun, nothing.noun) and each.low > 0 and not each.is_none:
            return each.figure.words
    if any(say_alike(word, nothing.noun) for word, _ in other.weights) and not other.figures and not other.negated:
        return nothing.noun
    return ""


def _too_many(one: Amount, other: Amount) -> bool:
    """Whether what one says of some and the other denies of some can't both fit: "all" and "some not"."""
    if one.is_share and other.is_share:
        return one.low + other.low > 100
    if one.is_all or other.is_all:
        return True
    return not one.is_share and not other.is_share and one.low <= other.high and other.low <= one.high


def _numbers(one: ClaimRecord, other: ClaimRecord, common: Topic) -> list[Difference]:
    """Figures of one thing that can't both be right, where nothing says that they are of two stretches or parts."""
    if any(place in common.left[side] for side, record in enumerate((one, other)) for place in record.places):
        return []
    if one.negated != other.negated:  # "there is no evidence that it sold 300" and "it sold 12"
        return []
    when = times_differ(one.times, other.times)
    if when is not None or not (_deeds_alike(one, other) or one.figures == other.figures or common.alike >= SAME_FROM):
        return []
    return [each for each in _figures(one, other) if _contradicts(each)]
