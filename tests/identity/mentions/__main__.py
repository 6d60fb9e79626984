"""What the attribution makes of the table of mentions, told as figures.

    python -m tests.identity.mentions [--kept] [--each]

Prints for each file how many mentions are answered right, answered wrong, not answered though an answer was due, and
answered where none was due; how many of the right ones have the right kind; and how often the candidates are right
where nobody was to be named. `--kept` measures the half that nothing was made by; `--each` tells what went wrong, in
the open half only.
"""

import logging
import sys
from argparse import ArgumentParser
from itertools import groupby

from quotes.attribution.types import Resolution
from tests.identity.mentions.table import Case, Outcome, Tally, cases, outcome, resolved, tally

log = logging.getLogger("mentions")


def main() -> None:
    parser = ArgumentParser(description="What the attribution makes of the table of mentions.")
    parser.add_argument("--kept", action="store_true", help="the half that is kept to measure with")
    parser.add_argument("--each", action="store_true", help="what went wrong, in the open half")
    options = parser.parse_args()
    table = cases(kept=options.kept)
    pairs = list(zip(table, resolved(table), strict=True))
    log.info("%-14s right  wrong  not answered  none due: answered  candidates right  kinds right", "")
    for file, rows in groupby(pairs, key=lambda pair: pair[0].file):
        _report(file, tally(rows))
    _report("all", tally(pairs))
    for case, who in pairs if options.each and not options.kept else ():
        _explain(case, who)


def _report(title: str, found: Tally) -> None:
    by = found.outcomes
    due = by[Outcome.RIGHT] + by[Outcome.WRONG] + by[Outcome.SILENT]
    none = by[Outcome.UNASKED] + by[Outcome.KEPT_BACK]
    log.info(
        "%-14s %3d/%-3d %4d %9d %12d/%-3d %15d/%-3d %11d/%d",
        title, by[Outcome.RIGHT], due, by[Outcome.WRONG], by[Outcome.SILENT], by[Outcome.UNASKED], none,
        found.candidates, none, found.kinds, by[Outcome.RIGHT],
    )  # fmt: skip


def _explain(case: Case, who: Resolution) -> None:
    found = outcome(case, who)
    names = [f"{v.name} ({v.kind})" for v in who.voices]
    kinds = found is Outcome.RIGHT and any(v.kind != case.kind for v in who.voices)
    among = found is Outcome.KEPT_BACK and tally([(case, who)]).candidates == 0
    if kinds or among or found not in (Outcome.RIGHT, Outcome.KEPT_BACK):
        start, end = case.source
        log.info("\n%s, %s%s%s", case.file, found, ", other kind" * kinds, ", other candidates" * among)
        log.info("  %s[[%s]]%s", case.text[:start], case.text[start:end], case.text[end:])
        log.info("  due: %s %s %s", ", ".join(case.speakers), case.kind, sorted(case.candidates) or "")
        log.info("  got: %s; candidates %s; %s", names, who.candidates, who.reasons)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
