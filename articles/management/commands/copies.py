"""`manage.py copies`: which articles are copies of one another, for those of which it is not known yet."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.models import Article
from articles.wire import place_all


class Command(BaseCommand):
    help = (
        "Find articles that are copies of one another (the same agency's text in several outlets, say). Ingesting does "
        "this for what comes in; this is for what is there already. Stopped, the next run goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="every article, also those that were placed before")

    def handle(self, *_args: Any, again: bool, **_options: Any) -> None:
        placed = place_all(again=again, progress=_bar)
        copies = Article.objects.exclude(copy_of=None).count()
        self.stdout.write(
            f"{placed:,} articles placed; {copies:,} of {Article.objects.count():,} are copies of others."
        )


def _bar(due: Iterable[int], total: int) -> Iterable[int]:
    return tqdm(due, total=total, unit=" articles", desc="Placing", disable=not sys.stderr.isatty(), dynamic_ncols=True)
