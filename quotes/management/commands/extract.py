"""`manage.py extract`: who said what in any text, as a table or as JSON lines."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from quotes.attribution import Document
from quotes.extraction import as_line, encodable, extract, read_documents
from quotes.management.arguments import process_count
from quotes.management.attributing import AttributingCommand
from quotes.reporting import table_of


class Command(AttributingCommand):
    help = (
        "Attribute the quotes in files or on standard input. Touches no database. Exits with 1 if a text or a line "
        "could not be used."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help='text or .jsonl files; "-" is standard input')
        parser.add_argument("--jsonl", action="store_true", help="read and write JSON lines")
        parser.add_argument(
            "--processes", type=process_count, default=1, metavar="N", help='how many; "all": each core'
        )

    def handle(self, *, paths: list[str], jsonl: bool, processes: int, **_options: Any) -> None:
        try:
            failed = self._write(paths, jsonl=jsonl, processes=processes)
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever read the output has seen enough (`| head`). What is still buffered goes nowhere, without a word.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            failed = True
        if failed:
            sys.exit(1)

    def _write(self, paths: list[str], *, jsonl: bool, processes: int) -> bool:
        """One line or table for each item; whether any item could not be used."""
        failed, encoding = False, getattr(self.stdout, "encoding", None) or "utf-8"
        for item, result in extract(read_documents(paths, sys.stdin, json_lines=jsonl), processes=processes):
            failed |= bool(result.error)
            document = item if isinstance(item, Document) else None
            self.stdout.write(as_line(result, encoding) if jsonl else encodable(table_of(document, result), encoding))
        return failed
