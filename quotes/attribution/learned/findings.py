"""From what the network read to findings: its words as spans, kept to what is certain about quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.tokens import Token

from quotes.attribution import cues as rules
from quotes.attribution.contents import of_others, turned_to, without
from quotes.attribution.findings import Finding
from quotes.attribution.learned.reading import CLAIMING, Cue, Reading
from quotes.attribution.learned.spans import Run, runs
from quotes.attribution.page import Page
from quotes.attribution.rates import VERBAL, frame_of
from quotes.attribution.sources import Source, phrase, source_of
from quotes.attribution.spans import joined, reported, trimmed
from quotes.attribution.types import Span

PRICE = 3.0
"""What a run of words costs, in logits (see `runs`)."""
_TO_COMMA = 3


def findings_of(page: Page, reading: Reading, least: float) -> Iterator[Finding]:
    """What the network alone would make of the page: a finding for each cue from the probability `least` on under which
    something is reported, in order of the cues."""
    for head, cue in reading.cues.items():
        if cue.probability >= least and (finding := finding_of(page, reading, head)) is not None:
            yield finding


def finding_of(page: Page, reading: Reading, head: int) -> Finding | None:
    """What the network makes of the cue with the token `head` at its head; None where nothing is reported."""
    cue = reading.cues[head]
    held = _runs(reading, cue, "content")
    taken = [*of_others(page, page.doc[head], held), *_told_by(page, page.doc[head])]
    held = _in_reach(page, reading, head, without(held, taken))
    content = reported(page, [s for run in held if (s := trimmed(page, *run))])
    if not content:
        return None
    word = page.doc[head]
    found = rules.Cue(word, "according" if word.lower_ == "according" else frame_of(word), cue.probability)
    spans = joined(page, [_characters(page, run) for run in _runs(reading, cue, "cue")])
    return Finding("read", cue.probability, content, found, _source(page, reading, cue), cue_spans=spans, read=head)


def _told_by(page: Page, cue: Token) -> list[Run]:
    """Whom "according to" names, up to the comma behind: "Ana Reed, head of the ward,", all of it."""
    source = source_of(page, cue, "according") if cue.lower_ == "according" else None
    if source is None:
        return []
    comma = next((t.i for t in page.doc[source.end : source.end + _TO_COMMA] if t.text == ","), source.end)
    return [(source.start, comma)]


def _in_reach(page: Page, reading: Reading, head: int, held: Sequence[Run]) -> list[Run]:
    """The runs less what somebody before goes on to say: the “B.” of “A,” X said. “B.” It pleased Y. “C,” Y said.

    In the annotated texts that the network learned from nobody speaks so.
    """
    kept: list[Run] = []
    reached = head
    for start, end in reversed(held):
        if end <= reached and _sentence_between(page, end, reached) and _spoken_before(page, reading, start):
            break
        if start > head and _turns(page, head, start):
            continue
        kept.append((start, end))
        reached = min(reached, start)
    return kept[::-1]


def _turns(page: Page, head: int, start: int) -> bool:
    """Whether a run behind a cue is a quotation to which another sentence turns: “A,” X said. Y smiled. “B.”"""
    at = page.quotation_of[start]
    verb = turned_to(page, page.quotations[at]) if at >= 0 else None
    return verb is not None and not verb.sent.start <= head < verb.sent.end


def _sentence_between(page: Page, start: int, end: int) -> bool:
    """Whether a whole sentence with a verb and without quotation marks stands between two tokens."""
    sentences = {token.sent.start: token.sent for token in page.doc[start:end]}
    return any(
        start <= sentence.start
        and sentence.end <= end
        and all(page.quotation_of[token.i] < 0 for token in sentence)
        and any(token.pos_ in VERBAL for token in sentence)
        for sentence in sentences.values()
    )


def _spoken_before(page: Page, reading: Reading, start: int) -> bool:
    """Whether another cue stands before a token in its paragraph."""
    opening, _ = page.paragraphs[page.paragraph_index(page.doc[start].idx)]
    return any(
        i < start and page.doc[i].idx >= opening and cue.probability >= CLAIMING for i, cue in reading.cues.items()
    )


def _runs(reading: Reading, cue: Cue, role: str) -> list[Run]:
    """The runs of Doc tokens that play a role for a cue."""
    return [reading.tokens(start + cue.start, end + cue.start) for start, end in runs(cue.of(role), PRICE)]


def _source(page: Page, reading: Reading, cue: Cue) -> Source | None:
    scores = cue.of("source")
    best = max(runs(scores, 0.0), key=lambda run: float(np.sum(scores[slice(*run)])), default=None)
    if best is None:
        return None
    start, end = reading.tokens(best[0] + cue.start, best[1] + cue.start)
    while start < end and (page.doc[start].is_punct or page.doc[start].is_space or page.doc[start].tag_ == "POS"):
        start += 1
    while end > start and (page.doc[end - 1].is_punct or page.doc[end - 1].is_space):
        end -= 1
    return _as_a_noun(page, start, end) if start < end else None


def _as_a_noun(page: Page, start: int, end: int) -> Source:
    """The source, or, where the network has only what hangs on a name ("Haan, who leads the union", "Haan, a friend of
    his"), the name."""
    first, head = page.doc[start], page.doc[start:end].root
    if first.dep_ == "prep" and first.head.pos_ in ("PROPN", "NOUN") and first.head.i < start:
        return phrase(page, first.head) or Source(start, end, head)
    if head.dep_ == "relcl" and head.head.pos_ in ("PROPN", "NOUN") and head.head.i < start:
        return phrase(page, head.head) or Source(start, end, head)
    return Source(start, end, head)


def _characters(page: Page, run: Run) -> Span:
    last = page.doc[run[1] - 1]
    return page.doc[run[0]].idx, last.idx + len(last)
