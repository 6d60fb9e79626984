"""Picking a speaker while typing, and merging two at the desk, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from quotes.models import Speaker
from tests.browser.conftest import Opener
from tests.browser.test_desk import desk  # noqa: F401  (a fixture)
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import also_called
from tests.quotes.said import said

OFFERED = "#said-by-names [role=option]"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def people(live_server: object) -> tuple[Speaker, Speaker]:
    old = SpeakerFactory.create(name="Sergej Orlov", slug="sergej-orlov")
    new = SpeakerFactory.create(name="Sergei V. Orlov", slug="sergei-v-orlov")
    also_called(new, "Mr Orlov")
    for speaker, words in ((old, "One."), (new, "Two."), (new, "Three.")):
        said(speaker, words, f"he → {speaker.name}")
    said(SpeakerFactory.create(name="Tom Quill"), "Four.")
    return old, new


def offering(page: Page, typed: str) -> Locator:
    """The field for a speaker on the page of quotes, with some of a name typed, when both are offered."""
    page.goto("/quotes/")
    box = page.get_by_role("combobox", name="Said by")
    box.press_sequentially(typed, delay=30)
    expect(page.locator(OFFERED)).to_have_count(2)
    return box


def test_a_speaker_is_picked_by_keys_alone(people: tuple[Speaker, Speaker], page: Page) -> None:
    box = offering(page, "sergey")
    offered = page.locator(OFFERED)
    expect(page.locator("#results .card")).to_have_count(4)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "said-by-1")
    assert Axe().run(page, options=RULES).violations_count == 0
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?speaker=sergei-v-orlov$"))
    expect(page.get_by_role("status")).to_have_text("2 quotes")
    expect(page.get_by_role("link", name="Speaker: Sergei V. Orlov")).to_be_visible()
    expect(box).to_be_focused()


def test_an_answer_that_comes_late_leaves_the_marked_one_marked(people: tuple[Speaker, Speaker], page: Page) -> None:
    box = offering(page, "sergey")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/said-by/**"):
        box.press("Backspace")
    expect(page.locator(f"{OFFERED}[aria-selected=true]")).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", "said-by-1")


def test_escape_closes_and_typed_words_search_as_they_are(people: tuple[Speaker, Speaker], page: Page) -> None:
    offering(page, "orlov")
    page.keyboard.press("Escape")
    expect(page.locator("#said-by-names")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?by=orlov$"))
    expect(page.get_by_role("status")).to_have_text("3 quotes")


def test_by_mouse_and_by_touch(people: tuple[Speaker, Speaker], phone: Page) -> None:
    phone.goto("/quotes/")
    phone.get_by_label("Said by").press_sequentially("quill", delay=30)
    phone.get_by_role("option", name=re.compile("Tom Quill")).tap()
    expect(phone).to_have_url(re.compile(r"/quotes/\?speaker=tom-quill$"))
    expect(phone.locator("#results .card")).to_have_count(1)


def test_without_javascript_it_is_a_field_that_finds_names(people: tuple[Speaker, Speaker], open_page: Opener) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/quotes/")
    page.get_by_label("Said by").fill("sergey orlov")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#results .card")).to_have_count(3)


@pytest.mark.parametrize("scripted", [True, False])
def test_merged_at_the_desk_the_old_address_leads_on_until_it_is_undone(
    people: tuple[Speaker, Speaker],
    desk: Callable[..., Page],  # noqa: F811
    scripted: bool,
) -> None:
    old, new = people
    page = desk(java_script_enabled=scripted)
    page.goto(f"/admin/quotes/speaker/{old.pk}/identity/")
    if scripted:
        page.click(".desk-scripted .select2-selection")
        page.keyboard.type("orlov")
        page.click("li.select2-results__option:has-text('Sergei V. Orlov')")
        page.click("button:has-text('Compare')")
    else:
        page.fill("#desk-find", "sergei")
        page.click("button:has-text('Find')")
        page.click(".desk-found a:has-text('Sergei V. Orlov')")
    expect(page.locator(".desk-lead")).to_contain_text("1 quote in 1 article")
    if scripted:
        assert Axe().run(page, context={"include": [[".desk"]]}, options=RULES).violations_count == 0
    page.click("button:has-text('Two spellings of one name')")
    expect(page.locator(".messagelist")).to_contain_text("Sergej Orlov is Sergei V. Orlov from now on.")
    page.goto("/speakers/sergej-orlov/")
    expect(page).to_have_url(re.compile(r"/speakers/sergei-v-orlov/$"))
    expect(page.get_by_role("heading", name="3 quotes")).to_be_visible()
    page.goto(f"/admin/quotes/speaker/{new.pk}/identity/")
    page.click("#history button:has-text('Undo this')")
    page.goto("/speakers/sergej-orlov/")
    expect(page.get_by_role("heading", name="1 quote")).to_be_visible()
