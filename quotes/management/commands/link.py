"""`manage.py link`: which quotes report one statement, and which claims are one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes import claiming, statements
from quotes.models import Claim, Statement
from quotes.progress import Steps


class Command(BaseCommand):
    help = (
        "Find the quotes that report one statement, in all that were not linked yet by this version, or whose speaker "
        "has changed; then the claims that assert the same thing, or differ about it. Killed, it goes on where it "
        "stopped. Tells how far it is on standard error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--redo", action="store_true", help="all quotes again; what editors joined or parted stands"
        )

    def handle(self, *_args: Any, redo: bool, **_options: Any) -> None:
        ids = statements.due(redo=redo)
        with Steps(len(ids), "quotes", self.stderr) as steps:
            for count in statements.link_all(ids):
                steps.add(count)
        linked = Statement.objects.current().count()
        self.stdout.write(f"{len(ids):,} quote{'' if len(ids) == 1 else 's'} linked; {linked:,} statements are known.")
        self._link_claims(redo=redo)

    def _link_claims(self, *, redo: bool) -> None:
        ids = claiming.due(redo=redo)
        with Steps(len(ids), "claims", self.stderr) as steps:
            for count in claiming.relink(ids):
                steps.add(count)
        known = Claim.objects.filter(merged_into=None).count()
        self.stdout.write(f"{len(ids):,} claim{'' if len(ids) == 1 else 's'} compared; {known:,} are known.")
