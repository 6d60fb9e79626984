"""How long claims take to be compared: `python -m tests.benchmarks.claiming [ASSERTIONS ...]`, default 10000 100000.

Records are made up: each has six words out of 20,000, the common ones far more often (by Zipf's law), and its keys are
the pairs of its words. Made-up words are never the same claim to `compare`, so that looking up, comparing and making
claims of single assertions is measured, not the joining of many. The database is SQLite, in a temporary folder.
"""

import logging
import os
import random
import sys
import time
from itertools import combinations, islice

import django
from django.core.management import call_command

log = logging.getLogger("claiming")
DEFAULT = (10_000, 100_000)
_WORDS, _OF_EACH, _IN_ARTICLE = 20_000, 6, 20


def main(sizes: list[int]) -> None:
    """Logs, for each size, the seconds that comparing and joining takes, and those for one more article."""
    os.environ.pop("OTR_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    call_command("migrate", verbosity=0)
    for size in sizes:
        seconds, pairs, claims = _all(size)
        more = (size, seconds, pairs, claims, _IN_ARTICLE, _one_more())
        log.info("%7d assertions: %.1f s, %d pairs, %d claims; an article of %d more: %.3f s", *more)


def _all(size: int) -> tuple[float, int, int]:
    from quotes import claiming
    from quotes.models import Assertion, AssertionPair, Claim

    _empty()
    _fill(size)
    start = time.perf_counter()
    for _ in claiming.relink(claiming.due()):
        pass
    seconds = time.perf_counter() - start
    assert not Assertion.objects.filter(claim=None).exists()
    return seconds, AssertionPair.objects.count(), Claim.objects.filter(merged_into=None).count()


def _one_more() -> float:
    """The median of five."""
    from quotes import claiming

    took = []
    for _ in range(5):
        new = _fill(_IN_ARTICLE)
        start = time.perf_counter()
        claiming.link(new)
        took.append(time.perf_counter() - start)
    return sorted(took)[2]


def _empty() -> None:
    from quotes.models import Assertion, AssertionPair, Claim

    AssertionPair.objects.all().delete()
    Assertion.objects.all().delete()
    Claim.objects.all().delete()


def _fill(number: int) -> list[int]:
    """So many assertions as rows, none of them compared; gives their ids."""
    from articles.models import Article, Body, Outlet
    from quotes.claims.types import ClaimRecord
    from quotes.models import Assertion, AssertionKey

    chance = random.Random(5 + Assertion.objects.count())
    outlet, _ = Outlet.objects.get_or_create(name="Bench", slug="bench")
    before = Article.objects.count()
    articles = Article.objects.bulk_create(
        Article(outlet=outlet, key=f"bench:{before + at}") for at in range(-(-number // _IN_ARTICLE))
    )
    bodies = Body.objects.bulk_create(
        Body(article=article, number=1, text=article.key, sha256=article.key) for article in articles
    )
    weights = [1 / rank for rank in range(1, _WORDS + 1)]
    rows, keys = [], []
    for at in range(number):
        words = chance.choices(range(_WORDS), weights, k=_OF_EACH)
        stems = sorted({f"w{word}" for word in words})
        pairs = tuple(f"{a}|{b}" for a, b in combinations(stems, 2))
        record = ClaimRecord(" ".join(stems), (stems[0],), (stems[-1],), tuple(stems[1:-1]), keys=pairs)
        body = bodies[at // _IN_ARTICLE]
        values = {"position": at % _IN_ARTICLE, "text": record.text, "record": record.as_dict()}
        rows.append(Assertion(article_id=body.article_id, body=body, **values))
        keys.append(pairs)
    made = Assertion.objects.bulk_create(rows, batch_size=2000)
    entries = (
        AssertionKey(assertion=row, key=key) for row, own in zip(made, keys, strict=True) for key in sorted(set(own))
    )
    while batch := list(islice(entries, 20_000)):
        AssertionKey.objects.bulk_create(batch)
    return [row.pk for row in made]


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(DEFAULT))
