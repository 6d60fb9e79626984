"""`manage.py speakers`: who may be doubled, which names were never resolved, who shares a name, who says most."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.naming import suggestions
from quotes.naming.namebook import REPORTS, USUAL, report
from quotes.naming.refolding import refold


class Command(BaseCommand):
    help = (
        "Work out anew which speakers may be one, and list that, the names that no article gave in full, and the "
        "full names that several speakers share; most quoted first. Without an option: these three."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--duplicates", action="store_true", help="speakers who may be one, with the reasons")
        parser.add_argument("--unresolved", action="store_true", help="people's names that stayed with their article")
        parser.add_argument("--homonyms", action="store_true", help="full names that several speakers share")
        parser.add_argument("--most-quoted", action="store_true", help="who is quoted most, with all their names")
        parser.add_argument("--refold", action="store_true", help="first write the keys of all names anew")
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="lines of each (default: 20)")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")

    def handle(self, *_args: Any, limit: int, **options: Any) -> None:
        if options["refold"]:
            self.stderr.write(f"{refold():,} rows had other keys.")
        kinds = tuple(kind for kind in REPORTS if options[kind]) or USUAL
        if "duplicates" in kinds:
            suggestions.refresh()
        found = report(kinds, max(limit, 0))
        if options["json"]:
            self.stdout.write(json.dumps({kind: one.as_json() for kind, one in found.items()}, ensure_ascii=False))
            return
        for one in found.values():
            self.stdout.write(f"{one.title}: {one.total:,}")
            for line in one.lines:
                self.stdout.write(f"  {line.quotes:5,}  {' | '.join(line.names)}  ({line.note})")
