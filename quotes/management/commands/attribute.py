"""`manage.py attribute`: who said what, in the articles that the present version has not read yet."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import Article
from quotes import passes
from quotes.management.arguments import process_count


class Command(BaseCommand):
    help = (
        "Attribute quotes in all articles whose current text has no pass of the present version. A failed pass of "
        "this version is tried again with --redo only. Exits with 1 if an article failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--processes", type=process_count, default=1, metavar="N", help='how many; "all": each core'
        )
        parser.add_argument("--article", type=int, metavar="ID", help="this article only")
        parser.add_argument("--redo", action="store_true", help="also those that have a pass of this version")

    def handle(self, *_args: Any, processes: int, article: int | None, redo: bool, **_options: Any) -> None:
        if article is not None and not Article.objects.filter(pk=article).exists():
            raise CommandError(f"There is no article {article}.")
        ids = passes.due(article=article, redo=redo)
        done = failed = quotes = words = 0
        start = time.monotonic()
        with tqdm(total=len(ids), unit="article", disable=None, file=sys.stderr) as bar:
            for outcome in passes.run(ids, processes=processes):
                words += outcome.words
                quotes += outcome.quotes
                failed += bool(outcome.error)
                done += not outcome.error
                if outcome.error:
                    with bar.external_write_mode(file=sys.stderr):
                        self.stderr.write(f"article {outcome.body.article_id}: {outcome.error}")
                bar.set_postfix_str(f"{words / (time.monotonic() - start):,.0f} words/s", refresh=False)
                bar.update()
        self.stdout.write(f"{done} article{'' if done == 1 else 's'} attributed, {quotes} quotes; {failed} failed.")
        if failed:
            sys.exit(1)
