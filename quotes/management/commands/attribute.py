"""`manage.py attribute`: who said what, in the articles that the present version has not read yet."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError

from articles.models import Article
from quotes import passes
from quotes.management.arguments import process_count
from quotes.management.attributing import AttributingCommand
from quotes.naming import suggestions
from quotes.progress import Progress


class Command(AttributingCommand):
    help = (
        "Attribute quotes in all articles whose current text has no pass of the present version. A failed pass of "
        "this version is tried again with --redo only. Tells words a second and the time left on standard error. "
        "Exits with 1 if an article failed or has no claims, or a quote could not be linked."
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
        quotes = failed = wrong = 0
        newest = suggestions.newest_name()
        with Progress(len(ids), passes.length_of(ids), self.stderr) as progress:
            for outcome in passes.run(ids, processes=processes):
                quotes += outcome.quotes
                failed += bool(outcome.error)
                lines = list(_failures(outcome))
                wrong += len(lines)
                for line in lines:
                    with progress.aside():
                        self.stderr.write(line)
                progress.add(words=outcome.words, characters=len(outcome.body.text))
        suggestions.refresh_since(newest)
        self.stdout.write(_summary(progress, quotes, failed))
        if wrong:
            sys.exit(1)


def _failures(outcome: passes.Outcome) -> Iterator[str]:
    """A line for each thing that went wrong."""
    if outcome.error:
        yield f"article {outcome.body.article_id}: {outcome.error}"
    if outcome.claims_error:
        yield f"article {outcome.body.article_id}: no claims: {outcome.claims_error}"
    for failure in outcome.unlinked:
        yield f"quote {failure.pk}: not linked: {failure.reason}"


def _summary(progress: Progress, quotes: int, failed: int) -> str:
    done = progress.done - failed
    said = f"{done:,} article{'' if done == 1 else 's'} attributed, {quotes:,} quotes; {failed:,} failed."
    speed = f" {progress.words:,} words in {progress.seconds:,.0f} s: {progress.words_a_second:,.0f} a second."
    return said + speed if progress.words else said
