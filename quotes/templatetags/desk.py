"""What the desk's templates need beside their context: what waits for editors, and words set as printers set them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.urls import reverse

from quotes.admin.decisions import CHANGE
from quotes.admin.identity_forms import CHANGE_SPEAKER
from quotes.admin.queue import unreviewed
from quotes.models import Report, Suggestion
from quotes.pages.wording import printed as set_in_print

register = template.Library()
# No more are counted: whoever has so many to do needs no exact number.
MOST = 1000
_PAIRS = ("pair of speakers who may be one", "pairs of speakers who may be one")


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of something wait; `number` is a text, "1,000+" where not all were counted."""

    number: str
    what: str
    url: str


@register.simple_tag(takes_context=True)
def waiting(context: dict[str, Any]) -> list[Waiting]:
    """What the signed-in editor can do something about, as far as their rights go. At most three queries."""
    user: User | AnonymousUser = context["user"]
    rows: list[tuple[str, QuerySet[Any], tuple[str, str], str]] = [
        (CHANGE, Report.objects.open(), ("readers’ report", "readers’ reports"), "quotes_report_changelist"),
        (CHANGE, unreviewed(), ("quote to review", "quotes to review"), "quotes_quote_review"),
        (CHANGE_SPEAKER, Suggestion.objects.open(), _PAIRS, "quotes_suggestion_changelist"),
    ]  # fmt: skip
    found = []
    for right, queryset, words, url in rows:
        if user.has_perm(right):
            count = queryset.order_by()[: MOST + 1].count()
            number = f"{MOST:,}+" if count > MOST else str(count)
            found.append(Waiting(number, words[count != 1], reverse(f"admin:{url}")))
    return found


@register.filter
def printed(text: str) -> str:
    """Words of an article in printers' quotation marks."""
    return set_in_print(text)
