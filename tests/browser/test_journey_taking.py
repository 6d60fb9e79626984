"""Journeys 5, 6, 9 and 10 of docs/journeys.md: one statement in two papers, footnotes, figures, the dossier."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.newsroom import Newsroom, newsroom
from tests.browser.test_journey_checking import WAYS, ways
from tests.factories import ArticleFactory
from tests.quotes.claimed import claim_of
from tests.quotes.pages import a_quote

RESULTS = "#results .card"


@pytest.fixture
def room(live_server: object) -> Newsroom:
    return newsroom()


@ways
def test_journey_5_one_sentence_two_papers(open_page: Opener, room: Newsroom, way: str) -> None:
    page = open_page(**WAYS[way])
    page.goto(room.closing.get_absolute_url())
    page.get_by_role("link", name=re.compile("Also reported by 1 outlet")).first.click()
    wordings = page.locator("article.wording")
    expect(wordings).to_have_count(2)
    expect(wordings.nth(0)).to_contain_text("The Courier")
    expect(wordings.nth(0)).to_contain_text("The bridge will stay shut until the spring")
    expect(wordings.nth(1)).to_contain_text("The Herald")
    expect(wordings.nth(1)).to_contain_text("The bridge stays shut until spring, Tom Quill.")
    assert wordings.nth(0).locator("mark").count() > 0


@ways
def test_journey_6_into_the_footnotes(open_page: Opener, room: Newsroom, way: str) -> None:
    page = open_page(**WAYS[way], accept_downloads=True)
    page.goto("/quotes/?q=bridge&outlet=courier")
    shown = page.locator(RESULTS).count()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    text = started.value.path().read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if "http" in "".join(map(str, row.values()))]
    assert len(rows) == shown > 2
    page.goto(room.closing.get_absolute_url())
    page.get_by_role("link", name="Cite", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cite this quote")
    expect(page.locator("pre.copy").first).to_contain_text(str(datetime.now(UTC).year))
    with page.expect_download() as started:
        page.locator("a[download][href$='.ris']").click()
    assert started.value.path().read_text().startswith("TY  - ")


@ways
def test_journey_9_three_people_or_thirteen(open_page: Opener, room: Newsroom, way: str) -> None:
    words = "three people died on the bridge"
    article = ArticleFactory.create(title="Deaths", text=f"Ana Ruiz said {words}. The police agreed.")
    quote = a_quote(article=article, content=words, speaker=room.mayor, kind="indirect")
    claim = claim_of(article, words, quotes=(quote,), figures=("three",))
    page = open_page(**WAYS[way])
    page.goto("/claims/?q=died")
    page.locator(f"a[href='/claims/{claim.pk}/']").first.click()
    main = page.locator("main")
    expect(main).to_contain_text(words)
    expect(main).to_contain_text("Ana Ruiz")
    expect(main).to_contain_text(article.outlet.name)


def test_journey_10_the_dossier_on_a_telephone_and_on_paper(open_page: Opener, room: Newsroom) -> None:
    page = open_page(**WAYS["telephone"])
    page.goto("/clippings/?q=bridge")
    for number in (1, 2):
        page.get_by_role("link", name="Add to the list").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{number} clipping{'s' if number > 1 else ''}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shared = page.get_by_label("Share").input_value()
    colleague = open_page(java_script_enabled=False)
    colleague.goto(shared)
    expect(colleague.get_by_role("heading", level=1)).to_have_text("2 clippings")
    feed = page.request.get("/quotes/feed.atom?q=bridge")
    assert feed.status == 200
    assert feed.headers["content-type"].startswith("application/atom+xml")


def test_journey_10_the_list_on_paper(page: Page, room: Newsroom) -> None:
    """With its own address and each quote's, and without what can only be pressed."""
    ids = (room.closing.pk, room.denial.pk)
    page.goto("/clippings/?ids={},{}".format(*ids))
    addresses = page.locator(".printed")
    expect(addresses).to_have_count(3)
    expect(addresses.first).to_be_hidden()
    page.emulate_media(media="print")
    shared = page.get_by_label("Share", exact=True).input_value()
    expect(addresses).to_have_text([shared, *(re.compile(rf"^http://.+/quotes/{pk}/$") for pk in ids)])
    for address in addresses.all():
        expect(address).to_be_visible()
    for gone in ("Move up", "Remove", "Find quotes to add"):
        expect(page.get_by_text(gone, exact=True).first).to_be_hidden()


@pytest.mark.parametrize("kind", ["closing", "denial"])
def test_journey_10_a_quote_on_paper(page: Page, room: Newsroom, kind: str) -> None:
    """Who, cue, kind, outlet, day and the address, in black on white and without what can only be pressed."""
    quote = getattr(room, kind)
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(quote.get_absolute_url())
    for seen in ("h1.who", ".words", ".eyebrow", ".facts", ".printed"):
        expect(page.locator(seen).first).to_be_visible()
    for gone in ("nav[aria-label=Site]", ".reporting-link", ".take", ".colophon", "a.skip"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    marks = page.locator(".words").first.inner_text()
    assert ("“" in marks) is (kind == "closing")
    assert page.pdf() if page.context.browser and page.context.browser.browser_type.name == "chromium" else True
