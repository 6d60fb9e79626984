"""Fits the weights of check-worthiness on the labelled sentences.

    python -m tests.claims.fitting CORPUS.jsonl [--out quotes/claims/data/worth.json]

A sentence is labelled, its clauses are not: of a sentence with a claim the clause of the greatest worth is taken for
it, of one without all clauses count as none, and this is done again until nothing changes (multiple-instance
learning, Andrews et al., NIPS 2002). Needs scikit-learn, of the extra [train]. Prints F1 by ten-fold cross-
validation.
"""

import argparse
import json
import logging
import random
import sys
from pathlib import Path

from tests.claims.labelled import Labelled, labelled

OUT = Path(__file__).resolve().parents[2] / "quotes" / "claims" / "data" / "worth.json"
_ROUNDS = 10
_FOLDS = 10
log = logging.getLogger("fitting")
Features = dict[str, float]
Weights = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description="Weights of check-worthiness.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--strength", type=float, default=1.0, help="C of the regression; the smaller, the plainer")
    options = parser.parse_args()
    sentences = list(labelled(options.corpus, "open", "kept", "fresh"))
    log.info("all sentences, cross-validated: F1 %.3f", crossed(sentences, options.strength))
    weights = fit(sentences, options.strength)
    log.info("all sentences, fitted on itself: F1 %.3f", f1(sentences, weights))
    options.out.write_text(json.dumps({name: round(value, 3) for name, value in weights.items()}, indent=1) + "\n")


def crossed(sentences: list[Labelled], strength: float) -> float:
    """F1 of each sentence scored by weights that were fitted on nine tenths without it."""
    order = list(range(len(sentences)))
    random.Random(5).shuffle(order)
    said: dict[int, bool] = {}
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS])
        weights = fit([s for i, s in enumerate(sentences) if i not in held], strength)
        said |= {i: best(sentences[i], weights) >= 0 for i in held}
    return score([s.claim for s in sentences], [said[i] for i in range(len(sentences))])


def fit(sentences: list[Labelled], strength: float) -> Weights:
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for s in sentences for c in s.candidates for name in c.features} - {"bias"})
    weights: Weights = {"names": 1.0, "figure": 1.0, "past": 1.0, "judging": -1.0}
    for _ in range(_ROUNDS):
        rows: list[Features] = []
        wanted: list[int] = []
        for sentence in sentences:
            clauses = sorted((c.features for c in sentence.candidates), key=lambda f: -_sum(f, weights))
            clauses = clauses[:1] if sentence.claim else clauses
            rows += clauses
            wanted += [int(sentence.claim)] * len(clauses)
        model = LogisticRegression(C=strength, max_iter=2000)
        model.fit([[row.get(name, 0.0) for name in names] for row in rows], wanted)
        fitted = {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
        if all(abs(fitted[name] - weights.get(name, 0.0)) < 1e-4 for name in fitted):
            break
        weights = fitted
    return weights


def _sum(given: Features, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in given.items())


def best(sentence: Labelled, weights: Weights) -> float:
    """The greatest of the clauses' sums; from 0 on it is a claim."""
    return max((_sum(c.features, weights) for c in sentence.candidates), default=-9.0)


def f1(sentences: list[Labelled], weights: Weights) -> float:
    return score([s.claim for s in sentences], [best(s, weights) >= 0 for s in sentences])


def score(wanted: list[bool], said: list[bool]) -> float:
    """F1 of saying "claim"."""
    right = sum(w and s for w, s in zip(wanted, said, strict=True))
    return 2 * right / max(sum(wanted) + sum(said), 1)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
