"""How many claims the search of quotes finds beside its quotes."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from quotes.models import Claim
from quotes.search.claim_filters import ClaimFilters
from quotes.search.filters import Filters
from quotes.search.limits import TooLong, at_most

# Nobody needs to know more exactly.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Beside:
    """`count` claims at `url`; with `more`, more than these."""

    count: int
    more: bool
    url: str


def claims_beside(filters: Filters) -> Beside | None:
    """The claims with the same words, speaker, outlet and days; None where nothing is asked for, or none found.

    One query, or none.
    """
    published = filters.dates == "published"
    same = ClaimFilters(
        q=filters.q,
        speaker=filters.speaker,
        outlet=filters.outlet,
        since=filters.since if published else None,
        until=filters.until if published else None,
    )
    if same == ClaimFilters():
        return None
    try:
        with at_most(settings.OTR_SEARCH_SECONDS):
            found = same.apply(Claim.objects.public()).order_by()[: _MOST + 1].count()
    except TooLong:
        return None
    return Beside(min(found, _MOST), found > _MOST, same.url()) if found else None
