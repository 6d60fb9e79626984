"""J14: a list of clippings in the address: made by links and forms, shared, taken away in every format."""

import csv
import io
import json
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from quotes.takeaway.clipped import MOST, Clipped, pasted, read
from quotes.takeaway.exports import FORMATS
from tests.quotes.pages import a_quote, text_of


def page(client: Client, address: str = "/clippings/", **params: Any) -> str:
    response = client.get(address, params)
    assert response.status_code == 200
    return response.content.decode()


def links(html: str, words: str) -> list[str]:
    return [unescape(href) for href in re.findall(rf'<a [^>]*href="([^"]+)"[^>]*>{words}</a>', html)]


def shown(html: str) -> list[int]:
    """The quotes of the list, in its order."""
    return [int(pk) for pk in re.findall(r'id="who-(\d+)"', html.partition('id="more"')[0])]


def list_of(*ids: int) -> str:
    return ",".join(map(str, ids))


@pytest.mark.django_db
class TestList:
    def test_it_keeps_its_order(self, client: Client) -> None:
        one, two, three = (a_quote(content=f"Number {n}.").pk for n in range(3))
        assert shown(page(client, ids=list_of(three, one, two))) == [three, one, two]

    def test_it_is_put_together_by_links_alone(self, client: Client) -> None:
        """From a quote's page: clip it, search for more, add, move, remove."""
        one, two = a_quote(content="The harbour is open."), a_quote(content="The wall leaks.")
        (clip,) = links(page(client, one.get_absolute_url()), "Clip")
        assert shown(page(client, clip)) == [one.pk]
        (add,) = links(page(client, clip + "&q=wall"), "Add to the list")
        html = page(client, add)
        assert shown(html) == [one.pk, two.pk]
        assert "In the list: Mira Hollen said: “The wall leaks.”" in text_of(html)
        (up,) = links(html, "Move up")
        assert shown(page(client, up)) == [two.pk, one.pk]
        remove = links(page(client, up), "Remove")
        assert shown(page(client, remove[0])) == [one.pk]
        assert "q=wall" in remove[0]  # the search goes on

    def test_a_search_leads_there(self, client: Client) -> None:
        a_quote(content="The harbour is open.")
        (there,) = links(page(client, "/quotes/?q=harbour"), "Clip from these")
        assert len(links(page(client, there), "Add to the list")) == 1
        (there,) = links(page(client, "/quotes/"), "Clip from these")
        assert len(links(page(client, there), "Add to the list")) == 1

    @pytest.mark.parametrize("pasted_as", ["{pk}", "http://testserver/quotes/{pk}/", " /quotes/{pk}/?x=1#y "])
    def test_an_address_or_number_can_be_pasted(self, client: Client, pasted_as: str) -> None:
        one, two = a_quote().pk, a_quote(content="Other words.").pk
        response = client.get("/clippings/", {"ids": str(one), "add": pasted_as.format(pk=two)})
        assert (response.status_code, response["Location"]) == (302, f"/clippings/?ids={one},{two}")

    def test_it_can_be_shared(self, client: Client) -> None:
        one, two = a_quote().pk, a_quote(content="Other words.").pk
        html = page(client, ids=list_of(two, one), q="harbour")
        assert f'readonly value="http://testserver/clippings/?ids={two},{one}"' in html

    def test_every_format(self, client: Client) -> None:
        one, two = a_quote(content="Number one.").pk, a_quote(content="Number two.").pk
        html = page(client, ids=list_of(two, one))
        for ending, form in FORMATS.items():
            (address,) = links(html, form.label)
            assert address == f"/clippings/export.{ending}?ids={two},{one}"
            text = b"".join(client.get(address)).decode("utf-8-sig")
            assert text.index("Number two.") < text.index("Number one.")
        rows = csv.DictReader(
            io.StringIO(b"".join(client.get("/clippings/export.csv", {"ids": one})).decode("utf-8-sig"))
        )
        assert [int(row["id"]) for row in rows] == [one]
        assert json.loads(b"".join(client.get("/clippings/export.json", {"ids": two})))["count"] == 1

    def test_what_is_off_the_pages_is_counted_and_not_named(self, client: Client) -> None:
        one = a_quote(content="Number one.")
        secret = a_quote(content="Secret words.", speaker="Nobody Known", status="hidden")
        html = page(client, ids=list_of(secret.pk, one.pk))
        assert shown(html) == [one.pk]
        assert "1 of the list is not on the public pages." in text_of(html)
        assert "Secret" not in html
        assert "Nobody" not in html

    def test_one_gone_from_its_article_stays(self, client: Client) -> None:
        """J13: who clipped it keeps it, and sees what became of it."""
        quote = a_quote(status="gone")
        html = page(client, ids=quote.pk)
        assert shown(html) == [quote.pk]
        assert "Gone from the article" in text_of(html)

    @pytest.mark.parametrize("ids", ["x", "1,,2", "-1", "9" * 400, "\x00", "٣", "1;2", "<script>"])
    def test_bad_input_is_said(self, client: Client, ids: str) -> None:
        html = page(client, ids=ids, q="“\x00", kind="x", page="x")
        assert "<script>" not in html
        assert client.get("/clippings/export.csv", {"ids": ids}).status_code == 200
        assert client.get("/clippings/", {"ids": ids, "add": ids}).status_code == 302

    def test_an_empty_list_says_how_to_begin(self, client: Client) -> None:
        assert "Search below for quotes to put into it" in text_of(page(client))

    def test_it_is_not_indexed_and_sets_no_cookie(self, client: Client) -> None:
        response = client.get("/clippings/")
        assert b'content="noindex"' in response.content
        assert not response.cookies

    def test_the_number_of_queries_does_not_grow(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        ids = [a_quote(content=f"Number {n}.", speaker=f"Berg{n}").pk for n in range(8)]
        with CaptureQueriesContext(connection) as few:
            page(client, ids=list_of(*ids[:2]), q="number")
        with django_assert_num_queries(len(few)):
            page(client, ids=list_of(*ids), q="number")


def test_it_is_bounded() -> None:
    ids, notes = read(list_of(*range(1, MOST + 50)))
    assert len(ids) == MOST
    assert f"at most {MOST} quotes" in notes[0]
    assert Clipped(ids).having(9999) == Clipped(ids)


@given(st.lists(st.integers(1, 10**9), unique=True, min_size=1, max_size=20), st.data())
def test_what_is_done_to_a_list_can_be_read_again(ids: list[int], data: st.DataObject) -> None:
    clipped, one = Clipped(tuple(ids)), data.draw(st.sampled_from(ids))
    for changed in (clipped, clipped.moved_up(one), clipped.having(10**10), clipped.without(one)):
        asked = changed.url().partition("ids=")[2]
        assert read(asked) == (changed.ids, [])
    assert sorted(clipped.moved_up(one).ids) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("https://x.example/quotes/12/", 12), ("twelve", None), ("", None), ("/quotes/x/", None)],
)
def test_what_can_be_pasted(text: str, number: int | None) -> None:
    assert pasted(text) == number
