from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from quotes.evaluation import evaluate, lines, measurement, read_gold
from quotes.figures import keep
from quotes.management.arguments import process_count
from quotes.management.attributing import AttributingCommand


class Command(AttributingCommand):
    help = "Attribute annotated texts (JSON lines in the contract's shape) and print how good the result is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
        parser.add_argument("--every-tenth", action="store_true", help="only [9::10] of the documents")
        parser.add_argument(
            "--processes", type=process_count, default=1, metavar="N", help='how many; "all": each core'
        )
        parser.add_argument("--keep", metavar="NAME", help="keep the figures in docs/figures.json under this name")
        parser.add_argument("--about", default="", help="what was measured on, in words for readers (with --keep)")

    def handle(self, *, gold: list[Path], every_tenth: bool, processes: int, **options: Any) -> None:
        try:
            documents = read_gold(gold, every_tenth=every_tenth)
        except (OSError, ValueError) as error:
            raise CommandError(f"The gold can't be read: {error}") from error
        scores = evaluate(documents, processes=processes)
        for name, value in lines(scores):
            self.stdout.write(f"{name:18} {value}")
        if name := options["keep"]:
            command = " ".join(["manage.py evaluate", *(path.name for path in gold), *["--every-tenth"] * every_tenth])
            keep(measurement(name, options["about"] or name, command, gold, scores))
