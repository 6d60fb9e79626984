"""An outlet's time zone: one that exists, and with it all dates of its articles, wherever they are kept (J16, J6)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Article, Outlet
from quotes import redating, statements
from quotes.models import DueLink, Quote, SegmentKey
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import EditorFactory
from tests.quotes.claimed import Table, claim_of, table
from tests.quotes.pages import a_quote

__all__ = ["table"]
pytestmark = pytest.mark.django_db

LATE = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)


def article(outlet: Outlet, **given: Any) -> Article:
    given = {"published_at": LATE, "published_on": date(2026, 3, 31), **given}
    made: Article = ArticleFactory.create(outlet=outlet, **given)
    return made


def at_desk() -> Client:
    client = Client()
    client.force_login(EditorFactory.create(is_superuser=True))
    return client


def change(outlet: Outlet, zone: str) -> Any:
    values = {"name": outlet.name, "time_zone": zone, "homepage": ""}
    return at_desk().post(f"/admin/articles/outlet/{outlet.pk}/change/", values, follow=True)


@pytest.mark.parametrize("zone", ["Mars/X", "../../etc/passwd", "europe/oslo", "UTC+1", ""])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    outlet = OutletFactory.create()
    article(outlet)
    answer = change(outlet, zone)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors.keys() == {"time_zone"}
    outlet.refresh_from_db()
    assert outlet.time_zone == "UTC"


def test_lists_and_pages_agree_after_a_change(client: Client) -> None:
    outlet = OutletFactory.create()
    quote = a_quote(article=article(outlet, text=None), content="The tide will turn.")
    answer = change(outlet, "Europe/Oslo")
    assert "1 article has another date of publication now." in answer.content.decode()
    quote.article.refresh_from_db()
    assert quote.article.published_on == date(2026, 4, 1)
    assert "1 April 2026" in client.get(f"/quotes/{quote.pk}/").content.decode()
    for params, found in (({"until": "2026-03-31"}, False), ({"since": "2026-04-01"}, True)):
        page = client.get("/quotes/", {"dates": "published", **params}).content.decode()
        assert ("The tide will turn." in page) is found, params
    row = client.get(f"/api/quotes/{quote.pk}").json()
    assert (row["article"]["published_on"], row["article"]["published_at"]) == (
        "2026-04-01",
        "2026-04-01T01:30:00+02:00",
    )


def test_claims_and_statements_follow(table: Table) -> None:
    outlet = OutletFactory.create()
    claim = claim_of(article(outlet, text="Prices rose. So it is."), "Prices rose.")
    quote = a_quote(article=article(outlet, text=None), content="We will not sell a single acre of the common.")
    statements.link([quote.pk])
    assert redating.redate(outlet) == 0
    assert not DueLink.objects.exists()
    outlet.time_zone = "Europe/Oslo"
    assert redating.redate(outlet) == 2
    claim.refresh_from_db()
    assert claim.newest_on == date(2026, 4, 1)
    assert quote.pk in statements.due()
    call_command("link")
    assert set(SegmentKey.objects.filter(segment__quote=quote).values_list("day", flat=True)) == {date(2026, 4, 1)}


def test_what_stays() -> None:
    """An article of which only the day is known, one of another outlet, one at the end of the calendar."""
    outlet = OutletFactory.create(time_zone="Europe/Oslo")
    stays = [
        article(outlet, published_at=None),
        article(OutletFactory.create()),
        article(outlet, published_at=datetime(9999, 12, 31, 23, 30, tzinfo=UTC), published_on=date(9999, 12, 31)),
    ]
    before = list(Article.objects.filter(pk__in=[each.pk for each in stays]).order_by("pk").values())
    assert redating.redate(outlet) == 0
    assert list(Article.objects.order_by("pk").values()) == before


def test_another_name_moves_no_date() -> None:
    outlet = OutletFactory.create(time_zone="Europe/Oslo")
    wrong = article(outlet)  # as ingested by an older version
    answer = at_desk().post(
        f"/admin/articles/outlet/{outlet.pk}/change/",
        {"name": "The Harbour Post", "time_zone": "Europe/Oslo", "homepage": ""},
        follow=True,
    )
    assert "date of publication" not in answer.content.decode()
    wrong.refresh_from_db()
    assert wrong.published_on == date(2026, 3, 31)


def test_a_failure_leaves_the_zone_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_quotes: object) -> None:
        raise RuntimeError("full")

    outlet = OutletFactory.create()
    made = a_quote(article=article(outlet, text=None), content="The tide will turn.")
    monkeypatch.setattr(statements, "mark_due", broken)
    with pytest.raises(RuntimeError, match="full"):
        change(outlet, "Europe/Oslo")
    outlet.refresh_from_db()
    assert outlet.time_zone == "UTC"
    assert Quote.objects.get(pk=made.pk).article.published_on == date(2026, 3, 31)
