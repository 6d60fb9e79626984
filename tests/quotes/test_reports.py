"""R2: a wrong attribution can be reported by anybody, without account, cookie or script, and spam is limited."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from quotes import reports
from quotes.models import Quote, Report
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "QUICKEST", timedelta(seconds=-1))


def send(client: Client, quote: Quote, *, origin: str | None = HERE, **given: str) -> Any:
    """Posts the form as a browser would; headers go through `HTTP_…` and `REMOTE_ADDR`."""
    headers: dict[str, Any] = {name: value for name, value in given.items() if name.isupper()}
    if origin is not None:
        headers["HTTP_ORIGIN"] = origin
    form = {"what": "speaker", "text": "It was Tom Quill.", "token": reports.token(quote)}
    form |= {name: value for name, value in given.items() if not name.isupper()}
    return client.post(f"/quotes/{quote.pk}/report/", form, **headers)


def test_every_quote_can_be_reported_from_list_article_and_its_own_page(client: Client) -> None:
    quote = a_quote()
    for address in ("/", "/quotes/", quote.get_absolute_url(), quote.article.get_absolute_url()):
        assert f'href="/quotes/{quote.pk}/report/"' in client.get(address).content.decode(), address


def test_a_report_reaches_the_editors_without_cookie_or_account(client: Client) -> None:
    quote = a_quote(content="We won.", speaker="Ana Ruiz")
    page = client.get(f"/quotes/{quote.pk}/report/")
    assert "Ana Ruiz said “We won.”" in text_of(page.content.decode())
    sent = send(client, quote, contact="tom@example.org")
    assert sent.status_code == 302
    thanks = client.get(sent["Location"])
    assert "the report is with the editors" in thanks.content.decode()
    for response in (page, sent, thanks):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    report = Report.objects.get()
    assert (report.quote, report.what, report.text) == (quote, "speaker", "It was Tom Quill.")
    assert (report.status, report.contact) == ("open", "tom@example.org")


def test_the_address_is_not_kept_and_differs_from_day_to_day(rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.77")
    today = reports.sender(request)
    assert "192.0.2.77" not in today
    assert today == reports.sender(request)
    assert today != reports.sender(rf.get("/", REMOTE_ADDR="192.0.2.78"))
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert today != reports.sender(request)


def test_behind_a_proxy_the_last_address_it_wrote_counts(rf: Any, settings: Settings) -> None:
    def of(forwarded: str) -> str:
        return reports.sender(rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded))

    assert of("198.51.100.1") == of("198.51.100.2"), "without a proxy of our own anybody can write that header"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert of("192.0.2.1, 198.51.100.1") == of("192.0.2.9, 198.51.100.1") != of("198.51.100.2")
    assert of("2001:db8:0:1::1") == of("2001:db8:0:1:ffff::2") != of("2001:db8:0:2::1")
    assert of("") == of("nonsense")


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"origin": "https://elsewhere.example"}, 403, "sent from this site’s own page"),
        ({"origin": "null"}, 403, "sent from this site’s own page"),
        ({"origin": None}, 403, "sent from this site’s own page"),
        ({"origin": None, "HTTP_REFERER": "https://elsewhere.example/x"}, 403, "sent from this site’s own page"),
        ({"token": ""}, 403, "form was not complete"),
        ({"token": "1:x:y"}, 403, "form was not complete"),
        ({"what": ""}, 422, "Say what is wrong."),
        ({"what": "spam"}, 422, "Say what is wrong."),
        ({"what": "other", "text": " "}, 422, "Say in a few words"),
        ({"text": "x" * 2001}, 422, "at most 2000 characters"),
        ({"text": "a\x00b"}, 422, "Null characters are not allowed"),
    ],
)
def test_what_is_refused_is_told(client: Client, given: dict[str, Any], status: int, words: str) -> None:
    response = send(client, a_quote(), **given)
    assert response.status_code == status
    assert words in text_of(response.content.decode())
    assert not Report.objects.exists()


def test_what_was_written_is_kept_where_something_lacks(client: Client) -> None:
    html = send(client, a_quote(), what="", text="It was <Tom>.").content.decode()
    assert "It was &lt;Tom&gt;." in html


def test_an_old_browser_without_origin_may_send_its_referrer(client: Client) -> None:
    assert send(client, a_quote(), origin=None, HTTP_REFERER=f"{HERE}/quotes/1/report/").status_code == 302


def test_a_token_is_for_one_quote_and_one_day(client: Client) -> None:
    quote, other = a_quote(), a_quote()
    assert send(client, quote, token=reports.token(other)).status_code == 403
    old = signing.TimestampSigner(salt=reports._SALT)
    old.timestamp = lambda: signing.b62_encode(int(timezone.now().timestamp()) - 86_500)  # type: ignore[method-assign]
    response = send(client, quote, token=old.sign(str(quote.pk)))
    assert response.status_code == 403
    assert "open for more than a day" in response.content.decode()


def test_faster_than_a_person_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "QUICKEST", timedelta(seconds=30))
    assert send(client, a_quote()).status_code == 429
    assert not Report.objects.exists()


def test_a_robot_in_the_honeypot_is_thanked_and_forgotten(client: Client) -> None:
    assert send(client, a_quote(), website="https://spam.example").status_code == 302
    assert not Report.objects.exists()


def test_a_second_click_makes_no_second_report(client: Client) -> None:
    quote = a_quote()
    assert [send(client, quote).status_code for _ in range(3)] == [302, 302, 302]
    assert Report.objects.count() == 1


def test_one_address_is_limited_and_others_are_not(client: Client) -> None:
    quote = a_quote()
    codes = [send(client, quote, text=f"no. {n}").status_code for n in range(reports.PER_HOUR + 1)]
    assert codes == [302] * reports.PER_HOUR + [429]
    assert send(client, quote, REMOTE_ADDR="192.0.2.5").status_code == 302
    Report.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert send(client, quote, text="later").status_code == 302


@pytest.mark.parametrize("limit", ["PER_DAY", "FROM_ALL", "PER_QUOTE"])
def test_the_other_limits(client: Client, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(reports, limit, 1)
    quote = a_quote()
    assert send(client, quote).status_code == 302
    address = {} if limit == "PER_DAY" else {"REMOTE_ADDR": "192.0.2.5"}
    assert send(client, quote, text="again", **address).status_code == 429
    assert Report.objects.count() == 1


@pytest.mark.parametrize("status", ["hidden", "rejected"])
def test_what_is_off_the_pages_answers_410_and_takes_nothing(client: Client, status: str) -> None:
    quote = a_quote(content="A secret word.", status=status)
    for address in (f"/quotes/{quote.pk}/report/", f"/quotes/{quote.pk}/report/sent/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "secret" not in response.content.decode()
    assert send(client, quote).status_code == 410
    assert not Report.objects.exists()
    assert client.get("/quotes/999999/report/").status_code == 404


def test_the_form_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quote = a_quote()
    with CaptureQueriesContext(connection) as alone:
        client.get(f"/quotes/{quote.pk}/report/")
    number = len(alone)
    for n in range(5):
        a_quote(content=f"Number {n}.", article=quote.article)
        send(client, quote, text=f"no. {n}")
    with django_assert_num_queries(number):
        client.get(f"/quotes/{quote.pk}/report/")
