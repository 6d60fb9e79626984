import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.attribution import Document
from quotes.extraction import as_line, extract, read_documents
from quotes.reporting import table_of


class Command(BaseCommand):
    help = "Attribute the quotes in files or on standard input. Touches no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help='text or .jsonl files; "-" is standard input')
        parser.add_argument("--jsonl", action="store_true", help="read and write JSON lines")
        parser.add_argument("--processes", type=int, default=1, help="worker processes (default 1)")

    def handle(self, *, paths: list[str], jsonl: bool, processes: int, **_options: Any) -> None:
        failed = False
        for item, result in extract(read_documents(paths, sys.stdin, json_lines=jsonl), processes=processes):
            failed |= bool(result.error)
            document = item if isinstance(item, Document) else None
            self.stdout.write(as_line(result) if jsonl else table_of(document, result))
        if failed:
            sys.exit(1)
