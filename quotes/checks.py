"""System checks that are this project's own."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError


@register(Tags.database)
def search_index_is_up_to_date(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Tell where the index was built while something else was public: its numbers would be wrong."""
    if not databases:
        return []
    try:
        due = index_is_due()
    except DatabaseError:  # before the migrations have run
        return []
    hint = "manage.py reindex"
    return [Caution("The search index was built by other rules.", hint=hint, id="quotes.W001")] if due else []


def index_is_due() -> bool:
    from quotes.search import index  # the models are not there yet when checks are registered

    return index.is_due()
