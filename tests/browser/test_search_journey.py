"""Searching in a real browser: live results, the back button, a pasted address, no JavaScript, the keyboard alone."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote

RESULTS = "#results .card"


@pytest.fixture(autouse=True)
def library(live_server: object) -> None:
    """Three quotes about a harbour, one about a storm."""
    courier = OutletFactory.create(name="The Courier", slug="courier")
    herald = OutletFactory.create(name="The Herald", slug="herald")
    berg = SpeakerFactory.create(name="Anna Berg", slug="anna-berg")
    rows = [
        ("The harbour is open.", courier, berg, "direct", {}),
        ("the harbour had been closed", herald, berg, "indirect", {"stance": "denies", "cue": "denied"}),
        ("Every harbour has its price.", herald, "Tom Quill", "direct", {}),
        ("A storm is coming.", courier, "Tom Quill", "direct", {}),
    ]
    for day, (content, outlet, speaker, kind, more) in enumerate(rows, start=1):
        article = ArticleFactory.create(outlet=outlet, published_on=date(2026, 3, day), text=None)
        a_quote(content=content, article=article, speaker=speaker, kind=kind, **more)


def test_results_come_while_typing_and_the_address_follows(page: Page) -> None:
    page.goto("/quotes/")
    expect(page.locator(RESULTS)).to_have_count(4)
    page.get_by_role("searchbox", name="Words").press_sequentially("harbour", delay=30)
    expect(page.locator(RESULTS)).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text("3 quotes")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=harbour$"))
    expect(page).to_have_title(re.compile("^harbour – Quotes"))
    page.get_by_text("Filters and order").click()
    page.get_by_label("Kind").select_option("direct")
    expect(page.locator(RESULTS)).to_have_count(2)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == {"q": ["harbour"], "kind": ["direct"]})


def test_the_back_button_restores_results_form_and_address(page: Page) -> None:
    page.goto("/quotes/")
    box = page.get_by_role("searchbox", name="Words")
    box.fill("harbour")
    expect(page.get_by_role("status")).to_have_text("3 quotes")
    box.fill("storm")
    expect(page.get_by_role("status")).to_have_text("1 quote")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("3 quotes")
    expect(page.locator(RESULTS)).to_have_count(3)
    expect(box).to_have_value("harbour")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("4 quotes")
    expect(box).to_have_value("")
    page.go_forward()
    expect(page.get_by_role("status")).to_have_text("3 quotes")
    expect(box).to_have_value("harbour")


def test_back_from_a_quote_to_the_results(page: Page) -> None:
    page.goto("/quotes/")
    page.get_by_role("searchbox", name="Words").fill("price")
    expect(page.get_by_role("status")).to_have_text("1 quote")
    page.get_by_role("link", name="In context").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tom Quill")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("1 quote")
    expect(page.locator("main h1")).to_have_text("Quotes")


def test_a_pasted_address_shows_the_same_view(page: Page, open_page: Opener) -> None:
    page.goto("/quotes/")
    page.get_by_role("searchbox", name="Words").fill("harbour")
    expect(page.get_by_role("status")).to_have_text("3 quotes")
    page.get_by_role("link", name=re.compile("^The Herald")).and_(page.locator(".facets a")).click()
    expect(page.get_by_role("status")).to_have_text("2 quotes")
    expect(page).to_have_url(re.compile("outlet=herald"))
    other = open_page()
    other.goto(page.url)
    expect(other.get_by_role("status")).to_have_text("2 quotes")
    expect(other.get_by_role("searchbox", name="Words")).to_have_value("harbour")
    expect(other.get_by_label("Outlet", exact=True)).to_have_value("herald")
    assert other.locator("#results").inner_text() == page.locator("#results").inner_text()


def test_without_javascript_everything_works(open_page: Opener) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox", name="Words").fill("harbour")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(RESULTS)).to_have_count(3)
    page.get_by_text("Filters and order").click()
    page.get_by_label("Outlet", exact=True).select_option("herald")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(RESULTS)).to_have_count(2)
    page.get_by_role("link", name="Drop the filter Words: harbour").click()
    expect(page.locator(".chips li")).to_have_count(1)
    page.locator(".facets a", has_text="Anna Berg").click()
    expect(page.locator(RESULTS)).to_have_count(1)
    expect(page.locator(RESULTS)).to_contain_text("Denial Anna Berg denied")
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(2)


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Words")).to_be_focused()
    page.keyboard.type("price")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 quote")
    link = page.get_by_role("link", name="In context")
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tom Quill")


def test_zero_results_lead_on(page: Page) -> None:
    page.goto("/quotes/?kind=direct")
    page.get_by_role("searchbox", name="Words").fill("closed")
    expect(page.get_by_role("status")).to_have_text("No quotes found.")
    page.get_by_role("link", name="Kind: Direct: in quotation marks", exact=True).click()
    expect(page.locator(RESULTS)).to_have_count(1)


def test_a_failed_request_is_told(page: Page, open_page: Opener) -> None:
    page.goto("/quotes/")
    page.route("**/quotes/?*", lambda route: route.abort())
    page.get_by_role("searchbox", name="Words").fill("harbour")
    expect(page.get_by_role("status")).to_contain_text("could not be fetched")
    open_page.complaints.clear()


def test_the_original_opens_at_the_sentence(page: Page, open_page: Opener) -> None:
    """The text fragment of a quote's page, tried on a long page: Chromium scrolls to the words."""
    from quotes.pages.passages import Marked, original

    words = "“We will not pay, not now & not ever,”"
    lines = [f"Paragraph number {n} of the long and tedious report." for n in range(200)]
    lines[150] = f"At last, after-hours — {words} Anna Berg told the meeting."
    text = "\n".join(lines)
    start = text.index(words)
    page.route(
        "**/original",
        lambda route: route.fulfill(
            content_type="text/html; charset=utf-8",
            body="<!doctype html><title>x</title>" + "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in lines),
        ),
    )
    page.goto("/quotes/")
    here = page.url.removesuffix("/quotes/")
    page.goto(original(f"{here}/original", text, [Marked("content", start, start + len(words))]))
    page.wait_for_function("window.scrollY > 1000")
    expect(page.get_by_text("At last, after-hours")).to_be_in_viewport()
