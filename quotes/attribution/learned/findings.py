"""From what the network read to findings: its words as spans, kept to what is certain about quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quotes.attribution import cues as rules
from quotes.attribution.findings import Finding
from quotes.attribution.learned.encoding import Encoded
from quotes.attribution.learned.reading import Cue
from quotes.attribution.learned.spans import Run, runs
from quotes.attribution.page import Page
from quotes.attribution.rates import frame_of
from quotes.attribution.sources import Source
from quotes.attribution.spans import joined, reported, trimmed
from quotes.attribution.types import Span

PRICE = 3.0
"""What a run of words costs, in logits (see `runs`)."""


@dataclass(frozen=True, slots=True)
class Read:
    """One possible attribution as the network has it. `content`, `cue` and `source` are runs of Doc tokens."""

    head: int
    probability: float
    content: tuple[Run, ...]
    cue: tuple[Run, ...]
    source: Run | None


def read_of(encoded: Encoded, cue: Cue) -> Read:
    """The words of a possible cue as runs of tokens."""

    def tokens(run: Run) -> Run:
        start, end = run[0] + cue.start, run[1] + cue.start
        return int(encoded.tokens[start]), int(encoded.tokens[end - 1]) + 1

    sources = runs(cue.of("source"), PRICE)
    best = max(sources, key=lambda run: float(np.sum(cue.of("source")[slice(*run)])), default=None)
    return Read(
        head=int(encoded.tokens[cue.head]),
        probability=cue.probability,
        content=tuple(tokens(run) for run in runs(cue.of("content"), PRICE)),
        cue=tuple(tokens(run) for run in runs(cue.of("cue"), PRICE)),
        source=tokens(best) if best else None,
    )


def finding_of(page: Page, read: Read) -> Finding | None:
    """The finding that the network alone would make; None where nothing is reported."""
    content = reported(page, [span for run in read.content if (span := trimmed(page, *run))])
    if not content:
        return None
    head = page.doc[read.head]
    cue = rules.Cue(head, frame_of(head), read.probability)
    spans = joined(page, [span for run in read.cue if (span := _characters(page, run))])
    return Finding("read", read.probability, content, cue, _source(page, read), cue_spans=spans)


def _source(page: Page, read: Read) -> Source | None:
    if read.source is None:
        return None
    start, end = read.source
    while start < end and (page.doc[start].is_punct or page.doc[start].is_space):
        start += 1
    while end > start and (page.doc[end - 1].is_punct or page.doc[end - 1].is_space):
        end -= 1
    return Source(start, end, page.doc[start:end].root) if start < end else None


def _characters(page: Page, run: Run) -> Span:
    last = page.doc[run[1] - 1]
    return page.doc[run[0]].idx, last.idx + len(last)
