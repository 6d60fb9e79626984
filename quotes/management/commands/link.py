"""`manage.py link`: which quotes report one statement, and which claims are one."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from quotes import claiming, statements
from quotes.isolation import Failure
from quotes.models import Claim, Statement
from quotes.progress import Steps


class Command(BaseCommand):
    help = (
        "Find the quotes that report one statement, in all that were not linked yet by this version, or whose speaker "
        "has changed; then the claims that assert the same thing, or differ about it. Killed, it goes on where it "
        "stopped. Tells how far it is on standard error. Exits with 1 if something could not be linked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--redo", action="store_true", help="all quotes again; what editors joined or parted stands"
        )

    def handle(self, *_args: Any, redo: bool, **_options: Any) -> None:
        ids = statements.due(redo=redo)
        unlinked = self._worked(statements.link_all(ids), len(ids), "quote")
        known, done = Statement.objects.current().count(), len(ids) - unlinked
        self.stdout.write(f"{done:,} quote{'' if done == 1 else 's'} linked; {known:,} statements are known.")
        ids = claiming.due(redo=redo)
        unjoined = self._worked(claiming.relink(ids), len(ids), "claim")
        known, done = Claim.objects.filter(merged_into=None).count(), len(ids) - unjoined
        self.stdout.write(f"{done:,} claim{'' if done == 1 else 's'} compared; {known:,} are known.")
        if unlinked or unjoined:
            sys.exit(1)

    def _worked(self, batches: Iterable[tuple[int, list[Failure]]], total: int, what: str) -> int:
        """Work through the batches of what there is to link; with how many it failed, each of which is told."""
        failures: list[Failure] = []
        with Steps(total, f"{what}s", self.stderr) as steps:
            for count, failed in batches:
                failures += failed
                steps.add(count)
        for failure in failures:
            self.stderr.write(f"{what} {failure.pk}: not linked: {failure.reason}")
        return len(failures)
