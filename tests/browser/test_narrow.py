"""On a telephone: long words stay within the page; what stands far down is one step away, and no step for Back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from quotes.models import Speaker
from tests.browser.conftest import Opener
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote

UNBREAKABLE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WIDE = """
() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > 391 && !e.closest(".table-scroll, .visually-hidden"))
  .map(e => e.outerHTML.slice(0, 100))
"""


@pytest.fixture
def speaker(live_server: object) -> Speaker:
    outlet = OutletFactory.create(name=f"The {UNBREAKABLE} Post", slug="post")
    article = ArticleFactory.create(outlet=outlet, title=f"Who owns the {UNBREAKABLE}?", text=None)
    speaker = SpeakerFactory.create(name=f"Maria von {UNBREAKABLE}", slug="maria")
    said = f"We have looked at every invoice of the {UNBREAKABLE}. " * 12
    a_quote(article=article, content=said, speaker=speaker, role=f"head of the {UNBREAKABLE}")
    a_quote(article=article, content="A short one.", speaker=speaker)
    return speaker


def test_long_words_stay_within_the_page(phone: Page, speaker: Speaker) -> None:
    quote = speaker.quotes.order_by("pk")[0]
    for address in (
        speaker.get_absolute_url(), quote.get_absolute_url(), quote.article.get_absolute_url(), "/quotes/",
        f"/clippings/?ids={quote.pk}", "/speakers/", "/outlets/",
    ):  # fmt: skip
        phone.goto(address)
        assert phone.evaluate(WIDE) == [], address


def test_a_long_quote_is_set_smaller_than_a_short_one(phone: Page, speaker: Speaker) -> None:
    sizes = []
    for quote in speaker.quotes.order_by("pk"):
        phone.goto(quote.get_absolute_url())
        sizes.append(
            phone.locator(".record > .words").evaluate("words => parseFloat(getComputedStyle(words).fontSize)")
        )
    assert sizes[0] < sizes[1]


def test_the_filters_are_one_step_away_and_no_step_for_back(phone: Page, speaker: Speaker) -> None:
    phone.goto("/speakers/")
    phone.goto("/quotes/")
    phone.get_by_role("link", name="Narrow these results").press("Enter")
    filters = phone.get_by_role("complementary", name="Narrow the results")
    expect(filters).to_be_focused()
    expect(filters).to_be_in_viewport()
    phone.keyboard.press("Tab")
    expect(filters.get_by_role("link").first).to_be_focused()
    phone.go_back()
    expect(phone.get_by_role("heading", name="Speakers")).to_be_visible()


def test_without_scripts_the_step_is_an_address(open_page: Opener, speaker: Speaker) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto("/quotes/")
    page.get_by_role("link", name="Narrow these results").click()
    expect(page.get_by_role("complementary", name="Narrow the results")).to_be_in_viewport()


def test_where_there_is_room_the_step_is_not_needed(page: Page, speaker: Speaker) -> None:
    page.goto("/quotes/")
    expect(page.get_by_role("link", name="Narrow these results")).to_be_hidden()
