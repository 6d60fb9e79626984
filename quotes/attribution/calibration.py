"""Whether confidence means something: of what is said with 0.9, are nine in ten right?

Plain values, no Django and no spaCy. All figures are in [0, 1].
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from quotes.attribution.bands import Band, band_of

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer of the program: how sure it was, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class BandRate:
    """The answers of one band: how many, their mean confidence, and the share of them that is right."""

    band: Band
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability of a number of answers: by band (the surest first, no empty ones), and in two figures.

    `error` is the expected calibration error, `auroc` how well confidence tells right from wrong; it is None where all
    are right or all are wrong.
    """

    count: int
    bands: tuple[BandRate, ...]
    error: float
    auroc: float | None


def calibration_of(judged: Sequence[Judged]) -> Calibration:
    """Everything there is to say of how far the confidence of these answers can be trusted."""
    return Calibration(len(judged), tuple(by_band(judged)), expected_calibration_error(judged), auroc(judged))


def by_band(judged: Iterable[Judged]) -> list[BandRate]:
    """The answers by band, the surest first; bands that hold none are left out."""
    held: dict[Band, list[Judged]] = {band: [] for band in Band}
    for one in judged:
        held[band_of(one.confidence)].append(one)
    return [BandRate(band, len(some), _confidence(some), _right(some)) for band, some in held.items() if some]


def expected_calibration_error(judged: Sequence[Judged], bins: int = BINS) -> float:
    """The mean distance between confidence and share right, over bins of equal width, each weighed by its answers.

    As in Guo et al. 2017, "On Calibration of Modern Neural Networks". A bin holds its lower border, the last one its
    upper too. 0.0 where there are no answers.
    """
    held: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        held[min(int(one.confidence * bins), bins - 1)].append(one)
    return sum(len(some) / len(judged) * abs(_confidence(some) - _right(some)) for some in held if some)


def auroc(judged: Iterable[Judged]) -> float | None:
    """The chance that a right answer, drawn by lot, has a higher confidence than a wrong one; a tie counts half.

    That is the area under the receiver operating characteristic, exact. None unless there are right and wrong ones.
    """
    below = pairs_won = right = wrong = 0.0
    for _, equal in groupby(sorted(judged, key=lambda one: one.confidence), key=lambda one: one.confidence):
        some = list(equal)
        rights = sum(one.right for one in some)
        wrongs = len(some) - rights
        pairs_won += rights * (below + wrongs / 2)
        below += wrongs
        right += rights
        wrong += wrongs
    return pairs_won / (right * wrong) if right and wrong else None


def _confidence(judged: Sequence[Judged]) -> float:
    return fmean(one.confidence for one in judged)


def _right(judged: Sequence[Judged]) -> float:
    return fmean(one.right for one in judged)
