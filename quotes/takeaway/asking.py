"""What a search's address asks for, for everything that is not the search page: files, feeds, clippings, the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quotes import paging
from quotes.forms import SearchForm
from quotes.models import Quote
from quotes.models.quotes import QuoteQuerySet
from quotes.search.filters import Filters
from quotes.search.found import Spot, find

# More quotes than there will be: what goes on by a cursor is not cut.
_ALL = 10**9


@dataclass(frozen=True, slots=True)
class Asked:
    """`notes` has a line for each thing that was left out; `refused` is whether any of it was a filter."""

    filters: Filters
    notes: list[str]
    refused: bool

    @property
    def quotes(self) -> QuoteQuerySet:
        """All public quotes that were asked for, unordered."""
        public = Quote.objects.public()
        return self.filters.apply(public, most=_ALL) if self.filters.chosen() else public

    @property
    def latest(self) -> QuoteQuerySet:
        """The same, of very many the 10,000 that were published last: soon told, for what is asked for every hour."""
        public = Quote.objects.public()
        return self.filters.apply(public) if self.filters.chosen() else public

    def first(self, most: int) -> tuple[list[int], bool]:
        """The ids of the first of them as the search page orders them, never more than it can page through; and
        whether there are more."""
        found = find(self.filters, Spot(), min(most, paging.MOST))
        ids = [quote for _, quote in found.page][:most]
        return ids, found.more or found.total > len(ids)

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
