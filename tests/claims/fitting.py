"""Fits the weights of check-worthiness on the labelled sentences.

    python -m tests.claims.fitting CORPUS.jsonl [--out quotes/claims/data/worth.json]

A sentence is labelled, its clauses are not: its sum is the logarithm of the sum of its clauses' exponentials, nearly
the greatest of them, and a logistic regression of the labels on these sums is fitted by gradient (multiple-instance
learning; Ray and Craven, ICML 2005). Two sets of weights are made: of the features alone, and of features and the
vectors of the network that reads the texts, where it gives them out; the latter are good for that network only, so
this is run again when there is another. Worth .5 is put where F1 is best in the cross-validation, a sentence taken by
its greatest clause as when claims are drawn. Prints F1 of ten-fold cross-validation by document, the line drawn for
each fold by the others. Needs scipy, of the extra [train].
"""

import argparse
import json
import logging
import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.claims.vectors import PARTS as OF_A_CLAUSE
from quotes.claims.weighing import network
from tests.claims.labelled import Labelled, labelled
from tests.claims.sampling import FITTED

OUT = Path(__file__).resolve().parents[2] / "quotes" / "claims" / "data" / "worth.json"
_FOLDS = 10
_STEPS = 150
_PENALTY = {"features": 2.0, "vectors": 10.0}  # times the square of a weight
_FIRST = {
    "names": 1.0, "figure": 1.0, "past": 1.0, "judging": -1.0, "speech": -2.0, "describes": -2.0,
    "said": -3.0, "to come": -3.0, "verbless": -3.0,
}  # fmt: skip
"""Where the fitting begins: it finds a good place near by, not the best of all."""
log = logging.getLogger("fitting")
Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses of all sentences: `rows` [clauses, columns], `of[i]` the sentence of clause i, `claim` [sentences]
    the labels, `fold` [sentences]; `first` [columns] the weights to begin with, `penalty` [columns] their cost."""

    rows: Numbers
    of: NDArray[np.int64]
    claim: Marks
    fold: NDArray[np.int64]
    first: Numbers
    penalty: Numbers


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
        weights, bias = fit(_with_vectors(plain, vectors), "read", sentences)
        parts = np.split(weights[len(names) :], len(OF_A_CLAUSE))
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
        first=np.array([_FIRST.get(name, 0.0) for name in names]),
        penalty=np.full(len(names), _PENALTY["features"]),
    )


def _with_vectors(plain: Clauses, vectors: Numbers) -> Clauses:
    width = vectors.shape[1]
    return replace(
        plain,
        rows=np.hstack([plain.rows, vectors]),
        first=np.concatenate([plain.first, np.zeros(width)]),
        penalty=np.concatenate([plain.penalty, np.full(width, _PENALTY["vectors"])]),
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
    chances = np.zeros(len(clauses.claim))
    for fold in range(_FOLDS):
        weights, bias = _fitted(clauses, clauses.fold != fold)
        held = clauses.fold == fold
        chances[held] = _of_sentences(clauses, clauses.rows @ weights + bias)[held]
    figure = np.array([s.figure for s in sentences])
    report(name, clauses, chances, {"with a figure": figure, "without": ~figure, **_by_part(sentences)})
    weights, bias = _fitted(clauses, clauses.fold >= 0)
    return weights, bias - line(clauses.claim, chances)


def _fitted(clauses: Clauses, among: Marks) -> tuple[Numbers, float]:
    """The regression on those sentences: the weights of the columns and the bias."""
    from scipy.optimize import minimize

    begin = np.append(clauses.first, -1.0)
    found = minimize(
        _loss, begin, args=(clauses, among), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "maxcor": 20}
    )
    return found.x[:-1], float(found.x[-1])


def _loss(values: Numbers, clauses: Clauses, among: Marks) -> tuple[float, Numbers]:
    """What these weights and bias cost on those sentences, and the gradient."""
    weights, bias = values[:-1], values[-1]
    sums = clauses.rows @ weights + bias
    greatest = _of_sentences(clauses, sums)
    shares = np.exp(sums - greatest[clauses.of])
    total = np.bincount(clauses.of, shares, len(greatest))
    of_sentence = greatest + np.log(np.maximum(total, 1e-9))
    missed = np.logaddexp(0.0, of_sentence) - clauses.claim * of_sentence
    taken = among & (total > 0)
    cost = missed[taken].sum() + (clauses.penalty * weights**2).sum()
    slope = np.where(taken, 1 / (1 + np.exp(-of_sentence)) - clauses.claim, 0.0) / np.maximum(total, 1e-9)
    by_clause = slope[clauses.of] * shares
    gradient = np.append(clauses.rows.T @ by_clause + 2 * clauses.penalty * weights, by_clause.sum())
    return float(cost), gradient


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
