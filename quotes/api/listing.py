"""Lists that go on by a cursor: the same cost on every page, and nothing twice or left out while rows come in."""

from __future__ import annotations

import base64
import binascii
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import HttpError

from quotes.search.limits import at_most
from quotes.takeaway.asking import origin

MOST = 100
M = TypeVar("M", bound=Model)


class Paged(Schema):
    """The parameters that every list has."""

    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")
    cursor: str = Field("", max_length=40, description="Where to go on: a next has it.")


class Searched(Paged):
    """The search page's own parameters."""

    q: str = Field("", description='Words: all of them, "a phrase", -without, this OR that.')
    scope: str = Field("", description="all (words and names) or words.")
    by: str = Field("", description="Any name or spelling of who speaks.")
    spelling: str = Field("", description="any, or typed: only where the article spells the name so.")
    speaker: str = Field("", description="A speaker's slug.")
    outlet: str = Field("", description="An outlet's slug.")
    kind: str = Field("", description="direct, mixed or indirect.")
    status: str = Field("", description="machine, checked, corrected or disputed.")
    dates: str = Field("", description="What since and until are about: published or said.")
    since: str = Field("", description="A day, 2026-03-14.")
    until: str = Field("", description="A day, 2026-03-14.")


def part(request: HttpRequest, rows: QuerySet[M, Any], paged: Paged, key: str = "pk") -> tuple[list[M], str | None]:
    """The rows after the cursor, the highest `key` first, and the address of what follows them.

    Raises HttpError (400) for what is no cursor, TooLong for a search that takes too long.
    """
    if paged.cursor:
        rows = rows.filter(**{f"{key}__lt": _read(paged.cursor)})
    with at_most(settings.OTR_SEARCH_SECONDS):
        found = list(rows.order_by(f"-{key}")[: paged.limit + 1])
    if len(found) <= paged.limit:
        return found, None
    params = request.GET.copy()
    params["cursor"] = written(found[paged.limit - 1].pk)
    return found[: paged.limit], f"{origin(request)}{request.path}?{params.urlencode()}"


def known_only(request: HttpRequest, parameters: type[Schema]) -> None:
    """Raises HttpError (400) where a parameter is misspelt: left out in silence, it would answer another question."""
    unknown = sorted(request.GET.keys() - parameters.model_fields.keys())
    if unknown:
        names = ", ".join(parameters.model_fields)
        raise HttpError(400, f"There is no parameter {unknown[0][:40]!r} here; there are {names}.")


def written(pk: int) -> str:
    """The cursor behind the row with this id."""
    return base64.urlsafe_b64encode(str(pk).encode()).decode().rstrip("=")


def _read(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        text = ""
    if not (text.isdigit() and len(text) < 19):
        raise HttpError(400, "This cursor is none that a list gave.")
    return int(text)
