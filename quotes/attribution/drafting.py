"""From a page to drafts: every cue gets its source and content, every quotation its cue.

The order is: what the parse says of each cue; what follows a name and a colon; then each quotation that no content
holds looks for the cue beside it; then what is still left joins the quotation before it, or goes on from the paragraph
before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from quotes.attribution.contents import content_of, cue_tokens, further_clauses
from quotes.attribution.cues import Cue, cues, has_holder, is_asked, is_quoted_as_saying
from quotes.attribution.details import addressee_of, time_of
from quotes.attribution.labels import labels
from quotes.attribution.lexicon import DECLINING, DENYING, NAMING, SAYING
from quotes.attribution.page import Page
from quotes.attribution.quotations import Quotation
from quotes.attribution.rates import THRESHOLD, VERBAL, is_enough, reporting_rate
from quotes.attribution.sources import Source, phrase, source_of
from quotes.attribution.spans import (
    Coverage,
    follows_the,
    is_title,
    is_whole,
    joined,
    quotations_in,
    reported,
    says_something,
    trimmed,
)
from quotes.attribution.stance import is_negated, stance_of
from quotes.attribution.types import Draft, Span, Stance

_QUOTING = 0.4
_PLAIN_SPEECH = 0.9
_LABEL = 0.9
_GOES_ON = 0.6
_REACH_BEFORE = 12
_CLAUSE_ENDS = frozenset(".!?;")
_MOSTLY = 0.5
_CLAUSES = frozenset({"ccomp", "parataxis", "according", "view", "noun", "mistagged", "quoted"})
_THINGS = frozenset({"dobj", "p:of", "p:to", "p:about"})
_OBJECTS = frozenset({"dobj", "passive", "none"})


@dataclass(slots=True)
class _Finding:
    """A draft while it grows: a cue, its source, and content spans in characters."""

    rule: str
    score: float
    content: list[Span]
    cue: Cue | None = None
    source: Source | None = None
    colon: Span | None = None
    inherits: _Finding | None = None

    @property
    def start(self) -> int:
        return min((start for start, _ in self.content), default=-1)


def draft(page: Page) -> list[Draft]:
    """Every attribution of the page in order of its content, its source not yet resolved."""
    findings = [finding for cue in cues(page) for finding in _from_parse(page, cue)]
    findings = _without_rivals(_without_inner(page, findings))
    coverage = Coverage(page)
    for finding in findings:
        coverage.add(finding.content)
    labelled = list(_labelled(page, coverage))
    findings = [*labelled, *_outside_turns(findings, labelled)]
    _give_quotations_their_cues(page, findings, coverage)
    _join_what_runs_on(page, findings, coverage)
    _join_what_is_left(page, findings, coverage)
    findings = sorted((f for f in findings if f.content), key=lambda f: (f.start, f.cue.head.i if f.cue else -1))
    index = {id(finding): i for i, finding in enumerate(findings)}
    return [_as_draft(page, finding, index) for finding in findings]


def _from_parse(page: Page, cue: Cue) -> Iterator[_Finding]:
    """What the parse makes of a cue: one finding, or one for each of several that-clauses; none if nothing is said."""
    finding = _first_finding(page, cue)
    if finding is None:
        return
    for second in further_clauses(cue) if finding.content else ():
        span = trimmed(page, *second)
        if span and finding.content[0][0] < span[0] and not quotations_in(page, [span]):
            first = [(start, min(end, span[0])) for start, end in finding.content if start < span[0]]
            finding.content = [s for start, end in first if (s := trimmed(page, *page.tokens(start, end)))]
            yield _Finding(cue.frame, cue.score, reported(page, [span]), cue, finding.source)
    yield finding


def _first_finding(page: Page, cue: Cue) -> _Finding | None:
    if cue.frame.startswith("passive") and cue.head.lemma_.lower() in NAMING:
        return None
    if cue.frame in _THINGS and is_negated(cue.head) and cue.head.lemma_.lower() not in DENYING:
        return None  # "neither referred to it", "did not praise it": nothing is reported
    source = source_of(page, cue.head, cue.frame)
    ranges = content_of(page, cue, source)
    content = reported(page, [span for start, end in ranges if (span := trimmed(page, start, end))])
    held = quotations_in(page, content)
    if not is_enough(cue.score, cue.frame) and not any(says_something(page, q) for q in held):
        return None
    titles = [(q.start, q.end) for q in held if is_title(page, q)]
    if titles and cue.frame in _OBJECTS and content == titles:
        return None
    if held and cue.head.lemma_.lower() in NAMING and all(is_title(page, q) or follows_the(page, q) for q in held):
        return None
    return _Finding(cue.frame, cue.score, content, cue, source)


def _without_inner(page: Page, findings: list[_Finding]) -> list[_Finding]:
    """Of what is reported within a reported clause only plain speech stays: X said that Y said.

    Of two verbs in a chain the one that says stays ("went on to say"), but to decline to say is to decline.
    """
    findings = _without_chains(findings)
    coverage, clauses = Coverage(page), Coverage(page)
    for finding in findings:
        coverage.add(finding.content)
        if finding.rule in _CLAUSES:
            clauses.add(finding.content)
    return [
        f
        for f in findings
        if (f.cue is None or not coverage.holds(f.cue.head.i))
        or (f.score >= _PLAIN_SPEECH and f.rule in ("ccomp", "according"))
        or (f.rule == "noun" and has_holder(f.cue.head) and not clauses.holds(f.cue.head.i))
    ]


def _without_chains(findings: list[_Finding]) -> list[_Finding]:
    by_cue = {f.cue.head.i: f for f in findings if f.cue and f.content}
    dropped: set[int] = set()
    for i, finding in by_cue.items():
        verb = finding.cue.head if finding.cue else None
        if verb is None or verb.dep_ != "xcomp" or verb.head.i not in by_cue or finding.score < THRESHOLD:
            continue
        says = verb.lemma_.lower() in SAYING and verb.head.lemma_.lower() not in DECLINING
        dropped.add(verb.head.i if says else i)
    return [f for f in findings if f.cue is None or f.cue.head.i not in dropped]


def _without_rivals(findings: list[_Finding]) -> list[_Finding]:
    """One finding for one content: of several the likeliest cue stays. Cues still without content all stay."""
    best: dict[tuple[Span, ...], _Finding] = {}
    for finding in findings:
        rival = best.get(tuple(finding.content))
        if rival is None or finding.score > rival.score:
            best[tuple(finding.content)] = finding
    return [f for f in findings if not f.content or best[tuple(f.content)] is f]


def _labelled(page: Page, coverage: Coverage) -> Iterator[_Finding]:
    """What stands behind a name and a colon, unless a cue has it already. A turn of a transcript is whole."""
    for label in labels(page):
        if label.rule == "transcript" or not coverage.share(*label.content):
            source = Source(label.start, label.end, label.head)
            yield _Finding(label.rule, _LABEL, [label.content], source=source, colon=label.colon)
            coverage.add([label.content])


def _outside_turns(findings: list[_Finding], labelled: list[_Finding]) -> list[_Finding]:
    turns = [f.content[0] for f in labelled if f.rule == "transcript"]
    return [f for f in findings if not any(s <= f.start < e for s, e in turns)] if turns else findings


def _give_quotations_their_cues(page: Page, findings: list[_Finding], coverage: Coverage) -> None:
    by_cue = {f.cue.head.i: f for f in findings if f.cue}
    for q in page.quotations:
        if coverage.share(q.start, q.end) >= _MOSTLY or not (says_something(page, q) or is_whole(page, q)):
            continue
        verb = _cue_beside(page, q)
        if verb is None:
            continue
        finding = by_cue.get(verb.i)
        if finding is None:
            cue = Cue(verb, "quoted", reporting_rate(verb.lemma_.lower(), "ccomp"))
            finding = _Finding("quoted", cue.score, [], cue, source_of(page, verb, "quoted"))
            by_cue[verb.i] = finding
            findings.append(finding)
        elif finding.rule not in _CLAUSES and is_whole(page, q) and not quotations_in(page, finding.content):
            finding.rule, finding.content = "quoted", []  # what the parse took for the object is who was told
            finding.source = finding.source or source_of(page, verb, "quoted")
        _extend(page, finding, q, coverage)


def _extend(page: Page, finding: _Finding, q: Quotation, coverage: Coverage) -> None:
    finding.content = joined(page, [*finding.content, (q.start, q.end)])
    coverage.add([(q.start, q.end)])


def _cue_beside(page: Page, q: Quotation) -> Token | None:
    """The reporting verb in the words right after or right before a quotation, or None."""
    after = _quoting_verb(page, q, range(page.tokens(q.start, q.end)[1], len(page.doc)))
    first = page.token_at(q.start)
    before = _quoting_verb(page, q, range(first - 1, max(first - 1 - _REACH_BEFORE, -1), -1))
    introduced = page.text[page.sign_before(q.start)] in (":", ",")
    return before if before is not None and (after is None or introduced) else after


def _quoting_verb(page: Page, q: Quotation, way: Iterable[int]) -> Token | None:
    """The first reporting verb on the way out of a quotation, within its paragraph, clause and before the next one."""
    paragraph = page.paragraph_index(q.start)
    start, end = page.paragraphs[paragraph]
    before = page.sign_before(q.start)
    if before >= 0 and page.text[before] == ":":
        start = page.paragraphs[page.paragraph_index(before)][0]
    for i in way:
        token = page.doc[i]
        if not start <= token.idx < end or page.quotation_of[i] >= 0 or token.text in _CLAUSE_ENDS:
            return None
        if token.pos_ not in VERBAL or token.dep_ in ("relcl", "acl") or is_quoted_as_saying(token) or is_asked(token):
            continue
        if reporting_rate(token.lemma_.lower(), "ccomp") >= _QUOTING:
            return token
    return None


def _join_what_runs_on(page: Page, findings: list[_Finding], coverage: Coverage) -> None:
    """A quotation left open at the end of a paragraph is one with what goes on in the next: one cue serves it all."""
    for chain in _running_on(page.quotations):
        held = [q for q in chain if coverage.share(q.start, q.end) >= _MOSTLY]
        at = held[0].start if held else -1
        finding = next((f for f in findings if any(s <= at < e for s, e in f.content)), None)
        if finding is not None:
            for q in chain:
                if q not in held:
                    _extend(page, finding, q, coverage)


def _running_on(quotations: Iterable[Quotation]) -> Iterator[list[Quotation]]:
    chain: list[Quotation] = []
    for q in quotations:
        if chain and not (q.continues and chain[-1].open):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(q)
    if len(chain) > 1:
        yield chain


def _join_what_is_left(page: Page, findings: list[_Finding], coverage: Coverage) -> None:
    """Quotations without a cue: more of the quotation before, or the next paragraph of the same speaker."""
    by_paragraph: dict[int, list[_Finding]] = {}
    for finding in findings:
        if finding.content:
            by_paragraph.setdefault(page.paragraph_index(finding.start), []).append(finding)
    for q in page.quotations:
        if coverage.share(q.start, q.end) >= _MOSTLY or not says_something(page, q):
            continue
        paragraph = page.paragraph_index(q.start)
        here = by_paragraph.setdefault(paragraph, [])
        if (neighbour := _neighbour(page, q, here)) is not None:
            _extend(page, neighbour, q, coverage)
        elif previous := _last_quoted(page, by_paragraph.get(paragraph - 1, [])):
            if q.continues:
                _extend(page, previous, q, coverage)
                here.append(previous)
            elif _fills(page, q, paragraph):
                bare = _Finding("goes on", _GOES_ON, [(q.start, q.end)], inherits=previous)
                coverage.add(bare.content)
                findings.append(bare)
                here.append(bare)


def _neighbour(page: Page, q: Quotation, here: list[_Finding]) -> _Finding | None:
    """Whose words a quotation without a cue goes on with, in its own paragraph."""
    earlier = [f for f in here if f.start < q.start]
    earlier = [f for f in earlier if quotations_in(page, f.content)] or [f for f in earlier if f.score >= _PLAIN_SPEECH]
    if earlier:
        return max(earlier, key=lambda f: f.content[-1][1])
    return next((f for f in here if f.start > q.start and not page.text[q.end : f.start].strip()), None)


def _last_quoted(page: Page, findings: list[_Finding]) -> _Finding | None:
    quoted = [f for f in findings if quotations_in(page, f.content)]
    return max(quoted, key=lambda f: f.content[-1][1], default=None)


def _fills(page: Page, q: Quotation, paragraph: int) -> bool:
    start, end = page.paragraphs[paragraph]
    return q.end - q.start >= _MOSTLY * (end - start)


def _as_draft(page: Page, finding: _Finding, index: dict[int, int]) -> Draft:
    return Draft(
        content=tuple(finding.content),
        rule=finding.rule,
        cue=_cue_spans(page, finding),
        source=_source_spans(page, finding),
        headline=page.in_headline(finding.start),
        inherits=index.get(id(finding.inherits)) if finding.inherits else None,
        stance=_stance(page, finding),
        addressee=_addressee(page, finding),
        time=time_of(finding.cue.head) if finding.cue else None,
        confidence=finding.score,
    )


def _stance(page: Page, finding: _Finding) -> Stance:
    if finding.cue is None:
        asks = finding.colon and page.text[slice(*finding.content[-1])].rstrip("”\"’'»")[-1:] == "?"
        return Stance.ASKS if asks else Stance.ASSERTS
    return stance_of(finding.cue, finding.source.through if finding.source else ())


def _addressee(page: Page, finding: _Finding) -> Span | None:
    head = addressee_of(finding.cue.head) if finding.cue and finding.rule not in ("according", "view") else None
    if head is None or page.quotation_of[head.i] >= 0 or any(s <= head.idx < e for s, e in finding.content):
        return None
    told = phrase(page, head)
    return trimmed(page, told.start, told.end) if told else None


def _cue_spans(page: Page, finding: _Finding) -> tuple[Span, ...]:
    if finding.cue is None:
        return (finding.colon,) if finding.colon else ()
    tokens = (page.doc[i] for i in cue_tokens(finding.cue, finding.source))
    return tuple(joined(page, [(token.idx, token.idx + len(token)) for token in tokens]))


def _source_spans(page: Page, finding: _Finding) -> tuple[Span, ...]:
    span = trimmed(page, finding.source.start, finding.source.end) if finding.source else None
    return (span,) if span else ()
