"""The figures about confidence: by hand, and against their definitions on whatever hypothesis thinks of."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution import LIKELY_FROM, SURE_FROM, Band
from quotes.attribution.calibration import (
    BandRate,
    Judged,
    auroc,
    by_band,
    calibration_of,
    expected_calibration_error,
)

answers = st.lists(st.builds(Judged, st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.51, 0.8, 0.99, 1.0]), st.booleans()))


def judged(*pairs: tuple[float, int]) -> list[Judged]:
    return [Judged(confidence, bool(right)) for confidence, right in pairs]


@pytest.mark.parametrize(
    ("given_", "area"),
    [
        (judged((0.9, 1), (0.1, 0)), 1.0),
        (judged((0.1, 1), (0.9, 0)), 0.0),
        (judged((0.5, 1), (0.5, 0)), 0.5),
        (judged((0.8, 1), (0.8, 0), (0.9, 1)), 0.75),
        (judged((0.3, 0), (0.4, 1), (0.5, 0), (0.6, 1)), 0.75),
        (judged((0.9, 1), (0.8, 1)), None),
        (judged((0.9, 0)), None),
        ([], None),
    ],
)
def test_auroc(given_: list[Judged], area: float | None) -> None:
    assert auroc(given_) == area


@given(answers)
def test_auroc_is_the_share_of_pairs_in_order(some: list[Judged]) -> None:
    pairs = list(product((a for a in some if a.right), (b for b in some if not b.right)))
    won = sum((a.confidence > b.confidence) + (a.confidence == b.confidence) / 2 for a, b in pairs)
    assert auroc(some) == (pytest.approx(won / len(pairs)) if pairs else None)


@pytest.mark.parametrize(
    ("given_", "error"),
    [
        (judged((1.0, 1)), 0.0),
        (judged((1.0, 0)), 1.0),
        (judged((0.5, 1), (0.5, 0)), 0.0),
        (judged((0.9, 1), (0.9, 0)), 0.4),
        (judged((0.95, 1), (0.85, 0)), 0.45),  # two bins: 0.05 and 0.85, half each
        (judged((0.92, 1), (0.98, 0)), 0.45),  # one bin: 0.95 against 0.5
        (judged((0.1, 0), (0.19, 0)), 0.145),
        ([], 0.0),
    ],
)
def test_expected_calibration_error(given_: list[Judged], error: float) -> None:
    assert expected_calibration_error(given_) == pytest.approx(error)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=12))
def test_what_is_right_as_often_as_it_says_has_no_error(groups: list[tuple[int, int]]) -> None:
    """Groups of twenty answers of one confidence, of which just that share is right."""
    some = [Judged(right / 20, i < right) for right, times in groups for _ in range(times) for i in range(20)]
    assert expected_calibration_error(some) == pytest.approx(0.0)


@given(answers)
def test_the_error_is_a_share(some: list[Judged]) -> None:
    assert 0.0 <= expected_calibration_error(some) <= 1.0
    assert sum(rate.count for rate in by_band(some)) == len(some)


def test_by_band() -> None:
    some = judged((1.0, 1), (1.0, 0), (SURE_FROM, 0), (SURE_FROM, 1), (LIKELY_FROM, 1), (0.0, 0))
    assert by_band(some) == [
        BandRate(Band.SURE, 4, (1 + SURE_FROM) / 2, 0.5),
        BandRate(Band.LIKELY, 1, LIKELY_FROM, 1.0),
        BandRate(Band.DOUBTFUL, 1, 0.0, 0.0),
    ]


def test_all_of_it_and_nothing_of_it() -> None:
    assert calibration_of([]).count == 0
    whole = calibration_of(judged((0.9, 1), (0.9, 0)))
    assert (whole.count, whole.auroc, len(whole.bands)) == (2, 0.5, 1)
    assert whole.error == pytest.approx(0.4)
