"""From scores of words to runs of words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Run = tuple[int, int]


def runs(scores: NDArray[np.float32], price: float) -> list[Run]:
    """The runs of words `[start, end)` whose summed scores, less `price` for each run, are highest together.

    `scores` are logits, one a word: above 0 it rather belongs than not. Without a price every word above 0 would make a
    run; with it a gap is bridged, or a lonely word dropped, where that costs less than another run (the two-state
    Viterbi path, over stretches of one sign, within which no change can pay).
    """
    inside = scores > 0
    if not inside.any():
        return []
    edges = np.flatnonzero(np.diff(inside)) + 1
    starts = [0, *edges.tolist()]
    sums = np.add.reduceat(scores, starts).tolist()
    ends = [*starts[1:], len(scores)]
    off, on = 0.0, -np.inf
    cuts: list[tuple[bool, bool]] = []  # for each stretch: was it reached, off or on, from on?
    for value in sums:
        from_on_to_off, from_on_to_on = on > off, on >= off - price
        off, on = max(off, on), max(on, off - price) + value
        cuts.append((from_on_to_off, from_on_to_on))
    found: list[Run] = []
    state = on > off
    for i in range(len(sums) - 1, -1, -1):
        if state:
            if found and found[-1][0] == ends[i]:
                found[-1] = (starts[i], found[-1][1])
            else:
                found.append((starts[i], ends[i]))
        state = cuts[i][1] if state else cuts[i][0]
    return found[::-1]
