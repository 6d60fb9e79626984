"""Whether naming is linear: how long `store` and `identity` take at N articles and at ten times as many.

    python -m tests.benchmarks.naming [--articles N] [--seed S] [--rounds R]

Generates articles by seed: some people are named again and again, others once; some in another spelling, with an
initial or by surname alone. Stores what an attribution would have found in them into an SQLite database in a temporary
folder, then works the suggestions out. Prints the seconds of storing, the seconds within `identity` and those of the
suggestions, at N and at 10 N, and the ratios; at most 12 is asked. The attribution itself does not run.
"""

import logging
import os
import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from django.core.management import call_command

log = logging.getLogger("naming")

ASKED = 12
_QUOTES = 4  # of one article
_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aeio"]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of storing all articles, those of them within identity, and those of the suggestions; speakers made."""

    store: float
    identity: float
    suggestions: float
    speakers: int
    suggested: int


class People:
    """A world of people: a few are named often, most are named once."""

    def __init__(self, chance: random.Random, articles: int) -> None:
        self.chance = chance
        self.all = [f"{self._word(2)} {self._word(3)}" for _ in range(articles * 2)]

    def name(self) -> tuple[str, tuple[str, ...]]:
        """The fullest name that an article gives, and all that it uses."""
        full = self.all[min(int(self.chance.paretovariate(0.6)) - 1, len(self.all) - 1)]
        given, family = full.split()
        draw = self.chance.random()
        if draw < 0.1:
            return family, (family,)
        if draw < 0.15:
            return f"{given[0]}. {family}", (f"{given[0]}. {family}",)
        if draw < 0.2:
            full = f"{given} {self.chance.choice('ABCDEFG')}. {family}"
        elif draw < 0.25:
            full = f"{family} {given}"
        return full, (full, family)

    def _word(self, syllables: int) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(syllables)).title()


def main() -> None:
    parser = ArgumentParser(description="Whether naming is linear in articles.")
    parser.add_argument("--articles", type=int, default=150, help="N (default: 150)")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=1, help="of each size; the shortest counts")
    options = parser.parse_args()
    sizes = (options.articles, options.articles * 10)
    best = [
        min((_in_a_process(size, options.seed) for _ in range(options.rounds)), key=lambda taken: taken.store)
        for size in sizes
    ]
    for size, taken in zip(sizes, best, strict=True):
        log.info(
            "%6d articles: store %7.2f s (identity %6.2f s), suggestions %6.2f s; %d speakers, %d suggested",
            size, taken.store, taken.identity, taken.suggestions, taken.speakers, taken.suggested,
        )  # fmt: skip
    few, many = best
    log.info(
        "ratio        : store %7.2f   (identity %6.2f),   suggestions %6.2f; at most %d asked",
        many.store / few.store, many.identity / few.identity, many.suggestions / few.suggestions, ASKED,
    )  # fmt: skip


def _in_a_process(articles: int, seed: int) -> Taken:
    """Measured in a process of its own, so that nothing is remembered from the run before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, articles, seed).result()


def measure(articles: int, seed: int) -> Taken:
    """So many articles into a new database, which is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OTR_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'naming.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        return _measured(articles, seed)


def _measured(articles: int, seed: int) -> Taken:
    from quotes.models import Speaker
    from quotes.naming import suggestions
    from quotes.store import store

    prepared = list(_articles(articles, random.Random(seed)))
    with _clocked() as clock:
        begun = time.perf_counter()
        for body, quotes in prepared:
            store(body, quotes, version="1")
        stored, within = time.perf_counter() - begun, clock()
    begun = time.perf_counter()
    suggested = suggestions.refresh().total
    return Taken(stored, within, time.perf_counter() - begun, Speaker.objects.count(), suggested)


def _articles(count: int, chance: random.Random) -> Iterator[tuple[Any, list[Any]]]:
    """Bodies, and what an attribution would have found in each."""
    from articles.ingest import ingest
    from articles.readers import ParsedArticle
    from quotes.attribution.types import AttributedQuote, Kind, SpeakerKind, Voice

    people = People(chance, count)
    for number in range(count):
        lines, found, at = [], [], 0
        for turn in range(_QUOTES):
            name, names = people.name()
            line = f"“It is the matter number {turn} of article {number},” said {name}, who knew."
            content, source = (at, at + line.index("”") + 1), (at + line.index(name), at + line.index(", who"))
            voice = Voice(name, SpeakerKind.PERSON, (source,), names)
            found.append(AttributedQuote((content,), Kind.DIRECT, source=(source,), voices=(voice,), confidence=0.8))
            lines.append(line)
            at += len(line) + 1
        article = ingest(ParsedArticle("\n".join(lines), path=f"{number}.txt")).article
        assert article is not None
        yield article.current_body, found


@contextmanager
def _clocked() -> Iterator[Callable[[], float]]:
    """Counts the seconds spent in finding or making the speakers of an article."""
    from quotes.naming.speakers import cast

    taken = [0.0]

    def clocked(*args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        try:
            return cast(*args, **kwargs)
        finally:
            taken[0] += time.perf_counter() - begun

    with patch("quotes.store.found.cast", clocked):
        yield lambda: taken[0]


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
