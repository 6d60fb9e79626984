"""Fits the weights of check-worthiness on the labelled sentences.

    python -m tests.claims.fitting CORPUS.jsonl [--out quotes/claims/data/worth.json]

A sentence is labelled, its clauses are not: of a sentence with a claim the clause of the greatest worth is taken for
it, of one without all clauses count as none, and this is done again (multiple-instance learning, Andrews et al., NIPS
2002). Two sets of weights are made: of the features alone, and of features and the vectors of the network that reads
the texts, where it gives them out; the latter are good for that network only, so this is run again when there is
another. Worth .5 is put where F1 is best in the cross-validation. Prints F1 of ten-fold cross-validation by document,
the line drawn for each fold by the others. Needs scikit-learn, of the extra [train].
"""

import argparse
import json
import logging
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.claims.vectors import PARTS as OF_A_CLAUSE
from quotes.claims.weighing import network
from tests.claims.labelled import Labelled, labelled
from tests.claims.sampling import FITTED

OUT = Path(__file__).resolve().parents[2] / "quotes" / "claims" / "data" / "worth.json"
_ROUNDS = 3
_FOLDS = 10
_SCALE = 1.0  # of the vectors beside the features, which go from 0 to 1
_STRENGTH = {"plain": 1.0, "read": 0.1}  # C of the regression; the smaller, the plainer
_FIRST = {"names": 1.0, "figure": 1.0, "past": 1.0, "judging": -1.0, "speech": -2.0, "describes": -2.0}
log = logging.getLogger("fitting")
Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses of all sentences: `rows` [clauses, columns], `of[i]` the sentence of clause i, `claim` [sentences]
    the labels, `fold` [sentences]; `first` [clauses] is what their worth is taken for at first."""

    rows: Numbers
    of: NDArray[np.int64]
    claim: Marks
    fold: NDArray[np.int64]
    first: Numbers


def main() -> None:
    parser = argparse.ArgumentParser(description="Weights of check-worthiness.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    sentences = list(labelled(options.corpus, *FITTED))
    names = sorted({name for s in sentences for c in s.candidates for name in c.features} - {"bias"})
    plain = _plain(sentences, names)
    table: dict[str, Any] = {"plain": _named(names, *fit(plain, "plain", sentences))}
    if any(s.vectors for s in sentences):
        vectors = np.array([v for s in sentences for v in s.vectors], dtype=np.float64)
        both = Clauses(np.hstack([plain.rows, vectors * _SCALE]), plain.of, plain.claim, plain.fold, plain.first)
        weights, bias = fit(both, "read", sentences)
        parts = np.split(weights[len(names) :] * _SCALE, len(OF_A_CLAUSE))
        table["read"] = {"network": network(), "features": _named(names, weights[: len(names)], bias)}
        table["read"] |= {name: part.round(4).tolist() for name, part in zip(OF_A_CLAUSE, parts, strict=True)}
    options.out.write_text(json.dumps(table) + "\n")


def _plain(sentences: list[Labelled], names: list[str]) -> Clauses:
    """The clauses with their features alone."""
    given = [c.features for s in sentences for c in s.candidates]
    return Clauses(
        rows=np.array([[each.get(name, 0.0) for name in names] for each in given]),
        of=np.repeat(np.arange(len(sentences)), [len(s.candidates) for s in sentences]),
        claim=np.array([s.claim for s in sentences]),
        fold=_folds([s.document for s in sentences]),
        first=np.array([sum(_FIRST.get(name, 0.0) * value for name, value in each.items()) for each in given]),
    )


def _named(names: list[str], weights: Numbers, bias: float) -> dict[str, float]:
    return {"bias": round(bias, 4), **{name: round(float(w), 4) for name, w in zip(names, weights, strict=False)}}


def _folds(documents: list[str]) -> NDArray[np.int64]:
    """A fold for each sentence; all of a document are in one."""
    order = sorted(set(documents))
    random.Random(5).shuffle(order)
    fold = {document: place % _FOLDS for place, document in enumerate(order)}
    return np.array([fold[document] for document in documents])


def fit(clauses: Clauses, name: str, sentences: list[Labelled]) -> tuple[Numbers, float]:
    """The weights of the columns and the bias, such that the sum is 0 where a claim begins."""
    strength = _STRENGTH[name]
    chances = np.zeros(len(clauses.claim))
    for fold in range(_FOLDS):
        weights, bias = _fitted(clauses, strength, clauses.fold != fold)
        held = clauses.fold == fold
        chances[held] = _of_sentences(clauses, clauses.rows @ weights + bias)[held]
    figure = np.array([s.figure for s in sentences])
    report(name, clauses, chances, {"with a figure": figure, "without": ~figure, **_by_part(sentences)})
    weights, bias = _fitted(clauses, strength, clauses.fold >= 0)
    return weights, bias - line(clauses.claim, chances)


def _fitted(clauses: Clauses, strength: float, among: Marks) -> tuple[Numbers, float]:
    """The regression on the clauses of those sentences."""
    from sklearn.linear_model import LogisticRegression

    of, rows, sums = clauses.of, clauses.rows, clauses.first
    model = LogisticRegression(C=strength, max_iter=1000)
    for _ in range(_ROUNDS):
        order = np.lexsort((-sums, of))
        best = np.zeros(len(of), dtype=bool)
        best[order] = np.r_[True, of[order][1:] != of[order][:-1]]
        taken = among[of] & (~clauses.claim[of] | best)
        model.fit(rows[taken], clauses.claim[of[taken]])
        sums = model.decision_function(rows)
    return model.coef_[0], float(model.intercept_[0])


def _of_sentences(clauses: Clauses, sums: Numbers) -> Numbers:
    """The greatest sum of a sentence's clauses; where it has none, one that is never enough."""
    found = np.full(len(clauses.claim), -99.0)
    np.maximum.at(found, clauses.of, sums)
    return found


def line(wanted: Marks, sums: Numbers) -> float:
    """The sum from which F1 is best."""
    return float(max(np.arange(-2.0, 1.5, 0.1), key=lambda least: score(wanted, sums >= least)))


def score(wanted: Marks, said: Marks) -> float:
    """F1 of saying "claim"."""
    return 2 * float((wanted & said).sum()) / max(float(wanted.sum() + said.sum()), 1.0)


def _by_part(sentences: list[Labelled]) -> dict[str, Marks]:
    return {part: np.array([s.half == part for s in sentences]) for part in FITTED}


def report(name: str, clauses: Clauses, sums: Numbers, groups: dict[str, Marks]) -> None:
    said = np.zeros(len(sums), dtype=bool)
    for fold in range(_FOLDS):
        held = clauses.fold == fold
        said[held] = sums[held] >= line(clauses.claim[~held], sums[~held])
    log.info("%s: all sentences, cross-validated: F1 %.3f", name, score(clauses.claim, said))
    for group, members in groups.items():
        log.info("  %-14s %4d: F1 %.3f", group, members.sum(), score(clauses.claim[members], said[members]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
