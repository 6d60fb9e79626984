"""What the pairs that were judged by hand say of the linking, told as figures.

    python -m tests.linking.judging [--keep]

Counts in tests/linking/judged.jsonl, which `python -m tests.linking.drawing` drew: of the pairs that the program had
linked, those that do report one statement, and of these the ones in other words; of the pairs just under the
threshold, those that report one statement all the same. With --keep the method page has them.
"""

import argparse
import json
import logging
import os
import sys
from pathlib import Path

from quotes.figures import keep, measured

JUDGED = Path(__file__).with_name("judged.jsonl")
ABOUT = (
    "Pairs of wordings from 840 news articles of seven US outlets, 2015–16, judged by one person, who also wrote the "
    "rules; rules were added after an earlier draw from the same articles"
)
log = logging.getLogger("judging")


def counts() -> dict[str, tuple[int, int]]:
    """[Report one statement, of] by measure, in the words of `quotes.figures`."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    linked = [row for row in rows if row["set"] == "linked"]
    sets = {
        "linked pairs": linked,
        "linked in other words": [row for row in linked if not row["verbatim"]],
        "missed pairs": [row for row in rows if row["set"] == "under"],
    }
    return {name: (sum(row["same"] for row in found), len(found)) for name, found in sets.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="What the judged pairs say of the linking.")
    parser.add_argument("--keep", action="store_true", help="keep the figures in docs/figures.json")
    options = parser.parse_args()
    found = counts()
    for name, (some, of) in found.items():
        log.info("%-22s %3d of %3d", name, some, of)
    if options.keep:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes.settings")
        command = "python -m tests.linking.judging"
        keep(measured("statements", ABOUT, command, [JUDGED], subject="statements", counts=found))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
