"""Whether two claims that seem the same or different are of one thing on one occasion. Plain values.

News tells in the same words of different people, polls, evenings and years. So what is found by comparing words must be
borne out: both say who or what it is about, and it is the same; neither says much that the other lacks; and both are
of one time, by the times that they name or by their articles' days. In doubt nothing is told.
"""

import re
from datetime import date

from quotes.claims.amounts import amount, comparable, spoken, times_meet
from quotes.claims.stems import stem
from quotes.claims.subjects import is_of_unnamed, meet, named_and_not, points, subjects_agree
from quotes.claims.topics import Topic
from quotes.claims.types import Aspect, Bound, ClaimRecord, Difference, DifferenceKind

# Set on the pairs judged in the wild (seed 1), with the invented pairs held.
_NEAR = 3
"""Days between two articles in which, where neither names a time, both tell of one event."""
_LEFT = {DifferenceKind.CONTRADICTION: 0.35, DifferenceKind.MORE_EXACT: 0.45, DifferenceKind.HEDGED_OTHERWISE: 0.4}
"""The share of a claim's weight that the other may lack, beside what differs."""
_LEFT_OF_ONE_NUMBER = 0.5
_LEFT_WHEN_FINER = 0.3
_LEFT_WHEN_FAR = 0.15
_LEFT_WITHOUT_SUBJECT = 0.25
_LONGEST = 366
"""Days of a stretch of time that still says when something was."""
_SMALL = 12
"""Numbers up to this are had by chance."""
_MANY = 4
_LEFT_BESIDE_PRONOUN = 0.25
_TELLING = 2
"""Words beside names that two claims share, where a pronoun gives the names."""
_ONE_OF_MANY = re.compile(r"^(?:a|an|another|some|several|many|one|two|three)\b", re.IGNORECASE)


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


# What one does again and again: in another place or on another day it was another time.
_RECURRING = _stems(
    "win lose lead trail say tell speak talk meet visit campaign appear rally hold have be live vote play host attend"
    " travel go come give make take begin start end run raise release publish report show find poll debate face post"
    " tweet write send call interview"
)
# What surveys measure: another survey, another figure.
_SURVEYS = _stems("poll survey respondent pollster rating")
_SURVEYED = _stems(
    "poll survey lead trail support back favour favor favourable favorable unfavourable unfavorable ahead behind prefer"
)
# What grows while it is reported: a later figure is none that contradicts.
_RUNNING = _stems("have win get gain receive collect gather amass secure accumulate total lead trail count")


def is_borne_out(difference: Difference, one: ClaimRecord, other: ClaimRecord, common: Topic) -> bool:
    """Whether it is sure enough, beside their words, that both speak of one thing at one time, so that they differ."""
    if _strangers(one, other, common, difference) or not _one_story(one, other):
        return False
    if not (_is_finer_time(one, other, difference) or _is_of_one(one, other, common, difference)):
        return False
    if difference.aspect in (Aspect.DATE, Aspect.PLACE):
        return _once_only(one, other, common, difference)
    return _at_one_time(one, other, _days_of(one, other, difference)) and _is_settled(one, other, difference)


def _is_of_one(one: ClaimRecord, other: ClaimRecord, common: Topic, difference: Difference) -> bool:
    """Whether both are of one subject, do alike, and leave little of one another out."""
    number = _is_one_number(one, other, common)
    limit = _LEFT_OF_ONE_NUMBER if number else _LEFT[difference.kind]
    if _left(one, other, common, difference) > limit or not (number or subjects_agree(one, other)):
        return False
    if number or common.opposed or common.turned or meet(one.deed, other.deed):
        return True
    return difference.kind is DifferenceKind.CONTRADICTION and _gap(one, other) == 0 and not _names_who(one, other)


def _days_of(one: ClaimRecord, other: ClaimRecord, difference: Difference) -> int:
    """How many days may lie between the articles: what is so today may not have been so yesterday."""
    if difference.kind is DifferenceKind.CONTRADICTION:
        return 0
    return 0 if difference.aspect is Aspect.FIGURE and _is_running(one, other) else _NEAR


def is_one_claim(one: ClaimRecord, other: ClaimRecord, common: Topic) -> bool:
    """Whether two claims that agree in all that both tell say enough to be one, though told of other days."""
    if not _is_enough(one, other, common):
        return False
    names = set(one.names) & set(other.names)
    told = bool(names) or _shares_number(one, other) or len(common.shared) >= _MANY
    left = max(common.weight_left)
    if not told and (_gap(one, other) > _NEAR or len(common.shared) < _MANY - 1):
        return False
    if not meet(one.deed, other.deed):
        return False
    if any(points(each) or not each.actors for each in (one, other)) and (
        left > _LEFT_WITHOUT_SUBJECT or len(common.shared) < _MANY - 1
    ):
        return False
    if _gap(one, other) <= _NEAR or _named_time(one, other):
        return True
    return left <= _LEFT_WHEN_FAR and bool(one.times) == bool(other.times)


def _is_enough(one: ClaimRecord, other: ClaimRecord, common: Topic) -> bool:
    """Whether, where a pronoun gives the names, just the same is said of them, and more than "she said so"."""
    if not (one.by_pronoun or other.by_pronoun) or _shares_number(one, other):
        return True
    names = {*one.names, *other.names}
    for side, record in zip(common.left, (one, other), strict=True):
        weights = {word: weight for word, weight in record.weights if word not in names}
        if sum(weights.get(word, 0.0) for word in side) > _LEFT_BESIDE_PRONOUN * sum(weights.values()):
            return False
    return sum(word not in names for word in common.shared) >= _TELLING


def _is_one_number(one: ClaimRecord, other: ClaimRecord, common: Topic) -> bool:
    """Whether both give one telling number of one thing, among the same names: the number is subject enough; or both
    tell of the same things in one place how many they were."""
    counted = [
        (a, b)
        for a in map(amount, one.figures)
        for b in map(amount, other.figures)
        if a.noun and b.noun and comparable(a, b)
    ]
    if any(
        _is_number(a.figure.bound) and _is_number(b.figure.bound) and spoken(a) == spoken(b) > _SMALL
        for a, b in counted
    ):
        return len(set(one.names) & set(other.names)) > 1
    placed = {*one.places, *other.places} & set(one.names) & set(other.names)
    return bool(counted and placed) and len(common.shared) > 1


def _is_number(bound: Bound) -> bool:
    return bound is not Bound.VAGUE


def _is_finer_time(one: ClaimRecord, other: ClaimRecord, difference: Difference) -> bool:
    """Whether of one thing, which one of them names and the other says to be done by somebody, two times are told that
    lie within one another: that bears one pronoun."""
    if difference.aspect is not Aspect.DATE or difference.kind is not DifferenceKind.MORE_EXACT:
        return False
    if any(
        points(each) and (points(beside) or named_and_not(beside)[0]) for each, beside in ((one, other), (other, one))
    ):
        return False
    return meet(one.deed, other.deed) and meet(one.objects, other.objects)


def _strangers(one: ClaimRecord, other: ClaimRecord, common: Topic, difference: Difference) -> bool:
    """Whether both have a name that the other lacks; of a contradiction, whether one has."""
    said = set(difference.words)
    left = [bool((side & set(record.names)) - said) for side, record in zip(common.left, (one, other), strict=True)]
    return any(left) if difference.kind is DifferenceKind.CONTRADICTION else all(left)


def _left(one: ClaimRecord, other: ClaimRecord, common: Topic, difference: Difference) -> float:
    """The greater share of its weight that one has alone, without what differs."""
    said = set(difference.words)
    shares = []
    for side, record in zip(common.left, (one, other), strict=True):
        weights = {word: weight for word, weight in record.weights if word not in said}
        shares.append(sum(weights.get(word, 0.0) for word in side) / max(sum(weights.values()), 1.0))
    return max(shares)


def _one_story(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether they share a name, or their articles speak most of the same, as far as both tell."""
    if set(one.names) & set(other.names):
        return True
    return not one.scope or not other.scope or len(set(one.scope) & set(other.scope)) > 1


def _once_only(one: ClaimRecord, other: ClaimRecord, common: Topic, difference: Difference) -> bool:
    """Whether it happens once, so that another day or place is a difference: no "a poll released on Monday".

    A day within the stretch that the other names may be told later, too, where names or words enough say of what.
    """
    names = set(one.names) & set(other.names) - {*one.actors, *other.actors}
    recurring = bool({*one.deed, *other.deed} & _RECURRING)
    if difference.kind is DifferenceKind.MORE_EXACT:
        enough = bool(names) or (len(common.shared) >= _MANY - 1 and max(common.weight_left) <= _LEFT_WHEN_FINER)
        return not (recurring and not names) and (enough or _gap(one, other) <= _NEAR)
    if recurring or any(_ONE_OF_MANY.match(record.text) for record in (one, other)):
        return False
    return _gap(one, other) <= _NEAR


def _is_settled(one: ClaimRecord, other: ClaimRecord, difference: Difference) -> bool:
    """Whether figures that differ say what they count, and are none that other surveys or later counts give."""
    if difference.aspect not in (Aspect.FIGURE, Aspect.QUANTITY):
        return True
    contradicts = difference.kind is DifferenceKind.CONTRADICTION
    if contradicts and any(map(is_of_unnamed, (one, other))):
        return False
    if difference.aspect is Aspect.QUANTITY:
        return True
    if _is_of_surveys(one, other):
        return False
    if not contradicts:
        return True
    counted = all(any(a.noun or a.unit for a in map(amount, record.figures)) for record in (one, other))
    return counted and not _is_running(one, other)


def _is_running(one: ClaimRecord, other: ClaimRecord) -> bool:
    return any(set(record.deed) & _RUNNING for record in (one, other)) and _names_who(one, other)


def _names_who(one: ClaimRecord, other: ClaimRecord) -> bool:
    return bool(named_and_not(one)[0] or named_and_not(other)[0])


def _is_of_surveys(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether they tell what was found by asking some: what one survey found another need not."""
    words = {word for record in (one, other) for word, _ in record.weights}
    deeds = {word for record in (one, other) for word in record.deed}
    shares = any(amount(f).is_share for record in (one, other) for f in record.figures)
    return bool(words & _SURVEYS) or (shares and bool(deeds & _SURVEYED))


def _shares_number(one: ClaimRecord, other: ClaimRecord) -> bool:
    numbers = [{spoken(a) for a in map(amount, r.figures) if _is_number(a.figure.bound)} for r in (one, other)]
    return any(number > _SMALL for number in numbers[0] & numbers[1])


def _at_one_time(one: ClaimRecord, other: ClaimRecord, days: int) -> bool:
    return _gap(one, other) <= days or _named_time(one, other)


def _gap(one: ClaimRecord, other: ClaimRecord) -> int:
    """Days between their articles; 0 where one has no day that can be read."""
    try:
        return abs(_days((one.published or "")[:10], (other.published or "")[:10]))
    except ValueError:
        return 0


def _named_time(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether both name a time, not too long a one, and these meet."""
    short = [
        [when for when in r.times if when.first and when.last and _days(when.first, when.last) <= _LONGEST]
        for r in (one, other)
    ]
    return times_meet(*short) is True


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
