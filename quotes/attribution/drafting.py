"""From a page to drafts: every cue gets its source and content, every quotation its cue.

The order is: what the parse says of each cue; what follows a name and a colon; then each quotation that no content
holds looks for the cue beside it; then what is still left joins the quotation before it, or goes on from the paragraph
before.
"""

from collections.abc import Iterator, Sequence

from quotes.attribution.contents import content_of, further_clauses
from quotes.attribution.cues import ASKED, Cue, cues, has_holder
from quotes.attribution.findings import CLAUSES, PLAIN_SPEECH, Finding, as_draft
from quotes.attribution.labels import Label, labels
from quotes.attribution.learned.reading import Reading
from quotes.attribution.lexicon import DECLINING, SAYING
from quotes.attribution.merging import merged
from quotes.attribution.page import Page
from quotes.attribution.quoting import give_quotations_their_speakers
from quotes.attribution.rates import THRESHOLD, is_enough
from quotes.attribution.sources import Source, source_of
from quotes.attribution.spans import Coverage, quotations_in, reported, says_something, trimmed, until
from quotes.attribution.turns import give_turns_their_addressees
from quotes.attribution.types import Draft, Span
from quotes.attribution.vetoes import is_no_report

_LABEL = 0.9
_WHEN = 2  # the comma, and "when"


def findings(page: Page, reading: Reading | None = None) -> list[Finding]:
    """Every attribution of the page in order of its content: by rule and, with a `reading`, by the network too."""
    parsed = [finding for cue in cues(page) for finding in from_parse(page, cue)]
    found = merged(page, reading, parsed) if reading else parsed
    found = _without_rivals(_without_inner(page, found))
    coverage = Coverage(page)
    for finding in found:
        coverage.add(finding.content)
    labelled = list(_labelled(page, found, coverage))
    found = [*labelled, *_outside_turns(found, labelled)]
    give_quotations_their_speakers(page, found, coverage)
    return sorted((f for f in found if f.content), key=lambda f: (f.start, f.cue.head.i if f.cue else -1))


def drafts_of(page: Page, found: Sequence[Finding]) -> list[Draft]:
    """The findings as drafts, their sources not yet resolved. Those that go on from a finding that is not among them
    are left out."""
    index: dict[int, int] = {}
    kept: list[Finding] = []
    for finding in found:
        if finding.inherits is None or id(finding.inherits) in index:
            index[id(finding)] = len(kept)
            kept.append(finding)
    drafts = [as_draft(page, finding, index) for finding in kept]
    give_turns_their_addressees(page.text, drafts)
    return drafts


def from_parse(page: Page, cue: Cue) -> Iterator[Finding]:
    """What the parse makes of a cue: one finding, or one for each of several that-clauses; none if nothing is said."""
    finding = _first_finding(page, cue)
    if finding is None:
        return
    for second in further_clauses(cue) if finding.content else ():
        span = trimmed(page, *second)
        if span and finding.content[0][0] < span[0] and not quotations_in(page, [span]):
            first = [(start, min(end, span[0])) for start, end in finding.content if start < span[0]]
            finding.content = [s for start, end in first if (s := trimmed(page, *page.tokens(start, end)))]
            yield Finding(cue.frame, cue.score, reported(page, [span]), cue, finding.source)
    yield finding


def _first_finding(page: Page, cue: Cue) -> Finding | None:
    source = source_of(page, cue.head, cue.frame)
    ranges = content_of(page, cue, source)
    content = reported(page, [span for start, end in ranges if (span := trimmed(page, start, end))])
    if is_no_report(page, cue, content):
        return None
    if not is_enough(cue.score, cue.frame) and not any(says_something(page, q) for q in quotations_in(page, content)):
        return None
    return Finding(cue.frame, cue.score, content, cue, source)


def _without_inner(page: Page, findings: list[Finding]) -> list[Finding]:
    """Of what is reported within a reported clause only plain speech stays: X said that Y said.

    Of two verbs in a chain the one that says stays ("went on to say"), but to decline to say is to decline. What the
    network reads stays too, but not within "by her own admission, she knew": that frame it does not know.
    """
    findings = _without_chains(findings)
    coverage, clauses, views = Coverage(page), Coverage(page), Coverage(page)
    for finding in findings:
        coverage.add(finding.content)
        if finding.rule in CLAUSES:
            clauses.add(finding.content)
        if finding.rule == "view":
            views.add(finding.content)
    return [
        f
        for f in findings
        if (f.cue is None or not (views if f.read is not None else coverage).holds(f.cue.head.i))
        or (f.score >= PLAIN_SPEECH and f.rule in ("ccomp", "according"))
        or (f.rule == "noun" and has_holder(f.cue.head) and not clauses.holds(f.cue.head.i))
    ]


def _without_chains(findings: list[Finding]) -> list[Finding]:
    by_cue = {f.cue.head.i: f for f in findings if f.cue and f.content}
    dropped: set[int] = set()
    for i, finding in by_cue.items():
        verb = finding.cue.head if finding.cue else None
        if verb is None or verb.dep_ != "xcomp" or verb.head.i not in by_cue or finding.score < THRESHOLD:
            continue
        says = verb.lemma_.lower() in SAYING and verb.head.lemma_.lower() not in DECLINING
        dropped.add(verb.head.i if says else i)
    return [f for f in findings if f.cue is None or f.cue.head.i not in dropped]


def _without_rivals(findings: list[Finding]) -> list[Finding]:
    """One finding for one content: of several the likeliest cue stays. Cues still without content all stay."""
    best: dict[tuple[Span, ...], Finding] = {}
    for finding in findings:
        rival = best.get(tuple(finding.content))
        if rival is None or finding.score > rival.score:
            best[tuple(finding.content)] = finding
    return [f for f in findings if not f.content or best[tuple(f.content)] is f]


def _labelled(page: Page, found: Sequence[Finding], coverage: Coverage) -> Iterator[Finding]:
    """What a name with a colon or a signature says, unless a cue has it already. A turn of a transcript is whole."""
    for label in labels(page):
        source = Source(label.start, label.end, label.head)
        swallowing = [finding for finding in found if _swallows(page, finding, label)]
        if label.acts and any(_tells_of(page, finding, label) for finding in swallowing):
            continue
        for finding in swallowing:
            finding.content = until(page, finding.content, page.doc[label.start].idx)
        for finding in (asking := [finding for finding in found if _asks_before(finding, label)]):
            finding.content = until(page, finding.content, label.colon[0] if label.colon else 0)
            finding.source = None
        if swallowing or asking or label.rule == "transcript" or not coverage.share(*label.content):
            yield Finding(label.rule, _LABEL, [label.content], source=source, colon=label.colon)
            coverage.add([label.content])
            continue
        for finding in found:
            if finding.content == [label.content] and _is_nearer(label, finding):
                finding.source = source


def _swallows(page: Page, finding: Finding, label: Label) -> bool:
    """Whether a content runs through the label into the quotation: "Polls predicted it - Ann Smith: “…”"."""
    (start, _), name = label.content, page.doc[label.start].idx
    return label.colon is not None and any(a <= name < start < b for a, b in finding.content)


def _asks_before(finding: Finding, label: Label) -> bool:
    """Whether a question to the one who is labelled runs on into the answer: "Ames, asked if it would hold: “No.”"."""
    if finding.cue is None or label.colon is None or finding.cue.head.lemma_.lower() not in ASKED:
        return False
    behind = label.end < finding.cue.head.i <= label.end + _WHEN
    return behind and any(a <= label.colon[0] < b for a, b in finding.content)


def _tells_of(page: Page, finding: Finding, label: Label) -> bool:
    """Whether the words before the colon are themselves reported: "Ames said she had answered: “…”"."""
    return any(start <= page.doc[label.start].idx and label.content[0] < end for start, end in finding.content)


def _is_nearer(label: Label, finding: Finding) -> bool:
    """Whether a label tells who speaks where a cue does not: "Voters agree - Ann Smith: “…”"."""
    return finding.source is None or (finding.cue is not None and finding.cue.head.i < label.start)


def _outside_turns(findings: list[Finding], labelled: list[Finding]) -> list[Finding]:
    turns = [f.content[0] for f in labelled if f.rule == "transcript"]
    return [f for f in findings if not any(s <= f.start < e for s, e in turns)] if turns else findings
