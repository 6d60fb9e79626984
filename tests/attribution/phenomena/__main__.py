"""How the attribution does on the table of phenomena.

    python -m tests.attribution.phenomena [--kept]

Prints, for each phenomenon, the texts, the annotated quotes, how many were found, how many with the right source, the
false ones, and the F1 of content and source. Without --kept it takes the open half only.
"""

import argparse
import logging
import sys

from tests.attribution.phenomena import KEPT, OPEN, read, table

log = logging.getLogger("phenomena")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", action="store_true", help="score the half that is to be scored once")
    half = KEPT if parser.parse_args().kept else OPEN
    log.info("%-22s %6s %6s %6s %6s %6s %6s", half, "texts", "gold", "found", "right", "false", "F1")
    for row in table(read(half)):
        counts = row.texts, row.gold, row.found, row.right, row.false
        log.info("%-22s %6d %6d %6d %6d %6d %6.3f", row.phenomenon, *counts, row.f1)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
