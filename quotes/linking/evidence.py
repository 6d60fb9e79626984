"""How likely two stretches by one speaker report one utterance: a pure function of the two, and symmetric.

What was said once is told again with the same rare words, in much the same order, on much the same days; a shorter
version has hardly a word that the longer one lacks. Each of these is measured, and the measures are weighed together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from quotes.linking.types import NAME, NUMBER, Evidence, Utterance, Word

# From this score on two stretches count as one utterance; from the lower one on the evidence is kept.
LINKED, KEPT = 0.5, 0.12
DENIES = "denies"
# Words in a row that nobody says twice by chance, and the days within which they are the same saying.
_LONG, _WEEK, FORTNIGHT = 6, 7, 14
_LEAST_SHARED, _MOST_NAMED = 1.0, 5
_SURE, _MOST_OF_IT, _NEARLY_ALL, _ALL_OF_IT = 0.95, 0.8, 0.9, 0.95


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a pair.

    shared      weight of the words that both have
    covered     its share of the weight of the one that has less, 0 to 1
    alike       its share of the weight of the one that has more, 0 to 1
    run, length weight, and number of words, of the longest stretch that both have word for word
    ordered     share of `shared` that stands in the same order in both, 0 to 1
    marks       in how many of the two there are quotation marks
    direct      both stand in quotation marks as a whole, or almost
    phrase      all that they have in common is one phrase, and neither is much more of it
    clauses     how many of the two say that something is so, or stand in quotation marks
    quoted      weight of the longest stretch that both have word for word within them
    cited       its share of all that the one that quotes less has within them, 0 to 1
    differing   weight of names and numbers of which either has some, and the other others
    denied      one says that it is not so, the other that it is
    negated     one negates, the other does not
    days        between the two sayings or, where one is not known, between the articles; None where neither is
    dated       both articles tell the day on which it was said
    addressed   1 where both tell to whom it was said and name the same one, -1 where they name another, else 0
    same        they stand in one article
    words       the most telling of the words that both have
    """

    shared: float
    covered: float
    alike: float
    run: float = 0.0
    length: int = 0
    ordered: float = 0.0
    marks: int = 0
    direct: bool = False
    phrase: bool = False
    clauses: int = 0
    quoted: float = 0.0
    cited: float = 0.0
    differing: float = 0.0
    denied: bool = False
    negated: bool = False
    days: int | None = None
    dated: bool = False
    addressed: int = 0
    same: bool = False
    words: tuple[str, ...] = ()


def measure(one: Utterance, other: Utterance) -> Measures:
    """The measures of a pair."""
    if other.order < one.order:
        one, other = other, one
    both = one.weights.keys() & other.weights.keys()
    weights = {stem: min(one.weights[stem], other.weights[stem]) for stem in both}
    shared = sum(sorted(weights.values()))
    small, large = sorted((one.weight, other.weight))
    covered, alike = (min(1.0, shared / whole) if whole else 0.0 for whole in (small, large))
    run, length, ordered = _in_a_row(one.words, other.words)
    quoted, cited = _quoted(one, other)
    ranked = sorted(both, key=lambda stem: (-weights[stem], stem))
    return Measures(
        shared, covered, alike, run, length, min(1.0, ordered / shared) if shared else 0.0,
        bool(one.cited) + bool(other.cited),
        one.is_cited and other.is_cited,
        run >= _MOST_OF_IT * shared and covered < _NEARLY_ALL,
        sum(bool(each.cited) or each.is_clause for each in (one, other)),
        quoted, cited,
        _differing(one, other),
        (one.stance == DENIES) != (other.stance == DENIES),
        (one.denials > 0) != (other.denials > 0),
        _days(one, other),
        one.said is not None and other.said is not None,
        _addressed(one, other),
        one.article == other.article,
        _as_written(one, [stem for stem in ranked[:_MOST_NAMED] if weights[stem] >= 1]),
    )  # fmt: skip


def _as_written(utterance: Utterance, stems: Sequence[str]) -> tuple[str, ...]:
    written = {word.stem: word.text or word.stem for word in reversed(utterance.words)}
    return tuple(written[stem] for stem in stems)


def _in_a_row(some: tuple[Word, ...], others: tuple[Word, ...]) -> tuple[float, int, float]:
    """The longest run of words that both have: its weight and length; and the weight of all that is in one order."""
    best, length, ordered = 0.0, 0, 0.0
    for code in LCSseq.opcodes([word.stem for word in some], [word.stem for word in others]):
        if code.tag == "equal":
            weight = sum(word.weight for word in some[code.src_start : code.src_end])
            ordered += weight
            best, length = max((best, length), (weight, code.src_end - code.src_start))
    return best, length, ordered


def _quoted(one: Utterance, other: Utterance) -> tuple[float, float]:
    """Of a phrase with a name nothing is counted: it names what is spoken of, and is said again and again."""
    if not one.cited or not other.cited:
        return 0.0, 0.0
    run, words = 0.0, one.cited
    for code in LCSseq.opcodes([word.stem for word in words], [word.stem for word in other.cited]):
        if code.tag == "equal":
            stretch = words[code.src_start : code.src_end], other.cited[code.dest_start : code.dest_end]
            named = any(word.kinds & NAME for side in stretch for word in side)
            run = max(run, sum(word.weight for word in stretch[0]) if not named or len(stretch[0]) >= _LONG else 0.0)
    least = min(sum(word.weight for word in cited) for cited in (one.cited, other.cited))
    return run, min(1.0, run / least) if least else 0.0


def _differing(one: Utterance, other: Utterance) -> float:
    """Names and numbers: the weight of those of the one that are not the other's, the lesser of both sides."""
    total = 0.0
    for kind in (NAME, NUMBER):
        mine = {word.stem: word.weight for word in one.words if word.kinds & kind}
        yours = {word.stem: word.weight for word in other.words if word.kinds & kind}
        total += min(
            sum(sorted(weight for stem, weight in mine.items() if stem not in other.weights)),
            sum(sorted(weight for stem, weight in yours.items() if stem not in one.weights)),
        )
    return total


def _days(one: Utterance, other: Utterance) -> int | None:
    if one.said is not None and other.said is not None:
        return abs(one.said - other.said)
    if one.published is None or other.published is None:
        return None
    return abs(one.published - other.published)


def _addressed(one: Utterance, other: Utterance) -> int:
    if not one.to or not other.to:
        return 0
    return -1 if one.to.isdisjoint(other.to) else 1


def compare(one: Utterance, other: Utterance) -> Evidence:
    """The evidence between two stretches of which the speakers have somebody in common."""
    if overlap(one, other) < _LEAST_SHARED:
        return Evidence(0.0)
    measures = measure(one, other)
    score = likely(measures)
    return Evidence(score, reasons(measures) if score >= KEPT else ())


def overlap(one: Utterance, other: Utterance) -> float:
    """The weight of the words that both have."""
    both = one.weights.keys() & other.weights.keys()
    return sum(sorted(min(one.weights[stem], other.weights[stem]) for stem in both))


def likely(m: Measures) -> float:
    """The measures weighed together, 0 to 1."""
    score = 1 / (1 + math.exp(-_sum(m)))
    return max(score, _SURE) if _retold(m) else score


def _retold(m: Measures) -> bool:
    """Whether it is a long stretch word for word within a fortnight, and all of what the shorter one says."""
    whole = m.shared / m.covered if m.covered else 0.0
    near = m.days is None or m.days <= FORTNIGHT
    says_so = m.clauses == 2 or m.alike >= _ALL_OF_IT
    return (
        says_so
        and m.length >= _LONG
        and near
        and m.run >= _NEARLY_ALL * whole
        and not (m.denied or _another_occasion(m))
    )


def _another_occasion(m: Measures) -> bool:
    """Both articles tell the day on which it was said, and it is not the same: within two it may be of time zones."""
    return m.dated and m.days is not None and m.days > 1


def _sum(m: Measures) -> float:
    """Coefficients from a logistic regression on pairs judged by hand (docs/linking.md), rounded; those without
    evidence in it (denials, another occasion) by judgement."""
    gap = math.log1p(m.days or 0)
    x = (
        -4.75
        + 0.45 * min(m.shared, 12)
        + 1.3 * m.covered
        + 1.45 * m.alike
        + 0.4 * min(m.length, 3 if m.direct and m.phrase else 8)
    )
    if m.quoted and not (m.direct and m.phrase):
        x += 0.5 + 1.0 * m.cited * min(m.quoted, 5) / 5
    if m.direct:  # both give the very words: those that differ speak against them
        x -= 1.3 * (1 - m.covered)
    if m.direct and m.same and m.alike < _NEARLY_ALL:  # no article quotes one saying twice in different words
        x -= 1.5
    if m.phrase and (m.direct or not m.quoted):
        x -= 2.0 if m.direct else 1.0
    x -= (0.5, 0.25, 0.0)[m.marks] + 2.2 * (2 - m.clauses)
    # What is short and common is said again and again: it must be nearer in time.
    x -= ((0.75 if m.marks else 2.0) + 0.75 * max(0.0, 1 - m.shared / 5)) * gap
    if m.length < _LONG and m.alike >= _NEARLY_ALL:
        x -= 0.4 * gap
    if m.length < _LONG + 2:
        x -= 0.2 * max(0, (m.days or 0) - _WEEK)
    else:
        x -= 0.1 * max(0, (m.days or 0) - FORTNIGHT) * (0.3 if m.length >= 2 * _LONG else 1.0)
    return x - 0.25 * m.differing - 0.9 * m.negated - 1.5 * m.denied - 3.5 * _another_occasion(m) + 0.5 * m.addressed


def reasons(m: Measures) -> tuple[str, ...]:
    """Short phrases for people, the weightiest first."""
    said = []
    if m.length >= 3:
        said.append(f"{m.length} words in a row are the same")
    if m.words:
        said.append(f"both have {', '.join(f'“{word}”' for word in m.words)}")
    said.append(f"{m.covered:.0%} of what the shorter one says is in the longer one")
    if m.cited >= _MOST_OF_IT and m.quoted:
        said.append("the quoted words of one are quoted in the other")
    if m.days is not None:
        days = "on the same day" if m.days == 0 else f"{m.days} day{'' if m.days == 1 else 's'} apart"
        said.append(f"{'said' if m.dated else 'published'} {days}")
    if m.differing:
        said.append("but names or figures differ")
    if m.negated or m.denied:
        said.append("but one negates what the other does not")
    return tuple(said)
