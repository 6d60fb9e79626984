"""`manage.py reindex`: the search index and the tallies anew, from the rows."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.search import index


class Command(BaseCommand):
    help = (
        "Build the search index and the numbers of quotes by speaker and outlet anew. Due after OTR_PUBLIC_LEVEL, "
        "OTR_LIKELY or OTR_ACCUSATION_LEVEL has changed; `manage.py prepare` does it then. The site can be read "
        "meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-due", action="store_true", help="only where the index was built by other rules")

    def handle(self, *_args: Any, if_due: bool, **_options: Any) -> None:
        if if_due and not index.is_due():
            self.stdout.write("The index is up to date.")
            return
        self.stdout.write(f"{index.rebuild()} quotes indexed.")
