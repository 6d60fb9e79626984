"""How long it takes to take quotes away: files, feeds, parts of the API's lists, sitemaps; and how much memory a file.

    python -m tests.benchmarks.taking [QUOTES] [--database PATH] [--seed S]

Over a database that tests.benchmarks.million made (--database), or over one of so many quotes (default: 200,000) that
it makes in a temporary folder. Logs milliseconds in the web process, of the second of two requests.
"""

import logging
import random
import resource
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests.benchmarks.million import Writer, set_up

log = logging.getLogger("taking")


def main() -> None:
    parser = ArgumentParser(description="How long it takes to take quotes away.")
    parser.add_argument("quotes", nargs="?", type=int, default=200_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(arguments.database or Path(folder) / "taking.sqlite3")
        logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
        logging.getLogger("django").setLevel(logging.ERROR)
        if arguments.database is None:
            call_command("migrate", verbosity=0)
            Writer(random.Random(arguments.seed), arguments.quotes).write()
        measure()


def measure() -> None:
    from django.conf import settings
    from django.test import Client

    from quotes.models import Quote

    settings.OTR_SEARCH_RATE = ""
    settings.OTR_SEARCH_SECONDS = 60.0
    client, word = Client(SERVER_NAME="localhost"), _common_word()
    log.info("%s quotes; the word %r", f"{Quote.objects.count():,}", word)
    addresses = {
        "CSV of 10,000 quotes": "/quotes/export.csv",
        "CSV of a common word": f"/quotes/export.csv?q={word}",
        "JSON of 10,000 quotes": "/quotes/export.json",
        "BibTeX of 10,000 quotes": "/quotes/export.bib",
        "feed of everything": "/quotes/feed.atom",
        "feed of a common word": f"/quotes/feed.atom?q={word}",
        "API, first part": "/api/quotes?limit=100",
        "API, the oldest part": f"/api/quotes?limit=100&cursor={_cursor(2_000)}",
        "API, a common word": f"/api/quotes?limit=100&q={word}",
        "API, speakers": "/api/speakers?limit=100",
        "API, statements": "/api/statements?limit=100",
        "clippings, 100 of them": "/clippings/?ids=" + ",".join(str(pk) for pk in range(1, 101)),
        "sitemap, index": "/sitemap.xml",
        "sitemap, a file of quotes": "/sitemap-quotes-0.xml",
        "sitemap, a file of speakers": "/sitemap-speakers-0.xml",
    }
    for name, address in addresses.items():
        before = _memory()
        times = [_asked(client, address) for _ in range(2)]
        taken, first, size, status = times[-1]
        log.info(
            "%-28s %6.0f ms, first byte after %5.0f ms, %8.1f kB, memory + %3.0f MB (%d)",
            name, taken, first, size / 1000, _memory() - before, status,
        )  # fmt: skip


def _asked(client: Any, address: str) -> tuple[float, float, int, int]:
    """Milliseconds for all of it and to its first byte, its size in bytes, its status."""
    from django.core.cache import cache

    cache.clear()
    begun = time.perf_counter()
    response = client.get(address)
    pieces = iter(response) if response.streaming else iter([response.content])
    size = len(next(pieces, b""))
    first = time.perf_counter() - begun
    size += sum(map(len, pieces))
    return (time.perf_counter() - begun) * 1000, first * 1000, size, response.status_code


def _common_word() -> str:
    """The word of at least five letters that most of the first thousand quotes have."""
    from collections import Counter

    from quotes.models import Quote

    texts = Quote.objects.order_by("pk").values_list("text", flat=True)[:1000]
    words = Counter(word for text in texts for word in set(text.lower().split()) if len(word) > 4 and word.isalpha())
    return words.most_common(1)[0][0]


def _cursor(pk: int) -> str:
    from quotes.api.listing import written

    return written(pk)


def _memory() -> float:
    """The most that this process has ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
