"""A parsed text and its layout: paragraphs, zones, quotations, and which token stands where."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
from spacy.tokens import Doc

from articles.text import Zone, ZoneKind, paragraphs
from quotes.attribution.quotations import Quotation, quotations
from quotes.attribution.types import Span

_Stretch = TypeVar("_Stretch", Quotation, Zone)


def token_starts(doc: Doc) -> list[int]:
    """Where each token starts, in characters; by arrays, for a Token apiece would cost more than all the rest here."""
    lengths = doc.to_array(["LENGTH", "SPACY"]).sum(axis=1)
    starts: list[int] = (np.cumsum(lengths) - lengths).tolist()
    return starts


def _touching(stretches: list[_Stretch], starts: list[int], start: int, end: int) -> list[_Stretch]:
    """Those of the stretches, sorted and apart, that share a character with the span; `starts` are their starts."""
    first = bisect_right(starts, start) - 1
    if first < 0 or stretches[first].end <= start:
        first += 1
    return stretches[first : bisect_left(starts, end)]


class Page:
    """One Doc and its layout. All offsets of paragraphs, zones and quotations are characters of `doc.text`."""

    def __init__(self, doc: Doc, zones: Sequence[Zone] = ()) -> None:
        self.doc = doc
        self.text = doc.text
        self.paragraphs: list[Span] = paragraphs(self.text)
        self.zones: list[Zone] = list(zones)
        self.silent_zones = [z for z in self.zones if z.kind is not ZoneKind.HEADLINE]
        self._silent_starts = [zone.start for zone in self.silent_zones]
        self.quotations: list[Quotation] = [
            q for q in quotations(self.text, self.paragraphs) if not self.is_silent(q.start, q.end)
        ]
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._quotation_starts = [q.start for q in self.quotations]
        self._token_starts = token_starts(doc)
        self.quotation_of = self._mark([(q.start, q.end) for q in self.quotations])
        self.silent = self._mark([(z.start, z.end) for z in self.silent_zones])

    @cached_property
    def headline(self) -> Span | None:
        """Where the headline stands, if the text has one. Headlines are attributed; all other zones are silent."""
        return next(((z.start, z.end) for z in self.zones if z.kind is ZoneKind.HEADLINE), None)

    def in_headline(self, offset: int) -> bool:
        return self.headline is not None and self.headline[0] <= offset < self.headline[1]

    def is_silent(self, start: int, end: int) -> bool:
        """Whether the span lies within a zone in which nobody is quoted."""
        return any(z.start <= start and end <= z.end for z in self.silent_between(start, end))

    def silent_between(self, start: int, end: int) -> list[Zone]:
        """The silent zones that share a character with the span, in order."""
        return _touching(self.silent_zones, self._silent_starts, start, end)

    def sign_before(self, offset: int) -> int:
        """Position of the last character before `offset` that is no white space; -1 if there is none."""
        while offset > 0 and self.text[offset - 1].isspace():
            offset -= 1
        return offset - 1

    def paragraph_index(self, offset: int) -> int:
        """Which paragraph holds the character at `offset` (-1 before the first)."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character at `offset`, or of the next one where it is white space."""
        index = max(bisect_right(self._token_starts, offset) - 1, 0)
        token = self.doc[index]
        return index + 1 if token.idx + len(token) <= offset and index + 1 < len(self.doc) else index

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, one past the last) that begin within the character span, the one at `start` included."""
        first = self.token_at(start)
        return first, max(bisect_left(self._token_starts, end), first)

    def quotations_between(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share a character with the span, in order."""
        return _touching(self.quotations, self._quotation_starts, start, end)

    def _mark(self, spans: Sequence[Span]) -> list[int]:
        """For each token the index of the span that holds it, or -1."""
        found = [-1] * len(self.doc)
        for index, (start, end) in enumerate(spans):
            first, last = self.tokens(start, end)
            found[first:last] = [index] * (last - first)
        return found
