"""No search takes longer than it may: the database itself breaks it off (O5)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connections, transaction

# SQLite asks after so many steps of its machine: some thousand times a second.
_STEPS = 20_000


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
        if "interrupted" in str(error) or "statement timeout" in str(error):
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
    """For each statement on its own, which is near enough: there are few."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(int(seconds * 1000))])
        yield
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")
