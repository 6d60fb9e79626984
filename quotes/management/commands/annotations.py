"""`manage.py annotations`: what editors decided, as annotated text in JSON lines."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.annotated import annotated


class Command(BaseCommand):
    help = (
        "Write the articles in which editors have settled every quote as annotated text, one JSON object a line: what "
        "`evaluate` measures by and the training learns from."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--begun", action="store_true", help="also those of which some quotes are still as the program left them"
        )

    def handle(self, *_args: Any, begun: bool, **_options: Any) -> None:
        count = 0
        for document in annotated(begun=begun):
            self.stdout.write(json.dumps(document, ensure_ascii=False))
            count += 1
        self.stderr.write(f"{count} articles.")
