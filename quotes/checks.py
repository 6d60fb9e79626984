"""System checks that are this project's own."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError

PUBLIC_LEVELS = ("all", "likely", "checked")


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


@register()
def public_level_is_known(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a misspelt level: it would silently publish too much or too little."""
    known = ", ".join(PUBLIC_LEVELS)
    given = {"OTR_PUBLIC_LEVEL": settings.OTR_PUBLIC_LEVEL, "OTR_ACCUSATION_LEVEL": settings.OTR_ACCUSATION_LEVEL}
    return [
        Error(f"{name} is {level!r}; it must be one of {known}.", id="quotes.E001")
        for name, level in given.items()
        if level not in PUBLIC_LEVELS
    ]
