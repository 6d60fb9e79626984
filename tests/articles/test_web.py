"""Addresses on the web: pages, feeds, and whatever else a site may answer."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import fetching, web
from articles.ingest import ingest_paths
from articles.models import Article
from articles.readers import MAX_SIZE, ParsedArticle, Refusal

BODY = "<p>The gates failed on Friday, the harbour said.</p>" + "<p>“Nobody was in danger,” Ines Quill told us.</p>" * 4
PAGE = (
    "<html><head><title>Gates fail</title><meta property='og:site_name' content='Harbour Post'></head><body><article>"
    f"<h1>Gates fail</h1>{BODY}</article></body></html>"
)
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>"
    "<item><title>Gates fail</title><link>{site}/bare</link><author>By Ana Ruiz</author>"
    "<pubDate>Fri, 20 Nov 2026 08:30:00 +0100</pubDate></item>"
    "<item><title>No date</title><link>{site}/page</link></item>"
    "<item><title>Gone</title><link>{site}/gone</link></item>"
    "<item><title>No address</title></item></channel></rss>"
)
ATOM = (
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><entry><title>Gates fail</title>"
    "<link href='{site}/page'/><updated>2026-11-20T08:30:00Z</updated></entry></feed>"
)
EMPTY_FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title></channel></rss>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = f"http://{self.headers['Host']}"
        html, xml = "text/html; charset=utf-8", "application/rss+xml"
        found: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/page": (200, {"Content-Type": html}, PAGE.encode()),
            "/bare": (200, {"Content-Type": html}, f"<html><body><article>{BODY}</article></body></html>".encode()),
            "/latin": (200, {"Content-Type": "text/html; charset=windows-1252"}, PAGE.encode("cp1252")),
            "/packed": (200, {"Content-Type": html, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
            "/bomb": (200, {"Content-Type": html, "Content-Encoding": "gzip"}, gzip.compress(b" " * 2 * MAX_SIZE)),
            "/broken": (200, {"Content-Type": html, "Content-Encoding": "gzip"}, b"no gzip"),
            "/moved": (302, {"Location": "/page"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/inside": (302, {"Location": "http://10.0.0.1/"}, b""),
            "/metadata": (302, {"Location": "http://169.254.169.254/latest"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/rss": (200, {"Content-Type": xml}, RSS.format(site=site).encode()),
            "/atom": (200, {"Content-Type": xml}, ATOM.format(site=site).encode()),
            "/none": (200, {"Content-Type": xml}, EMPTY_FEED.encode()),
            "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" * 40),
            "/empty": (200, {"Content-Type": html}, b""),
        }
        status, headers, content = found.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """A site on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def site(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same, as if it were out on the web."""
    monkeypatch.setattr(fetching, "_LOOPBACK", True)
    return elsewhere


def article(address: str, outlet: str = "") -> ParsedArticle:
    ((_, found),) = web.read(address, outlet)
    assert isinstance(found, ParsedArticle), found
    return found


def refusal(address: str) -> str:
    ((_, found),) = web.read(address)
    assert isinstance(found, Refusal), found
    return found.reason


@pytest.mark.parametrize("path", ["page", "latin", "packed", "moved"])
def test_a_page_is_an_article(site: str, path: str) -> None:
    found = article(f"{site}/{path}")
    assert (found.title, found.outlet) == ("Gates fail", "Harbour Post")
    assert found.text.startswith("Gates fail\nThe gates failed on Friday, the harbour said.\n“Nobody")
    assert found.url == f"{site}/{'page' if path == 'moved' else path}"


def test_a_page_that_names_no_outlet_is_the_given_one_s_or_its_host_s(site: str) -> None:
    assert article(f"{site}/bare").outlet == "localhost"
    assert article(f"{site}/bare", "Harbour Post").outlet == "Harbour Post"


def test_a_feed_leads_to_its_articles_and_each_that_fails_has_its_line(site: str) -> None:
    told = [(place.removeprefix(site), found) for place, found in web.read(f"{site}/rss")]
    assert [place for place, _ in told] == ["/bare", "/page", "/gone", "/rss"]
    dated, undated, gone, nowhere = (found for _, found in told)
    assert isinstance(dated, ParsedArticle)
    assert (dated.title, dated.byline) == ("Gates fail", "Ana Ruiz")
    assert dated.published == "2026-11-20T07:30:00+00:00"
    assert isinstance(undated, ParsedArticle)
    assert undated.published == ""
    assert gone == Refusal("the site answered 404 Not Found")
    assert nowhere == Refusal("an entry of the feed without an address: 'No address'")


def test_an_atom_feed_is_one_too(site: str) -> None:
    assert article(f"{site}/atom").published == "2026-11-20T08:30:00+00:00"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone", "the site answered 404 Not Found"),
        ("round", "the site sends from one address to the next without end"),
        ("bomb", "over 5 MB"),
        ("broken", "no page (ContentDecodingError)"),
        ("none", "a feed without entries"),
        ("picture", "neither a page nor a feed"),
        ("empty", "neither a page nor a feed"),
        ("inside", "its address is not on the public web"),
        ("metadata", "its address is not on the public web"),
        ("file", "no page (InvalidSchema)"),
    ],
)
def test_what_cannot_be_read_has_a_reason(site: str, path: str, reason: str) -> None:
    assert refusal(f"{site}/{path}") == reason


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://2130706433/",
        "http://192.168.0.1/", "http://172.16.0.1/", "http://169.254.169.254/", "http://[fe80::1]/", "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/", "http://100.64.0.1/", "http://224.0.0.1/", "http://0x7f.1/",
    ],
)  # fmt: skip
def test_o4_no_address_of_this_machine_or_its_network_is_asked(address: str) -> None:
    assert refusal(address) == "its address is not on the public web"


def test_o4_nor_where_a_name_leads_there(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(_host: str, port: int, *_arguments: Any, **_options: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    port = elsewhere.rpartition(":")[2]
    assert refusal(f"http://news.example:{port}/page") == "its address is not on the public web"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://", "no page (InvalidURL)"),
        ("http://[bad", "no page (InvalidURL)"),
        ("http://news.example:99999/", "no page (InvalidURL)"),
        ("http://does-not-exist.invalid/", "the site cannot be reached"),
    ],
)
def test_an_address_that_is_none_has_a_reason(address: str, reason: str) -> None:
    assert refusal(address) == reason


def test_a_site_that_takes_too_long_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", -1.0)
    assert "seconds" in refusal(f"{site}/page")


@pytest.mark.parametrize("day", ["0000-00-00T00:00:00Z", "9999-12-31T23:59:59-12:00", "soon"])
def test_a_date_that_is_none_is_left_out(day: str) -> None:
    item = f"<item><link>http://a.example/</link><pubDate>{day}</pubDate></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    ((_, entry),) = web.entries(feed.encode()) or []
    assert isinstance(entry, web.Entry)
    assert entry.published in ("", "9999-12-31T23:59:59+00:00")


@given(
    st.binary(max_size=200) | st.text(st.sampled_from("<>/!?[]&;=\"' arsstomfeditlnk:"), max_size=200).map(str.encode)
)
def test_whatever_a_site_sends_is_a_feed_or_none(content: bytes) -> None:
    for start in (b"", b"<?xml version='1.0'?><rss version='2.0'><channel><item>", b"<feed><entry>"):
        found = web.entries(start + content)
        assert found is None or all(isinstance(place, str) for place, _ in found)


@pytest.mark.django_db
def test_ingest_takes_addresses_beside_files(site: str) -> None:
    summary = ingest_paths([f"{site}/rss", f"{site}/page"], outlet="The Wire")
    assert dict(summary.counts) == {"new": 2, "refused": 2, "duplicate": 1}
    assert f"{site}/gone: the site answered 404 Not Found" in summary.refused
    dated = Article.objects.get(url=f"{site}/bare")
    assert (dated.outlet.name, str(dated.published_on)) == ("The Wire", "2026-11-20")
    assert Article.objects.get(url=f"{site}/page").outlet.name == "Harbour Post"
