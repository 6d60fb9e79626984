"""What a draft is while it grows, and how it becomes one."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.attribution.contents import cue_tokens
from quotes.attribution.cues import Cue
from quotes.attribution.details import addressee_of, end_of_addressee, may_stand_in_content, time_of
from quotes.attribution.page import Page
from quotes.attribution.refusing import is_refusal
from quotes.attribution.sources import Source, phrase
from quotes.attribution.spans import is_whole, joined, quotations_in, trimmed
from quotes.attribution.stance import stance_of
from quotes.attribution.types import Draft, Span, Stance

CLAUSES = frozenset({"ccomp", "parataxis", "according", "view", "noun", "mistagged", "quoted"})
"""The rules whose content is a clause or quotation; that of the others is a thing spoken of."""
PLAIN_SPEECH = 0.9
"""The rate from which a verb is one of saying and nothing else."""


@dataclass(slots=True)
class Finding:
    """A draft while it grows: a cue, its source, and content spans in characters."""

    rule: str
    score: float
    content: list[Span]
    cue: Cue | None = None
    source: Source | None = None
    colon: Span | None = None
    cue_spans: list[Span] | None = None
    read: int | None = None
    chance: float | None = None
    inherits: Finding | None = None
    in_turn: Finding | None = None

    @property
    def start(self) -> int:
        return min((start for start, _ in self.content), default=-1)

    @property
    def stance(self) -> Stance:
        """What the cue tells of it; without one it is asserted."""
        if self.cue is None:
            return Stance.ASSERTS
        return stance_of(self.cue, self.source.through if self.source else ())


def said_beside(page: Page, finding: Finding) -> list[Span]:
    """The whole quotations in a finding's content that stand in sentences behind its cue's own, which no colon ends:
    “He is a good man.” of “Bly refused to name him. “He is a good man.””. To these a refusal does not extend."""
    if finding.cue is None:
        return []
    end = finding.cue.head.sent.end_char
    if page.text[page.sign_before(end)] == ":":
        return []
    return [(q.start, q.end) for q in quotations_in(page, finding.content) if q.start >= end and is_whole(page, q)]


def as_draft(page: Page, finding: Finding, index: dict[int, int]) -> Draft:
    return Draft(
        content=tuple(finding.content),
        rule=finding.rule,
        cue=_cue_spans(page, finding),
        source=_source_spans(page, finding),
        headline=page.in_headline(finding.start),
        inherits=index.get(id(finding.inherits)) if finding.inherits else None,
        in_turn=index.get(id(finding.in_turn)) if finding.in_turn else None,
        stance=_stance(page, finding),
        addressee=_addressee(page, finding),
        time=time_of(finding.cue.head, finding.content) if finding.cue else None,
        confidence=finding.score if finding.chance is None else finding.chance,
    )


def _stance(page: Page, finding: Finding) -> Stance:
    if finding.cue is None:
        last = page.text[slice(*finding.content[-1])].rstrip("”\"’'»")
        asks = last.endswith("?") and (finding.colon is not None or finding.rule == "goes on")
        return Stance.ASKS if asks else _of_content(page, finding)
    beside = said_beside(page, finding)
    if beside and beside == finding.content:
        return Stance.ASSERTS
    return _of_content(page, finding) if finding.stance is Stance.ASSERTS else finding.stance


def _of_content(page: Page, finding: Finding) -> Stance:
    """What is said may itself be that nothing is said: “No comment,” the bank said."""
    words = page.doc[slice(*page.tokens(*finding.content[0]))]
    return Stance.DECLINES if len(finding.content) == 1 and is_refusal(words) else Stance.ASSERTS


def _addressee(page: Page, finding: Finding) -> Span | None:
    if finding.cue is None or finding.rule in ("according", "view"):
        return None
    cue, head = finding.cue.head, addressee_of(finding.cue.head)
    if head is None or (finding.source and finding.source.start <= head.i < finding.source.end):
        return None
    if any(s <= head.idx < e for s, e in finding.content) and not may_stand_in_content(cue, head):
        return None
    told = phrase(page, head, stop=cue.i if head.i < cue.i else None)
    return trimmed(page, told.start, end_of_addressee(head, told.end)) if told else None


def _cue_spans(page: Page, finding: Finding) -> tuple[Span, ...]:
    if finding.cue_spans:
        return tuple(finding.cue_spans)
    if finding.cue is None:
        return (finding.colon,) if finding.colon else ()
    head = finding.cue.head.i
    tokens = (page.doc[i] for i in cue_tokens(finding.cue, finding.source) if i == head or page.quotation_of[i] < 0)
    return tuple(joined(page, [(token.idx, token.idx + len(token)) for token in tokens]))


def _source_spans(page: Page, finding: Finding) -> tuple[Span, ...]:
    span = trimmed(page, finding.source.start, finding.source.end) if finding.source else None
    return (_closed(page, span),) if span else ()


def _closed(page: Page, span: Span) -> Span:
    """The span with the bracket or mark behind it that closes what was opened in it: "Sen. Ana Bly (R-Ohio" ")"."""
    start, end = span
    text, behind = page.text[start:end], page.text[end : end + 1]
    opened = {")": "(", "”": "“", "’": "‘"}.get(behind, "")
    return (start, end + 1) if opened and text.count(opened) > text.count(behind) else span
