"""How long the pages about speakers take.

    python -m tests.benchmarks.speakers [QUOTES] [--seed S]

Makes so many quotes (default: 200,000) by a tenth as many speakers in a tenth as many articles, by seed, in an SQLite
database in a temporary folder; some are quoted much more than others, and some were merged. Logs the milliseconds of
each page, the second time that it is asked for.
"""

import logging
import os
import random
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django
from django.core.management import call_command

log = logging.getLogger("speakers")

_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aeio"]
_BATCH = 5000


def main() -> None:
    parser = ArgumentParser(description="How long the pages about speakers take.")
    parser.add_argument("quotes", nargs="?", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    os.environ.pop("OTR_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    logging.getLogger("django").setLevel(logging.ERROR)
    call_command("migrate", verbosity=0)
    fill(arguments.quotes, random.Random(arguments.seed))
    measure()


def fill(quotes: int, chance: random.Random) -> None:
    """Articles, speakers with their names in the index, quotes and who speaks in them."""
    from django.db import connection

    from articles.models import Article, Outlet
    from quotes.models import Alias, Quote, QuoteSpeaker, Speaker
    from quotes.search import index

    many = quotes // 10
    outlet = Outlet.objects.create(name="The Example Post", slug="post")
    days = [date(2020, 1, 1) + timedelta(days=n % 2000) for n in range(many)]
    articles = Article.objects.bulk_create(
        Article(outlet=outlet, key=f"k{n}", title=f"Number {n}", published_on=day) for n, day in enumerate(days)
    )
    names = [f"{_word(chance, 2)} {_word(chance, 3)}" for _ in range(many)]
    speakers = Speaker.objects.bulk_create(
        Speaker(name=name, slug=f"s{n}", kind="person", key=name.lower()) for n, name in enumerate(names)
    )
    Alias.objects.bulk_create(Alias(speaker=one, name=one.name, key=one.key) for one in speakers)
    Speaker.objects.filter(pk__in=[one.pk for one in speakers[-many // 50 :]]).update(merged_into=speakers[0])
    made = Quote.objects.bulk_create(
        [
            Quote(article=chance.choice(articles), text="Words.", kind="direct", confidence=0.9, name_confidence=0.9)
            for _ in range(quotes)
        ],
        batch_size=_BATCH,
    )
    rows = (
        QuoteSpeaker(
            quote=quote,
            speaker=speakers[min(int(chance.expovariate(13 / many)), many - 1)],
            mention="she",
            role=chance.choice(["", "minister", "mayor"]),
        )
        for quote in made
    )
    QuoteSpeaker.objects.bulk_create(rows, batch_size=_BATCH)
    index.rebuild()
    connection.cursor().execute("ANALYZE")


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def measure() -> None:
    """Logs the milliseconds of each page."""
    from django.test import Client

    from quotes import tallies
    from quotes.models import Quote

    client = Client(headers={"host": "localhost"})
    ((speaker, number),) = tallies.most_quoted(1)
    quote = Quote.objects.by_speaker(speaker).filter(quote_speakers__role="")[0]
    log.info("most quoted: %d quotes", number)
    _log("type-ahead", lambda: client.get("/quotes/said-by/", {"by": speaker.name[:2]}))
    _log("a speaker's page", lambda: client.get(speaker.get_absolute_url()))
    _log("a quote's page, with the role then", lambda: client.get(quote.get_absolute_url()))
    _log("quotes said by a name", lambda: client.get("/quotes/", {"by": speaker.name}))
    _log("the list of speakers", lambda: client.get("/speakers/"))
    _log("the front page", lambda: client.get("/"))


def _log(what: str, ask: Callable[[], Any]) -> None:
    """The second time: what is read once and kept counts for nothing."""
    if (status := ask().status_code) != 200:
        raise RuntimeError(f"{what}: {status}")
    begun = time.perf_counter()
    ask()
    log.info("%-36s %6.0f ms", what, (time.perf_counter() - begun) * 1000)


if __name__ == "__main__":
    main()
