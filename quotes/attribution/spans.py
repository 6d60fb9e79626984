"""Character spans of contents: trimmed, widened to whole quotations, kept out of silent zones, joined."""

from collections.abc import Iterable

from spacy.tokens import Token

from quotes.attribution.page import Page
from quotes.attribution.quotations import MARKS, Quotation
from quotes.attribution.rates import VERBAL
from quotes.attribution.types import Span

_SENTENCE_STARTS_AFTER = frozenset({".", "!", "?", ":", "”", '"', "’", "'", ",", "—", "–"})
_WORDS_OF_A_STATEMENT = 4
_MOST = 0.5


class Coverage:
    """Which tokens of a page some content holds; grows as contents are found."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held = bytearray(len(page.doc))

    def add(self, spans: Iterable[Span]) -> None:
        for start, end in spans:
            first, last = self._page.tokens(start, end)
            self._held[first:last] = b"\x01" * (last - first)

    def holds(self, token: int) -> bool:
        return bool(self._held[token])

    def share(self, start: int, end: int) -> float:
        """The share of the tokens in the character span that contents hold."""
        first, last = self._page.tokens(start, end)
        return sum(self._held[first:last]) / max(last - first, 1)


def trimmed(page: Page, start: int, end: int) -> Span | None:
    """Character span of the tokens `[start, end)` less punctuation, space and "and" at the ends; marks stay, but not
    one that closes a quotation before the span or opens one behind it."""
    doc = page.doc
    while start < end and (_is_margin(page, doc[start]) or _closes(page, doc[start])):
        start += 1
    while end > start and (_is_margin(page, doc[end - 1]) or _opens(page, doc[end - 1])):
        end -= 1
    return (doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) if start < end else None


def _closes(page: Page, token: Token) -> bool:
    q = page.quotation_of[token.i]
    return q >= 0 and token.idx >= page.quotations[q].inner_end


def _opens(page: Page, token: Token) -> bool:
    q = page.quotation_of[token.i]
    return q >= 0 and token.idx + len(token) <= page.quotations[q].inner_start


def _is_margin(page: Page, token: Token) -> bool:
    margin = token.is_space or (token.is_punct and token.text != "%") or token.dep_ == "cc"
    return margin and page.quotation_of[token.i] < 0


def reported(page: Page, spans: Iterable[Span]) -> list[Span]:
    """What of these spans is content: cut at their paragraph's end, widened to the quotations that they cut, kept out
    of datelines and the like; and where a whole quotation is reported, the quotations alone (“I see,” without details).
    """
    widened = [piece for span in spans for piece in _outside_silence(page, _widened(page, span))]
    held = quotations_in(page, widened)
    starts = {start for start, _ in widened}
    if any(q.start in starts and is_whole(page, q) for q in held):
        return joined(page, [(q.start, q.end) for q in held])
    return joined(page, widened)


def joined(page: Page, spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those with nothing but white space between them are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not page.text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def quotations_in(page: Page, spans: Iterable[Span]) -> list[Quotation]:
    """The quotations that touch any of the spans, each once, in order."""
    found = {q.start: q for start, end in spans for q in page.quotations_between(start, end)}
    return [found[start] for start in sorted(found)]


def is_whole(page: Page, q: Quotation) -> bool:
    """Whether a quotation ends like a sentence or before its cue, not like words woven into one."""
    ends = page.text[q.inner_end - 1] in ",.!?…" or page.text[q.end : q.end + 1] in (",", "\n", "") or q.open
    return ends and says_something(page, q)


def says_something(page: Page, q: Quotation) -> bool:
    """Whether a quotation is no title, nickname or word as a word: it starts a sentence or clause and has a verb."""
    if q.continues or q.open:
        return True
    before = page.sign_before(q.start)
    opens_line = page.paragraphs[page.paragraph_index(q.start)][0] == q.start
    if not opens_line and page.text[before] not in _SENTENCE_STARTS_AFTER:
        return False
    first, last = page.tokens(q.inner_start, q.inner_end)
    return last - first >= _WORDS_OF_A_STATEMENT and any(t.pos_ in VERBAL for t in page.doc[first:last])


def fills_its_paragraph(page: Page, q: Quotation) -> bool:
    """Whether a quotation is at least half of its paragraph: hardly anything else is told there."""
    start, end = page.paragraphs[page.paragraph_index(q.start)]
    return q.end - q.start >= _MOST * (end - start)


def is_title(page: Page, q: Quotation) -> bool:
    """Whether a quotation looks like the title of a work or a name: its telling words begin with capitals."""
    first, last = page.tokens(q.inner_start, q.inner_end)
    telling = [t for t in page.doc[first:last] if t.is_alpha and not t.is_stop]
    return page.text[q.inner_end - 1] not in ",.!?" and bool(telling) and all(t.text[0].isupper() for t in telling)


def follows_the(page: Page, q: Quotation) -> bool:
    """Whether a quotation is the second half of a name or thing: the “counting house”."""
    first = page.token_at(q.start)
    return first > 0 and page.doc[first - 1].lower_ == "the"


def _widened(page: Page, span: Span) -> Span:
    start, end = span
    paragraph = page.paragraph_index(start)
    if paragraph >= 0:
        end = min(end, page.paragraphs[paragraph][1])
    held = page.quotations_between(start, end)
    return (min(start, held[0].start), max(end, held[-1].end)) if held else (start, end)


def _outside_silence(page: Page, span: Span) -> list[Span]:
    start, end = span
    for zone in page.silent_between(start, end):
        if zone.start < end and start < zone.end:
            start, end = (zone.end, end) if zone.start <= start else (start, zone.start)
    while start < end and not page.text[start].isalnum() and page.text[start] not in MARKS:
        start += 1
    return [(start, end)] if start < end else []


def until(page: Page, spans: Iterable[Span], end: int) -> list[Span]:
    """The spans as far as they lie before the character `end`, trimmed; those behind it are dropped."""
    cut = [page.tokens(start, min(stop, end)) for start, stop in spans if start < end]
    return [span for tokens in cut if (span := trimmed(page, *tokens))]
