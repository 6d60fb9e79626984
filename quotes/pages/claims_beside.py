"""From the search of quotes to the same search of claims."""

from __future__ import annotations

from quotes.search.claim_filters import ClaimFilters
from quotes.search.filters import Filters


def claims_beside(filters: Filters) -> str:
    """The address of the claims with the same words, speaker, outlet and days; "" where nothing is asked for.

    How many there are is for the page of claims to count: here it would cost every search a query.
    """
    published = filters.dates == "published"
    same = ClaimFilters(
        q=filters.q,
        speaker=filters.speaker,
        outlet=filters.outlet,
        since=filters.since if published else None,
        until=filters.until if published else None,
    )
    return "" if same == ClaimFilters() else same.url()
