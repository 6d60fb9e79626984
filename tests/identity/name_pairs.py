"""What identity makes of the table of name pairs, told as figures.

    python -m tests.identity.name_pairs [--each] [--keep]

Prints for the pairs of each verdict how many are joined, suggested to editors, or left apart: in all, by convention,
and with `--each` the pairs on which identity and the table do not agree. With `--keep` the method
page has the figures of all.
"""

import logging
import os
import sys
import tomllib
from argparse import ArgumentParser
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from quotes.figures import keep, measured
from quotes.identity import Known, Record, compare, resolve

TABLE = Path(__file__).with_name("name_pairs.toml")
ABOUT = (
    "{pairs} pairs of names by {conventions} conventions of naming, judged by hand before any was compared; rules were "
    "mended afterwards"
)
log = logging.getLogger("name_pairs")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and what a careful reader says of them: "same", "different" or "unknown"."""

    one: str
    other: str
    verdict: str
    convention: str
    why: str


def pairs() -> list[Pair]:
    """The table, in its order."""
    return [Pair(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["pair"]]


def outcome(pair: Pair) -> str:
    """ "joined", "suggested" or "apart": the one name is known, and another article has the other, or the other way
    round."""
    if _joins(pair.one, pair.other) or _joins(pair.other, pair.one):
        return "joined"
    return "suggested" if compare(pair.one, pair.other).likeness in ("same", "likely") else "apart"


def _joins(known: str, name: str) -> bool:
    return resolve(Record(name, "person", (name,), 2), [Known(1, known, "person", (known,))]) == 1


def counts(table: list[Pair]) -> dict[str, Counter[str]]:
    """Outcomes counted, by verdict."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in table:
        counted[pair.verdict][outcome(pair)] += 1
    return counted


def main() -> None:
    parser = ArgumentParser(description="What identity makes of the table of name pairs.")
    parser.add_argument("--each", action="store_true", help="the pairs on which identity and the table disagree")
    parser.add_argument("--keep", action="store_true", help="keep the figures of all in docs/figures.json")
    options = parser.parse_args()
    table = pairs()
    _report("all", table)
    for convention in dict.fromkeys(pair.convention for pair in table):
        _report(convention, [pair for pair in table if pair.convention == convention])
    wrong = [("same", "apart"), ("same", "suggested"), ("different", "joined"), ("different", "suggested"),
             ("unknown", "joined")]  # fmt: skip
    for verdict, found in wrong if options.each else ():
        for pair in table:
            if (pair.verdict, outcome(pair)) == (verdict, found):
                log.info("%-9s but %-9s  %s | %s  (%s)", verdict, found, pair.one, pair.other, pair.why)
    if options.keep:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes.settings")
        about = ABOUT.format(pairs=len(table), conventions=len({pair.convention for pair in table}))
        command = "python -m tests.identity.name_pairs"
        keep(measured("names", about, command, [TABLE], subject="names", counts=_kept(counts(table))))


def _kept(counted: dict[str, Counter[str]]) -> dict[str, tuple[int, int]]:
    """[Some, of] by measure, in the words of `quotes.figures`."""
    told = {
        "same names joined": ("same", "joined"),
        "same names suggested": ("same", "suggested"),
        "different names joined": ("different", "joined"),
        "unclear names joined": ("unknown", "joined"),
    }
    return {name: (counted[verdict][what], counted[verdict].total()) for name, (verdict, what) in told.items()}


def _report(title: str, table: list[Pair]) -> None:
    counted = counts(table)
    told = [
        f"{verdict} {sum(found.values())}: "
        + ", ".join(f"{found[name]} {name}" for name in ("joined", "suggested", "apart"))
        for verdict, found in sorted(counted.items(), key=lambda item: ("same", "different", "unknown").index(item[0]))
    ]
    log.info("%-12s %s", title, "; ".join(told))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
