"""Journeys 1, 3 and 4 of docs/journeys.md: is it right, did he deny it, who is "she"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quotes import reports
from quotes.models import Report
from tests.browser.conftest import Opener
from tests.browser.newsroom import Newsroom, newsroom

# With JavaScript on a laptop, without it, and on a telephone.
WAYS: dict[str, dict[str, Any]] = {
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "no script": {"java_script_enabled": False},
    "telephone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}
ways = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def room(live_server: object) -> Newsroom:
    return newsroom()


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Words").fill(words)
    page.get_by_role("button", name="Search").click()


@ways
def test_journey_1_is_this_quotation_right(open_page: Opener, room: Newsroom, way: str) -> None:
    page = open_page(**WAYS[way])
    search(page, '"shut until the spring"')
    expect(page.locator("#result-count")).to_have_text("1 quote")
    page.get_by_role("link", name="In context").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Ruiz, the mayor")
    main = page.locator("main")
    for words in (
        "Direct",
        "It snowed all week.",
        "Engineers nodded.",
        "The Courier",
        "Bridge stays shut",
        "14 March 2026",
    ):
        expect(main).to_contain_text(words)
    expect(page.locator(".passage .mark-content").first).to_contain_text("The bridge will stay shut")
    expect(page.locator(".passage .mark-cue").first).to_contain_text("said")
    link = page.get_by_role("link", name="Open the original at this sentence")
    assert "https://example.com/bridge#:~:text=" in (link.get_attribute("href") or "")


def test_journey_1_by_the_keyboard_alone(page: Page, room: Newsroom) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type('"shut until the spring"')
    page.keyboard.press("Enter")
    expect(page.locator("#result-count")).to_have_text("1 quote")
    reach(page, "In context")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Ruiz")
    reach(page, "Open the original at this sentence")


def reach(page: Page, name: str) -> None:
    """Tabs until the link of this name has the focus, which must be seen wherever it is."""
    link = page.get_by_role("link", name=name).first
    for _ in range(80):
        page.keyboard.press("Tab")
        seen = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert seen != "none", page.evaluate("() => document.activeElement.outerHTML")
        if link.evaluate("link => link === document.activeElement"):
            return
    raise AssertionError(f"{name} was not reached")


@ways
def test_journey_3_did_he_say_it_or_deny_it(open_page: Opener, room: Newsroom, way: str) -> None:
    page = open_page(**WAYS[way])
    search(page, "bridge money")
    card = page.locator("#results .card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text(re.compile(r"Denial\s+Tom Quill\s+denied"))
    expect(card).to_contain_text("Reported")
    page.get_by_role("link", name="In context").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Denial")
    expect(page).to_have_title(re.compile("^Denial – Tom Quill denied: that the bridge money was missing"))
    described = page.locator("meta[name=description]").get_attribute("content") or ""
    assert described.startswith("Denial – Tom Quill denied")
    page.emulate_media(media="print")
    expect(page.locator("h1 .stance")).to_be_visible()
    expect(page.locator("h1 .cue")).to_be_visible()


@ways
def test_journey_4_who_is_she_and_a_report(
    open_page: Opener, room: Newsroom, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "QUICKEST", timedelta(seconds=-1))
    page = open_page(**WAYS[way])
    page.goto(room.pronoun.get_absolute_url())
    main = page.locator("main")
    expect(main).to_contain_text("Name in doubt.")
    expect(main).to_contain_text("she → Ana Ruiz")
    expect(page.locator(".sureness")).to_contain_text("Doubtful")
    page.get_by_role("link", name="Report a wrong attribution").click()
    page.get_by_label("Somebody else said this").check()
    page.get_by_label("In your own words").fill("It was the treasurer.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("the report is with the editors")
    report = Report.objects.get()
    assert (report.quote, report.text, report.status) == (room.pronoun, "It was the treasurer.", "open")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Back to the quote").click()
    expect(page).to_have_url(re.compile(room.pronoun.get_absolute_url() + "$"))


def test_journey_4_a_form_that_lacks_something_says_what_and_keeps_the_rest(
    page: Page, open_page: Opener, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "QUICKEST", timedelta(seconds=-1))
    page.goto(f"{room.pronoun.get_absolute_url()}report/")
    page.get_by_label("Something else").check()
    page.get_by_label("Where to reach you").fill("tom@example.org")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words what is wrong.")
    expect(page.get_by_label("Where to reach you")).to_have_value("tom@example.org")
    open_page.complaints[:] = [text for text in open_page.complaints if "422" not in text]
