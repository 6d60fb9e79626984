"""Journeys 2, 7 and 8 of docs/journeys.md: all she said of the bridge, who this is, what was changed."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from quotes import corrections
from quotes.models import Quote, Speaker
from tests.browser.conftest import Opener
from tests.browser.newsroom import Newsroom, newsroom
from tests.browser.test_journey_checking import WAYS, ways
from tests.factories import BodyFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote

RESULTS = "#results .card"


@pytest.fixture
def room(live_server: object) -> Newsroom:
    return newsroom()


def choose(page: Page, room: Newsroom) -> None:
    """The filters of journey 2, by the form alone."""
    page.goto("/quotes/")
    page.get_by_role("searchbox", name="Words").fill("bridge")
    page.get_by_label("Said by").fill("anna ruiz")
    page.get_by_text("Filters and order").click()
    page.get_by_label("From", exact=True).fill("2026-03-01")
    page.get_by_label("To", exact=True).fill("2026-03-31")
    page.get_by_role("button", name="Search").click()


@ways
def test_journey_2_everything_she_said_about_the_bridge(open_page: Opener, room: Newsroom, way: str) -> None:
    page = open_page(**WAYS[way])
    choose(page, room)
    expect(page.locator(RESULTS)).to_have_count(4)
    expect(page.locator("#results")).to_contain_text("Every bridge has its price")
    page.wait_for_url(lambda url: {"q", "by", "since", "until"} <= parse_qs(urlsplit(url).query).keys())
    colleague = open_page(**WAYS[way])
    colleague.goto(page.url)
    expect(colleague.locator(RESULTS)).to_have_count(4)
    assert colleague.locator("#results").inner_text() == page.locator("#results").inner_text()
    expect(colleague.get_by_label("Said by")).to_have_value("anna ruiz")
    page.locator(".chips a", has_text="on or after").click()
    expect(page.locator(RESULTS)).to_have_count(5)
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(4)
    page.go_forward()
    expect(page.locator(RESULTS)).to_have_count(5)


@ways
def test_journey_7_who_is_this_and_what_else_have_they_said(open_page: Opener, room: Newsroom, way: str) -> None:
    page = open_page(**WAYS[way])
    page.goto(room.closing.get_absolute_url())
    page.locator("h1 a.name", has_text="Ana Ruiz").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz")
    about = page.get_by_label("About this speaker")
    for words in ("Anna Ruiz", "candidate for mayor", "seen 2 Nov 2025", "Tom Quill", "The Herald"):
        expect(about).to_contain_text(words)
    expect(
        page.get_by_role("img", name=re.compile("Quotes by month, from November 2025 to March 2026"))
    ).to_be_visible()
    expect(page.get_by_role("heading", name="What others say of Ana Ruiz")).to_be_visible()
    page.get_by_text("The numbers by month").click()
    page.get_by_role("link", name="November 2025").click()
    expect(page.locator(RESULTS)).to_have_count(1)
    expect(page.locator(RESULTS)).to_contain_text("A bridge for all.")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz")


@ways
def test_journey_8_what_was_changed_is_told_and_nothing_dies(open_page: Opener, room: Newsroom, way: str) -> None:
    editor = EditorFactory.create(group="publishers")
    Quote.objects.filter(pk=room.closing.pk).update(status="gone")
    BodyFactory.create(article=room.article, text="Bridge stays shut\nIt snowed all week.")
    corrections.hide(room.denial, editor=editor, reason="Legal advice.")
    namesake = SpeakerFactory.create(name="Anne Ruiz", slug="anne-ruiz")
    a_quote(content="I was there.", speaker=namesake)
    merged = Speaker.objects.get(pk=namesake.pk)
    versions = merged.version, Speaker.objects.get(pk=room.mayor.pk).version
    corrections.merge(merged, room.mayor, editor=editor, reason="A slip of the pen.", versions=versions)
    page = open_page(**WAYS[way])
    page.goto(room.closing.get_absolute_url())
    expect(page.get_by_text("Gone from the article.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("The bridge will stay shut until the spring")
    page.goto("/speakers/anne-ruiz/")
    expect(page).to_have_url(re.compile("/speakers/ana-ruiz/$"))
    page.get_by_role("link", name="Corrections").click()
    expect(page.locator("main")).to_contain_text("A slip of the pen.")
    expect(page.locator("main")).not_to_contain_text("missing")
    response = page.goto(room.denial.get_absolute_url())
    assert response
    assert response.status == 410
    expect(page.locator("main")).not_to_contain_text("missing")
    open_page.complaints[:] = [text for text in open_page.complaints if "410" not in text]
