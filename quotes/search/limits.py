"""No search takes longer than it may: the database itself breaks it off (O5)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Thread

from django.db import OperationalError, connections, transaction

# SQLite asks after so many steps of its machine: some thousand times a second.
_STEPS = 20_000
# Seconds after which PostgreSQL is asked again to break off.
_AGAIN = 0.05


class TooLong(Exception):  # noqa: N818 (the search was broken off, as it should be)
    """The search was broken off."""


@contextmanager
def at_most(seconds: float, using: str = "default") -> Iterator[None]:
    """Break off whatever the database does within, once so many seconds have passed. Raises TooLong."""
    limit = _on_sqlite if connections[using].vendor == "sqlite" else _on_postgres
    try:
        with limit(seconds, using):
            yield
    except OperationalError as error:
        if "interrupted" in str(error) or "canceling statement" in str(error):
            raise TooLong from error
        raise


@contextmanager
def _on_sqlite(seconds: float, using: str) -> Iterator[None]:
    connection = connections[using]
    connection.ensure_connection()
    until = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


@contextmanager
def _on_postgres(seconds: float, using: str) -> Iterator[None]:
    """By a request to cancel, from a thread beside: the time is that of all statements together, and telling the server
    a limit and taking it back would cost every search two statements and a transaction."""
    connection = connections[using]
    connection.ensure_connection()
    done = Event()
    watch = Thread(target=_watch, args=(done, seconds, connection.connection.cancel), daemon=True)
    watch.start()
    try:
        # What is broken off spoils a transaction that was begun before: then a part of it alone is given up.
        with transaction.atomic(using=using) if connection.in_atomic_block else nullcontext():
            yield
    finally:
        done.set()
        watch.join()  # so that no later statement of this connection is broken off


def _watch(done: Event, seconds: float, cancel: Callable[[], None]) -> None:
    """Between two statements there is nothing to cancel: it is asked again until all is done."""
    pause = seconds
    while not done.wait(pause):
        cancel()
        pause = _AGAIN
