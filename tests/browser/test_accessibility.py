"""axe on every page in both colour schemes, and what axe cannot see: width, targets, motion."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from quotes import corrections
from quotes.models import QuoteSpeaker
from tests.browser.conftest import Opener
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.claimed import Table, some_claims, table
from tests.quotes.linked import a_statement, reported
from tests.quotes.pages import a_quote

__all__ = ["table"]

ADDRESSES = [
    "/",
    "/quotes/",
    "/quotes/?q=harbour&kind=direct&sort=best",
    "/quotes/?q=nowhere+harbour",
    "/quotes/{denial}/",
    "/quotes/{unknown}/",
    "/quotes/{corrected}/",
    "/quotes/{gone}/",
    "/quotes/{hidden}/",
    "/quotes/{denial}/cite/",
    "/quotes/{denial}/embed/",
    "/quotes/{denial}/embed/code/",
    "/quotes/{hidden}/embed/",
    "/clippings/",
    "/clippings/?ids={denial},{unknown},{hidden}&q=harbour",
    "/api/",
    "/articles/{article}/versions/",
    "/claims/",
    "/claims/?q=harbour&differs=any&sort=oldest",
    "/claims/?q=nowhere+harbour",
    "/claims/{claim}/",
    "/claims/{checked}/",
    "/statements/",
    "/statements/?by=nobody+at+all",
    "/statements/{statement}/",
    "/speakers/",
    "/speakers/anna-berg/",
    "/articles/{article}/",
    "/outlets/",
    "/outlets/courier/",
    "/method/",
    "/corrections/",
    "/nope/",
]


@pytest.fixture
def addresses(live_server: object, table: Table) -> list[str]:
    """One of each kind of quote, and the addresses of all pages."""
    article = ArticleFactory.create(outlet=OutletFactory.create(name="The Courier", slug="courier"), text=None)
    berg = SpeakerFactory.create(name="Anna Berg", slug="anna-berg")
    made = {
        "denial": a_quote(
            article=article, content="the harbour is closed", kind="indirect", stance="denies", cue="denied",
            speaker=berg, role="harbour master", reasons=["the cue denies"],
        ),
        "unknown": a_quote(article=article, content="Who knows.", speaker=None, source="he", confidence=0.5),
        "corrected": a_quote(article=article, content="it is “a farce”", kind="mixed", speaker="Eve Wrong"),
        "gone": a_quote(content="It was there.", status="gone", speaker=berg),
        "hidden": a_quote(content="It was there.", status="hidden", speaker=berg),
    }  # fmt: skip
    QuoteSpeaker.objects.create(quote=made["unknown"], speaker=berg, standing="candidate")
    quote = made["corrected"]
    editor = EditorFactory.create()
    corrections.reassign(quote, [berg], editor=editor, reason="Named in the sentence.", version=quote.version)
    ids = {name: row.pk for name, row in (made | some_claims(table)).items()}
    a_copy = reported("The Herald", "Who knows?", copy_of=article, speaker=berg)
    ids["statement"] = a_statement(made["unknown"], reported("The Tribune", "Who knows that?"), a_copy).pk
    return [address.format(article=article.pk, **ids) for address in ADDRESSES]


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("details").evaluate_all("every => every.forEach(one => { one.open = true })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Opener, addresses: list[str], scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    found: list[tuple[str, str, list[str]]] = []
    for address in addresses:
        visit(page, address)
        violations = Axe().run(page).response["violations"]
        found += [(address, wrong["id"], [node["html"] for node in wrong["nodes"]][:3]) for wrong in violations]
    _forget_missing_pages(open_page)
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_page_is_wider_than_the_screen(open_page: Opener, addresses: list[str], width: int) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    for address in addresses:
        visit(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    _forget_missing_pages(open_page)


# What stands alone, not in a line of text, and can be pressed, is at least 24 px high and wide (WCAG 2.5.8).
SMALL = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter(e => getComputedStyle(e).display !== "inline" || e.closest("nav, .meta, .margin, .chips, .facets"))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width && (box.height < 24 || box.width < 24) && !e.matches(".skip"))
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""


def test_targets_are_large_enough(open_page: Opener, addresses: list[str]) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    for address in addresses:
        visit(page, address)
        assert page.evaluate(SMALL) == [], address
    _forget_missing_pages(open_page)


def test_nothing_moves_where_motion_is_not_wanted(open_page: Opener, addresses: list[str]) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto("/quotes/")
    assert page.locator("#results").evaluate("e => getComputedStyle(e).transitionProperty") == "none"


def test_kinds_differ_without_colour_and_in_print(open_page: Opener, addresses: list[str]) -> None:
    page = open_page()
    looks = {}
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        page.goto("/quotes/")
        for kind in ("direct", "mixed", "indirect"):
            look = "e => { const s = getComputedStyle(e); return s.fontFamily + s.borderLeftStyle + s.fontSize }"
            looks[medium, kind] = page.locator(f".words-{kind}").first.evaluate(look)
        assert len({looks[medium, kind] for kind in ("direct", "mixed", "indirect")}) == 3


def _forget_missing_pages(open_page: Opener) -> None:
    """Chromium logs the 404 and the 410 that were asked for."""
    open_page.complaints[:] = [text for text in open_page.complaints if "status of 4" not in text]
