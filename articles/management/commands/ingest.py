"""`manage.py ingest PATH... | -`: articles from files, directories, the web and standard input into the database."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from articles.dates import is_zone
from articles.files import Found
from articles.ingest import Status, ingest_paths


def time_zone(value: str) -> str:
    """For argparse: the name of a time zone that exists."""
    if not is_zone(value):
        raise argparse.ArgumentTypeError(f"no time zone is called {value!r}; Europe/London is")
    return value


class Command(BaseCommand):
    help = (
        "Read articles (.txt, .html, .jsonl) from files, directories, web addresses (a page, or a feed of them) or "
        "standard input (-), and store what is new or changed. One line to standard error for each that is refused; "
        "then the exit status is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="a file, a directory, or the http(s) address of a page or feed; - is standard input",
        )
        parser.add_argument("--outlet", default="", help="the outlet of articles that name none")
        parser.add_argument(
            "--time-zone", type=time_zone, default="UTC", help="of outlets that are new (default: %(default)s)"
        )
        parser.add_argument("--progress", action="store_true", help="show progress even if no terminal is there")

    def handle(
        self, *_args: Any, paths: list[str], outlet: str, time_zone: str, progress: bool, **_options: Any
    ) -> None:
        summary = ingest_paths(
            paths, outlet=outlet, time_zone=time_zone, progress=_bar(always=progress), report=self._refused
        )
        self.stdout.write(", ".join(f"{summary.counts[status]} {status}" for status in Status))
        if summary.refused:
            sys.exit(1)

    def _refused(self, line: str) -> None:
        with tqdm.external_write_mode(file=sys.stderr):
            self.stderr.write(line)


def _bar(*, always: bool) -> Callable[[Iterable[Found], int | None], Iterable[Found]] | None:
    """A progress bar with rate and time left, on standard error; None where nobody would see it."""
    if not always and not sys.stderr.isatty():
        return None
    return lambda found, total: tqdm(found, total=total, unit=" articles", desc="Reading", dynamic_ncols=True)
