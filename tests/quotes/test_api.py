"""The read-only API: what it answers, by cursor; that it refuses in JSON; that its description is true."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from pytest_django import DjangoAssertNumQueries

from quotes.models import Assertion, Claim, Quote, Segment, Statement
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote, also_called, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    cache.clear()


def get(client: Client, address: str, code: int = 200, **params: Any) -> Any:
    response = client.get(f"/api/{address}", params)
    assert response.status_code == code, response.content
    assert response["Content-Type"].startswith("application/json")
    return response.json()


@pytest.fixture
def library() -> dict[str, Any]:
    """Two quotes of one speaker in one article, one of another; two of them report one statement."""
    article = ArticleFactory.create(outlet=OutletFactory.create(name="The Courier", slug="courier"), text=None)
    berg = SpeakerFactory.create(name="Anna Berg", slug="anna-berg")
    also_called(berg, "A. Berg")
    one = a_quote(content="The harbour is open.", article=article, speaker=berg, role="mayor")
    two = a_quote(
        content="the wall had leaked", article=article, speaker=berg, kind="indirect", stance="denies", cue="denied"
    )
    three = a_quote(content="The harbour is wide open.", speaker="Ida Ruiz")
    statement = Statement.objects.create()
    for quote in (one, three):
        body = quote.places.get().body
        Segment.objects.create(quote=quote, body=body, text=quote.text, statement=statement)
    claim = Claim.objects.create(desk_text="Not for readers.")
    for quote in (one, two):
        body = quote.places.get().body
        Assertion.objects.create(
            claim=claim, article=article, body=body, quote=quote, position=quote.pk, text=quote.text, record={}
        )
    rows = {"article": article, "berg": berg, "statement": statement, "claim": claim}
    return {**rows, "quotes": [one, two, three]}


def test_a_quote(client: Client, library: dict[str, Any]) -> None:
    denial = library["quotes"][1]
    data = get(client, f"quotes/{denial.pk}")
    assert data["line"] == "Denial – Anna Berg denied: the wall had leaked"
    assert (data["stance"], data["cue"], data["words"]) == ("denies", "denied", "the wall had leaked")
    assert data["permalink"] == f"http://testserver/quotes/{denial.pk}/"
    assert data["speakers"][0]["permalink"] == "http://testserver/speakers/anna-berg/"
    assert data["article"]["published_on"] == "2026-03-14"


@pytest.mark.parametrize(
    ("params", "numbers"),
    [
        ({}, [2, 1, 0]),
        ({"q": "harbour"}, [2, 0]),
        ({"q": "harbour -wide"}, [0]),
        ({"by": "berg"}, [1, 0]),
        ({"speaker": "anna-berg"}, [1, 0]),
        ({"outlet": "courier"}, [1, 0]),
        ({"kind": "indirect"}, [1]),
        ({"status": "checked"}, []),
        ({"since": "2026-03-15"}, []),
    ],
)
def test_a_search(client: Client, library: dict[str, Any], params: dict[str, str], numbers: list[int]) -> None:
    found = get(client, "quotes", 200, **params)
    assert [item["id"] for item in found["items"]] == [library["quotes"][n].pk for n in numbers]
    assert found["next"] is None


def test_a_list_goes_on_while_rows_come_in(client: Client) -> None:
    made = [a_quote(content=f"Number {n}.", speaker="Anna Berg").pk for n in range(5)]
    first = get(client, "quotes", limit=2, q="number")
    a_quote(content="Number six.", speaker="Anna Berg")
    seen = [item["id"] for item in first["items"]]
    following = first["next"]
    while following:
        assert "q=number" in following
        data = client.get(following).json()
        seen += [item["id"] for item in data["items"]]
        following = data["next"]
    assert seen == made[::-1]


def test_speakers(client: Client, library: dict[str, Any]) -> None:
    assert [one["name"] for one in get(client, "speakers")["items"]] == ["Ida Ruiz", "Anna Berg"]
    assert [one["name"] for one in get(client, "speakers", q="ber")["items"]] == ["Anna Berg"]
    data = get(client, "speakers/anna-berg")
    assert sorted(data["names"]) == ["A. Berg", "Anna Berg"]
    assert [role["text"] for role in data["roles"]] == ["mayor"]
    assert len(client.get(data["quotes"]).json()["items"]) == 2


def test_a_merged_speaker_leads_on(client: Client, library: dict[str, Any]) -> None:
    other = SpeakerFactory.create(name="Berg", slug="berg", merged_into=library["berg"])
    response = client.get(f"/api/speakers/{other.slug}")
    assert (response.status_code, response["Location"]) == (301, "/api/speakers/anna-berg")


def test_articles_and_outlets(client: Client, library: dict[str, Any]) -> None:
    article = library["article"]
    data = get(client, f"articles/{article.pk}")
    assert (data["title"], data["outlet"]["slug"]) == (article.title, "courier")
    assert "text" not in data
    assert len(client.get(data["quotes"]).json()["items"]) == 2
    assert [one["id"] for one in get(client, "articles", outlet="courier")["items"]] == [article.pk]
    assert len(get(client, "articles")["items"]) == 2
    assert "courier" in [one["slug"] for one in get(client, "outlets")["items"]]


def test_statements(client: Client, library: dict[str, Any]) -> None:
    pk = library["statement"].pk
    (found,) = get(client, "statements")["items"]
    assert (found["id"], found["quotes"], found["outlets"]) == (pk, 2, 2)
    data = get(client, f"statements/{pk}")
    assert {one["words"] for one in data["wordings"]} == {"“The harbour is open.”", "“The harbour is wide open.”"}
    merged = Statement.objects.create(merged_into=library["statement"])
    response = client.get(f"/api/statements/{merged.pk}")
    assert (response.status_code, response["Location"]) == (301, f"/api/statements/{pk}")


def test_claims(client: Client, library: dict[str, Any]) -> None:
    (found,) = get(client, "claims")["items"]
    assert found == get(client, f"claims/{library['claim'].pk}")
    assert (found["text"], found["status"]) == ("The harbour is open.", "unchecked")
    assert [one["quote"]["stance"] for one in found["sources"]] == ["asserts", "denies"]
    merged = Claim.objects.create(desk_text="x", merged_into=library["claim"])
    response = client.get(f"/api/claims/{merged.pk}")
    assert (response.status_code, response["Location"]) == (301, f"/api/claims/{library['claim'].pk}")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("quotes?kind=shouted", 400, "Kind “shouted” was ignored"),
        ("quotes?since=yesterday", 400, "it is no date"),
        ("quotes?speakr=x", 400, "There is no parameter 'speakr' here"),
        ("quotes?cursor=x", 400, "This cursor is none"),
        ("quotes?cursor=%00", 400, "This cursor is none"),
        ("quotes?limit=0", 400, "limit: "),
        ("quotes?limit=101", 400, "limit: "),
        ("quotes?limit=x", 400, "limit: "),
        ("quotes?outlet=none-such", 400, "there is no such outlet"),
        ("quotes/999999", 404, "Not Found"),
        ("quotes/99999999999999999999", 404, "Not Found"),
        ("speakers/nobody", 404, "Not Found"),
        ("articles/999999", 404, "Not Found"),
        ("statements/999999", 404, "Not Found"),
        ("nope", 404, "nothing at this address"),
        ("quotes/x", 404, "nothing at this address"),
    ],
)
def test_what_is_wrong_is_said_in_json(client: Client, address: str, status: int, words: str) -> None:
    assert words in get(client, address, status)["detail"]


def test_words_that_could_not_be_used_are_told(client: Client, library: dict[str, Any]) -> None:
    assert "never closed" in get(client, "quotes", q="“harbour")["notes"][0]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["/api/quotes", "/api/openapi.json", "/api/nope"])
def test_it_is_read_only(client: Client, method: str, address: str) -> None:
    response = getattr(client, method)(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json()["detail"].startswith("The API is read-only")


def test_head_is_get_without_the_body(client: Client, library: dict[str, Any]) -> None:
    response = client.head("/api/quotes")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == "application/json; charset=utf-8"


def test_any_sites_script_may_read_it_and_no_cookie_is_set(client: Client, library: dict[str, Any]) -> None:
    response = client.get("/api/quotes")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_one_address_may_ask_so_often(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotes.api.endpoints import api

    (throttle,) = api.throttle  # type: ignore[misc]
    monkeypatch.setattr(throttle, "num_requests", 2)
    for status in (200, 200, 429):
        get(client, "outlets", status)
    assert client.get("/api/outlets", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_what_fails_is_logged_and_says_nothing_of_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("quotes.api.endpoints.public_outlets", lambda: 1 / 0)
    assert get(client, "outlets", 500) == {"detail": "Something went wrong here; it was logged."}
    assert "ZeroDivisionError" in caplog.text


def test_the_description_is_true(client: Client, library: dict[str, Any]) -> None:
    """Every path that it names answers, and what it answers has the shape that the description gives."""
    described = get(client, "openapi.json")
    assert described["openapi"].startswith("3.1")
    rows = {"articles": library["article"], "claims": library["claim"], "statements": library["statement"]}
    numbers = {"quotes": library["quotes"][0].pk, **{name: row.pk for name, row in rows.items()}}
    for path, methods in described["paths"].items():
        assert list(methods) == ["get"]
        known = {"slug": "anna-berg", "pk": numbers.get(path.split("/")[2])}
        response = client.get(path.format(**known))
        assert response.status_code == 200, path
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        errors = Draft202012Validator({**schema, "components": described["components"]}).iter_errors(response.json())
        assert [f"{path} {error.json_path}: {error.message}" for error in errors] == []


def test_the_page_about_it(client: Client) -> None:
    response = client.get("/api/")
    text = text_of(response.content.decode())
    described = get(client, "openapi.json")
    for path in described["paths"]:
        assert f"GET {path}" in text
    assert "Search quotes" in text
    assert "What the source does with the words. Never show them without it." in text
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("address", ["/api/quotes", "/api/speakers", "/api/articles", "/api/statements"])
def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    def more(number: int) -> None:
        for n in range(number):
            quotes = [a_quote(content=f"Flood {n}.", speaker=f"Ana Ruiz{n}{number}{i}") for i in range(2)]
            statement = Statement.objects.create()
            for quote in quotes:
                body = quote.places.get().body
                Segment.objects.create(quote=quote, body=body, text=quote.text, statement=statement)

    more(2)
    client.get(address)  # Django asks once a process whether the database knows JSON
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    more(6)
    with django_assert_num_queries(len(few)):
        assert len(client.get(address).json()["items"]) >= 8
    assert Quote.objects.count() == 16
