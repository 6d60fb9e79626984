"""The words of a text that a query found, to be marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.search.grammar import Query, Term
from quotes.search.words import stems, words

# A run of letters and digits with what may stand within a word.
_RUN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    hit: bool


def highlighted(text: str, query: Query) -> list[Piece]:
    """`text` in pieces, those that `query` asks for marked; put together they are the text. One piece that is no hit
    where nothing is found."""
    terms = [term for clause in query.clauses for term in clause.terms]
    spans = sorted(span for term in terms for span in _spans(text, term))
    pieces, at = [], 0
    for start, end in spans:
        if end <= at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start], hit=False))
        pieces.append(Piece(text[max(start, at) : end], hit=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], hit=False))
    return pieces


def _spans(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Where the term's words stand side by side."""
    tokens = list(_tokens(text))
    found = [word for word, _, _ in tokens]
    have, want = (found, term.words) if term.exact else (list(stems(found)), stems(term.words))
    for i in range(len(have) - len(want) + 1):
        if have[i] == want[0] and _same(have, i, want):
            yield tokens[i][1], tokens[i + len(want) - 1][2]


def _same(have: Sequence[str], at: int, want: Sequence[str]) -> bool:
    return tuple(have[at : at + len(want)]) == tuple(want)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word as the index has it, and where it stands in the text."""
    for match in _RUN.finditer(text):
        for word in words(match[0]):
            yield word, match.start(), match.end()
