"""How copies among articles are found: how many, how wrongly, and whether in linear time.

    python -m tests.benchmarks.copies [--articles N] [--seed S] [--corpus JSONL]

Generates articles by seed: stories of invented words; of every fourth one a copy in another outlet: whole, its first
60 % of paragraphs, with one word in twenty changed, or both; of every other fourth one a story of the same outlet with
two of its sentences. They come in any order, into an SQLite database in a temporary folder, one by one as `ingest`
places them. Prints the seconds at N and at 10 N, how many copies of each kind were found, and how many articles were
taken for copies wrongly.

With --corpus: which articles of it are taken for copies, by id, with the share of words in a row that the two have in
common; and the highest share among those that are not. Of this corpus every tenth article (from the tenth on) is left
out.
"""

from __future__ import annotations

import json
import logging
import os
import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import django
from django.core.management import call_command

from articles.likeness import FEWEST, bands, contained, is_copy, shingles
from articles.text import zones

log = logging.getLogger("copies")

ASKED = 12
KINDS = ("whole", "first 60 %", "1 word in 20", "60 % and 1 in 20")
# So many articles may have a run of words before it tells nothing.
_COMMON = 60


@dataclass(frozen=True, slots=True)
class Written:
    """An article to be placed; `copy` says of what kind it is a copy of story `of`."""

    story: int
    text: str
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds for placing all; by kind, how many copies there are and how many were found; how many were no copies."""

    seconds: float
    made: Counter[str]
    found: Counter[str]
    wrong: int


def main() -> None:
    parser = ArgumentParser(description="Copies among articles: found, missed, mistaken, and in what time.")
    parser.add_argument("--articles", type=int, default=300, help="N (default: 300)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--corpus", type=Path, help="JSON lines to look for copies in, instead of generated articles")
    options = parser.parse_args()
    if options.corpus:
        look(options.corpus)
        return
    few, many = (_in_a_process(size, options.seed) for size in (options.articles, options.articles * 10))
    for size, taken in ((options.articles, few), (options.articles * 10, many)):
        found = ", ".join(f"{kind}: {taken.found[kind]} of {taken.made[kind]}" for kind in KINDS)
        each = 1000 * taken.seconds / size
        log.info("%6d articles: %7.2f s, %5.1f ms each; %s; wrong: %d", size, taken.seconds, each, found, taken.wrong)
    log.info("ratio: %.2f; at most %d asked", many.seconds / few.seconds, ASKED)


def _in_a_process(articles: int, seed: int) -> Taken:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, articles, seed).result()


def measure(articles: int, seed: int) -> Taken:
    """So many articles into a new database, which is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OTR_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'copies.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        return _placed(written(articles, random.Random(seed)))


def written(count: int, chance: random.Random) -> list[Written]:
    """Stories, copies of them and stories beside them, shuffled."""
    vocabulary = ["".join(chance.choices("abcdefghilmnoprstuv", k=chance.randint(2, 9))) for _ in range(6000)]
    found: list[Written] = []
    for story in range(count):
        if len(found) >= count:
            break
        paragraphs = [_sentence(vocabulary, chance) for _ in range(chance.randint(6, 20))]
        found.append(Written(story, "\n".join(paragraphs)))
        if story % 4 == 0:
            kind = chance.choice(KINDS)
            found.append(Written(story, copied(paragraphs, kind, vocabulary, chance), kind))
        elif story % 4 == 1:
            beside = [_sentence(vocabulary, chance) for _ in range(8)]
            found.append(Written(-story, "\n".join([*beside[:4], *paragraphs[2:4], *beside[4:]])))
    chance.shuffle(found)
    return found[:count]


def copied(paragraphs: list[str], kind: str, vocabulary: list[str], chance: random.Random) -> str:
    """The article as another outlet prints it."""
    kept = paragraphs[: max(1, round(len(paragraphs) * 0.6))] if "60" in kind else paragraphs
    words = "\n".join(kept).split(" ")
    if "20" in kind:
        words = [chance.choice(vocabulary) if chance.random() < 1 / 20 else word for word in words]
    return " ".join(words)


def _sentence(vocabulary: list[str], chance: random.Random) -> str:
    # Some words are frequent, as in any language.
    places = (int(len(vocabulary) * chance.random() ** 3) for _ in range(chance.randint(15, 45)))
    return " ".join(vocabulary[place] for place in places).capitalize() + "."


def _placed(given: list[Written]) -> Taken:
    from articles import wire
    from articles.models import Article, Body, Outlet

    outlets = [Outlet.objects.create(name=f"Outlet {n}", slug=f"outlet-{n}") for n in range(2)]
    rows: dict[int, Written] = {}
    for number, one in enumerate(given):
        article = Article.objects.create(key=f"{number}", outlet=outlets[bool(one.copy)])
        article.current_body = Body.objects.create(article=article, number=1, text=one.text, sha256=str(number))
        article.save(update_fields=["current_body"])
        rows[article.pk] = one
    begun = time.perf_counter()
    for article in Article.objects.select_related("current_body").iterator(chunk_size=200):
        wire.place(article)
    seconds = time.perf_counter() - begun
    linked = Article.objects.exclude(copy_of=None).values_list("pk", "copy_of")
    pairs = {pk: original for pk, original in linked if original is not None}
    stories = Counter(one.story for one in given)
    made = Counter(one.copy for one in given if one.copy and stories[one.story] > 1)
    right = [pair for pair in pairs.items() if rows[pair[0]].story == rows[pair[1]].story]
    found = Counter(rows[a].copy or rows[b].copy for a, b in right)
    return Taken(seconds, made, found, len(pairs) - len(right))


def look(corpus: Path) -> None:
    """Log the pairs of a corpus that are taken for copies, and how near the nearest other pair comes."""
    with corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if number % 10 != 9]
    made = [shingles(row["text"], _zones(row)) for row in rows]
    together: dict[bytes, list[int]] = defaultdict(list)
    for number, found in enumerate(made):
        for shingle in found:
            together[shingle].append(number)
    shared = Counter(pair for who in together.values() if len(who) <= _COMMON for pair in combinations(who, 2))
    keys = [frozenset(bands(found)) for found in made]
    nearest = 0.0
    for a, b in sorted(shared):
        share = contained(made[a], made[b])
        if is_copy(made[a], made[b]):
            led = "found" if keys[a] & keys[b] else "missed by the bands"
            log.info("%.2f %s and %s: %s", share, rows[a]["id"], rows[b]["id"], led)
        else:
            nearest = max(nearest, share)
    short = sum(len(found) < FEWEST for found in made)
    log.info(
        "%d articles, %d of them too short to tell; of all other pairs the nearest: %.2f", len(rows), short, nearest
    )


def _zones(row: dict[str, str]) -> list[dict[str, int]]:
    return [{"start": zone.start, "end": zone.end} for zone in zones(row["text"], title=row.get("title") or None)]


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
