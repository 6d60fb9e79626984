"""From the list of claims to a claim, with a script and without; its data block troubles no policy."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from quotes.models import Claim
from tests.browser.conftest import Opener
from tests.quotes.claimed import Table, some_claims, table

__all__ = ["table"]
pytestmark = pytest.mark.browser
SOME = "Some of the harbour’s cranes have been sold"
ELEVEN = "Eleven of the harbour’s cranes have been sold"


@pytest.fixture(autouse=True)
def claims(live_server: object, table: Table) -> dict[str, Claim]:
    return some_claims(table)


def test_a_journalist_finds_where_the_papers_differ(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Claims").click()
    page.get_by_label("Words of claims").press_sequentially("crane")
    expect(page).to_have_url(re.compile(r"/claims/\?q=crane$"))
    expect(page.get_by_role("status")).to_have_text("2 claims")
    page.get_by_role("link", name=SOME).click()
    contrast = page.get_by_role("region", name="More exact")
    expect(contrast.get_by_text("Some", exact=True)).to_be_visible()
    expect(contrast.get_by_text("Eleven", exact=True)).to_be_visible()
    expect(contrast).to_contain_text("Ana Ruiz")
    page.get_by_role("link", name="The other claim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ELEVEN)
    expect(page.get_by_text("The register has nine.").first).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Words of claims")).to_have_value("crane")
    expect(page.get_by_role("status")).to_have_text("2 claims")


def test_filters_without_a_script(open_page: Opener) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page.goto("/claims/")
    page.get_by_role("complementary", name="Narrow the results").get_by_role("link", name="Wrong").click()
    expect(page.get_by_role("status")).to_have_text("1 claim")
    page.get_by_role("link", name="Drop the filter Status: wrong").click()
    expect(page.get_by_role("status")).to_have_text("2 claims")
    page.get_by_text("Filters and order").click()
    page.get_by_label("Claimed by").select_option("own")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("1 claim")
    expect(page.get_by_role("link", name=SOME)).to_be_visible()


def test_the_data_block_is_read_and_never_run(page: Page, claims: dict[str, Claim]) -> None:
    """`open_page` fails the test where Chromium says that the page broke its own Content-Security-Policy."""
    response = page.goto(claims["checked"].get_absolute_url())
    assert response is not None
    assert "unsafe-inline" not in response.headers["content-security-policy"]
    block = page.locator('script[type="application/ld+json"]').text_content()
    data = json.loads(block or "")
    assert (data["@type"], data["reviewRating"]["alternateName"]) == ("ClaimReview", "Wrong")


def test_the_line_of_time_has_a_form_for_each_and_words(page: Page, claims: dict[str, Claim]) -> None:
    page.goto(claims["claim"].get_absolute_url())
    drawing = page.get_by_role("img", name="3 places where it stands, published from 2 March 2026 to 9 March 2026.")
    assert [drawing.locator(form).count() for form in (".asserts", ".copy", ".other")] == [1, 1, 1]
    expect(page.get_by_text("a copy", exact=True)).to_be_visible()
    expect(page.get_by_text("denies, asks or supposes")).to_be_visible()
