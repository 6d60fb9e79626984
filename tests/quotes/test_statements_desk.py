"""Statements at the desk: what the page shows, who may decide, what bad input gets."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes import corrections, statements
from quotes.models import Correction, Quote, Segment, Speaker
from tests.factories_quotes import SpeakerFactory
from tests.quotes.linked import a_segment, reported
from tests.quotes.test_admin_rights import sign_in
from tests.quotes.test_corrections_statements import DREDGED, DREDGED_TOO, TAXED, TAXED_TOO, groups, statement_of

pytestmark = pytest.mark.django_db
WHY = "Said on another occasion"


@pytest.fixture
def speaker() -> Speaker:
    made: Speaker = SpeakerFactory.create(name="Mira Hollen")
    return made


@pytest.fixture
def four(speaker: Speaker) -> list[Quote]:
    """A statement in two outlets, one in one outlet more, and a wording that stands alone."""
    quotes = [
        reported(f"Outlet {n}", text, "2026-03-14", speaker=speaker)
        for n, text in enumerate((DREDGED, DREDGED_TOO, TAXED, TAXED_TOO, "The tannery at Lowquay stays as it is."))
    ]
    statements.link([quote.pk for quote in quotes])
    return quotes


@pytest.fixture
def client() -> Client:
    return sign_in("editor")[0]


def segment_of(quote: Quote) -> Segment:
    return quote.segments.get()


def desk(quote: Quote, query: str = "") -> str:
    segment = segment_of(quote)
    if segment.statement_id:
        return reverse("admin:quotes_statement_change", args=[segment.statement_id]) + query
    return reverse("admin:quotes_statement_of", args=[segment.pk]) + query


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def join(client: Client, one: Quote, other: Quote, **data: Any) -> Any:
    a, b = segment_of(one), segment_of(other)
    given = {"version": corrections.side(a).version, "other_version": corrections.side(b).version, "reason": WHY}
    return client.post(reverse("admin:quotes_statement_join", args=[a.pk, b.pk]), {**given, **data})


def part(client: Client, quote: Quote, *leaving: Quote, **data: Any) -> Any:
    statement = statement_of(quote)
    given = {"version": statement.version, "item": [segment_of(one).pk for one in leaving], "reason": WHY}
    return client.post(reverse("admin:quotes_statement_part", args=[statement.pk]), {**given, **data})


def test_the_page_shows_what_reports_it_and_leads_to_the_quotes(client: Client, four: list[Quote]) -> None:
    html = page(client, desk(four[0]))
    assert DREDGED in html
    assert DREDGED_TOO in html
    assert TAXED not in html
    assert reverse("admin:quotes_quote_change", args=[four[1].pk]) in html
    assert "Nobody has joined or parted it." in html


def test_a_quote_on_the_desk_leads_to_its_statements(client: Client, four: list[Quote]) -> None:
    html = page(client, reverse("admin:quotes_quote_change", args=[four[0].pk]))
    assert f"Statement {statement_of(four[0]).pk}" in html
    assert "Same said elsewhere?" in page(client, reverse("admin:quotes_quote_change", args=[four[4].pk]))
    address = reverse("admin:quotes_statement_of", args=[segment_of(four[0]).pk])
    assert client.get(address)["Location"] == desk(four[0])


def test_others_are_found_by_words_and_by_number(client: Client, four: list[Quote]) -> None:
    assert "?other=" in page(client, desk(four[0], "?find=tonnage"))
    assert "?other=" in page(client, desk(four[0], f"?find={statement_of(four[2]).pk}"))
    assert "Nothing else has" in page(client, desk(four[0], "?find=dredged")), "not the statement itself"


def test_the_preview_says_what_comes_together(client: Client, four: list[Quote]) -> None:
    html = page(client, desk(four[0], f"?other={segment_of(four[2]).pk}"))
    assert "<strong>4 quotes</strong> in <strong>4 outlets</strong>" in html
    assert "lie between" not in html
    refused = page(client, desk(four[0], f"?other={segment_of(four[1]).pk}"))
    assert "They are one statement already." in refused


def test_joined_parted_undone(client: Client, four: list[Quote]) -> None:
    answer = join(client, four[0], four[4])
    assert answer.status_code == 302
    assert groups() == [{0, 1, 4}, {2, 3}]
    assert part(client, four[0], four[1]).status_code == 302
    assert groups() == [{0, 4}, {2, 3}]
    parted = Correction.objects.get(action="part")
    answer = client.post(reverse("admin:quotes_correction_undo", args=[parted.pk]), follow=True)
    assert answer.status_code == 200
    assert groups() == [{0, 1, 4}, {2, 3}]
    html = page(client, desk(four[0]))
    assert html.count("Undo this") == 2, "the joining, and the undo of the parting"
    assert reverse("admin:quotes_correction_changelist")
    assert page(client, reverse("admin:quotes_correction_changelist")).count(f"Statement {parted.statement_id}") >= 2


def test_two_editors_on_one_statement(client: Client, four: list[Quote]) -> None:
    stale = statement_of(four[0]).version
    join(client, four[0], four[2])
    answer = part(client, four[0], four[1], version=stale)
    assert answer.status_code == 409
    assert "Nothing was saved" in answer.content.decode()
    assert groups() == [{0, 1, 2, 3}]


@pytest.mark.parametrize(
    ("data", "words"),
    [({"reason": ""}, "Say why"), ({"item": []}, "Choose wordings"), ({"item": ["x"]}, "Select a valid choice")],
)
def test_what_is_missing_is_asked_for(client: Client, four: list[Quote], data: dict[str, Any], words: str) -> None:
    answer = part(client, four[0], four[1], **data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Correction.objects.exists()


def test_what_makes_no_sense_is_refused(client: Client, four: list[Quote]) -> None:
    answer = join(client, four[0], four[1])
    assert answer.status_code == 422
    assert "They are one statement already." in answer.content.decode()
    assert part(client, four[0], four[0], four[1]).status_code == 422
    assert client.get(reverse("admin:quotes_statement_of", args=[10**6])).status_code == 404
    assert client.get(reverse("admin:quotes_statement_change", args=[10**6])).status_code == 404
    assert client.get(reverse("admin:quotes_statement_change", args=["x"])).status_code == 404
    assert client.get(desk(four[0], "?other=x&find=%00")).status_code == 200


@pytest.mark.parametrize(("who", "seen", "decided"), [("editor", 200, 302), ("staff", 403, 403), ("nobody", 302, 302)])
def test_who_may(four: list[Quote], who: str, seen: int, decided: int) -> None:
    client = Client() if who == "nobody" else sign_in(who)[0]
    assert client.get(desk(four[0])).status_code == seen
    assert join(client, four[0], four[2]).status_code == decided
    assert Correction.objects.exists() is (who == "editor")


def test_the_list_is_searched_by_words(client: Client, four: list[Quote]) -> None:
    address = reverse("admin:quotes_statement_changelist")
    assert DREDGED in page(client, address)
    html = page(client, f"{address}?q=tonnage")
    assert TAXED in html
    assert DREDGED not in html
    assert DREDGED in page(client, f"{address}?q={statement_of(four[0]).pk}")


def test_the_page_is_a_fixed_number_of_queries(client: Client, four: list[Quote], speaker: Speaker) -> None:
    address = desk(four[0], f"?other={segment_of(four[2]).pk}")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(5, 10):
        a_segment(reported(f"Outlet {n}", DREDGED, speaker=speaker), statement=statement_of(four[0]))
        a_segment(reported(f"Outlet {n}", TAXED, speaker=speaker), statement=statement_of(four[2]))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)
