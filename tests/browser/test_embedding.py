"""A quote in another site's page, and machine-readable data under the strict Content-Security-Policy, in Chromium."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.quotes.pages import a_quote


@pytest.fixture
def blog() -> Iterator[Callable[[str], str]]:
    """Another site, at an origin of its own: given what its page holds, it gives its address.

    A real server: what Playwright answers in a server's place Chromium keeps away from addresses of this machine.
    """
    held = {"": ""}

    class Blog(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>A blog</title><link rel=icon href=data:,>{held['']}".encode())

        def log_message(self, *args: object) -> None:
            """Nothing on the tests' output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Blog) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def holding(html: str) -> str:
            held[""] = html
            return f"http://127.0.0.1:{server.server_port}/"

        yield holding
        server.shutdown()


def test_the_card_shows_in_another_sites_page(page: Page, live_server: object, blog: Callable[[str], str]) -> None:
    quote = a_quote(content="the wall had leaked", kind="indirect", stance="denies", cue="denied", speaker="Anna Berg")
    page.goto(f"{quote.get_absolute_url()}embed/code/")
    code = page.locator("pre").inner_text()
    page.goto(blog(f"<h1>A blog</h1>{code}"))
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading")).to_have_text("Denial – Anna Berg denied")
    expect(card.get_by_text("the wall had leaked")).to_be_visible()
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.scrollHeight <= window.innerHeight")  # nothing to scroll
    assert not page.context.cookies()


def test_no_other_page_can_be_framed(
    page: Page, open_page: Opener, live_server: object, blog: Callable[[str], str]
) -> None:
    quote = a_quote()
    page.goto("/method/")
    here = page.url.removesuffix("/method/")
    page.goto(blog(f"<iframe src='{here}{quote.get_absolute_url()}'></iframe>"))
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_count(0)
    page.wait_for_timeout(200)
    assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in open_page.complaints)
    open_page.complaints.clear()


def test_the_data_block_is_there_and_breaks_no_policy(page: Page, open_page: Opener, live_server: object) -> None:
    """`open_page` collects what the page's own policy refuses; an inline script would be refused, data is not."""
    quote = a_quote(content="We won </script><b>.", speaker="Anna Berg")
    page.goto(quote.get_absolute_url())
    data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert data["@type"] == "Quotation"
    assert data["text"] == "“We won </script><b>.”"
    assert open_page.complaints == []


def test_a_citation_is_marked_with_one_click_and_without_a_script(open_page: Opener, live_server: object) -> None:
    page = open_page(java_script_enabled=False)
    quote = a_quote(content="We won.", speaker="Anna Berg")
    page.goto(f"{quote.get_absolute_url()}cite/")
    box = page.locator("pre").nth(1)
    assert box.evaluate("e => getComputedStyle(e).userSelect") == "all"
    expect(box).to_contain_text("@article{on-the-record-")


def test_the_clippings_without_a_script_on_a_telephone(open_page: Opener, live_server: object) -> None:
    """J14: search, add two, order, share: by links and forms alone."""
    page = open_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    for n in ("one", "two"):
        a_quote(content=f"Harbour number {n}.", speaker="Anna Berg")
    page.goto("/clippings/")
    page.get_by_role("searchbox", name="Words").fill("harbour")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Add to the list").first.click()
    page.get_by_role("link", name="Add to the list").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 clippings")
    first = page.locator(".card .words").first.inner_text()
    page.get_by_role("link", name="Move up").click()
    assert page.locator(".card .words").nth(1).inner_text() == first
    shared = page.get_by_label("Share").input_value()
    other = open_page()
    other.goto(shared)
    expect(other.get_by_role("heading", level=1)).to_have_text("2 clippings")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "on-the-record-clippings.csv"
