"""A quote that the program missed, added by selecting its words in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quotes.models import Correction, Part, Quote
from quotes.search import index
from tests.browser.test_desk import desk as desk  # noqa: PLC0414 (a fixture)
from tests.factories import ArticleFactory
from tests.factories_quotes import QuoteFactory, SpeakerFactory

Desk = Callable[..., Page]
TEXT = (
    "Ferry 🚢🚢 row\n\nIt 👩‍🚀 rained. “No ferry 🙂 will sail,” Ana Ruiz said. “Never,” Piet Vos said.\n"
    "e\u0301 is no é, and 𝒜𝒷𝒸 are letters: he said so."
)

# Selects text[start:end] of the body, which the page shows line by line: found by the script's own units.
SELECT = """([words, nth]) => {
  const nodes = [];
  const walker = document.createTreeWalker(document.querySelector(".desk-text"), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("p[data-start]") && !node.parentElement.closest(".desk-label")
      ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  let at = -1;
  for (let i = 0; i <= nth; i++) at = whole.indexOf(words, at + 1);
  const place = (offset, ends) => {
    for (const node of nodes) {
      if (offset < node.data.length || (ends && offset === node.data.length)) return [node, offset];
      offset -= node.data.length;
    }
  };
  getSelection().setBaseAndExtent(...place(at, false), ...place(at + words.length, true));
}"""


def select(page: Page, words: str, nth: int = 0) -> None:
    page.evaluate(SELECT, [words, nth])


def test_words_are_selected_and_become_a_quote(desk: Desk) -> None:
    article = ArticleFactory.create(text=TEXT)
    ana = SpeakerFactory.create(name="Ana Ruiz")
    index.refresh_speakers([ana.pk])
    quote = QuoteFactory.create(article=article, content="“Never,”", speaker="Piet Vos")
    page = desk()
    page.goto(f"/admin/quotes/quote/{quote.pk}/change/")
    select(page, "“No ferry 🙂 will sail,”")
    page.keyboard.press("m")
    page.wait_for_url("**/missed/?content=*")
    expect(page.locator("#id_content")).to_have_value("“No ferry 🙂 will sail,”")
    expect(page.locator(".desk-text p .desk-content").last).to_have_text("“No ferry 🙂 will sail,”")
    select(page, "said", 0)
    page.keyboard.press("c")
    select(page, "Ana Ruiz")
    page.click("button:has-text('the source')")
    expect(page.locator("[data-taken]")).to_contain_text("Source: Ana Ruiz")
    page.click(".desk-scripted .select2-selection")
    page.keyboard.type("ruiz")
    page.click("li.select2-results__option:has-text('Ana Ruiz')")
    page.click("button:has-text('The program missed it')")
    page.wait_for_url("**/quotes/quote/*/change/")
    expect(page.locator(".messagelist")).to_contain_text("Added")
    expect(page.locator(".desk-speaker")).to_contain_text("Ana Ruiz")
    added = Correction.objects.get().quote
    assert added
    parts = Part.objects.filter(place__quote=added).values_list("role", "start", "text")
    assert list(parts) == [
        ("content", TEXT.index("“No"), "“No ferry 🙂 will sail,”"),
        ("source", TEXT.index("Ana"), "Ana Ruiz"),
        ("cue", TEXT.index("said"), "said"),
    ]
    page.click(".desk-last button")
    expect(page.locator(".messagelist")).to_contain_text("Undone")
    assert not Quote.objects.get(pk=added.pk).is_public()


def test_offsets_are_the_bodys_characters_whatever_is_drawn_in_the_text(desk: Desk) -> None:
    article = ArticleFactory.create(text=TEXT)
    for content in ("ferry 🙂 will", "“Never,”"):
        QuoteFactory.create(article=article, content=content)
    page = desk()
    first = TEXT.index("“No")
    selected = f"content={first}-{first + 12}&body={article.current_body_id}"
    page.goto(f"/admin/articles/article/{article.pk}/missed/?{selected}")
    for words, nth in [
        ("Ferry 🚢🚢 row", 0),
        ("🚢", 1),
        ("It 👩\u200d🚀", 0),
        ("🙂 will", 0),
        ("“Never,” Piet", 0),
        ("said", 1),
        ("said", 2),
        ("e\u0301 is no é", 0),
        ("𝒷𝒸 are", 0),
        ("so.", 0),
    ]:
        select(page, words, nth)
        page.keyboard.press("n")
        expect(page.locator("#id_continued")).to_have_value(words)
        start, end = map(int, page.input_value("#id_continued_at").split("-"))
        assert TEXT[start:end] == words
        assert TEXT.count(words, 0, start) == nth, words
    select(page, "Piet Vos said.e\u0301 is")
    page.keyboard.press("n")
    start, end = map(int, page.input_value("#id_continued_at").split("-"))
    assert TEXT[start:end] == "Piet Vos said.\ne\u0301 is"
    page.click(".desk-text p[data-start] >> nth=0", click_count=3)
    page.keyboard.press("n")
    start, end = map(int, page.input_value("#id_continued_at").split("-"))
    assert TEXT[start:end].strip() == "Ferry 🚢🚢 row"
    page.type("#id_continued", "s")
    assert page.input_value("#id_continued_at") == "", "what is typed stands elsewhere"


def test_nothing_selected_is_told_and_keys_can_rest(desk: Desk) -> None:
    article = ArticleFactory.create(text=TEXT)
    page = desk()
    page.goto(f"/admin/articles/article/{article.pk}/missed/")
    page.keyboard.press("m")
    expect(page.locator("[data-taken]")).to_contain_text("Select words")
    page.uncheck("[data-desk-keys] input")
    select(page, "rained")
    page.keyboard.press("m")
    expect(page.locator("#id_content")).to_have_value("")


def test_without_javascript(desk: Desk) -> None:
    article = ArticleFactory.create(text=TEXT)
    page = desk(java_script_enabled=False)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.click("text=Add a missed quote")
    page.fill("#id_content", "“No ferry 🙂 will sail,”")
    page.check("label:has-text('Unknown') input")
    page.click("button:has-text('The program missed it')")
    expect(page.locator(".messagelist")).to_contain_text("Added")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_wrong(desk: Desk, width: int, scheme: str) -> None:
    article = ArticleFactory.create(text=TEXT)
    QuoteFactory.create(article=article, content="“Never,”", speaker="Piet Vos")
    page = desk(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"/admin/articles/article/{article.pk}/missed/")
    select(page, "rained")
    page.keyboard.press("m")
    expect(page.locator("[data-taken]")).to_contain_text("rained")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context={"include": [[".desk"]]}, options=rules)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
