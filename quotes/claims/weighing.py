"""The worth of a clause: a logistic regression over its features and, where there are any, over its words' vectors.

The weights are in `data/worth.json`; `tests/claims/fitting.py` made them. There are two sets. "plain" has the features
alone. "read" has the vectors, too, which mean something only with the network that they were fitted on: it is used
where the network's checksum is the one that is told there.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from spacy.tokens import Token

from quotes.attribution.learned import weights
from quotes.claims.vectors import PARTS, Floats, Leaning, Vectors


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights for one text."""

    features: Mapping[str, float]
    leaning: Leaning | None = None

    def worth(self, given: Mapping[str, float], head: Token, tokens: Sequence[Token]) -> float:
        """The check-worthiness, 0 to 1, of the clause with these features, this predicate and these words."""
        value = sum(self.features.get(name, 0.0) * amount for name, amount in given.items() if amount)
        if self.leaning is not None:
            value += self.leaning.of(head, tokens)
        return 1 / (1 + math.exp(-value))


class Weighing:
    """Both sets of weights."""

    def __init__(self, table: Mapping[str, Any], network: str) -> None:
        """`table` is what stands in the file, `network` the checksum of the network that reads the texts."""
        self._plain: dict[str, float] = table["plain"]
        read = table.get("read")
        self._read = read if read is not None and read["network"] == network else None
        self._onto: Floats | None = None
        if self._read is not None:
            self._onto = np.array([self._read[part] for part in PARTS], dtype=np.float32).T

    def of(self, vectors: Vectors | None) -> Weighed:
        if vectors is None or self._read is None or self._onto is None:
            return Weighed(self._plain)
        return Weighed(self._read["features"], Leaning(vectors, self._onto))


@cache
def weighing() -> Weighing:
    """The weights of this process, read on first use."""
    table = json.loads((files("quotes.claims") / "data" / "worth.json").read_text(encoding="utf-8"))
    return Weighing(table, network())


def network() -> str:
    """The checksum of the network that reads the texts. Raises WeightsError where its list can't be read."""
    return weights.manifest(weights.folder())[weights.NETWORK]
