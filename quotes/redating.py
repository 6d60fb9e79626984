"""Articles that turn out to have been published on another day, with all that is kept of that day beside them."""

from __future__ import annotations

from django.db import transaction

from articles import redating
from articles.models import Outlet
from quotes import claiming, statements
from quotes.models import Assertion, Quote
from quotes.search import index

_AT_ONCE = 500


@transaction.atomic
def redate(outlet: Outlet) -> int:
    """Date the outlet's articles in its time zone as it is now; gives how many have another day.

    The search index and the order of claims follow at once. Which statements their quotes report, the next command
    finds anew: it weighs words. What an article was read to say of days ("yesterday") stays until it is read again.
    """
    changed = redating.redate(outlet)
    for start in range(0, len(changed), _AT_ONCE):
        articles = changed[start : start + _AT_ONCE]
        quotes = Quote.objects.filter(article__in=articles)
        index.refresh(quotes.order_by("pk").values_list("pk", flat=True))
        statements.mark_due(quotes)
        claims = Assertion.objects.filter(article__in=articles, claim__isnull=False).order_by()
        claiming.describe(claims.values_list("claim", flat=True).distinct())
    return len(changed)
