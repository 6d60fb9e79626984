"""Plain text: a paragraph a line, or lines wrapped at some width with blank lines between the paragraphs."""

import io
import re
from collections.abc import Iterator

from articles import lines
from articles.readers.decoding import EMPTY, read_whole
from articles.readers.parsed import ParsedArticle, Refusal
from articles.text import ZoneKind, normalise, zones


def read(stream: io.BufferedReader) -> Iterator[ParsedArticle | Refusal]:
    """The one article of a text file, with title and byline as its own zones show them."""
    raw = read_whole(stream)
    if isinstance(raw, Refusal):
        yield raw
        return
    text = unwrap(normalise(raw))
    if not text:
        yield EMPTY
        return
    marked = [(zone.kind, text[zone.start : zone.end]) for zone in zones(text)]
    title = next((part for kind, part in marked if kind is ZoneKind.HEADLINE), "")
    bylines = (part for kind, part in marked if kind is ZoneKind.BYLINE and not lines.is_date(part))
    byline = next((lines.byline_names(part) or part for part in bylines), "")
    yield ParsedArticle(text=text, title=title, byline=byline)


def unwrap(text: str) -> str:
    """The text with a paragraph a line, where its lines were broken at a width; any other text as it is.

    That is so where blank lines part it into blocks whose lines, but for the last, are of about one length and mostly
    do not end a sentence.
    """
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text)]
    broken = [line for block in blocks if _is_wrapped(block) for line in block[:-1]]
    too_long = any(len(line) > 100 for block in blocks for line in block)
    if len(broken) < 3 or too_long or sum(map(lines.ends_sentence, broken)) * 3 > len(broken):
        return text
    return "\n\n".join((" " if _is_wrapped(block) else "\n").join(map(str.strip, block)) for block in blocks)


def _is_wrapped(block: list[str]) -> bool:
    return len(block) > 1 and all(len(line) >= 45 for line in block[:-1])
