"""From the front page to the comparison of wordings to the original, with and without scripts, and on a phone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quotes.models import Quote, Statement
from tests.browser.conftest import Opener
from tests.quotes.linked import a_statement, reported

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
STAND = "We will always stand firmly by our neighbours until harvest day."
TURNED = "Until the day of harvest, we will firmly stand alongside our neighbours."


@pytest.fixture
def quotes(live_server: object) -> list[Quote]:
    return [
        reported("Calder Courier", STAND, "2026-03-13"),
        reported("Harrow Herald", TURNED, "2026-03-14"),
        reported("Velmark Today", "her country would stand by its neighbours", "2026-03-14", kind="indirect"),
    ]


@pytest.fixture
def statement(quotes: list[Quote]) -> Statement:
    copy = reported("Northmere Gazette", STAND, "2026-03-14", copy_of=quotes[0].article)
    return a_statement(*quotes, copy)


def walk(page: Page, statement: Statement, quotes: list[Quote]) -> None:
    """Front page, comparison, a quote's page and back, the list; the link to the original at its words."""
    page.goto("/")
    expect(page.get_by_role("heading", name="In most papers on 14 March 2026")).to_be_visible()
    page.get_by_role("link", name="Compare the wordings").click()
    expect(page).to_have_url(re.compile(rf"{statement.get_absolute_url()}$"))
    wordings = page.locator(".wording")
    expect(wordings).to_have_count(3)
    expect(page.get_by_text("Reported by 3 outlets")).to_be_visible()
    expect(wordings.first.locator(".had-one").first).to_have_text("always")
    original = wordings.first.get_by_role("link", name="Open the original at this sentence")
    expect(original).to_have_attribute("href", re.compile(rf"^{re.escape(quotes[0].article.url)}#:~:text="))
    wordings.first.get_by_text("1 copy of this article").click()
    expect(wordings.first.get_by_role("link", name="Northmere Gazette")).to_be_visible()
    wordings.nth(1).get_by_role("link", name="The quote’s own page").click()
    expect(page).to_have_url(re.compile(rf"{quotes[1].get_absolute_url()}$"))
    page.get_by_role("link", name="Also reported by 2 outlets").click()
    expect(page).to_have_url(re.compile(rf"{statement.get_absolute_url()}$"))
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Statements").click()
    page.get_by_label("Said by").fill("hollen")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"by=hollen"))
    expect(page.get_by_role("status")).to_have_text("1 statement")
    expect(page.get_by_role("link", name="Compare the wordings")).to_be_visible()


def test_from_the_front_page_to_the_original(page: Page, statement: Statement, quotes: list[Quote]) -> None:
    walk(page, statement, quotes)


def test_without_javascript(open_page: Opener, statement: Statement, quotes: list[Quote]) -> None:
    walk(open_page(java_script_enabled=False), statement, quotes)


def test_on_a_phone(phone: Page, statement: Statement, quotes: list[Quote]) -> None:
    walk(phone, statement, quotes)
    phone.goto(statement.get_absolute_url())
    left = {box["x"] for box in (one.bounding_box() for one in phone.locator(".wording").all()) if box}
    assert len(left) == 1, "one below the other"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_side_by_side_where_there_is_room(open_page: Opener, statement: Statement) -> None:
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(statement.get_absolute_url())
    first, second = (page.locator(".wording").nth(n).bounding_box() for n in (0, 1))
    assert first
    assert second
    assert first["y"] == second["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_differences_are_seen_without_colour(open_page: Opener, statement: Statement, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(statement.get_absolute_url())
    style = "node => [getComputedStyle(node).textDecorationLine, getComputedStyle(node).textDecorationStyle]"
    assert page.locator(".wording .had-one").first.evaluate(style) == ["underline", "dashed"]
    assert page.locator(".wording .had-some").first.evaluate(style) == ["underline", "dotted"]
    assert Axe().run(page, options=RULES).violations_count == 0


def test_in_print_nothing_is_folded_away(page: Page, statement: Statement) -> None:
    page.goto(statement.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.locator(".copies li")).to_be_visible()
    expect(page.locator(".masthead nav")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
