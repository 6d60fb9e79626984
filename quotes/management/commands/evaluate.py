import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quotes.evaluation import evaluate, keep, lines, read_gold
from quotes.management.arguments import process_count


class Command(BaseCommand):
    help = "Attribute annotated texts (JSON lines in the contract's shape) and print how good the result is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
        parser.add_argument("--every-tenth", action="store_true", help="only [9::10] of the documents")
        parser.add_argument(
            "--processes", type=process_count, default=1, metavar="N", help='how many; "all": each core'
        )
        parser.add_argument(
            "--keep", metavar="NAME", help="keep the figures in docs/figures.json as those on data NAME"
        )

    def handle(self, *, gold: list[Path], every_tenth: bool, processes: int, **options: Any) -> None:
        try:
            documents = read_gold(gold, every_tenth=every_tenth)
        except (OSError, ValueError) as error:
            raise CommandError(f"The gold can't be read: {error}") from error
        scores = evaluate(documents, processes=processes)
        for name, value in lines(scores):
            self.stdout.write(f"{name:18} {value}")
        if options["keep"]:
            command = "python manage.py " + " ".join(Path(a).name for a in sys.argv[1:])
            keep(settings.BASE_DIR / "docs" / "figures.json", options["keep"], command, gold, scores)
