"""The form of the list of statements: what quotes are searched by, as far as it makes sense for statements."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from quotes.forms import SearchForm
from quotes.models import Quote, Segment
from quotes.search.filters import Filters

# The first is the list's default, which no parameter asks for.
LATEST = "latest"
SORTS = {"": "Most outlets first", LATEST: "Latest first"}
_FIELDS = ("q", "by", "speaker", "outlet", "since", "until", "sort")


class StatementForm(SearchForm):
    """Parameters as on the search page; a statement is found by any of the quotes that report it."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields = {name: self.fields[name] for name in _FIELDS}
        self.fields["sort"].choices = list(SORTS.items())  # type: ignore[attr-defined]


def url(filters: Filters) -> str:
    """The list with these filters."""
    params = filters.params()
    return reverse("statements") + (f"?{urlencode(params)}" if params else "")


def chips(filters: Filters) -> list[tuple[str, str]]:
    """Each filter in use, in words, with the address of the list without it."""
    return [(label, url(filters.without(name))) for name, label in filters.chosen().items()]


def found(filters: Filters) -> QuerySet[Any, Any]:
    """How far each statement has come that a quote with these filters reports: rows as `SegmentQuerySet.reach` has.

    With one wording alone there is nothing to compare: those are left out.
    """
    rows = Segment.objects.public()
    if filters.chosen():
        asked = filters.apply(Quote.objects.public()).order_by().values("pk")
        rows = rows.filter(Exists(Segment.objects.filter(statement=OuterRef("statement"), quote__in=asked)))
    reach = rows.reach().filter(quotes__gte=2)
    last = F("last_on").desc(nulls_last=True)
    return reach.order_by(*([last] if filters.sort == LATEST else ["-outlets", last]), "-statement")
