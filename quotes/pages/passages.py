"""The words around a quote with source, cue and content marked, and the link that opens the original there.

A public page shows a bounded stretch of an article, never all of it (R5). Offsets are characters of the body's text,
end exclusive. No Django here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import quote as percent_encode

from quotes.pages.wording import printed_in_place, unfilled

# Where two parts overlap, the first of these wins.
ROLES = ("source", "cue", "claim", "content", "mention")
# A fragment names so many words of a beginning and an end, and so many before and behind them.
_EDGE_WORDS = 5
_NEIGHBOUR_WORDS = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """`text[start:end]` of the body has this role."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with one role, or none ("")."""

    text: str
    role: str

    @property
    def head(self) -> str:
        return self.text[: len(self.text) - len(self.tail)]

    @property
    def tail(self) -> str:
        """The last word: what is set behind a marked stretch must not be parted from it by a line's end."""
        return self.text[len(self.text.rstrip().rpartition(" ")[0]) :].lstrip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`begins` and `ends`: whether it is shown from its beginning, and to its end."""

    segments: tuple[Segment, ...]
    begins: bool
    ends: bool


def passage(text: str, parts: Sequence[Marked], around: int) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` that hold `parts`, marked, with at most `around` characters on either side of each.

    Where no source is named, the nearest mention before the content is shown too: it is where the name comes from.
    Quotation marks of typewriters are shown as printers'. Without parts: nothing.
    """
    text = printed_in_place(text)
    return tuple(
        Paragraph(
            tuple(_segments(text, start, end, parts)),
            begins=not text[:start].rpartition("\n")[2].strip(),
            ends=not text[end:].partition("\n")[0].strip(),
        )
        for start, end in _windows(text, _framing(parts), around)
    )


def _framing(parts: Sequence[Marked]) -> list[Marked]:
    """The parts that have to be seen."""
    framing = [part for part in parts if part.role != "mention"]
    if not any(part.role == "source" for part in framing):
        first = min((part.start for part in framing if part.role == "content"), default=0)
        before = [part for part in parts if part.role == "mention" and part.end <= first]
        framing += sorted(before, key=lambda part: part.end)[-1:]
    return framing


def _windows(text: str, parts: Iterable[Marked], around: int) -> list[tuple[int, int]]:
    """Stretches to show, in order, none over a line's end, none touching another; they begin and end with a word."""
    wanted = []
    for part in parts:
        for start, end in _lines(text, part.start, part.end):
            floor, ceiling = text.rfind("\n", 0, start) + 1, _line_end(text, end)
            left, right = start - around, end + around
            left = floor if left <= floor else min(start, _next_word(text, left))
            right = ceiling if right >= ceiling else max(end, _last_word_end(text, right))
            wanted.append((left, right))
    merged: list[tuple[int, int]] = []
    for left, right in sorted(wanted):
        if merged and (left <= merged[-1][1] or set(text[merged[-1][1] : left]) == {" "}):
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """text[start:end], line by line; lines without a word are left out."""
    while start < end:
        stop = min(end, _line_end(text, start))
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _next_word(text: str, at: int) -> int:
    """The first place from `at` on where a word begins."""
    while at < len(text) and not text[at - 1].isspace():
        at += 1
    return at


def _last_word_end(text: str, at: int) -> int:
    """The last place up to `at` where a word ends."""
    while at > 0 and not text[at].isspace():
        at -= 1
    return at


def _segments(text: str, start: int, end: int, parts: Sequence[Marked]) -> Iterator[Segment]:
    inside = {p for part in parts for p in (part.start, part.end) if start < p < end}
    pieces = [(a, b, _role(a, b, parts)) for a, b in pairwise(sorted({start, end} | inside))]
    for role, run in groupby(pieces, key=lambda piece: piece[2]):
        stretch = list(run)
        yield Segment(unfilled(text[stretch[0][0] : stretch[-1][1]]), role)


def _role(start: int, end: int, parts: Sequence[Marked]) -> str:
    there = {part.role for part in parts if part.start <= start and end <= part.end}
    return next((role for role in ROLES if role in there), "")


def original(url: str, text: str, parts: Sequence[Marked]) -> str:
    """`url` with a text fragment that opens the article at the content's first part; "" where `url` is not http(s)."""
    if not url.startswith(("https://", "http://")):
        return ""
    contents = sorted((part.start, part.end) for part in parts if part.role == "content")
    if not contents:
        return url
    directive = _directive(text, *contents[0])
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}" if directive else url


def _directive(text: str, start: int, end: int) -> str:
    """prefix-,start,end,-suffix: all of it percent-encoded, "-" and "," too, because these divide it.

    Whole words, with the marks that touch them: the four must stand side by side on the page, letter for letter.
    """
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    lines = [line.split() for line in text[start:end].splitlines() if line.strip()]
    if not lines:
        return ""
    pieces = []
    if before := text[:start].rpartition("\n")[2].split()[-_NEIGHBOUR_WORDS:]:
        pieces.append(f"{_encoded(before)}-")
    if len(lines) == 1 and len(lines[0]) <= 2 * _EDGE_WORDS:
        pieces.append(_encoded(lines[0]))
    else:
        pieces += [_encoded(lines[0][:_EDGE_WORDS]), _encoded(lines[-1][-_EDGE_WORDS:])]
    if after := text[end:].partition("\n")[0].split()[:_NEIGHBOUR_WORDS]:
        pieces.append(f"-{_encoded(after)}")
    return ",".join(pieces)


def _encoded(words: Sequence[str]) -> str:
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")
