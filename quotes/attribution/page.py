"""A parsed text with what the rules look up again and again: paragraphs, zones, quotations, and which token is where."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from articles.text import Zone, ZoneKind, paragraphs, zones
from quotes.attribution.quotations import Quotation, quotations
from quotes.attribution.types import Span

SILENT_ZONES = frozenset(
    {ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.SUBHEADING, ZoneKind.CREDIT, ZoneKind.BOILERPLATE}
)
"""Zones in which nobody is quoted. Headlines are attributed and labelled."""


class Page:
    """One Doc and its layout. All offsets of paragraphs, zones and quotations are characters of `doc.text`."""

    def __init__(self, doc: Doc, *, title: str | None = None) -> None:
        self.doc = doc
        self.text = doc.text
        self.paragraphs: list[Span] = paragraphs(self.text)
        self.zones: list[Zone] = zones(self.text, title=title)
        self.quotations: list[Quotation] = [
            q for q in quotations(self.text, self.paragraphs) if not self._silent(q.start, q.end)
        ]
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._token_starts = [token.idx for token in doc]
        self.quotation_of = self._mark([(q.start, q.end) for q in self.quotations])
        self.silent = self._mark([(z.start, z.end) for z in self.zones if z.kind in SILENT_ZONES])

    @cached_property
    def headline(self) -> Span | None:
        """Where the headline stands, if the text has one."""
        return next(((z.start, z.end) for z in self.zones if z.kind is ZoneKind.HEADLINE), None)

    def in_headline(self, offset: int) -> bool:
        return self.headline is not None and self.headline[0] <= offset < self.headline[1]

    def paragraph_index(self, offset: int) -> int:
        """Which paragraph holds the character at `offset` (-1 before the first)."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character at `offset`, or of the next one where it is white space."""
        index = max(bisect_right(self._token_starts, offset) - 1, 0)
        if self.doc[index].idx + len(self.doc[index]) <= offset and index + 1 < len(self.doc):
            return index + 1
        return index

    def quotation_at(self, token: Token) -> Quotation | None:
        index = self.quotation_of[token.i]
        return None if index < 0 else self.quotations[index]

    def _silent(self, start: int, end: int) -> bool:
        return any(z.start <= start and end <= z.end for z in self.zones if z.kind in SILENT_ZONES)

    def _mark(self, spans: Sequence[Span]) -> list[int]:
        """For each token the index of the span that holds it, or -1."""
        found = [-1] * len(self.doc)
        for index, (start, end) in enumerate(spans):
            position = self.token_at(start)
            while position < len(found) and self._token_starts[position] < end:
                found[position] = index
                position += 1
        return found
