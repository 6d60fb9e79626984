"""axe on every page of the URLconf in both colour schemes; each is read at 320 px, and its focus is seen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opener
from tests.quotes.site import LEFT_OUT, addresses, library

# The focus of whatever can have it: an outline or, where a browser draws its own, that.
FOCUSABLE = "main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary"
UNSEEN = """
elements => elements.filter(e => e.checkVisibility() && !e.closest(".trap")).slice(0, 60).filter(e => {
  e.focus({focusVisible: true});
  return document.activeElement === e && getComputedStyle(e).outlineStyle === "none";
}).map(e => e.outerHTML.slice(0, 120))
"""


@pytest.fixture
def pages(live_server: object) -> list[str]:
    """Every address that answers with a page of the site's own kind."""
    of = library(status="checked")
    return [address for address in addresses(of) if not LEFT_OUT.search(address)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(open_page: Opener, pages: list[str], scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    found = []
    for address in pages:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        violations = Axe().run(page).response["violations"]
        found += [(address, wrong["id"], [node["html"] for node in wrong["nodes"]][:3]) for wrong in violations]
    assert found == []


def test_every_page_fits_320_pixels_and_shows_its_focus(open_page: Opener, pages: list[str]) -> None:
    page = open_page(viewport={"width": 320, "height": 800})
    wide, unseen = [], {}
    for address in pages:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
        if lost := page.locator(FOCUSABLE).evaluate_all(UNSEEN):
            unseen[address] = lost
    assert wide == []
    assert unseen == {}


def test_nothing_jumps_about_while_a_page_loads(open_page: Opener, pages: list[str]) -> None:
    """No layout shift: what Lighthouse would measure of stability, on the search page and on a quote's."""
    page = open_page(viewport={"width": 390, "height": 844})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in ("/quotes/", pages[0]):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") < 0.05, address
