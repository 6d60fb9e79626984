"""From scores of words to runs of words."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.learned.spans import Run, runs

logits = st.lists(st.sampled_from([-5.0, -3.0, -1.5, -1.0, -0.25, 0.0, 0.25, 1.0, 2.0, 3.0, 6.0]), max_size=9)
prices = st.sampled_from([0.0, 0.5, 1.0, 3.0, 4.0])


def found(scores: list[float], price: float) -> list[Run]:
    return runs(np.array(scores, dtype=np.float32), price)


def worth(scores: list[float], chosen: list[Run], price: float) -> float:
    return sum(sum(scores[start:end]) - price for start, end in chosen)


def best(scores: list[float], price: float) -> float:
    """The worth of the best of all sets of words, each tried: what it sums to, less the price of its runs."""
    count = len(scores)
    sets = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    starts = sets[:, :1].sum(axis=1) + (np.diff(sets, axis=1) == 1).sum(axis=1)
    return float((sets @ np.array(scores) - price * starts).max()) if count else 0.0


@pytest.mark.parametrize(
    ("scores", "price", "expected"),
    [
        ([], 3, []),
        ([-1, -2], 3, []),
        ([0, 0], 0, []),
        ([4], 3, [(0, 1)]),
        ([2], 3, []),  # a lonely word, not worth a run
        ([2, 2], 3, [(0, 2)]),
        ([-1, 4, 4, -1], 3, [(1, 3)]),
        ([5, -1, 5], 3, [(0, 3)]),  # a gap that costs less than a second run
        ([5, -4, 5], 3, [(0, 1), (2, 3)]),  # one that costs more
        ([5, -1, 1], 3, [(0, 1)]),  # a tail not worth the gap before it
        ([5, -1, 1, -4, 9], 3, [(0, 1), (4, 5)]),
        ([1, -1, 1, -1, 1], 0, [(0, 1), (2, 3), (4, 5)]),
        ([2, -1, 2, -1, 2], 3, [(0, 5)]),  # none is worth a run, all together are
    ],
)
def test_runs(scores: list[float], price: float, expected: list[Run]) -> None:
    assert found(scores, price) == expected


@given(logits, prices)
def test_no_other_set_of_runs_is_worth_more(scores: list[float], price: float) -> None:
    assert worth(scores, found(scores, price), price) == pytest.approx(best(scores, price))


@given(logits, prices)
def test_runs_are_in_order_and_apart_and_each_is_worth_its_price(scores: list[float], price: float) -> None:
    chosen = found(scores, price)
    edges = [0, *(edge for run in chosen for edge in run), len(scores)]
    assert edges == sorted(edges)
    assert all(start < end for start, end in chosen)
    assert all(one[1] < other[0] for one, other in pairwise(chosen))
    assert all(sum(scores[start:end]) >= price for start, end in chosen)


@given(logits, prices)
def test_the_other_way_round_the_same_worth(scores: list[float], price: float) -> None:
    assert worth(scores[::-1], found(scores[::-1], price), price) == pytest.approx(
        worth(scores, found(scores, price), price)
    )
