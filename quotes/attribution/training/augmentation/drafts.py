"""An annotated text that is being changed: edits are made at offsets of the text, and every span moves along.

What becomes of a span whose edge meets an edit:

- an edit within the span, or outside it, changes the span's length, or its place;
- a replacement that begins (or ends) where the span does belongs to it: a quotation keeps its marks when they change;
- an edge strictly inside a replaced stretch moves outwards, so that the span holds the whole of the replacement;
- what is inserted at an edge stays outside, unless the edit `joins` the span's role;
- a span within the stretch that an edit `carries` goes with it to its new place.

A part that nothing is left of disappears; so does an attribution without any content.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from quotes.attribution.types import Span

ROLES = ("source", "cue", "content")
PARAGRAPH = re.compile(r"[^\n]+")


class Carry(NamedTuple):
    """The characters `start` to `end` of the old text stand, `length` long, in an edit's text from `at` on.

    Spans of those characters go there. Where the length is another than before, they should be the whole of them.
    """

    start: int
    end: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` instead of the characters `start` to `end` (exclusive); an insertion where both are the same.

    `joins`: the role ("content", ...) of the spans that grow over an insertion at their edge; "" for none.
    """

    start: int
    end: int
    text: str
    joins: str = ""
    carries: tuple[Carry, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who, by which words, what: parts in the order of the text; `rest`: the keys that augmentation leaves alone."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rest: Mapping[str, Any]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All parts of all roles."""
        return self.source + self.cue + self.content


@dataclass(frozen=True)
class Draft:
    """A text (and its headline) with its attributions: what every rule gets and gives back."""

    text: str
    title: str
    attributions: tuple[Attribution, ...]

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Draft":
        """A draft of an annotated document of the contract's shape."""
        attributions = tuple(
            Attribution(
                source=_spans(each.get("source")),
                cue=_spans(each.get("cue")),
                content=_spans(each.get("content")),
                rest={key: value for key, value in each.items() if key not in ROLES},
            )
            for each in document["attributions"]
        )
        return cls(document["text"], document.get("title") or "", attributions)

    def written(self) -> dict[str, Any]:
        """The keys of a document that the draft stands for: text, attributions, and the title where there is one."""
        attributions = [
            {**each.rest, **{role: [list(span) for span in getattr(each, role)] for role in ROLES}}
            for each in self.attributions
        ]
        return {"text": self.text, "attributions": attributions} | ({"title": self.title} if self.title else {})

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines of the text that hold anything, as spans."""
        return tuple(line.span() for line in PARAGRAPH.finditer(self.text) if not line.group().isspace())

    @cached_property
    def edges(self) -> frozenset[int]:
        """Every offset at which a span begins or ends."""
        return frozenset(edge for each in self.attributions for span in each.spans for edge in span)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Every part of every attribution."""
        return tuple(span for each in self.attributions for span in each.spans)

    def cut(self, start: int, end: int) -> bool:
        """Whether a span begins or ends strictly between the two offsets."""
        return any(start < edge < end for edge in self.edges)

    def edited(self, edits: Iterable[Edit]) -> "Draft":
        """The draft after these edits, which must not overlap (else ValueError)."""
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        if not ordered:
            return self
        moves = _Moves(ordered)
        attributions = (
            replace(
                each,
                source=moves.parts(each.source, "source"),
                cue=moves.parts(each.cue, "cue"),
                content=moves.parts(each.content, "content"),
            )
            for each in self.attributions
        )
        return replace(
            self, text=moves.new(self.text), attributions=tuple(each for each in attributions if each.content)
        )


def _spans(pairs: Iterable[Sequence[int]] | None) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs or ())


class _Moves:
    """Where the offsets of a text go under a list of edits, ordered by their place."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        if any(before.end > after.start for before, after in pairwise(edits)):
            raise ValueError("edits overlap")
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.text) - (edit.end - edit.start))
        self._carried = [(place, carry) for place, edit in enumerate(edits) for carry in edit.carries]

    def new(self, text: str) -> str:
        """`text` with the edits made."""
        pieces = []
        done = 0
        for edit in self._edits:
            pieces += [text[done : edit.start], edit.text]
            done = edit.end
        return "".join([*pieces, text[done:]])

    def parts(self, spans: Iterable[Span], role: str) -> tuple[Span, ...]:
        """The spans of one role in the new text, in its order, without those that nothing is left of."""
        return tuple(sorted(span for span in (self._span(*old, role) for old in spans) if span[0] < span[1]))

    def _span(self, start: int, end: int, role: str) -> Span:
        for place, carry in self._carried:
            if carry.start <= start and end <= carry.end:
                new = self._edits[place].start + self._shifts[place] + carry.at
                last = carry.length if end == carry.end else min(end - carry.start, carry.length)
                return new + min(start - carry.start, carry.length - 1), new + last
        return self._start(start, role), self._end(end, role)

    def _start(self, offset: int, role: str) -> int:
        before = bisect_right(self._ends, offset)
        while before and self._inserted(before - 1, offset) and self._edits[before - 1].joins == role:
            before -= 1
        if before < len(self._edits) and self._edits[before].start < offset:
            return self._edits[before].start + self._shifts[before]
        return offset + self._shifts[before]

    def _end(self, offset: int, role: str) -> int:
        before = bisect_right(self._ends, offset)
        while before and self._inserted(before - 1, offset) and self._edits[before - 1].joins != role:
            before -= 1
        if before < len(self._edits) and self._edits[before].start < offset:
            edit = self._edits[before]
            return edit.start + self._shifts[before] + len(edit.text)
        return offset + self._shifts[before]

    def _inserted(self, place: int, offset: int) -> bool:
        return self._edits[place].start == self._edits[place].end == offset
