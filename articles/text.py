"""What a body is: its normal form, its paragraphs and its zones. No Django here; the attribution uses it too."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from articles import datelines, furniture, lines

Span = tuple[int, int]


class ZoneKind(StrEnum):
    """Parts of a body that are no running text."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEADING = "subheading"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """`text[start:end]` is a zone of this kind; offsets in characters, end exclusive."""

    kind: ZoneKind
    start: int
    end: int


def _repairs() -> dict[int, str | None]:
    """What `normalise` does to single characters: a table for `str.translate`."""
    table: dict[int, str | None] = dict.fromkeys((*range(0x20), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF))
    table |= {ord(c): "\n" for c in "\n\r\v\f\u2028\u2029"} | {ord("\t"): "\t"}
    # Control characters of the second block are what is left of Windows quotation marks read as Latin-1.
    table |= {c: bytes([c]).decode("cp1252", "ignore") or None for c in range(0x80, 0xA0)}
    table |= dict.fromkeys(range(0xFDD0, 0xFDF0))
    table |= {plane + c: None for plane in range(0, 0x110000, 0x10000) for c in (0xFFFE, 0xFFFF)}
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


_REPAIRS = _repairs()
_PARAGRAPH = re.compile(r"[^\s\ufeff][^\n\r\v\f\u2028\u2029]*")
_NO_LETTERS = re.compile(r"[\W_]+")


def normalise(raw: str) -> str:
    """The normal form in which bodies are stored; normalising twice changes nothing.

    Line ends become "\\n", runs of blank lines one; space at the ends of lines and of the text goes, as do byte order
    marks, soft hyphens, zero-width spaces and control characters; characters are composed (NFC). Half characters
    (lone surrogates), which no file can hold, become U+FFFD. NUL is the caller's to refuse.
    """
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").translate(_REPAIRS))
    stripped = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", stripped).strip()


def one_line(raw: str) -> str:
    """The normal form of a title, a name or the like: one line, single spaces."""
    return " ".join(normalise(raw).split())


def under_title(text: str, title: str) -> str:
    """`text` (in its normal form) with `title` as its first line, unless it is there, or over the first few lines."""
    first_lines = [text[start:end] for start, end in paragraphs(text[: 2 * len(title) + 500])]
    return f"{title}\n{text}" if title and not _find_title(first_lines, title) else text


def paragraphs(text: str) -> list[Span]:
    """The spans of the lines that are not blank, without the space (or byte order mark) around them, in order."""
    return [(m.start(), m.start() + len(m[0].rstrip())) for m in _PARAGRAPH.finditer(text)]


def zones(text: str, *, title: str | None = None) -> list[Zone]:
    """The parts of `text` that are no running text: in order, within bounds, never overlapping.

    Offsets index `text` as given. `title` is the headline as known from elsewhere. Where a line's form leaves doubt,
    it counts as running text: a false zone would lose a quote.
    """
    spans = paragraphs(text)
    page = _Page([text[start:end] for start, end in spans])
    page.mark_boilerplate()
    page.mark_head(title)
    page.mark_tail()
    page.mark_subheadings()
    whole = [Zone(kind, start, end) for (start, end), kind in zip(spans, page.kinds, strict=True) if kind]
    return sorted(whole + _datelines(page, spans) + _inline_credit(page, spans), key=lambda zone: zone.start)


def same_heading(one: str, other: str) -> bool:
    """Whether two lines are the same headline, marks, case and space aside; empty ones never are."""
    return bool(folded := _fold(one)) and folded == _fold(other)


def _fold(heading: str) -> str:
    return _NO_LETTERS.sub("", heading).casefold()


def _find_title(first_lines: list[str], title: str) -> range | None:
    """Which of the first lines are the title, alone or over several; None where none are."""
    wanted = _fold(title)
    for first in range(min(3, len(first_lines)) if wanted else 0):
        so_far = ""
        for last, line in enumerate(first_lines[first : first + 4], first):
            so_far += _fold(line)
            if so_far == wanted:
                return range(first, last + 1)
            if not wanted.startswith(so_far):
                break
    return None


class _Page:
    """The lines of an article and what kind of zone each is; None is running text."""

    def __init__(self, page_lines: list[str]) -> None:
        self.lines = page_lines
        self.kinds: list[ZoneKind | None] = [None] * len(page_lines)

    def body(self) -> list[int]:
        """The indices of the lines of running text."""
        return [i for i, kind in enumerate(self.kinds) if kind is None]

    def mark_boilerplate(self) -> None:
        for i, line in enumerate(self.lines):
            if len(line) <= lines.MAX_LINE and furniture.is_boilerplate(line):
                self.kinds[i] = ZoneKind.BOILERPLATE
        self._mark_related_links()

    def _mark_related_links(self) -> None:
        """Marks what follows "Related:" where that goes on, in short lines only, to the end."""
        for i in range(len(self.lines) - 1, len(self.lines) // 2, -1):
            if furniture.begins_related_links(self.lines[i]):
                self.kinds[i:] = [ZoneKind.BOILERPLATE] * (len(self.lines) - i)
            elif lines.words(self.lines[i]) > 16 and self.kinds[i] is None:
                return

    def mark_head(self, title: str | None) -> None:
        """Marks headline, byline and dates, as far as they come before the first paragraph of running text."""
        top = next(iter(self.body()), len(self.lines))
        after = self._mark_title(top, title) or self._mark_first_line(top)
        headed = after is not None
        i = top if after is None else after
        while i < len(self.lines):
            kind = self.kinds[i] or self._head_matter(i, headed)
            if kind is None:
                return
            self.kinds[i] = kind
            i += 1

    def _mark_title(self, top: int, title: str | None) -> int | None:
        """Marks the known title where it stands among the first lines; gives the line after it."""
        if not title or not (found := _find_title(self.lines[top : top + 8], title)):
            return None
        first, after = top + found.start, top + found.stop
        self.kinds[first:after] = [ZoneKind.HEADLINE] * (after - first)
        self._mark_kickers(top, first)
        return after

    def _mark_kickers(self, top: int, headline: int) -> None:
        for i in range(top, headline):
            if lines.looks_like_headline(self.lines[i]):
                self.kinds[i] = ZoneKind.SUBHEADING

    def _mark_first_line(self, top: int) -> int | None:
        """Marks the first line where its form and what follows show it to be the headline; gives the next line."""
        rest = self.lines[top + 1 :]
        if not rest or lines.is_date(self.lines[top]) or lines.byline_names(self.lines[top]):
            return None
        signed = bool(lines.byline_names(rest[0])) and lines.words(self.lines[top]) <= 30
        untitled = lines.looks_like_headline(self.lines[top]) and not rest[0][0].islower()
        if not signed and (not untitled or datelines.is_transcript(self.lines)):
            return None
        self.kinds[top] = ZoneKind.HEADLINE
        return top + 1

    def _head_matter(self, i: int, headed: bool) -> ZoneKind | None:
        line, following = self.lines[i], self.lines[i + 1 : i + 2]
        if lines.byline_names(line) or lines.is_date(line):
            return ZoneKind.BYLINE
        if datelines.is_alone(line):
            return ZoneKind.DATELINE
        if headed and following and lines.is_signature(line):
            return ZoneKind.BYLINE
        if headed and following and lines.byline_names(following[0]) and lines.looks_like_headline(line):
            return ZoneKind.HEADLINE
        return None

    def mark_tail(self) -> None:
        """Marks credits: whoever helped, and an agency as the last line but for what the site says to its readers."""
        body = self.body()
        for i in body[-5:]:
            if furniture.is_credit(self.lines[i]):
                self.kinds[i] = ZoneKind.CREDIT
        body = self.body()
        for last in range(len(body) - 1, max(len(body) - 4, 0), -1):
            if self._is_signed(body[last - 1], body[last]):
                self.kinds[body[last]] = ZoneKind.CREDIT
                for i in body[last + 1 :]:
                    self.kinds[i] = ZoneKind.BOILERPLATE
                return
            if not furniture.addresses_reader(self.lines[body[last]]):
                return

    def _is_signed(self, before: int, i: int) -> bool:
        return furniture.is_agency(self.lines[i]) and lines.ends_sentence(self.lines[before])

    def mark_subheadings(self) -> None:
        """Marks short lines that stand between a paragraph that ends and one that begins."""
        body = self.body()
        for before, i, after in zip(body, body[1:], body[2:], strict=False):
            if (
                len(self.lines[i]) <= lines.MAX_LINE
                and lines.looks_like_subheading(self.lines[i])
                and lines.ends_sentence(self.lines[before])
                and self._is_paragraph(after, 1.5 * len(self.lines[i]))
            ):
                self.kinds[i] = ZoneKind.SUBHEADING

    def _is_paragraph(self, i: int, least_length: float) -> bool:
        line = self.lines[i]
        return not line[0].islower() and (len(line) >= least_length or lines.ends_sentence(line))


def _datelines(page: _Page, spans: list[Span]) -> list[Zone]:
    found = []
    for order, i in enumerate(page.body()):
        if length := datelines.dateline(page.lines, i, order, headed=i > 0):
            found.append(Zone(ZoneKind.DATELINE, spans[i][0], spans[i][0] + length))
    return found


def _inline_credit(page: _Page, spans: list[Span]) -> list[Zone]:
    """An agency's name after the last sentence, on the same line: "... on Friday. (Agency)"."""
    body = page.body()
    if not body or not (length := furniture.credit_at_end(page.lines[body[-1]])):
        return []
    end = spans[body[-1]][1]
    return [Zone(ZoneKind.CREDIT, end - length, end)]
