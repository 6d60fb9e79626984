"""The judge's trees: findings of texts that the network has not seen, each right or wrong, and boosting over them.

The trees are fitted by scikit-learn (histogram gradient boosting, after Ke et al. 2017) on findings from texts that the
network which read them was not trained on. Their logits are calibrated by isotonic regression (Zadrozny & Elkan 2002)
on findings that trained neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from spacy.tokens import Doc

from quotes.attribution.components import UNJUDGED
from quotes.attribution.drafting import drafts_of, findings
from quotes.attribution.learned.encoding import encode
from quotes.attribution.learned.evidence import NAMES, rows
from quotes.attribution.learned.judge import FILE
from quotes.attribution.learned.tagger import Tagger
from quotes.attribution.matching import Text, matches, words
from quotes.attribution.page import Page
from quotes.attribution.training.corpus import Gold

Table = NDArray[np.float64]
_SETTINGS = {
    "max_iter": 200,
    "learning_rate": 0.035,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 40,
    "l2_regularization": 10.0,
    "early_stopping": False,
}
_MOST = 0.985
_LEAST = 0.02
_STEPS = 41


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for findings [n, columns], and whether each is right."""

    table: Table
    right: NDArray[np.bool_]

    @staticmethod
    def together(parts: Iterable[Evidence]) -> Evidence:
        parts = list(parts)
        return Evidence(np.concatenate([p.table for p in parts]), np.concatenate([p.right for p in parts]))


def evidence_of(documents: Sequence[Gold], docs: Iterable[Doc], tagger: Tagger) -> Evidence:
    """What the pipeline finds in these parsed documents before it judges, by the gold right or wrong."""
    return Evidence.together(_evidence(d, doc, tagger) for d, doc in zip(documents, docs, strict=True))


def _evidence(document: Gold, doc: Doc, tagger: Tagger) -> Evidence:
    page = Page(doc, doc._.zones)
    reading = tagger.read(encode(page))
    found = findings(page, reading)
    table = rows(page, reading, found)
    drafts = [{"content": d.content, "source": d.source} for d in drafts_of(page, found)]
    if len(drafts) != len(found):
        raise ValueError(f"{document['id']}: a finding goes on from one that is not there")
    judged = np.array([finding.rule not in UNJUDGED for finding in found], dtype=bool)
    return Evidence(table[judged], _right(document, drafts)[judged])


def _right(document: Gold, predicted: Sequence[dict[str, Any]]) -> NDArray[np.bool_]:
    """Which of the attributions are right: matched to the gold's one to one, with a word of its source."""
    text = Text(document["text"], words(document["text"]))
    gold = text.sides(document["attributions"])
    sides = [(i, side) for i, p in enumerate(predicted) for side in text.sides([p])]
    right = np.zeros(len(predicted), dtype=bool)
    for of_gold, of_predicted, _ in matches(text, gold, [side for _, side in sides]):
        i, side = sides[of_predicted]
        wanted = gold[of_gold].source
        right[i] = bool(wanted & side.source) or not (wanted or side.source)
    return right


def fit(trained: Evidence, seed: int) -> HistGradientBoostingClassifier:
    """Trees that tell right findings from wrong ones."""
    return HistGradientBoostingClassifier(random_state=seed, **_SETTINGS).fit(trained.table, trained.right)


def write(trees: HistGradientBoostingClassifier, calibrated: Evidence, folder: Path) -> None:
    """Writes the trees as arrays (see `learned.judge.Judge`), calibrated on findings that trained neither them nor the
    network."""
    predictors = [tree[0].nodes for tree in trees._predictors]
    most = max(map(len, predictors))
    shape = (len(predictors), most)
    feature, left, right = (np.zeros(shape, dtype=np.int16) for _ in range(3))
    threshold, value = np.zeros(shape), np.zeros(shape)
    for i, nodes in enumerate(predictors):
        size = len(nodes)
        feature[i, :size] = np.where(nodes["is_leaf"], -1, nodes["feature_idx"])
        threshold[i, :size] = np.where(nodes["is_leaf"], 0.0, nodes["num_threshold"])
        left[i, :size], right[i, :size], value[i, :size] = nodes["left"], nodes["right"], nodes["value"]
    np.savez(
        folder / FILE,
        names=np.array(NAMES),
        feature=feature,
        threshold=threshold,
        left=left,
        right=right,
        value=value,
        base=np.array(float(np.ravel(trees._baseline_prediction)[0])),
        calibration=_calibration(trees.decision_function(calibrated.table), calibrated.right),
    )


def _calibration(logits: NDArray[np.float64], right: NDArray[np.bool_]) -> Table:
    """[2, n]: logits, rising, and the probabilities that they mean; never quite sure either way."""
    isotonic = IsotonicRegression(y_min=_LEAST, y_max=_MOST, out_of_bounds="clip")
    at = np.quantile(logits, np.linspace(0, 1, _STEPS))
    smooth = isotonic.fit(logits, right.astype(float)).predict(at)
    return np.stack([at + np.arange(_STEPS) * 1e-9, smooth])
