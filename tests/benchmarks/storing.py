"""How long it takes to put what the attribution has found into rows.

    python -m tests.benchmarks.storing [QUOTES ...]

Stores articles of so many quotes (default: 40, 400, 4000) in an SQLite database in a temporary folder, each by its own
speaker: for the first time, by a newer version of the attribution, and after every quote of the text has changed.
The aim for 40 quotes is 50 ms.
"""

import logging
import os
import sys
import time
from argparse import ArgumentParser

import django
from django.core.management import call_command

log = logging.getLogger("storing")


def main() -> None:
    parser = ArgumentParser(description="How long it takes to put what the attribution has found into rows.")
    parser.add_argument("quotes", nargs="*", type=int, default=[40, 400, 4000])
    counts = parser.parse_args().quotes
    os.environ.pop("OTR_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    call_command("migrate", verbosity=0)
    for count in counts:
        measure(count)


def measure(count: int) -> None:
    """Logs the milliseconds of each of the three for an article of `count` quotes."""
    from articles.ingest import ingest
    from articles.readers import ParsedArticle
    from quotes.attribution.types import AttributedQuote, Kind, SpeakerKind, Voice
    from quotes.store import store

    taken = []
    for version, word in (("1", "word"), ("2", "word"), ("2", "term")):
        lines = [f"“It is the {word} number {n} of them all,” said Person{n} Ruiz, who knew." for n in range(count)]
        body = ingest(ParsedArticle("\n".join(lines), path=f"{count}.txt")).article.current_body  # type: ignore[union-attr]
        assert body is not None
        quotes, at = [], 0
        for number, line in enumerate(lines):
            content, source = (at, at + line.index("”") + 1), (at + line.index("Person"), at + line.index(", who"))
            voice = Voice(f"Person{number} Ruiz", SpeakerKind.PERSON, (source,), (f"Person{number} Ruiz",))
            quotes.append(AttributedQuote((content,), Kind.DIRECT, source=(source,), voices=(voice,), confidence=0.8))
            at += len(line) + 1
        begun = time.perf_counter()
        store(body, quotes, version=version)
        taken.append((time.perf_counter() - begun) * 1000)
    log.info("%5d quotes: new %6.0f ms, newer version %6.0f ms, newer text %6.0f ms", count, *taken)


if __name__ == "__main__":
    main()
