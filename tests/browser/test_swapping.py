"""What htmx changes and what it leaves: focus and caret stay, results and count alone are new, the count is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.quotes.pages import a_quote


@pytest.fixture(autouse=True)
def library(live_server: object) -> None:
    for n in range(25):
        a_quote(content=f"The harbour wall number {n} leaks.", speaker="Ana Ruiz")
    a_quote(content="A storm is coming.", speaker="Tom Quill")


def test_only_the_results_change_and_the_focus_stays(page: Page) -> None:
    page.goto("/quotes/")
    box = page.get_by_role("searchbox", name="Words")
    page.evaluate("document.querySelector('form.search').mark = document.querySelector('.masthead').mark = 'kept'")
    box.press_sequentially("storm", delay=30)
    expect(page.locator("#results .card")).to_have_count(1)
    expect(box).to_be_focused()
    assert box.evaluate("e => e.selectionStart") == 5
    kept = "[document.querySelector('form.search').mark, document.querySelector('.masthead').mark]"
    assert page.evaluate(kept) == ["kept", "kept"]


def test_the_announced_count_is_the_same_element_with_new_words(page: Page) -> None:
    """A live region that is replaced is not read out: it must be filled."""
    page.goto("/quotes/")
    page.evaluate("document.getElementById('result-count').mark = 'kept'")
    page.get_by_role("searchbox", name="Words").fill("storm")
    expect(page.locator("#result-count")).to_have_text("1 quote")
    assert page.evaluate("document.getElementById('result-count').mark") == "kept"
    assert page.locator("#result-count").get_attribute("aria-live") == "polite"


def test_back_from_page_two_shows_page_one_whole(page: Page) -> None:
    page.goto("/quotes/?q=harbour")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#results .card")).to_have_count(5)
    page.go_back()
    expect(page.locator("#results .card")).to_have_count(20)
    expect(page.locator(".masthead")).to_be_visible()


def test_the_history_of_htmx_gets_the_whole_page(page: Page) -> None:
    """Going back to a view that it no longer has, htmx asks for a page; caches must know the difference."""
    ask = {"HX-Request": "true"}
    fragment = page.request.get("/quotes/?q=storm", headers=ask)
    whole = page.request.get("/quotes/?q=storm", headers={**ask, "HX-History-Restore-Request": "true"})
    assert "<html" not in fragment.text()
    assert "<html" in whole.text()
    for answer in (fragment, whole):
        assert "HX-Request" in answer.headers["vary"]
