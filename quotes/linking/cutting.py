"""A quote's content cut into the stretches that can each report a statement by themselves.

Only the form of the text is looked at: sentences, dashes and semicolons, a new subject after a comma, and in mixed
quotes the quoted stretches, each with the words that carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quotes.linking.types import Span, Spans

# A stretch with fewer words is no statement of its own: it stays with what it stands beside.
_FEWEST_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLOSING = "\"”’')]»"
# Where a sentence ends: behind its sign, and the marks that close with it, before a capital or a mark that opens.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|[Jj]an|[Ff]eb|Aug|Sept?|Oct"
    r"|Nov|Dec)|\b[A-Za-z]\.[A-Za-z])\.$"
)
# Where a clause ends: a semicolon, a colon or a dash, or a comma with a conjunction and a subject.
_CLAUSE_END = re.compile(
    r"[;:]\s+|\s+[–—-]{1,3}\s+|[,…]\s+(?:and|but|so|yet|because|while|whereas|although|though)\s+"
    r"(?=(?:that|I|we|he|she|they|it|you|this|that|there|these|those|[A-Z][\w’']+)\b)"
)
# What is left at the end of a stretch where it was cut off the next one.
_LOOSE_END = re.compile(r"[\s,;:–—-]+(?:(?:and|but|so|yet|because|while|whereas|although|though)\s*)?$")
_DASH = re.compile(r"\s+[–—-]{1,3}\s+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*(?:’[^\W_][^‘’]*)*’(?![^\W_])")
# After "…," she said: a quotation that begins a sentence of its own.
_NEW_SENTENCE = re.compile(r"[\"“‘']+[A-Z]")
# Words that a new clause has and a phrase has not. Looked for between two quoted stretches.
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|has|had|have|do|does|did|will|would|shall|should|can|could|may|might|must|said|says"
    r"|\w+n['’]t)\b|[;–—]",
    re.IGNORECASE,
)


def cut(text: str, spans: Sequence[Span], *, mixed: bool = False) -> list[Spans]:
    """The stretches of the content `spans` of `text`, each as spans of `text`, in order.

    Together they are the content, but for the joints between them. `mixed`: of its words some are quoted and some are
    the reporter's. A content that can't be cut is one stretch. Raises ValueError for no spans.
    """
    if not spans:
        raise ValueError("A quote without content reports nothing.")
    borders = _borders_between_quoted(text, spans) if mixed else _borders(text, spans)
    return list(_joined(text, _split(text, spans, sorted(borders))))


def _borders(text: str, spans: Iterable[Span]) -> set[int]:
    """Where sentences and clauses begin within the spans."""
    borders: set[int] = set()
    for start, end in spans:
        sentences = [start, *_sentence_starts(text, start, end), end]
        borders.update(sentences[:-1])
        for begin, stop in pairwise(sentences):
            borders.update(_clause_starts(text, begin, stop))
    return borders


def _sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, max(start, match.start() - 8), match.start()):
            yield match.end()


def _clause_starts(text: str, start: int, end: int) -> Iterator[int]:
    # Two dashes hold something that is put in between: the sentence goes on behind it.
    dashes = len(_DASH.findall(text[start:end]))
    for match in _CLAUSE_END.finditer(text, start, end):
        if dashes == 1 or not _DASH.fullmatch(match[0]):
            yield match.end()


def _borders_between_quoted(text: str, spans: Iterable[Span]) -> set[int]:
    """Where a quoted stretch ends after which a new clause leads to the next one; and the borders outside of quotation
    marks, and within quoted stretches."""
    borders: set[int] = set()
    for start, end in spans:
        borders.add(start)
        quoted = [match.span() for match in _QUOTED.finditer(text, start, end)]
        for (_, before), (after, _) in pairwise(quoted):
            if _FINITE.search(text, before, after):
                borders.add(before)
        borders.update(_sentence_starts(text, start, end))
        borders.update(_clause_starts(text, start, end))
    return borders


def _split(text: str, spans: Sequence[Span], borders: Sequence[int]) -> list[Spans]:
    """The spans cut at the borders. A span that goes on with the one before it ("…," she said, "…") stays with it."""
    pieces: list[list[Span]] = []
    for index, (start, end) in enumerate(spans):
        inner = [at for at in borders if start < at < end]
        points = [start, *inner, end]
        for number, piece in enumerate(pairwise(points)):
            if pieces and number == 0 and index and not _NEW_SENTENCE.match(text, start):
                pieces[-1].append(piece)
            else:
                pieces.append([piece])
    return [tuple(piece) for piece in pieces]


def _joined(text: str, pieces: Iterable[Spans]) -> Iterator[Spans]:
    """The pieces, those of too few words joined with the one before them, the first ones with the one behind."""
    waiting: Spans = ()
    for piece in pieces:
        stretch = _together(waiting, piece)
        if waiting and _count(text, piece) >= _FEWEST_WORDS <= _count(text, waiting):
            yield _trimmed(text, waiting)
            waiting = piece
        else:
            waiting = stretch
    if waiting:
        yield _trimmed(text, waiting)


def _together(one: Spans, other: Spans) -> Spans:
    if one and other and one[-1][1] == other[0][0]:
        return (*one[:-1], (one[-1][0], other[0][1]), *other[1:])
    return one + other


def _count(text: str, spans: Spans) -> int:
    return sum(1 for start, end in spans for _ in _WORD.finditer(text, start, end))


def _trimmed(text: str, spans: Spans) -> Spans:
    trimmed = []
    for start, end in spans:
        stretch = text[start:end]
        left, right = len(stretch) - len(stretch.lstrip()), len(_LOOSE_END.sub("", stretch))
        if left < right:
            trimmed.append((start + left, start + right))
    return tuple(trimmed)
