"""Two editors, or an editor and a pass, at the very same time. PostgreSQL only: SQLite has one writer at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from quotes import corrections
from quotes.corrections import Stale
from quotes.models import Correction, Pass, Quote, Speaker
from quotes.store import store
from tests.factories_quotes import EditorFactory, QuoteFactory
from tests.quotes.test_store import body_of, found

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a database with row locks"),
]


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each gives or raises, all begun together, each on a connection of its own."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def test_of_two_editors_one_is_told() -> None:
    quote, editor = QuoteFactory.create(), EditorFactory.create()

    def confirm() -> Correction:
        return corrections.confirm(Quote.objects.get(pk=quote.pk), editor=editor, version=quote.version)

    results = at_once(*[confirm] * 4)
    assert sum(isinstance(result, Stale) for result in results) == 3
    assert Correction.objects.count() == 1
    assert Quote.objects.get().version == quote.version + 1


def test_a_pass_waits_for_the_editor() -> None:
    """What an editor decides while a pass is being stored is not overwritten by it."""
    body, editor = body_of("“It is late,” Bo Lind said."), EditorFactory.create()
    store(body, [found(body, "It is late,", said_by="Bo Lind")], version="1")
    decided = Barrier(2)

    def decide() -> Correction:
        quote = Quote.objects.get()
        with transaction.atomic():
            correction = corrections.confirm(quote, editor=editor, version=quote.version)
            decided.wait()  # the pass begins before this is committed
            return correction

    def attribute() -> Pass:
        decided.wait()
        return store(body, [found(body, "It is late,", said_by="Ana Ruiz")], version="2")

    assert not any(isinstance(result, Exception) for result in at_once(decide, attribute))
    quote = Quote.objects.get()
    assert (quote.status, quote.speakers.get().name) == ("checked", "Bo Lind")


def test_two_passes_that_want_one_slug() -> None:
    bodies = [body_of(f"“It is late,” {name} said.") for name in ("a clerk", "A clerk", "The clerk", "the clerk")]

    def attribute(number: int) -> Callable[[], Pass]:
        body = bodies[number]
        return lambda: store(body, [found(body, "It is late,", said_by="Clerk")], version="1")

    results = at_once(*[attribute(number) for number in range(2)])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert len(set(Speaker.objects.values_list("slug", flat=True))) == Speaker.objects.count()
