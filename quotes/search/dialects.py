"""Which engine answers is told by the connection; both offer the same (sqlite.py, postgres.py)."""

from typing import Protocol

from django.db import connections

from quotes.search import postgres, sqlite
from quotes.search.expressions import Expression


class Dialect(Protocol):
    """What an engine offers: how an expression is written, where it is looked for, and which column has the key."""

    FOUND: str
    MATCHES: str
    KEY: str
    IN_RANGE: str

    def written(self, expression: Expression) -> str: ...


_DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgres}


def of(using: str) -> Dialect:
    return _DIALECTS[connections[using].vendor]
