"""J7: the link to the original opens at the very sentence, tried in Chromium against a served copy of the original."""

from html import escape

import pytest
from playwright.sync_api import Page, Route, expect

from quotes.pages.passages import Marked, original
from tests.factories import ArticleFactory
from tests.quotes.pages import a_quote

# The paragraph with the content between bars; a decoy that stands far above it; the copy's HTML where it is not plain.
CASES = {
    "plain": ("Then |“We won,”| Ana Ruiz said.", "“We lost,” Ana Ruiz said.", ""),
    "hyphens and dashes": ("At last — |a well-known, ill-starred half-truth| – he said.", "A well known truth.", ""),
    "a hyphen alone": ("Then |“Yes - and no - perhaps - never,”| she said.", "“Yes and no,” she said.", ""),
    "commas": ("Now, |“One, two, three, and, then, four, or, five, if, any, six,”| he said.", "One, two, three.", ""),
    "an ampersand": ("Then |“Marks & Sparks & R&D?”| she asked.", "“Marks and Sparks?” she asked.", ""),
    "per cent and plus": ("So |“50% of 1+1=2 is 100%25 of it”| he said.", "“50 of 1 1 2” he said.", ""),
    "hash and slash": ("So |“No. #1 / 2 ~ 3 : 4 ; 5 = 6”| he said.", "“No. 1” he said.", ""),
    "brackets": ("So |“It [the bill] (all {of} it) <died>”| he said.", "“It died” he said.", ""),
    "apostrophes": ("So |‘It isn’t ours; it's theirs’| he said.", "It is not ours.", ""),
    "other letters": ("Then |“Łódź, Ærø, naïve café, Ñandú”| Şule Öztürk said.", "Lodz, Aero.", ""),
    "other scripts": ("Then |“Это наша земля, 北京 и мир”| he said.", "“Это не наша земля”.", ""),
    "an emoji": ("Then |“Great 🎉 news!”| she wrote.", "“Great news!” she wrote.", ""),
    "twice, behind others": ("Later |“No comment.”| Ida Berg said.", "Earlier “No comment.” Ana Ruiz said.", ""),
    "twice, before others": ("|“No comment.”| Ida Berg said.", "“No comment.” Ana Ruiz said.", ""),
    "the paragraph alone": ("|We will not pay.|", "We will pay.", ""),
    "a clause of a sentence": ("The mayor said |the wall had leaked for years| and left.", "The wall had leaked.", ""),
    "one word": ("It was, she said, |“absurd”|, and more.", "It was absurd.", ""),
    "very long": ("He said |" + " ".join(f"word{n}" for n in range(120)) + "| and left.", "word1 word2 word3", ""),
    "over paragraphs": ("He said: |“First of all, we came here today.\n“Then we left.”| That was all.", "First.", ""),
    "marked up": (
        "Then |“We really won, all of us,”| Ana Ruiz said.",
        "“We lost,” Ana Ruiz said.",
        "Then “We <em>really</em> <a href='/x'>won</a>, all <b>of</b> us,” <a href='/y'>Ana Ruiz</a> said.",
    ),
    "broken by the source's own lines": (
        "Then |“We won the whole of it,”| Ana Ruiz said.",
        "“We won half of it,” Ana Ruiz said.",
        "Then\n   “We won\n the\twhole of it,”\n Ana Ruiz said.",
    ),
    "with spaces that do not break": (
        "Then |“We won 40 million crowns,”| Ana Ruiz said.",
        "“We won 4 million,” Ana Ruiz said.",
        "Then “We won 40&nbsp;million crowns,” Ana&nbsp;Ruiz said.",
    ),
}  # fmt: skip


def served(page: Page, paragraphs: list[str]) -> None:
    """A copy of an original, long enough to have to be scrolled, at /original."""
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)

    def answer(route: Route) -> None:
        body = f"<!doctype html><meta charset=utf-8><title>Original</title>{html}"
        route.fulfill(content_type="text/html; charset=utf-8", body=body)

    page.route("**/original**", answer)


@pytest.mark.parametrize("name", CASES)
def test_the_link_opens_at_the_sentence(page: Page, live_server: object, name: str) -> None:
    told, decoy, html = CASES[name]
    before, words, after = told.split("|")
    filler = [f"Paragraph number {n} of the long and tedious report." for n in range(80)]
    text = "\n".join([*filler, decoy, *filler, before + words + after, *filler])
    start = text.index(before + words + after) + len(before)
    paragraphs = [html] if html else [escape(line) for line in (before + words + after).split("\n")]
    target = len(filler) * 2 + 1
    served(page, [*filler, escape(decoy), *filler, *paragraphs, *filler])
    page.goto("/method/")
    here = page.url.removesuffix("/method/")
    page.goto(original(f"{here}/original", text, [Marked("content", start, start + len(words))]))
    expect(page.locator("p").nth(target)).to_be_in_viewport(timeout=5_000)
    assert page.evaluate("window.scrollY") > 2_000


def test_from_a_quotes_page_with_one_click(page: Page, live_server: object) -> None:
    filler = [f"Paragraph number {n} of the long and tedious report." for n in range(80)]
    text = "\n".join([*filler, "“We will not pay, not now & not ever,” Anna Berg said.", *filler])
    article = ArticleFactory.create(text=text, url="https://courier.example/original?id=5#top")
    quote = a_quote(article=article, content="We will not pay, not now & not ever,", speaker="Anna Berg")
    served(page, [escape(line) for line in text.split("\n")])
    page.goto(quote.get_absolute_url())
    page.get_by_role("link", name="Open the original at this sentence").click()
    expect(page.get_by_text("We will not pay")).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 1_000
    assert page.url.startswith("https://courier.example/original?id=5#top")
