"""What speaks for a finding and against it, as a row of numbers: what the judge decides on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.findings import Finding
from quotes.attribution.learned.reading import Cue, Reading
from quotes.attribution.page import Page
from quotes.attribution.rates import reporting_rate
from quotes.attribution.spans import quotations_in
from quotes.attribution.types import Span

Row = list[float]
Words = NDArray[np.bool_]
Shared = NDArray[np.float32]
Scores = NDArray[np.float64]

RULES = (
    ("ccomp", "small", "mistagged"),
    ("parataxis",),
    ("according", "view"),
    ("quoted",),
    ("noun",),
    ("transcript", "colon"),
    ("goes on",),
    ("silence",),
    ("dobj", "passive-dobj", "passive"),
    ("xcomp",),
)
_TAGS = ("VBD", "VBZ", "VBG", "VBN", "VB")
NAMES = (
    "cue_read",
    "by_rule",
    "by_network",
    "rule_rate",
    *(f"rule_{group[0]}" for group in RULES),
    "inside_mean",
    "inside_low",
    "outside_high",
    "first",
    "last",
    "before",
    "after",
    "content_agrees",
    "source_mean",
    "source_agrees",
    "source_words",
    "source_pronoun",
    "source_missing",
    "words",
    "parts",
    "quoted",
    "quotations",
    "headline",
    "distance",
    "cue_first",
    "rival",
    "rate",
    *(f"tag_{tag}" for tag in _TAGS),
    "source_high",
    "held",
    "within",
    "holder",
)
"""The columns, in order."""
_UNREAD = -5.0
_HIGHEST = 8.0
_LOW = 10
_NO_RATE = -1.0
_NO_VERBS = frozenset({"according", "view"})


def rows(page: Page, reading: Reading, findings: Sequence[Finding]) -> NDArray[np.float64]:
    """A row for each finding, columns as in NAMES."""
    if not findings:
        return np.zeros((0, len(NAMES)))
    held = [_words(page, reading, finding.content) for finding in findings]
    table = np.array(
        [_row(page, reading, finding, words) for finding, words in zip(findings, held, strict=True)], dtype=np.float64
    )
    masks = np.stack(held).astype(np.float32)
    shared, cues = masks @ masks.T, table[:, 0]
    table[:, NAMES.index("rival")] = _rivals(shared, cues)
    table[:, NAMES.index("held") :] = _within(masks, shared, [_head(reading, f) for f in findings], cues)
    return table


def _row(page: Page, reading: Reading, finding: Finding, content: Words) -> Row:
    cue = reading.cues.get(finding.read) if finding.read is not None else None
    by_rule = finding.rule != "read"
    row = [
        _logit(cue.probability) if cue else _UNREAD,
        float(by_rule),
        float(finding.read is not None),
        finding.score if by_rule else 0.0,
        *(float(finding.rule in group) for group in RULES),
        *(_of_content(cue, content) if cue else (_UNREAD,) * 7 + (0.0,)),
        *_of_source(reading, finding, cue),
        float(content.sum()),
        float(len(finding.content)),
        _share_quoted(page, finding.content),
        float(len(quotations_in(page, finding.content))),
        float(page.in_headline(finding.start)),
        *_place(reading, finding, content),
        0.0,
        *_of_verb(finding),
        float(cue.of("source").max()) if cue else _UNREAD,
        *(0.0, 0.0, 0.0),
    ]
    return [float(np.clip(value, -_HIGHEST, 40 * _HIGHEST)) for value in row]


def _words(page: Page, reading: Reading, spans: Sequence[Span]) -> Words:
    held = np.zeros(len(reading.encoded), dtype=bool)
    for start, end in spans:
        first, last = reading.words(*page.tokens(start, end))
        held[first:last] = True
    return held


def _logit(probability: float) -> float:
    safe = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(safe / (1 - safe)))


def _of_content(cue: Cue, content: Words) -> tuple[float, ...]:
    """How the network's scores lie inside the content and at its edges, and how far its own content is the same."""
    scores = cue.of("content")
    inside = content[cue.start : cue.start + len(scores)]
    if not inside.any():
        return (_UNREAD,) * 7 + (0.0,)
    at = np.flatnonzero(inside)
    first, last = int(at[0]), int(at[-1])
    own = scores > 0
    within = np.sort(scores[inside])
    return (
        float(within.mean()),
        float(within[len(within) // _LOW]),
        float(scores[~inside].max(initial=-_HIGHEST)),
        float(scores[first]),
        float(scores[last]),
        float(scores[first - 1]) if first else -_HIGHEST,
        float(scores[last + 1]) if last + 1 < len(scores) else -_HIGHEST,
        float((own & inside).sum() / max((own | inside).sum(), 1)),
    )


def _of_source(reading: Reading, finding: Finding, cue: Cue | None) -> tuple[float, ...]:
    source = finding.source
    if source is None:
        highest = float(cue.of("source").max()) if cue else 0.0
        return (-highest, float(highest < 0), 0.0, 0.0, 1.0)
    mean, agrees = _UNREAD, 0.0
    if cue:
        first, last = reading.words(source.start, source.end)
        scores = cue.of("source")[max(first - cue.start, 0) : max(last - cue.start, 0)]
        if len(scores):
            mean, agrees = float(scores.mean()), float((scores > 0).mean())
    return (mean, agrees, float(source.end - source.start), float(source.head.pos_ == "PRON"), 0.0)


def _share_quoted(page: Page, spans: Sequence[Span]) -> float:
    length = sum(end - start for start, end in spans)
    quoted = sum(
        min(q.end, end) - max(q.start, start) for start, end in spans for q in page.quotations_between(start, end)
    )
    return quoted / max(length, 1)


def _place(reading: Reading, finding: Finding, content: Words) -> tuple[float, float]:
    """How many words lie between cue and content, and whether the cue stands before it."""
    at, head = np.flatnonzero(content), _head(reading, finding)
    if head is None or not len(at):
        return (0.0, 0.0)
    return (float(np.abs(at - head).min()), float(head < at[0]))


def _head(reading: Reading, finding: Finding) -> int | None:
    """The word at the head of the cue, if there is one."""
    return reading.words(finding.cue.head.i, finding.cue.head.i + 1)[0] if finding.cue else None


def _of_verb(finding: Finding) -> Row:
    """How often the cue's verb reports in its frame, by whichever way it was found, and its form."""
    if finding.cue is None:
        return [_NO_RATE, *(0.0 for _ in _TAGS)]
    head, frame = finding.cue.head, finding.cue.frame
    rate = reporting_rate(head.lemma_.lower(), frame) if frame not in _NO_VERBS else _NO_RATE
    tag = "VBZ" if head.tag_ == "VBP" else head.tag_
    return [rate, *(float(tag == known) for known in _TAGS)]


def _within(masks: Shared, shared: Shared, heads: Sequence[int | None], cues: Scores) -> Scores:
    """[n, 3]: the largest share of each content that another holds; how many contents hold its cue; and the score of
    the likeliest cue among theirs. `masks` [n, words], `shared` [n, n] as in `_rivals`."""
    found = np.zeros((len(heads), 3))
    found[:, 2] = -_HIGHEST
    with_others = shared.copy()
    np.fill_diagonal(with_others, 0.0)
    found[:, 0] = with_others.max(axis=1) / np.maximum(np.diag(shared), 1)
    for i, head in enumerate(heads):
        if head is None or head >= masks.shape[1]:
            continue
        around = masks[:, head] > 0
        around[i] = False
        found[i, 1] = around.sum()
        found[i, 2] = cues[around].max(initial=-_HIGHEST)
    return found


def _rivals(shared: Shared, cues: Scores) -> Scores:
    """For each content the score of the likeliest cue among others that report half of the same words. `shared` [n, n]:
    how many words two contents have in common."""
    counts = np.diag(shared)
    same = shared >= np.minimum(counts[:, None], counts[None, :]) / 2
    np.fill_diagonal(same, val=False)
    found: Scores = np.where(same, cues[None, :], -_HIGHEST).max(axis=1)
    return found
