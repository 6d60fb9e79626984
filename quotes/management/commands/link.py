"""`manage.py link`: which quotes report one statement."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes import statements
from quotes.models import Statement
from quotes.progress import Steps


class Command(BaseCommand):
    help = (
        "Find the quotes that report one statement, in all that were not linked yet by this version, or whose speaker "
        "has changed. Killed, it goes on where it stopped. Tells how far it is on standard error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--redo", action="store_true", help="all quotes again; what editors joined or parted stands")

    def handle(self, *_args: Any, redo: bool, **_options: Any) -> None:
        ids = statements.due(redo=redo)
        with Steps(len(ids), "quotes", self.stderr) as steps:
            for count in statements.link_all(ids):
                steps.add(count)
        linked = Statement.objects.current().count()
        self.stdout.write(f"{len(ids):,} quote{'' if len(ids) == 1 else 's'} linked; {linked:,} statements are known.")
