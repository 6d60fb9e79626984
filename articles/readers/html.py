"""Web pages: trafilatura finds the article among navigation, asides and footers."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from articles.dates import parse_published
from articles.lines import without_by
from articles.readers.decoding import read_whole
from articles.readers.parsed import ParsedArticle, Refusal
from articles.text import one_line, same_heading, under_title

# The extraction takes time in proportion to the number of tags: this many, far more than any news page has, take a
# few seconds; five megabytes of nothing but tags would take a minute.
_MAX_TAGS = 50_000
_NO_TEXT = Refusal("no text found")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
# A declaration that trafilatura's parser refuses to find in text that is decoded already.
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_FURNITURE = [
    *("//nav", "//aside", "//form", "//button", "//figcaption", "//footer"),
    *("//*[@role='navigation']", "//*[@role='complementary']", "//*[@role='contentinfo']", "//*[@hidden]"),
    "//*[@aria-hidden='true']",
]
_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(["p", "head", "item", "quote", "list", "table", "row", "cell", "lb", "div", "code"])
# Where the page's own marks give no date, its elements for dates are looked at, but not its running text. Without an
# end of the calendar, a page dated after today would be searched for other dates, which takes seconds.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9998-12-31"}
_PUBLISHED = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
    " | //*[@itemprop='datePublished']/@datetime"
    " | //meta[@name='date' or @name='pubdate' or @name='DC.date.issued' or @name='parsely-pub-date']/@content"
)


def read(stream: io.BufferedReader) -> Iterator[ParsedArticle | Refusal]:
    """The one article of a page: headline first, then a paragraph a line."""
    declared = _CHARSET.search(stream.peek(2048)[:2048])
    page = read_whole(stream, declared[1].decode("ascii", "replace") if declared else None)
    if isinstance(page, Refusal):
        yield page
    elif page.count("<") > _MAX_TAGS:
        yield Refusal(f"more than {_MAX_TAGS} tags: no page of an article")
    else:
        try:
            yield _article(_XML_DECLARATION.sub("", page, count=1))
        except Exception as error:  # whatever a broken page makes a parser do: one line, and the rest goes on (law 4)
            yield Refusal(f"no page that can be read ({type(error).__name__}: {error})")


def _article(page: str) -> ParsedArticle | Refusal:
    # Loaded on first use: only those who read HTML should pay for it.
    from trafilatura import bare_extraction, load_html

    # What it finds wrong with a page is told by the one line of the refusal.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = load_html(page)
    if tree is None:
        return _NO_TEXT
    for footer in tree.xpath("//blockquote//footer"):
        footer.tag = "p"  # it says whose words they are, and would go with the page's footer
    published = _published(tree)
    found: Any = bare_extraction(
        tree, with_metadata=True, include_comments=False, prune_xpath=_FURNITURE, date_extraction_params=_DATES
    )
    text = _text(found.body) if found is not None else ""
    if not text:
        return _NO_TEXT
    title = _heading(found.body, site=found.sitename or "") or one_line(found.title or "")
    if same_heading(text, title):
        return _NO_TEXT
    return ParsedArticle(
        text=under_title(text, title),
        title=title,
        outlet=one_line(found.sitename or ""),
        canonical_url=found.url if (found.url or "").startswith(("http://", "https://")) else "",
        byline=without_by(one_line((found.author or "").replace(";", ","))),
        published=published or found.date or "",
    )


def _text(body: Any) -> str:
    """The text of the extracted tree, each paragraph, heading, list item and line of a quotation on its own line."""
    lines = (one_line(line) for line in "".join(_pieces(body)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    """The element's text with a line break at either end of every block in it (the parser bounds its depth)."""
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge + _SPACE.sub(" ", element.text or "")
    for child in element:
        yield from _pieces(child)
        yield _SPACE.sub(" ", child.tail or "")
    yield edge


def _heading(body: Any, site: str) -> str:
    """The page's one main heading, which is what its readers see over the text; "" if it has none, or several."""
    found = [one_line("".join(head.itertext())) for head in body.iter("head") if head.get("rend") == "h1"]
    return found[0] if len(found) == 1 and not same_heading(found[0], site) else ""


def _published(tree: Any) -> str:
    """What the page says of its publication, with the time of day if it says so anywhere; "" if nothing."""
    said = [str(value) for value in tree.xpath(_PUBLISHED)]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        said += _dates_in(script)
    said = said or [str(value) for value in tree.xpath("(//h1/following::time/@datetime)[1]")]
    said = [value for value in said if parse_published(value)]
    return next((value for value in said if ":" in value), said[0] if said else "")


def _dates_in(script: str) -> list[str]:
    """Every "datePublished" at the top of a page's linked data."""
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return []
    nodes = data if isinstance(data, list) else [data]
    nodes += [inner for node in nodes if isinstance(node, dict) for inner in _listed(node.get("@graph"))]
    return [str(node["datePublished"]) for node in nodes if isinstance(node, dict) and node.get("datePublished")]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
