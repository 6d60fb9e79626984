"""Scores claim / not a claim on the labelled sentences.

    python -m tests.claims.scoring CORPUS.jsonl [--half fresh]

A sentence is said to hold a claim where a clause of it that its source asserts is drawn as one. Prints precision,
recall and F1 on a part of the sentences, and those with and without a figure.
"""

import argparse
import logging
import sys
from pathlib import Path

from quotes.claims.drawing import WORTH_FROM
from tests.claims.labelled import Labelled, labelled

log = logging.getLogger("scoring")


def main() -> None:
    parser = argparse.ArgumentParser(description="Claim or not a claim.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", choices=("open", "kept", "fresh"), default="fresh")
    options = parser.parse_args()
    sentences = list(labelled(options.corpus, options.half))
    report(f"{options.half}, all", sentences)
    report("with a figure", [s for s in sentences if s.figure])
    report("without", [s for s in sentences if not s.figure])


def report(name: str, sentences: list[Labelled]) -> None:
    said = [any(c.worth >= WORTH_FROM for c in s.candidates) for s in sentences]
    right = sum(s.claim and yes for s, yes in zip(sentences, said, strict=True))
    claims, drawn = sum(s.claim for s in sentences), sum(said)
    log.info(
        "%-14s %3d sentences, %3d with a claim, %3d drawn: precision %.3f, recall %.3f, F1 %.3f",
        name, len(sentences), claims, drawn, right / max(drawn, 1), right / max(claims, 1),
        2 * right / max(claims + drawn, 1),
    )  # fmt: skip


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
