"""How much drawing claims adds to a pass.

    python -m tests.benchmarks.claims [--rounds N] [GOLD.jsonl]

Runs the whole attribution over the texts (the samples' unless others are given) in this process, then draws the claims
of each, and prints the processor time of drawing as a share of the pass; at most .15 is wanted. Tables are read before.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from quotes.attribution.pipeline import load
from quotes.attribution.types import Document
from quotes.claims import draw, numbers, times

SAMPLES = Path(__file__).resolve().parents[2] / "articles" / "samples" / "gold.jsonl"
log = logging.getLogger("claims")


def measure(rows: list[dict[str, Any]]) -> tuple[float, float, int]:
    """Seconds of the processor in the pass and in drawing, and how many claims were drawn."""
    nlp = load()
    numbers._read_window.cache_clear()  # what one round has read the next may not have for nothing
    times._day_of.cache_clear()
    passing = drawing = 0.0
    count = 0
    for row in rows:
        began = time.process_time()
        doc = nlp.make_doc(row["text"])
        doc._.document = Document(row["id"], row["text"], row.get("title"), row.get("published"))
        doc = nlp(doc)
        parsed = time.process_time()
        count += len(draw(doc, doc._.attributed_quotes, row.get("published")))
        drawing += time.process_time() - parsed
        passing += parsed - began
    return passing, drawing, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.texts.read_text(encoding="utf-8").split("\n") if line.strip()]
    measure(rows)  # tables are read once
    taken = [measure(rows) for _ in range(options.rounds)]
    passing, drawing, _ = (statistics.median(values) for values in zip(*taken, strict=True))
    log.info("%d texts, %d claims, median of %d rounds, processor time", len(rows), taken[0][2], options.rounds)
    log.info("pass %6.2f s, drawing %5.2f s: it adds %.3f", passing, drawing, drawing / passing)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
