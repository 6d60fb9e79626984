"""How well `compare` tells the pairs of tests/claims/pairs.jsonl, told as figures.

    python -m tests.claims.telling [--keep]

By kind of pair: how many are told rightly, and where one claim is more exact or more cautious than the other, told
with the right direction. With --keep the method page has them.
"""

import argparse
import logging
import os
import sys
from collections import defaultdict
from pathlib import Path

from quotes.figures import keep, measured
from tests.claims.test_pairs import PAIRS, is_right

NAMES = {
    "contradiction": "contradictions",
    "none": "no contradictions",
    "more_exact": "more exact",
    "hedged_otherwise": "hedged otherwise",
}
ABOUT = (
    "120 invented pairs of claims, written before the program that compares them; half of them were looked at while it "
    "was made"
)
log = logging.getLogger("telling")


def counts() -> dict[str, tuple[int, int]]:
    """[Told rightly, of] by measure, in the words of `quotes.figures`."""
    told: dict[str, list[bool]] = defaultdict(list)
    for pair in PAIRS:
        told[NAMES[pair["want"]]].append(is_right(pair))
    return {name: (sum(told[name]), len(told[name])) for name in NAMES.values()}


def main() -> None:
    parser = argparse.ArgumentParser(description="How well pairs of claims are told apart.")
    parser.add_argument("--keep", action="store_true", help="keep the figures in docs/figures.json")
    options = parser.parse_args()
    found = counts()
    for name, (some, of) in found.items():
        log.info("%-18s %3d of %3d", name, some, of)
    if options.keep:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes.settings")
        pairs = [Path(__file__).with_name("pairs.jsonl")]
        keep(measured("claim-pairs", ABOUT, "python -m tests.claims.telling", pairs, subject="claims", counts=found))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
