"""When an outlet's time zone turns out to be another one: the days on which its articles were published, anew."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils import timezone

from articles.dates import in_zone
from articles.models import Article, Outlet

_AT_ONCE = 500


def redate(outlet: Outlet) -> list[int]:
    """Date the outlet's articles in its time zone as it is now; the ids of those that were published on another day.

    Where no hour is known, the day is what the source says and stays. No original changes places with its copies:
    their order goes by the moment (`articles.wire`).
    """
    zone, now = ZoneInfo(outlet.time_zone), timezone.now()
    changed = []
    for article in outlet.articles.order_by("pk").only("published_at", "published_on").iterator():
        if article.published_at is None:
            continue
        try:
            _, day = in_zone(article.published_at, zone)
        except OverflowError:  # at the ends of the calendar, where older versions let articles in
            continue
        if day != article.published_on:
            article.published_on, article.updated_at = day, now
            changed.append(article)
    Article.objects.bulk_update(changed, ["published_on", "updated_at"], batch_size=_AT_ONCE)
    return [article.pk for article in changed]
