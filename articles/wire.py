"""Which articles are copies of one another: the same agency's text, whole or shortened, in several outlets or twice in
one. A quote in a copy is no second witness.

Of articles that are alike the first one is the original: one that readers may see before a hidden one, then by the
time of publication (a day without an hour counts as its end), then by key. An article is a copy of the first original
before it that it is like, so that `copy_of` always names an original, chains cannot form, and the order in which
articles arrive makes no difference. Who may be like whom is looked up by the bands of the articles' signatures.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from functools import cache

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet

from articles.likeness import Shingles, bands, is_copy, shingles
from articles.models import Article, Band, Body, Signature

# What orders articles: whether it is hidden, when it was published, its key.
Order = tuple[bool, datetime, str]

_NEVER = datetime(9999, 12, 31, tzinfo=UTC)
_LOCK = 0x77697265  # any number that nothing else locks
_AT_ONCE = 500
Progress = Callable[[Iterable[int], int], Iterable[int]]


def order(article: Article) -> Order:
    """Where the article stands among others that are like it: the least is the original."""
    if article.published_at:
        published = article.published_at
    elif article.published_on:
        published = datetime.combine(article.published_on, time.max, UTC)
    else:
        published = _NEVER
    return article.hidden, published, article.key


def is_due(article: Article) -> bool:
    """Whether it was never placed among its copies, or has changed since. Reads `current_body` and `signature`."""
    signature = getattr(article, "signature", None)
    return article.current_body is not None and (signature is None or signature.state != _state(article))


def place(article: Article) -> None:
    """Find what the article is a copy of, and what by now is a copy of it. To be called when its text, its dates or
    `hidden` have changed; an article that is not due costs nothing but the look."""
    if is_due(article):
        place_again(article.pk)
        article.refresh_from_db(fields=["copy_of"])


@transaction.atomic
def place_again(pk: int) -> None:
    """As `place`, whether it is due or not."""
    _one_at_a_time()
    article = _rows([pk])[pk]
    followers = list(Article.objects.filter(copy_of=pk).order_by().values_list("pk", flat=True))
    _sign(article)
    _settle([pk, *followers], moved=pk)


def place_all(*, again: bool = False, progress: Progress = lambda items, _total: items) -> int:
    """Place every article that is due (`again`: every one), each in a transaction of its own. How many there were.

    Stopped at any moment, the next run goes on where it was.
    """
    everything = Article.objects.select_related("current_body", "signature").defer("current_body__text")
    rows = everything.order_by("pk").iterator(chunk_size=_AT_ONCE)
    due = [article.pk for article in rows if article.current_body_id and (again or is_due(article))]
    for pk in progress(due, len(due)):
        place_again(pk)
    return len(due)


def _one_at_a_time() -> None:
    """Two processes that place two copies at the same moment would each miss the other's. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _state(article: Article) -> str:
    """What of the article decides where it is placed, as a digest."""
    text = article.current_body.sha256 if article.current_body else ""
    hidden, published, key = order(article)
    return hashlib.sha256(repr((text, hidden, published.astimezone(UTC).isoformat(), key)).encode()).hexdigest()


def _sign(article: Article) -> None:
    found = _shingles(article)
    Signature.objects.update_or_create(article=article, defaults={"state": _state(article)})
    Band.objects.filter(article=article).delete()
    Band.objects.bulk_create(Band(article=article, value=value) for value in bands(found))


def _shingles(article: Article) -> Shingles:
    body = article.current_body
    return shingles(body.text, body.zones) if body else frozenset()


def _rows(ids: Iterable[int]) -> dict[int, Article]:
    bodies = Body.objects.only("text", "zones", "sha256")
    fields = ("key", "hidden", "published_at", "published_on", "copy_of", "current_body")
    return Article.objects.only(*fields).prefetch_related(Prefetch("current_body", bodies)).in_bulk(list(ids))


class _Waiting:
    """Articles to decide on, in their order, each with the originals that it is to be compared with."""

    def __init__(self) -> None:
        self._order: list[tuple[Order, int]] = []
        self._against: dict[int, set[int] | None] = {}

    def add(self, article: Article, original: int | None = None) -> None:
        """The article is to be compared with this original; with none named, with all before it."""
        if article.pk not in self._against:
            heapq.heappush(self._order, (order(article), article.pk))
        known = self._against.setdefault(article.pk, set())
        self._against[article.pk] = None if known is None or original is None else known | {original}

    def __iter__(self) -> Iterator[tuple[Order, int, set[int] | None]]:
        """The first that waits, again and again. What is added meanwhile stands behind it in the order."""
        while self._order:
            place_of, pk = heapq.heappop(self._order)
            yield place_of, pk, self._against[pk]


def _settle(ids: Iterable[int], *, moved: int) -> None:
    """Decide again, in their order, what these articles are copies of, and all whose answer hangs on a changed one.

    `moved` is the article whose text or place in the order is new. Those behind a new original are compared with that
    one only; what was a copy of one that is no original any more, with all before it.
    """
    read = cache(lambda pk: _shingles(_rows([pk])[pk]))  # many that are alike are compared with one another
    waiting = _Waiting()
    for article in _rows(ids).values():
        waiting.add(article)
    for place_of, pk, against in waiting:
        before = _places().values_list("copy_of", flat=True).get(pk=pk)
        beside = _neighbours(pk) if against is None else _places().filter(pk__in={*against, before})
        original = _original(pk, (n for n in beside if order(n) < place_of and n.copy_of_id is None), read)
        if original != before:
            Article.objects.filter(pk=pk).update(copy_of=original)
        if original is None and (before is not None or pk == moved):
            for later in _neighbours(pk):
                if order(later) > place_of:
                    waiting.add(later, pk)
        elif original is not None and before is None:
            for follower in _places().filter(copy_of=pk):
                waiting.add(follower)


def _places() -> QuerySet[Article]:
    """Articles with what their order hangs on, without their texts."""
    return Article.objects.only("key", "hidden", "published_at", "published_on", "copy_of").order_by()


def _neighbours(pk: int) -> QuerySet[Article]:
    """Articles that share a band with this one: perhaps alike."""
    mine = Band.objects.filter(article=pk).values_list("value", flat=True)
    there = Band.objects.filter(value__in=list(mine)).exclude(article=pk).order_by().values("article")
    return _places().filter(pk__in=there)


def _original(pk: int, candidates: Iterable[Article], read: Callable[[int], Shingles]) -> int | None:
    """The first of the candidates, in their order, that the article is like."""
    inorder = sorted(candidates, key=order)
    return next((candidate.pk for candidate in inorder if is_copy(read(pk), read(candidate.pk))), None)
