"""The tagger: the trained network over a page's windows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import onnxruntime

from quotes.attribution.learned import weights
from quotes.attribution.learned.encoding import Encoded, Window
from quotes.attribution.learned.reading import ROLES, WIDTH, Cue, Outputs, Pairing, Reading, cues, inputs, univocal
from quotes.attribution.types import WeightsError

NETWORK = "tagger.onnx"
PAIRING = "pairing.npz"
LEAST = 0.05
"""The probability from which a word is taken for a possible head of a cue."""
_PROJECTED = len(ROLES) * WIDTH


class Tagger:
    """The network with its session: one thread, and one window a call, so that no text's result depends on others."""

    def __init__(self, home: Path | None = None) -> None:
        """Reads the weights from `home` (default: `weights.folder()`). Raises WeightsError where they can't be used."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        network = weights.read(NETWORK, home)
        with np.load(BytesIO(weights.read(PAIRING, home)), allow_pickle=False) as arrays:
            self._pairing = Pairing(arrays["distance"].astype(np.float32), arrays["relation"].astype(np.float32))
        try:
            self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise WeightsError(f"{NETWORK} is no network that this version can run: {error}") from error

    def read(self, encoded: Encoded) -> Reading:
        """What the network finds on a page."""
        return Reading(encoded, self._cues(encoded))

    def _cues(self, encoded: Encoded) -> Iterator[Cue]:
        for window in encoded.windows():
            outputs = self._outputs(encoded, window)
            yield from univocal(list(cues(encoded, window, outputs, self._pairing, LEAST)))

    def _outputs(self, encoded: Encoded, window: Window) -> Outputs:
        given = inputs(encoded, window)
        feed = {"pieces": given.pieces, "features": given.features, "first": given.first}
        scores = np.asarray(self._session.run(["scores"], feed)[0])
        query, key = 1 + _PROJECTED, 1 + 2 * _PROJECTED
        return Outputs(scores[:, 0], scores[:, 1:query], scores[:, query:key], scores[:, key:])


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The one tagger of this process, made on first use (after any fork)."""
    return Tagger()
