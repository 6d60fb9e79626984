"""The judge: how likely a finding is right, from all that speaks for it and against it (`evidence`).

Boosted trees, worked out by numpy, and a calibration of what they say. A finding is right if half of its words and
those that were annotated are the same and it has the annotated source: the measure of `scoring`.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.learned import weights
from quotes.attribution.learned.evidence import NAMES
from quotes.attribution.types import WeightsError

FILE = "judge.npz"
Values = NDArray[np.float64]


class Judge:
    """Trees as arrays [tree, node]: `feature` (a column, -1 at leaves), `threshold`, `left`, `right`, `value`; the sum
    of the leaves' values and `base` is a logit, which `calibration` [2, n] (logits, probabilities) turns into a
    probability."""

    def __init__(self, content: bytes) -> None:
        """Raises WeightsError where the trees were made for other evidence."""
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            if "names" not in arrays or arrays["names"].tolist() != list(NAMES):
                raise WeightsError(f"The trees in {FILE} were made for other evidence than this version has.")
            self._feature = arrays["feature"].astype(np.int64)
            self._threshold = arrays["threshold"].astype(np.float64)
            self._children = np.stack([arrays["right"], arrays["left"]]).astype(np.int64)
            self._value = arrays["value"].astype(np.float64)
            self._base = float(arrays["base"])
            self._calibration = arrays["calibration"].astype(np.float64)

    def probabilities(self, rows: Values) -> Values:
        """For each row of evidence [n, columns] the calibrated probability that the finding is right."""
        found: Values = np.interp(self.logits(rows), *self._calibration)
        return found

    def logits(self, rows: Values) -> Values:
        """The same before calibration."""
        trees = np.arange(len(self._feature))[None, :]
        node = np.zeros((len(rows), len(self._feature)), dtype=np.int64)
        at = np.arange(len(rows))[:, None]
        while True:
            feature = self._feature[trees, node]
            if not len(rows) or (feature < 0).all():
                logits: Values = self._base + self._value[trees, node].sum(axis=1)
                return logits
            goes_left = (rows[at, np.maximum(feature, 0)] <= self._threshold[trees, node]).astype(np.int64)
            node = np.where(feature < 0, node, self._children[goes_left, trees, node])


@lru_cache(maxsize=4)
def judge(home: Path | None = None) -> Judge:
    """The judge of this process. Raises WeightsError where its file can't be used."""
    return Judge(weights.read(FILE, home))
