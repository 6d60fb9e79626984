"""How the time for linking grows with the number of quotes, and what one more article takes.

    python -m tests.benchmarks.linking [QUOTES ...]

Generates so many quotes (default: 10000 100000), ten an article, from sentences of the corpus beside the repository, or
of the sample articles: halves of two sentences are one utterance, by one of a twentieth as many speakers, in a year. A
quarter report what an article of that day reports, in fewer words. Links them all in an SQLite database in a temporary
folder, then one more article. The aims: 100,000 quotes take at most 12 times what 10,000 take, and one more article
under 0.5 s. Told in seconds, and in seconds of the processor, which others on the machine change less.
"""

import json
import logging
import os
import random
import re
import statistics
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import django
from django.core.management import call_command

log = logging.getLogger("linking")
_ROOT = Path(__file__).resolve().parents[2]
_CORPUS = _ROOT.parent / "shared" / "polnear" / "train.jsonl"
_SENTENCE = re.compile(r"[A-Z][^.!?“”\"\n]{40,160}[.!?]")
_PER_ARTICLE, _PER_SPEAKER = 10, 20
_DAYS = 365
# One more article, so often, for the median.
_TIMES = 9


def main() -> None:
    parser = ArgumentParser(description="How the time for linking grows with the number of quotes.")
    parser.add_argument("quotes", nargs="*", type=int, default=[10_000, 100_000])
    counts = parser.parse_args().quotes
    os.environ.pop("OTR_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    call_command("migrate", verbosity=0)
    taken = [measure(count) for count in counts]
    for (count, less), (many, more) in pairwise(zip(counts, taken, strict=True)):
        times = (now / before for before, now in zip(less, more, strict=True))
        log.info("%d quotes take %.1f times as long as %d, of the processor %.1f times", many, *_first(times, count))


def _first(times: Iterable[float], count: int) -> tuple[float, int, float]:
    seconds, worked = times
    return seconds, count, worked


def measure(count: int) -> tuple[float, float]:
    """Makes and links `count` quotes; gives the seconds that linking took, and those of the processor."""
    from quotes import statements
    from quotes.models import Quote, Segment, Statement

    empty()
    archive = Archive(count)
    for number in range(count // _PER_ARTICLE):
        archive.add(number)
    begun, worked = time.perf_counter(), time.process_time()
    for _ in statements.link_all(statements.due()):
        pass
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    single = []
    for number in range(_TIMES):
        article = archive.add(10**7 + number)
        at, worked_at = time.perf_counter(), time.process_time()
        statements.link_article(article)
        single.append((time.perf_counter() - at, time.process_time() - worked_at))
    log.info(
        "%6d quotes (%d segments, %d statements): %.0f s, of the processor %.0f s; one more article %.3f s (%.3f s)",
        Quote.objects.count(), Segment.objects.count(), Statement.objects.count(),
        seconds, worked, *(statistics.median(column) for column in zip(*single, strict=True)),
    )  # fmt: skip
    return seconds, worked


def empty() -> None:
    """Nothing of the last size is left."""
    from articles.models import Article, Body
    from quotes.models import Pass, Quote, QuoteSpeaker, Segment, Speaker, Statement

    Article.objects.update(current_body=None)
    for model in (Segment, Statement, QuoteSpeaker, Quote, Pass, Speaker, Body, Article):
        model.objects.all().delete()


def sentences() -> list[str]:
    if _CORPUS.exists():
        texts = [json.loads(line)["text"] for line in _CORPUS.read_text(encoding="utf-8").splitlines()]
    else:
        texts = [path.read_text(encoding="utf-8") for path in (_ROOT / "articles" / "samples").rglob("*.txt")]
    return sorted({sentence for text in texts for sentence in _SENTENCE.findall(text)})


class Archive:
    """Articles with quotes, as rows, from a fixed seed."""

    def __init__(self, quotes: int) -> None:
        from articles.models import Outlet
        from quotes.models import Speaker

        self.random, self.sentences = random.Random(1), sentences()
        self.outlets = [Outlet.objects.get_or_create(name=f"Paper {n}", slug=f"paper-{n}")[0] for n in range(20)]
        self.speakers = Speaker.objects.bulk_create(
            Speaker(name=f"Speaker {n}", slug=f"speaker-{n}", kind="person", key=f"speaker {n}")
            for n in range(max(1, quotes // _PER_SPEAKER))
        )
        self.said: dict[int, list[tuple[int, str]]] = {}

    def add(self, number: int) -> int:
        """One more article with its quotes; gives its id."""
        from articles.models import Article, Body
        from quotes.models import Part, Place, Quote, QuoteSpeaker

        day = number % _DAYS
        lines = [self._utterance(day) for _ in range(_PER_ARTICLE)]
        article = Article.objects.create(
            key=f"article {number}",
            outlet=self.random.choice(self.outlets),
            published_on=date(2026, 1, 1) + timedelta(days=day),
        )
        text = "\n".join(f"“{words}”" for _, words in lines)
        body = Body.objects.create(article=article, number=1, text=text, sha256=f"{number:064d}")
        quotes = Quote.objects.bulk_create(
            Quote(article=article, text=words, kind="direct", confidence=0.9) for _, words in lines
        )
        places = Place.objects.bulk_create(Place(quote=quote, body=body) for quote in quotes)
        parts, at = [], 0
        for place, (_, words) in zip(places, lines, strict=True):
            parts.append(Part(place=place, role="content", start=at, end=at + len(words) + 2, text=f"“{words}”"))
            at += len(words) + 3
        Part.objects.bulk_create(parts)
        QuoteSpeaker.objects.bulk_create(
            QuoteSpeaker(quote=quote, speaker=self.speakers[speaker])
            for quote, (speaker, _) in zip(quotes, lines, strict=True)
        )
        return article.pk

    def _utterance(self, day: int) -> tuple[int, str]:
        """Who speaks, and what: new, or what somebody said on that day in other words."""
        known = self.said.setdefault(day, [])
        if known and self.random.random() < 0.25:
            speaker, words = self.random.choice(known)
            kept = [word for word in words.split() if self.random.random() < 0.85]
            return speaker, " ".join(kept) or words
        one, other = self.random.sample(self.sentences, 2)
        words = " ".join((*one.split()[: len(one.split()) // 2], *other.split()[len(other.split()) // 2 :]))
        said = self.random.randrange(len(self.speakers)), words
        known.append(said)
        return said


if __name__ == "__main__":
    main()
