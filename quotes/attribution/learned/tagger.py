"""The tagger: the trained network over a page's windows."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import onnxruntime

from quotes.attribution.learned import weights
from quotes.attribution.learned.encoding import Encoded, Window
from quotes.attribution.learned.reading import (
    ROLES,
    WIDTH,
    Cue,
    Floats,
    Outputs,
    Pairing,
    Reading,
    cues,
    inputs,
    univocal,
)
from quotes.attribution.types import WeightsError

PAIRING = "pairing.npz"
LEAST = 0.05
"""The probability from which a word is taken for a possible head of a cue."""
_PROJECTED = len(ROLES) * WIDTH
_DISABLED = ["SkipLayerNormFusion"]
"""Optimizations that onnxruntime shall not make: its fused sum and norm takes several times as long as both."""


class Tagger:
    """The network with its session: one thread, and one window a call, so that no text's result depends on others."""

    def __init__(self, home: Path | None = None) -> None:
        """Reads the weights from `home` (default: `weights.folder()`). Raises WeightsError where they can't be used."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        network = weights.read(weights.NETWORK, home)
        with np.load(BytesIO(weights.read(PAIRING, home)), allow_pickle=False) as arrays:
            self._pairing = Pairing(arrays["distance"].astype(np.float32), arrays["relation"].astype(np.float32))
        try:
            self._session = onnxruntime.InferenceSession(
                network, options, providers=["CPUExecutionProvider"], disabled_optimizers=_DISABLED
            )
        except Exception as error:
            raise WeightsError(f"{weights.NETWORK} is no network that this version can run: {error}") from error
        given_out = {output.name for output in self._session.get_outputs()}
        self._names = [name for name in ("scores", "words") if name in given_out]

    def read(self, encoded: Encoded) -> Reading:
        """What the network finds on a page."""
        found: list[Cue] = []
        vectors: list[Floats] = []
        for window in encoded.windows():
            outputs = self._outputs(encoded, window)
            found += univocal(list(cues(encoded, window, outputs, self._pairing, LEAST)))
            if outputs.vectors is not None:
                vectors.append(outputs.vectors)
        return Reading(encoded, found, np.concatenate(vectors) if vectors else None)

    def _outputs(self, encoded: Encoded, window: Window) -> Outputs:
        given = inputs(encoded, window)
        feed = {"pieces": given.pieces, "features": given.features, "first": given.first}
        scores, *vectors = (np.asarray(each) for each in self._session.run(self._names, feed))
        query, key = 1 + _PROJECTED, 1 + 2 * _PROJECTED
        return Outputs(scores[:, 0], scores[:, 1:query], scores[:, query:key], scores[:, key:], *vectors)


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The one tagger of this process, made on first use (after any fork)."""
    return Tagger()
