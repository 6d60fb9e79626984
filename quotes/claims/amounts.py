"""How figures and times of two claims differ. Plain values."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.claims.stems import say_alike
from quotes.claims.times import times_in
from quotes.claims.types import Aspect, Bound, Difference, DifferenceKind, Figure, When

_BASE = {
    "kilometre": ("metre", 1000.0), "kilometer": ("metre", 1000.0), "mile": ("metre", 1609.344),
    "foot": ("metre", 0.3048), "yard": ("metre", 0.9144), "inch": ("metre", 0.0254), "centimetre": ("metre", 0.01),
    "kilogram": ("gram", 1000.0), "tonne": ("gram", 1e6), "ton": ("gram", 1e6), "pound-mass": ("gram", 453.6),
    "hectare": ("square metre", 1e4), "acre": ("square metre", 4046.9), "square kilometre": ("square metre", 1e6),
    "square mile": ("square metre", 2.59e6), "day": ("second", 86400.0), "hour": ("second", 3600.0),
    "minute": ("second", 60.0), "week": ("second", 604800.0), "year": ("second", 31557600.0),
    "month": ("second", 2629800.0),
}  # fmt: skip
_NAMED = re.compile(r"\b(?:spring|summer|autumn|fall|[A-Z][a-z]{2,8})\b")
_SOME_YEARS_END = "2001-12-31"
_MEASURES = frozenset((
    "dollar", "euro", "pound", "kilogram", "tonn", "ton", "mile", "kilometr", "hectar", "acr", "year", "day", "hour",
))  # fmt: skip
_ROUND = 0.5
"""How far a round number may be from the true one, in units of its last digit that is no nought."""
_FIRM = (Bound.EXACT, Bound.BETWEEN)
_FAR = 1.25
"""How many times a number a looser one may be that speaks of the same count; a choice, not a measure."""
_OFF = 0.02
"""Two numbers in different units are one within this share; a choice, not a measure."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure ready to be compared: its interval in a base unit, and what it counts."""

    figure: Figure
    low: float
    high: float
    unit: str
    noun: str

    @property
    def is_share(self) -> bool:
        return self.unit == "percent"

    @property
    def is_none(self) -> bool:
        return self.is_share and self.high == 0

    @property
    def is_all(self) -> bool:
        return self.is_share and self.low >= 100

    @property
    def is_part(self) -> bool:
        """Whether it tells a part of a whole from the rest: "a third of the members", "some of the hostages"."""
        return self.is_share and bool(self.figure.per)


def amount(figure: Figure) -> Amount:
    """The figure with its interval widened by what rounding allows."""
    noun = (figure.per or figure.of or ("",))[-1]
    unit = figure.unit
    if not unit and figure.of and figure.of[-1] in _MEASURES:
        unit = figure.of[-1]
    base, factor = _BASE.get(unit, (unit, 1.0))
    low = 0.0 if figure.low is None else figure.low - _slack(figure.low, figure)
    high = math.inf if figure.high is None else figure.high + _slack(figure.high, figure)
    if factor != 1.0:
        low, high = low * factor * (1 - _OFF), high * factor * (1 + _OFF)
    return Amount(figure, low, high, base, noun)


def _slack(value: float, figure: Figure) -> float:
    if figure.bound is Bound.VAGUE or value in (0, 100):
        return 0.0
    if value != int(value):
        return _ROUND * 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    if value < 100 and figure.unit != "percent":
        return 0.0
    digits = str(int(value))
    return _ROUND * 10.0 ** (len(digits) - len(digits.rstrip("0")))


def comparable(one: Amount, other: Amount) -> bool:
    """Whether two figures measure the same thing: one unit, and one noun as far as both have one."""
    if one.unit != other.unit:
        return False
    if not one.noun or not other.noun:
        return bool(one.unit) or one.noun == other.noun
    return say_alike(one.noun, other.noun) or one.noun == one.unit or other.noun == other.unit


def paired(these: Sequence[Amount], those: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """Each figure with the one of the other claim that measures the same; those that agree are paired first."""
    pairs = [(one, other) for one in these for other in those if comparable(one, other)]
    pairs.sort(key=lambda pair: (_apart(*pair), _distance(*pair), sorted(each.figure.words for each in pair)))
    found: list[tuple[Amount, Amount]] = []
    for one, other in pairs:
        if all(one is not a and other is not b for a, b in found):
            found.append((one, other))
    return sorted(found, key=lambda pair: sorted(each.figure.words for each in pair))


def _apart(one: Amount, other: Amount) -> bool:
    return one.high < other.low or other.high < one.low


def _distance(one: Amount, other: Amount) -> float:
    return abs(min(one.high, 1e15) - min(other.high, 1e15))


def figures_differ(one: Amount, other: Amount) -> Difference | None:
    """How two figures of the same thing differ, if they do."""
    words = (one.figure.words, other.figure.words)
    vague = (one.figure.bound is Bound.VAGUE, other.figure.bound is Bound.VAGUE)
    aspect = Aspect.QUANTITY if one.is_share and any(vague) else Aspect.FIGURE
    if _apart(one, other):
        return Difference(DifferenceKind.CONTRADICTION, aspect, words)
    if vague[0] != vague[1]:
        return Difference(DifferenceKind.MORE_EXACT, aspect, words, 1 if vague[0] else 0)
    if all(vague):
        return None
    return _bounds_differ(one, other, words)


def _bounds_differ(one: Amount, other: Amount, words: tuple[str, str]) -> Difference | None:
    firm = (one.figure.bound in _FIRM, other.figure.bound in _FIRM)
    same = one.figure.bound == other.figure.bound and one.figure.approximator == other.figure.approximator
    if spoken(one) == spoken(other):
        if same or one.figure.bound is other.figure.bound:
            return None
        towards = None if firm[0] == firm[1] else (0 if firm[0] else 1)
        return Difference(DifferenceKind.HEDGED_OTHERWISE, Aspect.HEDGE, words, towards)
    if one.figure.unit != other.figure.unit:
        return None
    if not _near(spoken(one), spoken(other)):
        return None
    widths = (one.high - one.low, other.high - other.low)
    if widths[0] == widths[1]:
        return None
    return Difference(DifferenceKind.MORE_EXACT, Aspect.FIGURE, words, 0 if widths[0] < widths[1] else 1)


def _near(one: float, other: float) -> bool:
    """Whether "more than 100" can be a looser word for the other number: not where that is far away."""
    return max(one, other) <= _FAR * min(one, other)


def spoken(given: Amount) -> float:
    """The number as it was said: 10,000 of "up to 10,000" and of "some 10,000"."""
    low, high = given.figure.low, given.figure.high
    if given.figure.bound is Bound.ABOUT and low is not None and high is not None:
        return round(low / 0.85, 3)
    number = high if low is None else low
    return 0.0 if number is None else round(number, 3)


def numbers_agree(these: Sequence[Amount], those: Sequence[Amount]) -> bool:
    """Whether each number of the claim that gives fewer is given by the other one, too; none beside some never is.

    "At least 158" and "at least 211" can both be right, and are two claims. Manners of many are no numbers.
    """
    one, other = ([each for each in side if each.figure.bound is not Bound.VAGUE] for side in (these, those))
    fewer, more = sorted((one, other), key=len)
    return bool(fewer) == bool(more) and all(any(_is_number_of(a, b) for b in more) for a in fewer)


def _is_number_of(one: Amount, other: Amount) -> bool:
    if one.unit != other.unit:
        return False
    if one.figure.unit != other.figure.unit:
        return not _apart(one, other)
    return math.isclose(spoken(one), spoken(other), rel_tol=_OFF)


def times_meet(these: Sequence[When], those: Sequence[When]) -> bool | None:
    """Whether some time of one can be some time of the other; None where one has none that is known."""
    one, other = _known(these), _known(those)
    if not one or not other:
        return None
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)


def times_agree(these: Sequence[When], those: Sequence[When]) -> bool:
    """Whether both are of the same stretch of time, as far as both tell one."""
    one, other = _known(these), _known(those)
    return not one or not other or bool(set(one) & set(other))


def _known(times: Sequence[When]) -> list[tuple[str, str]]:
    return [(when.first, when.last) for when in times if when.first and when.last]


def times_differ(these: Sequence[When], those: Sequence[When]) -> Difference | None:
    """How the times differ: one lies within the other (more exact), or both can't be (a contradiction).

    Of two articles without a date a season and a month of it are told apart nevertheless: "this summer", "in June".
    """
    undated = _months(these), _months(those)
    if all(undated):
        these, those = undated
        return times_differ(these, those) if times_meet(these, those) else None
    one = [when for when in these if when.first and when.last]
    other = [when for when in those if when.first and when.last]
    if not one or not other or times_agree(one, other):
        return None
    if times_meet(one, other):
        a, b = min(one, key=_length), min(other, key=_length)
        inside = _inside(a, b), _inside(b, a)
        if inside[0] == inside[1]:
            return None
        return Difference(DifferenceKind.MORE_EXACT, Aspect.DATE, (a.words, b.words), 0 if inside[0] else 1)
    return Difference(DifferenceKind.CONTRADICTION, Aspect.DATE, (one[0].words, other[0].words))


def _months(times: Sequence[When]) -> list[When]:
    """Times that have no year, in one and the same year; empty where some have one, or no month or season is named."""
    if not times or any(when.first for when in times) or not all(_NAMED.search(when.words) for when in times):
        return []
    return [found for when in times for found in times_in(when.words, 0, len(when.words), _SOME_YEARS_END)]


def _length(when: When) -> int:
    if not when.first or not when.last:
        return 10**6
    return (date.fromisoformat(when.last) - date.fromisoformat(when.first)).days


def _inside(one: When, other: When) -> bool:
    return bool(one.first and one.last and other.first and other.last) and (
        str(other.first) <= str(one.first) and str(one.last) <= str(other.last)
    )
