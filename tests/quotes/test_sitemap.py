"""Search engines are led to what editors have checked, and kept off the rest: sitemap, robots.txt, noindex."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from quotes import corrections
from quotes.models import Correction, Quote
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(client: Client, address: str) -> list[tuple[str, str]]:
    """Each address with its lastmod."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(b"".join(response) if response.streaming else response.content)
    assert root.tag in (f"{SPACE}urlset", f"{SPACE}sitemapindex")
    assert all([str(e.tag) for e in row] in ([f"{SPACE}loc"], [f"{SPACE}loc", f"{SPACE}lastmod"]) for row in root)
    return [(row.findtext(f"{SPACE}loc"), row.findtext(f"{SPACE}lastmod") or "") for row in root]


def everything(client: Client) -> list[str]:
    found = []
    for address, _ in rows(client, "/sitemap.xml"):
        found += [one for one, _ in rows(client, address.removeprefix("http://testserver"))]
    return [address.removeprefix("http://testserver") for address in found]


def checked(**given: Any) -> Quote:
    quote = a_quote(**given)
    corrections.confirm(quote, editor=EditorFactory.create(), version=quote.version)
    return quote


def test_only_what_was_checked_is_in_it(client: Client) -> None:
    berg, ruiz = (SpeakerFactory.create(name=name, slug=name.lower()) for name in ("Berg", "Ruiz"))
    yes, no = checked(speaker=berg), a_quote(speaker=ruiz)
    a_quote(status="hidden", speaker=ruiz)
    found = everything(client)
    assert {yes.get_absolute_url(), "/speakers/berg/", yes.article.get_absolute_url(), "/", "/method/"} <= set(found)
    for address in (no.get_absolute_url(), "/speakers/ruiz/", no.article.get_absolute_url(), "/quotes/"):
        assert address not in found
    assert len(found) == len(set(found))
    assert all(client.get(address).status_code == 200 for address in found)


def test_what_is_hidden_leaves_it(client: Client) -> None:
    quote = checked()
    corrections.hide(quote.article, editor=EditorFactory.create(group="publishers"), reason="A court said so.")
    assert not [address for address in everything(client) if re.search(r"/(quotes|articles|speakers)/.", address)]


def test_lastmod_is_when_an_editor_decided(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = checked()
    made = Correction.objects.get().created_at.isoformat(timespec="seconds")
    Quote.objects.filter(pk=quote.pk).update(updated_at=datetime(2031, 1, 1, tzinfo=UTC))
    for section in ("quotes", "articles", "speakers"):
        ((_, moved),) = rows(client, f"/sitemap-{section}-0.xml")
        assert moved == made
    assert {moved for address, moved in rows(client, "/sitemap.xml") if "pages" not in address} == {made}


def test_files_are_cut_by_ids(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.takeaway.sitemaps.SIZE", 2)
    made = [checked(speaker="Berg") for _ in range(5)]
    files = [address for address, _ in rows(client, "/sitemap.xml") if "sitemap-quotes-" in address]
    sizes = [len(rows(client, file.removeprefix("http://testserver"))) for file in files]
    assert (max(sizes), sum(sizes)) == (2, 5)
    assert {quote.get_absolute_url() for quote in made} <= set(everything(client))


def test_files_are_at_most_as_large_as_the_protocol_allows() -> None:
    from quotes.takeaway.sitemaps import SIZE

    assert SIZE <= 50_000


@pytest.mark.parametrize("address", ["/sitemap-x-0.xml", "/sitemap-quotes-99999999999999999999.xml"])
def test_what_is_no_file_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_file_is_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(4):
        checked(speaker=f"Berg{n}")
    for section in ("quotes", "articles", "speakers"):
        with django_assert_num_queries(1):
            rows(client, f"/sitemap-{section}-0.xml")


ROBOTS = [
    ("/quotes/", True),
    ("/quotes/12/", True),
    ("/speakers/anna-berg/", True),
    ("/quotes/?q=harbour", False),
    ("/speakers/?q=x", False),
    ("/admin/", False),
    ("/api/quotes", False),
    ("/clippings/", False),
    ("/quotes/export.csv", False),
]


@pytest.mark.parametrize(("address", "allowed"), ROBOTS)
def test_robots_are_kept_off_facets_and_files(client: Client, address: str, allowed: bool) -> None:
    """As RFC 9309 reads it, where * stands for anything; a program that knows no * is let in where others are too."""
    lines = client.get("/robots.txt").content.decode().splitlines()
    patterns = [line.partition(": ")[2] for line in lines if line.startswith("Disallow: ")]
    refused = [one for one in patterns if re.match(re.escape(one).replace(r"\*", ".*"), address)]
    assert (not refused) is allowed
    plain = RobotFileParser()
    plain.parse(lines)
    assert plain.can_fetch("Anybot", f"http://testserver{address}") or not allowed


def test_robots_txt_names_the_sitemap(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("status", "indexed"),
    [("checked", True), ("corrected", True), ("machine", False), ("disputed", False), ("gone", False)],
)
def test_what_is_unchecked_is_not_to_be_indexed(client: Client, status: str, indexed: bool) -> None:
    quote = a_quote(status=status, speaker=SpeakerFactory.create(name="Berg", slug="berg"))
    for address in (quote.get_absolute_url(), "/speakers/berg/", quote.article.get_absolute_url()):
        html = client.get(address).content.decode()
        assert ('<meta name="robots" content="noindex">' not in html) is indexed, address


def test_files_feeds_and_cards_are_not_to_be_indexed(client: Client) -> None:
    pk = checked().pk
    for address in ("/quotes/export.csv", "/quotes/feed.atom", f"/quotes/{pk}/cite.bib", f"/quotes/{pk}/embed/"):
        assert client.get(address)["X-Robots-Tag"] == "noindex", address


@pytest.mark.parametrize("address", ["/quotes/{quote}/", "/speakers/berg/", "/articles/{article}/"])
def test_each_page_says_what_its_address_is(client: Client, address: str) -> None:
    quote = checked(speaker=SpeakerFactory.create(name="Berg", slug="berg"))
    address = address.format(quote=quote.pk, article=quote.article_id)
    html = client.get(address + "?utm_source=x").content.decode()
    assert f'<link rel="canonical" href="http://testserver{address}">' in html
