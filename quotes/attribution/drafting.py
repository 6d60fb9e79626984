"""From a page to drafts: every cue gets its source and content, every quotation its cue.

The order is: what the parse says of each cue; then each quotation that no content holds looks for the cue beside it;
then what is still left joins the quotation before it, or goes on from the paragraph before.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from quotes.attribution.contents import Range, content_of, cue_tokens
from quotes.attribution.cues import THRESHOLD, VERBAL, Cue, cues, reporting_rate
from quotes.attribution.details import addressee_of, time_of
from quotes.attribution.labels import labels
from quotes.attribution.page import SILENT_ZONES, Page
from quotes.attribution.quotations import MARKS, Quotation
from quotes.attribution.sources import Source, phrase, source_of
from quotes.attribution.stance import stance_of
from quotes.attribution.types import Draft, Span, Stance

_QUOTING = 0.4
_PLAIN_SPEECH = 0.9
_LABEL = 0.9
_REACH_BEFORE = 12
_SENTENCE_END = frozenset(".!?")


@dataclass(slots=True)
class _Finding:
    """A draft while it grows: a cue, its source, and content spans in characters."""

    rule: str
    score: float
    cue: Cue | None
    source: Source | None
    content: list[Span]
    inherits: "_Finding | None" = None
    colon: Span | None = None

    @property
    def start(self) -> int:
        return min((s for s, _ in self.content), default=-1)


def draft(page: Page) -> list[Draft]:
    """Every attribution of the page in order of its content, its source not yet resolved."""
    findings = [finding for cue in cues(page) if (finding := _from_parse(page, cue))]
    findings = _without_rivals(_without_inner(page, findings))
    findings.extend(_labelled(page, findings))
    _give_quotations_their_cues(page, findings)
    _join_what_is_left(page, findings)
    findings = [f for f in findings if f.content]
    findings.sort(key=lambda f: (f.start, f.cue.head.i if f.cue else -1))
    return _finish(page, findings)


def _from_parse(page: Page, cue: Cue) -> _Finding | None:
    source = source_of(page, cue.head, cue.frame)
    ranges = content_of(page, cue, source)
    spans = [span for r in ranges if (span := _trimmed(page, r))]
    spans = _bare_quotations(page, _snapped(page, spans), cue)
    if cue.score < THRESHOLD and not any(_says_something(page, q) for q in _held(page, spans)):
        return None
    return _Finding(cue.frame, cue.score, cue, source, spans)


def _trimmed(page: Page, tokens: Range) -> Span | None:
    """Character span of a token range less the punctuation and space at its ends, quotation marks kept."""
    start, end = tokens
    doc = page.doc
    while start < end and (doc[start].is_space or (doc[start].is_punct and page.quotation_of[start] < 0)):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and page.quotation_of[end - 1] < 0)):
        end -= 1
    if start >= end:
        return None
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _snapped(page: Page, spans: list[Span]) -> list[Span]:
    """Spans widened to the quotations that they cut, cut at paragraph ends, overlaps joined."""
    widened: list[Span] = []
    for start, end in spans:
        index = page.paragraph_index(start)
        limit = page.paragraphs[index][1] if index >= 0 else end
        end = min(end, limit)
        for q in page.quotations:
            if q.start < end and start < q.end:
                start, end = min(start, q.start), max(end, q.end)
        widened.extend(_less_silence(page, start, end))
    return _joined(page, widened)


def _less_silence(page: Page, start: int, end: int) -> list[Span]:
    """A span without the datelines and bylines that it runs over."""
    for zone in page.zones:
        if zone.kind in SILENT_ZONES and zone.start < end and start < zone.end:
            if zone.start <= start:
                start = zone.end
            else:
                end = zone.start
    while start < end and not page.text[start].isalnum() and page.text[start] not in MARKS:
        start += 1
    return [(start, end)] if start < end else []


def _bare_quotations(page: Page, spans: list[Span], cue: Cue) -> list[Span]:
    """Where a whole quotation is what is reported, only quotations are: “I see,” without giving details."""
    whole = any(
        q.start == start and _is_whole(page, q) for start, _ in spans for q in _held(page, [(start, start + 1)])
    )
    if not whole:
        return spans
    return _joined(page, [(q.start, q.end) for q in _held(page, spans)])


def _is_whole(page: Page, q: Quotation) -> bool:
    """Ends like a sentence or before its cue, not like words woven into one."""
    return _says_something(page, q) and (
        page.text[q.inner_end - 1] in ",.!?…" or page.text[q.end : q.end + 1] in (",", "\n", "") or q.open
    )


def _held(page: Page, spans: list[Span]) -> list[Quotation]:
    """The quotations that touch any of the spans."""
    return [q for q in page.quotations if any(_overlap(span, (q.start, q.end)) for span in spans)]


def _joined(page: Page, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not page.text[joined[-1][1] : span[0]].strip():
            joined[-1] = (joined[-1][0], max(span[1], joined[-1][1]))
        else:
            joined.append(span)
    return joined


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _without_inner(page: Page, findings: list[_Finding]) -> list[_Finding]:
    """Of what is reported within a reported clause only plain speech stays ("X said that Y said …")."""
    kept = []
    for finding in findings:
        at = finding.cue.head.idx if finding.cue else -1
        outer = any(s <= at < e for other in findings if other is not finding for s, e in other.content)
        if not outer or (finding.score >= _PLAIN_SPEECH and finding.rule in ("ccomp", "according")):
            kept.append(finding)
    return kept


def _without_rivals(findings: list[_Finding]) -> list[_Finding]:
    """One finding for one content: of those whose contents are all but the same the likelier cue stays."""
    kept: list[_Finding] = []
    for finding in findings:
        rival = next((k for k in kept if k.content and finding.content and k.content == finding.content), None)
        if rival is None:
            kept.append(finding)
        elif finding.score > rival.score:
            kept[kept.index(rival)] = finding
    return kept


def _covered(findings: list[_Finding], q: Quotation) -> bool:
    return any(2 * _overlap(span, (q.start, q.end)) >= q.end - q.start for f in findings for span in f.content)


def _labelled(page: Page, findings: list[_Finding]) -> list[_Finding]:
    """What stands behind a name and a colon, unless a cue has it already."""
    found = []
    for label in labels(page):
        if any(_overlap(span, label.content) for f in findings for span in f.content):
            continue
        source = Source(label.start, label.end, label.head)
        found.append(_Finding(label.rule, _LABEL, None, source, _joined(page, [label.content]), colon=label.colon))
    return found


def _give_quotations_their_cues(page: Page, findings: list[_Finding]) -> None:
    for q in page.quotations:
        if _covered(findings, q):
            continue
        verb = _cue_beside(page, q)
        if verb is None or not (_says_something(page, q) or _is_whole(page, q)):
            continue
        finding = next((f for f in findings if f.cue and f.cue.head.i == verb.i), None)
        if finding is None:
            cue = Cue(verb, "quoted", reporting_rate(verb.lemma_.lower(), "ccomp"))
            finding = _Finding("quoted", cue.score, cue, source_of(page, verb, "quoted"), [])
            findings.append(finding)
        finding.content = _joined(page, [*finding.content, (q.start, q.end)])


def _cue_beside(page: Page, q: Quotation) -> Token | None:
    """The reporting verb in the words right after or right before a quotation, or None."""
    after = _cue_after(page, q)
    before = _cue_before(page, q)
    if before is not None and (after is None or _introduces(page, q)):
        return before
    return after


def _introduces(page: Page, q: Quotation) -> bool:
    return page.text[: q.start].rstrip()[-1:] in (":", ",")


def _cue_after(page: Page, q: Quotation) -> Token | None:
    limit = page.paragraphs[page.paragraph_index(q.start)][1]
    inside = page.text[q.inner_end - 1 : q.inner_end]
    best: Token | None = None
    for i in range(page.token_at(q.end), len(page.doc)):
        token = page.doc[i]
        if token.idx < q.end:
            continue
        if token.idx >= limit or page.quotation_of[i] >= 0 or token.text in _SENTENCE_END or token.text == ";":
            break
        if token.pos_ in VERBAL and reporting_rate(token.lemma_.lower(), "ccomp") >= _QUOTING:
            if token.dep_ in ("relcl", "acl") and best is None and inside in ",?!":
                continue
            return token
    return best


def _cue_before(page: Page, q: Quotation) -> Token | None:
    start = page.paragraphs[page.paragraph_index(q.start)][0]
    first = page.token_at(q.start)
    for i in range(first - 1, max(first - 1 - _REACH_BEFORE, -1), -1):
        token = page.doc[i]
        if token.idx < start or page.quotation_of[i] >= 0 or token.text in _SENTENCE_END:
            break
        if token.pos_ in VERBAL and reporting_rate(token.lemma_.lower(), "ccomp") >= _QUOTING:
            return token
    return None


def _join_what_is_left(page: Page, findings: list[_Finding]) -> None:
    """Quotations without a cue: more of the same quotation, or the next paragraph of the same speaker."""
    for q in page.quotations:
        if _covered(findings, q) or not _says_something(page, q):
            continue
        paragraph = page.paragraph_index(q.start)
        here = [f for f in findings if f.content and page.paragraph_index(f.start) == paragraph]
        earlier = [f for f in here if f.start < q.start]
        earlier = [f for f in earlier if _quotes(page, f)] or [f for f in earlier if f.score >= _PLAIN_SPEECH]
        if earlier:
            nearest = max(earlier, key=lambda f: f.content[-1][1])
            nearest.content = _joined(page, [*nearest.content, (q.start, q.end)])
        elif later := [f for f in here if f.start > q.start and not page.text[q.end : f.start].strip()]:
            later[0].content = _joined(page, [*later[0].content, (q.start, q.end)])
        elif previous := _speaking_before(page, findings, paragraph):
            if q.continues:
                previous.content = _joined(page, [*previous.content, (q.start, q.end)])
            elif _fills(page, q, paragraph):
                findings.append(_Finding("goes on", 0.6, None, None, [(q.start, q.end)], inherits=previous))


def _says_something(page: Page, q: Quotation) -> bool:
    """No title, nickname or word as word: it starts a sentence or ends one, and has a verb."""
    if q.continues or q.open:
        return True
    before = page.text[: q.start].rstrip(" ")[-1:]
    starts = before in ("", "\n", ".", "!", "?", ":", "”", '"', "’", "'", ",", "—", "–")
    words = page.doc[page.token_at(q.inner_start) : page.token_at(max(q.inner_end - 1, q.inner_start)) + 1]
    return starts and (len(words) >= 4 and any(t.pos_ in VERBAL for t in words))


def _quotes(page: Page, finding: _Finding) -> bool:
    return bool(_held(page, finding.content))


def _fills(page: Page, q: Quotation, paragraph: int) -> bool:
    start, end = page.paragraphs[paragraph]
    return 2 * (q.end - q.start) >= end - start


def _speaking_before(page: Page, findings: list[_Finding], paragraph: int) -> _Finding | None:
    """Who was quoted last in the paragraph before, if that paragraph ends with the quotation or its cue."""
    before = [f for f in findings if f.content and page.paragraph_index(f.start) == paragraph - 1 and _quotes(page, f)]
    return max(before, key=lambda f: f.content[-1][1]) if before else None


def _finish(page: Page, findings: list[_Finding]) -> list[Draft]:
    index = {id(f): i for i, f in enumerate(findings)}
    drafts = []
    for finding in findings:
        inherits = index.get(id(finding.inherits)) if finding.inherits else None
        drafts.append(
            Draft(
                content=tuple(finding.content),
                rule=finding.rule,
                cue=_cue_spans(page, finding),
                source=_source_spans(page, finding),
                headline=page.in_headline(finding.start),
                inherits=inherits,
                stance=_stance(page, finding),
                addressee=_addressee(page, finding),
                time=time_of(finding.cue.head) if finding.cue else None,
                confidence=finding.score,
            )
        )
    return drafts


def _stance(page: Page, finding: _Finding) -> Stance:
    if finding.cue is None:
        return Stance.ASSERTS
    return stance_of(finding.cue, finding.source.through if finding.source else ())


def _addressee(page: Page, finding: _Finding) -> Span | None:
    head = addressee_of(finding.cue.head) if finding.cue else None
    if head is None or page.quotation_of[head.i] >= 0 or any(s <= head.idx < e for s, e in finding.content):
        return None
    told = phrase(page, head)
    return _trimmed(page, (told.start, told.end)) if told else None


def _cue_spans(page: Page, finding: _Finding) -> tuple[Span, ...]:
    if finding.cue is None:
        return (finding.colon,) if finding.colon else ()
    spans: list[Span] = []
    for i in cue_tokens(finding.cue, finding.source):
        token = page.doc[i]
        spans.append((token.idx, token.idx + len(token)))
    return tuple(_joined(page, spans))


def _source_spans(page: Page, finding: _Finding) -> tuple[Span, ...]:
    if finding.source is None:
        return ()
    span = _trimmed(page, (finding.source.start, finding.source.end))
    return (span,) if span else ()
