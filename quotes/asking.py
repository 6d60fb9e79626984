"""What a search's address asks for, for everything that is not the search page: files, feeds, the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quotes.forms import SearchForm
from quotes.models import Quote
from quotes.models.quotes import QuoteQuerySet
from quotes.search.filters import Filters


@dataclass(frozen=True, slots=True)
class Asked:
    """`notes` has a line for each thing that was left out; `refused` is whether any of it was a filter."""

    filters: Filters
    notes: list[str]
    refused: bool

    @property
    def quotes(self) -> QuoteQuerySet:
        """The public quotes that were asked for, unordered."""
        return self.filters.apply(Quote.objects.public())

    @property
    def in_order(self) -> QuoteQuerySet:
        """The same as the search page shows them."""
        return self.filters.order(self.quotes)

    @property
    def title(self) -> str:
        return "; ".join(self.filters.chosen().values()) or "All quotes"


def asked(params: Any) -> Asked:
    """`params` as in request.GET."""
    form = SearchForm(params)
    filters, notes = form.filters()
    return Asked(filters, notes, bool(form.errors))


def origin(request: Any) -> str:
    """What stands before this site's own addresses: "https://example.org"."""
    return f"{request.scheme}://{request.get_host()}"
