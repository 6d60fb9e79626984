"""The editors' desk in a real browser: by keys, by mouse, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quotes.models import Correction, Quote
from quotes.search import index
from tests.browser.conftest import Opener
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory

Desk = Callable[..., Page]


@pytest.fixture
def desk(open_page: Opener) -> Desk:
    """Opens a page of an editor who has just signed in."""

    def open_desk(**options: object) -> Page:
        page = open_page(**options)
        editor = EditorFactory.create()
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", editor.username)
        page.fill("#id_password", "secret-of-tests")
        page.click("input[type=submit]")
        expect(page.locator("#user-tools")).to_be_visible()
        return page

    return open_desk


def opened(page: Page, quote: Quote) -> None:
    page.goto(f"/admin/quotes/quote/{quote.pk}/change/")


def test_a_reassigned_quote_shows_its_new_speaker_to_readers(desk: Desk) -> None:
    right = SpeakerFactory.create(name="Ottilie Brandt")
    quote = QuoteFactory.create(content="There was never a buyer.", speaker="Piers Okello")
    index.refresh([quote.pk])
    index.refresh_speakers([right.pk])
    page = desk()
    opened(page, quote)
    page.keyboard.press("a")
    page.click(".desk-scripted .select2-selection")
    page.keyboard.type("otti")
    page.click("li.select2-results__option:has-text('Ottilie Brandt')")
    page.click("button:has-text('The pronoun stands for somebody else')")
    expect(page.locator(".messagelist")).to_contain_text("Speaker changed")
    page.goto(quote.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Ottilie Brandt")
    expect(page.locator("main")).to_contain_text("Corrected by an editor")
    assert Correction.objects.get().reason == "The pronoun stands for somebody else"


def test_the_queue_by_keys_alone(desk: Desk) -> None:
    first, second, third = (QuoteFactory.create(content=f"Word {i}.", confidence=i / 10) for i in range(3))
    page = desk()
    page.goto("/admin/quotes/quote/review/")
    page.keyboard.press("c")
    page.wait_for_url(f"**/{second.pk}/change/?queue=1")
    page.keyboard.press("r")
    page.keyboard.press("1")
    page.wait_for_url(f"**/{third.pk}/change/?queue=1")
    page.keyboard.press("u")
    page.wait_for_url(f"**/{second.pk}/change/?queue=1")
    page.keyboard.press("s")
    page.wait_for_url(f"**/{third.pk}/change/?queue=1")
    statuses = dict(Quote.objects.values_list("pk", "status"))
    assert statuses == {first.pk: "checked", second.pk: "machine", third.pk: "machine"}


def test_keys_rest_while_somebody_types(desk: Desk) -> None:
    quote = QuoteFactory.create()
    page = desk()
    opened(page, quote)
    page.keyboard.press("r")
    page.fill("#id_reject_own_reason", "")
    page.type("#id_reject_own_reason", "cars1u")
    assert page.input_value("#id_reject_own_reason") == "cars1u"
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("not a quote")
    assert Correction.objects.get().reason == "cars1u", "Enter takes the words typed, not the first common reason"


def test_keys_can_be_switched_off_for_good(desk: Desk) -> None:
    quote = QuoteFactory.create()
    page = desk()
    opened(page, quote)
    page.uncheck("[data-desk-keys] input")
    page.reload()
    expect(page.locator("[data-desk-keys] input")).not_to_be_checked()
    page.locator("h2").first.click()
    page.keyboard.press("c")
    page.keyboard.press("r")
    expect(page.locator("details.desk-decision[open]")).to_have_count(0)
    page.check("[data-desk-keys] input")
    page.keyboard.press("r")
    expect(page.locator("details.desk-decision[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.desk-decision[open]")).to_have_count(0)
    assert not Correction.objects.exists()


def test_without_javascript(desk: Desk) -> None:
    right = SpeakerFactory.create(name="Ottilie Brandt")
    index.refresh_speakers([right.pk])
    quote = QuoteFactory.create(speaker="Piers Okello")
    page = desk(java_script_enabled=False)
    opened(page, quote)
    expect(page.locator(".desk-scripted")).to_be_hidden()
    page.click("summary:has-text('Somebody else speaks')")
    page.fill("#desk-find", "brandt")
    page.click("button:has-text('Find')")
    page.check("label:has-text('Ottilie Brandt') input")
    page.click("button:has-text('The article names another speaker')")
    expect(page.locator(".desk-speaker")).to_contain_text("Ottilie Brandt")
    page.click(".desk-last button")
    expect(page.locator(".desk-speaker")).to_contain_text("Piers Okello")


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (820, True), (390, False)])
def test_text_and_decisions_stand_side_by_side(desk: Desk, width: int, beside: bool) -> None:
    quote = QuoteFactory.create()
    page = desk(viewport={"width": width, "height": 900})
    opened(page, quote)
    text, panel = page.locator(".desk-text").bounding_box(), page.locator(".desk-panel").bounding_box()
    assert text
    assert panel
    assert (panel["x"] >= text["x"] + text["width"]) == beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def far_below(**given: object) -> Quote:
    """A quote whose speaker is named at the article's top, with long paragraphs between."""
    long = "The committee heard of weirs, sluices and towpaths, and of what each of them costs in a wet year. " * 12
    lines = [f"Ottilie Brandt chairs the committee. {long}", long, long, "“No weir is free,” she said.", long, long]
    article = ArticleFactory.create(text="\n".join(lines))
    quote = QuoteFactory.create(article=article, content="“No weir is free,”", source="she", **given)
    place = quote.places.get()
    place.parts.create(role="mention", start=0, end=14, text="Ottilie Brandt")
    return quote


def test_the_quote_is_in_view_and_the_focus_stays(desk: Desk) -> None:
    first, second = far_below(confidence=0.1), far_below(confidence=0.2)
    page = desk(viewport={"width": 1366, "height": 768})
    page.goto("/admin/quotes/quote/review/")
    for quote in (first, second):
        page.wait_for_url(f"**/{quote.pk}/change/?queue=1")
        expect(page.locator(".desk-text p .desk-content", has_text="No weir")).to_be_in_viewport(ratio=1)
        expect(page.locator(".desk-quick")).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") > 0
        assert page.evaluate("document.activeElement === document.body")
        page.keyboard.press("s")
    page.wait_for_url("**/review/")
    page.goto(f"/admin/quotes/quote/{first.pk}/change/#history")
    expect(page.locator("#history h2")).to_be_in_viewport()


def test_what_is_in_view_already_stays_where_it_is(desk: Desk) -> None:
    quote = QuoteFactory.create()
    page = desk(viewport={"width": 1366, "height": 768})
    opened(page, quote)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(desk: Desk, scheme: str) -> None:
    quote = QuoteFactory.create(stance="denies", reasons=["a reason"])
    page = desk(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    opened(page, quote)
    page.keyboard.press("a")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context={"include": [[".desk"]]}, options=rules)
    assert found.violations_count == 0, found.generate_report()
