"""System checks that are this project's own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

PUBLIC_LEVELS = ("all", "likely", "checked")


@register()
def public_level_is_known(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a misspelt OTR_PUBLIC_LEVEL: it would silently publish too much or too little."""
    if settings.OTR_PUBLIC_LEVEL in PUBLIC_LEVELS:
        return []
    known = ", ".join(PUBLIC_LEVELS)
    return [Error(f"OTR_PUBLIC_LEVEL is {settings.OTR_PUBLIC_LEVEL!r}; it must be one of {known}.", id="quotes.E001")]
