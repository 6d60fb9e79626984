"""System checks that are this project's own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

PUBLIC_LEVELS = ("all", "likely", "checked")


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
