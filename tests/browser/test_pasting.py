"""A text pasted at the desk: what the program makes of it, kept without a script."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.models import Article
from quotes import pasting
from tests.browser.test_desk import Desk
from tests.browser.test_desk import desk as desk  # noqa: PLC0414 (a fixture)

TEXT = "“The gates failed,” harbour master Ines Quill said.\n\nTom Berg denied that they had been neglected."


def pasted(page: Page) -> None:
    """To the page from the desk's first one, and what it makes of TEXT."""
    page.goto("/admin/")
    page.click("text=Paste a text")
    page.fill("#id_text", TEXT)
    page.click("button:has-text('See what it makes of it')")
    expect(page.locator("#desk-found")).to_contain_text("2 quotes found")


def test_seen_kept_and_found_by_readers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desk(java_script_enabled=False)
    pasted(page)
    expect(page.locator(".desk-pasted")).to_contain_text("Ines Quill said: “The gates failed,”")
    monkeypatch.setattr(pasting, "_command", lambda *_arguments: ("", ""))  # it would look at another database
    page.fill("#id_outlet", "Harbour Post")
    page.click(".desk-panel button:has-text('Keep it')")
    expect(page.locator(".messagelist")).to_contain_text("Kept")
    page.goto(Article.objects.get().get_absolute_url())
    expect(page.locator("main")).to_contain_text("Harbour Post")


def test_thrown_away_it_leaves_nothing(desk: Desk) -> None:
    page = desk()
    pasted(page)
    page.click("text=Throw it away")
    expect(page.locator("#id_text")).to_have_value("")
    assert not Article.objects.exists()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_wrong(desk: Desk, width: int, scheme: str) -> None:
    page = desk(color_scheme=scheme, viewport={"width": width, "height": 900})
    pasted(page)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context={"include": [[".desk"]]}, options=rules)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
