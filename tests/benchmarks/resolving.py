"""How much of a pass goes into finding out who the sources are.

    python -m tests.benchmarks.resolving [--rounds N] [GOLD.jsonl]

Runs the whole pipeline over the texts (the samples' unless others are given) in this process and prints the
processor time of `resolve` as a share of the rest of the pass; at most .10 is wanted.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from spacy.tokens import Doc

from articles.text import Zone
from quotes.attribution import components
from quotes.attribution.mentions import resolve
from quotes.attribution.pipeline import attribute_many, load
from quotes.attribution.types import Document, Draft, Resolution

SAMPLES = Path(__file__).resolve().parents[2] / "articles" / "samples" / "gold.jsonl"
log = logging.getLogger("resolving")


def measure(documents: list[Document]) -> tuple[float, float]:
    """Seconds of the processor in a whole pass, and in `resolve` within it."""
    within = 0.0

    def timed(doc: Doc, drafts: Sequence[Draft], zones: Sequence[Zone]) -> list[Resolution]:
        nonlocal within
        began = time.process_time()
        found = resolve(doc, drafts, zones)
        within += time.process_time() - began
        return found

    with patch.object(components, "resolve", timed):
        began = time.process_time()
        for _ in attribute_many(documents):
            pass
        return time.process_time() - began, within


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.texts.read_text(encoding="utf-8").split("\n") if line.strip()]
    documents = [Document(row["id"], row["text"], row.get("title"), row.get("published")) for row in rows]
    load()
    measure(documents)  # tables are read once
    taken = [measure(documents) for _ in range(options.rounds)]
    whole, within = (statistics.median(times) for times in zip(*taken, strict=True))
    log.info("%d texts, median of %d rounds, processor time", len(documents), options.rounds)
    log.info("whole pass %6.2f s, of it resolving %5.2f s", whole, within)
    log.info("resolving adds %.3f to the rest of the pass", within / (whole - within))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
