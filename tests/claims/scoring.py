"""Scores claim / not a claim on the labelled sentences.

    python -m tests.claims.scoring CORPUS.jsonl [--half last final third fourth] [--keep NAME --about WORDS]

A sentence is said to hold a claim where a clause of it that its source asserts is drawn as one. Prints precision,
recall and F1 on parts of the sentences (those that are only scored, if none is named), and those with and without a
figure. With --keep the method page has them.
"""

import argparse
import logging
import os
import sys
from pathlib import Path

from quotes.claims.drawing import WORTH_FROM
from quotes.figures import keep, measured
from tests.claims.labelled import LABELS, Labelled, labelled
from tests.claims.sampling import PARTS, SCORED

log = logging.getLogger("scoring")


def main() -> None:
    parser = argparse.ArgumentParser(description="Claim or not a claim.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", choices=PARTS, default=list(SCORED), nargs="+")
    parser.add_argument("--keep", metavar="NAME", help="keep the figures in docs/figures.json under this name")
    parser.add_argument("--about", default="", help="what was measured on, in words for readers (with --keep)")
    options = parser.parse_args()
    parts = " ".join(options.half)
    sentences = list(labelled(options.corpus, *options.half))
    shares = {
        "claim sentences": report(f"{parts}, all", sentences),
        "claim sentences with a figure": report("with a figure", [s for s in sentences if s.figure]),
        "claim sentences without": report("without", [s for s in sentences if not s.figure]),
    }
    if options.keep:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes.settings")
        command = f"python -m tests.claims.scoring {options.corpus.name} --half {parts}"
        data = [options.corpus, LABELS]
        keep(measured(options.keep, options.about or options.keep, command, data, subject="claims", shares=shares))


def report(name: str, sentences: list[Labelled]) -> tuple[float, float]:
    """Logs precision, recall and F1, and gives the first two."""
    said = [any(c.worth >= WORTH_FROM for c in s.candidates) for s in sentences]
    right = sum(s.claim and yes for s, yes in zip(sentences, said, strict=True))
    claims, drawn = sum(s.claim for s in sentences), sum(said)
    precision, recall = right / max(drawn, 1), right / max(claims, 1)
    log.info(
        "%-14s %3d sentences, %3d with a claim, %3d drawn: precision %.3f, recall %.3f, F1 %.3f",
        name, len(sentences), claims, drawn, precision, recall, 2 * right / max(claims + drawn, 1),
    )  # fmt: skip
    return precision, recall


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
