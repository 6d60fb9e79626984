"""The desk's first page: what waits, by what the editor may do."""

import pytest
from django.test import Client

from quotes.models import Report, Suggestion
from quotes.templatetags import desk
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


def home(client: Client, group: str | None) -> str:
    client.force_login(EditorFactory.create(group=group))
    return text_of(client.get("/admin/").content.decode())


def test_it_says_what_waits_and_where(client: Client) -> None:
    quote = a_quote()
    a_quote(status="checked")
    Report.objects.create(quote=quote, what="speaker", sender="x")
    Suggestion.objects.create(one=SpeakerFactory.create(), other=SpeakerFactory.create(), quotes=2)
    text = home(client, "editors")
    assert "What waits 1 readers’ report 1 quote to review 1 pair of speakers who may be one" in text
    assert 'href="/admin/quotes/quote/review/"' in client.get("/admin/").content.decode()


def test_beyond_a_thousand_it_stops_counting(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOST", 1)
    a_quote()
    a_quote()
    assert "1+ quotes to review" in home(client, "editors")


def test_who_may_do_nothing_about_it_is_not_told(client: Client) -> None:
    a_quote()
    assert "What waits" not in home(client, None)


def test_typed_marks_are_printed() -> None:
    assert desk.printed("``So''") == "“So”"
