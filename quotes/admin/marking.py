"""An article's text with one quote marked in it, as the desk shows it. Pure: spans in, paragraphs out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.pages.passages import Marked

# Where roles overlap, the first of them is what a reader is told; a mention inside the content stays visible in it.
PRECEDENCE = ("source", "cue", "mention", "content")
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one and the same marking. `label` is the role that begins here and is to be named, or ""."""

    text: str
    roles: tuple[str, ...] = ()
    label: str = ""
    other: bool = False

    @property
    def classes(self) -> str:
        return " ".join([*(f"desk-{role}" for role in self.roles), *(["desk-other"] if self.other else [])])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the body, which begins at its character `start`; `zone` is its kind ("headline", ...) or ""."""

    start: int
    runs: tuple[Run, ...]
    marked: bool
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row. `folded` ones are far from every mark and open on a click."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool


def mark_text(
    text: str,
    marks: Sequence[Marked],
    others: Sequence[tuple[int, int]] = (),
    zones: Iterable[tuple[str, int, int]] = (),
) -> list[Stretch]:
    """The whole of `text` as stretches: those near `marks` open, the rest folded.

    `others` are the spans of the other quotes in the text, `zones` are (kind, start, end). All offsets index `text`,
    in characters, ends exclusive; spans that reach over its end are cut there. Nothing is left out but line breaks.
    """
    kinds = list(zones)
    paragraphs = []
    for line in LINE.finditer(text):
        start, end = line.span()
        runs = tuple(_runs(text, start, end, marks, others))
        zone = next((kind for kind, z_start, z_end in kinds if z_start < end and start < z_end), "")
        paragraphs.append(Paragraph(start, runs, any(run.roles for run in runs), zone))
    return list(_stretches(paragraphs))


def _runs(text: str, start: int, end: int, marks: Sequence[Marked], others: Sequence[tuple[int, int]]) -> Iterator[Run]:
    here = [m for m in marks if m.start < end and start < m.end]
    near = [(s, e) for s, e in others if s < end and start < e]
    edges = {start, end}
    for s, e in [*((m.start, m.end) for m in here), *near]:
        edges |= {max(s, start), min(e, end)}
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        covering = [m for m in here if m.start <= left and right <= m.end]
        roles = tuple(role for role in PRECEDENCE if any(m.role == role for m in covering))
        if {"source", "cue"} & set(roles):
            roles = tuple(role for role in roles if role != "mention")
        begins = {m.role for m in covering if max(m.start, start) == left}
        label = next((role for role in roles if role in begins), "")
        yield Run(text[left:right], roles, label, any(s <= left and right <= e for s, e in near))


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Keeps open what is marked, its neighbours, headlines, and single paragraphs between: folding those saves
    nothing."""
    marked = [i for i, paragraph in enumerate(paragraphs) if paragraph.marked]
    is_open = [p.zone == "headline" or any(abs(i - m) <= 1 for m in marked) for i, p in enumerate(paragraphs)]
    for i in range(1, len(paragraphs) - 1):
        is_open[i] = is_open[i] or (is_open[i - 1] and is_open[i + 1])
    begin = 0
    for i in range(1, len(paragraphs) + 1):
        if i == len(paragraphs) or is_open[i] != is_open[begin]:
            yield Stretch(tuple(paragraphs[begin:i]), folded=not is_open[begin])
            begin = i
