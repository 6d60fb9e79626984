"""Shared test set-up: only what every package of tests needs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from articles.law import statements
from quotes.law import CORRECTION


@pytest.fixture(scope="session", autouse=True)
def emptied_in_spite_of_the_law() -> Iterator[None]:
    """Lets Django empty the tables after a test that commits, such as one with a live server.

    On SQLite it does so by DELETE, which corrections refuse; TRUNCATE, on PostgreSQL, asks no trigger.
    """
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            sql_flush = connection.ops.sql_flush

            def flush(*args: Any, **kwargs: Any) -> list[str]:
                triggers = statements(CORRECTION, "sqlite")
                return [*(f"DROP TRIGGER {name}" for name in triggers), *sql_flush(*args, **kwargs), *triggers.values()]

            patch.setattr(connection.ops, "sql_flush", flush)
        yield
