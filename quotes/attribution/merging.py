"""One finding for each cue, from what the parse says of it and what the network does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from spacy.tokens import Token

from quotes.attribution.contents import cue_tokens
from quotes.attribution.cues import is_asked, is_quoted_as_saying, is_told
from quotes.attribution.findings import CLAUSES, PLAIN_SPEECH, Finding
from quotes.attribution.learned.findings import findings_of
from quotes.attribution.learned.reading import Cue as ReadCue
from quotes.attribution.learned.reading import Reading
from quotes.attribution.page import Page
from quotes.attribution.sources import RELATIVES, SUBJECTS, Source
from quotes.attribution.spans import joined, until
from quotes.attribution.types import Span
from quotes.attribution.vetoes import is_no_report

CERTAIN = 0.3
"""The probability from which a cue of the network's stands without a rule's, and its words go before the parse's."""
_NOBODY = -4.0
"""Where the network's score of the likeliest word for the source is lower, nobody is named, whatever the parse has."""
_SPEAKS = 0.8
_MOSTLY = 0.5
_OF_CUES = frozenset({"ADJ", "ADP", "DET", "NOUN"})
_VERB = 2
_STEPS = 2


def merged(page: Page, reading: Reading, parsed: Sequence[Finding]) -> list[Finding]:
    """The findings of the parse with what the network says of their cues, then those that it alone has."""
    read = {finding.read: finding for finding in findings_of(page, reading, CERTAIN)}
    alone = dict(read)
    ways: tuple[Callable[[Finding], int | None], ...] = (
        lambda finding: _same_cue(reading, finding, CERTAIN),
        lambda finding: _longer_cue(finding, read),
        lambda finding: _same_cue(reading, finding, 0.0),
        lambda finding: _same_content(finding, alone),
    )
    for same in ways:
        for finding in parsed:
            head = same(finding) if finding.read is None else None
            if head is not None:
                finding.read = head
                alone.pop(head, None)
                _join(page, reading.cues[head], finding, read.get(head), parsed)
    found = [*parsed, *(f for f in alone.values() if _reports(page, f))]
    return [_without_the_hearer(finding) for finding in found]


def _reports(page: Page, finding: Finding) -> bool:
    return finding.cue is not None and not is_no_report(page, finding.cue, finding.content, asked=True)


def _without_the_hearer(finding: Finding) -> Finding:
    """ "Carrel, asked whether it would hold, said …", "MPs were told that …": who asks or tells is not named, and it is
    not who hears it."""
    cue = finding.cue.head if finding.cue else None
    heard = cue is not None and (is_told(cue) or (cue.dep_ == "dobj" and is_told(cue.head)))
    if cue is not None and finding.source is not None and (heard or is_asked(cue)):
        by_somebody = finding.source.start > cue.i and finding.source.head.dep_ == "pobj"
        finding.source = finding.source if by_somebody else None
    return finding


def _join(page: Page, cue: ReadCue, finding: Finding, read: Finding | None, parsed: Sequence[Finding]) -> None:
    """Gives a finding of the parse the network's words, unless what is certain speaks against them."""
    if read is None or finding.rule == "view" or (finding.cue and _quoted_as(finding.cue.head)):
        return
    if _is_hearsay(finding, read):
        return
    is_named = cue.of("source").max() >= _NOBODY
    by_parse = None if finding.source and _is_content(finding.source, read) else finding.source
    by_network = None if finding.rule == "noun" and by_parse is None and _meets_it(finding, read) else read.source
    finding.source = _source(by_parse, by_network) if is_named else None
    finding.cue_spans = _longer_words(page, finding, read)
    shared = sum(other.cue is finding.cue for other in parsed) > 1
    if not (shared or _loses_its_verb(page, finding, read) or _is_half(finding, read)):
        finding.content = _with_what_it_is_called(page, finding, _before_others(page, finding, read, parsed))


def _is_hearsay(finding: Finding, read: Finding) -> bool:
    """Whether the network tells of "is understood" what the parse tells of "told": "The minister is understood to have
    told colleagues that …". He is named and it is not known by whom, and what he told is what he is quoted with."""
    verb = finding.cue.head if finding.cue else None
    if verb is None or finding.source is None or finding.rule not in CLAUSES or finding.score < PLAIN_SPEECH:
        return False
    held = any(start <= verb.idx < end for start, end in read.content)
    return held and verb.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in verb.head.children)


def _longer_words(page: Page, finding: Finding, read: Finding) -> list[Span] | None:
    """The network's words for a cue where they say by what it reports: "called on", "expressed concern about"."""
    if finding.cue is None or read.cue_spans is None or len(read.cue_spans) != 1:
        return None
    ((start, end),) = read.cue_spans
    words = page.doc[slice(*page.tokens(start, end))]
    more = [token for token in words if token.i > finding.cue.head.i]
    longer = more and words[0] == finding.cue.head and all(token.pos_ in _OF_CUES for token in more)
    return [(start, end)] if longer and more[-1].pos_ == "ADP" else None


def _is_content(source: Source, read: Finding) -> bool:
    """Whether the network counts the parse's source to the content: of "Tax plan assailed" it is no source."""
    return any(start <= source.head.idx < end for start, end in read.content)


def _meets_it(finding: Finding, read: Finding) -> bool:
    """Whether the network's source is the subject of what is done with a claim: "looked into claims that".

    Who makes a claim by such a verb ("filed a complaint that") the parse knows.
    """
    if finding.cue is None or read.source is None or read.source.head.dep_ not in SUBJECTS:
        return False
    return read.source.head.head in finding.cue.head.ancestors


def _loses_its_verb(page: Page, finding: Finding, read: Finding) -> bool:
    """Whether the network counts "to send" of "pledged to send officers" to the cue; here it is content."""
    if finding.rule not in ("xcomp", "passive-xcomp") or not finding.content:
        return False
    (start, end), first = finding.content[0], read.content[0]
    return start < first[0] and end == first[1] and len(page.text[start : first[0]].split()) <= _VERB


def _with_what_it_is_called(page: Page, finding: Finding, content: list[Span]) -> list[Span]:
    """The content with the quotation of "referred to the raid, the third in a year, as a “triumph”", where the network
    stops before it."""
    for child in finding.cue.head.rights if finding.cue else ():
        start, end = child.idx, page.doc[child.right_edge.i].idx + len(page.doc[child.right_edge.i])
        called = page.quotations_between(start, end) if child.lower_ == "as" and child.dep_ == "prep" else []
        if called and content and not any(s < called[-1].end and start < e for s, e in content):
            return joined(page, [*content, (start, called[-1].end)])
    return content


def _is_half(finding: Finding, read: Finding) -> bool:
    """Whether the network has but one half of "The visit, according to Quill, was the first."."""
    if finding.rule != "according" or finding.cue is None or len(finding.content) < 2:
        return False
    cue = finding.cue.head.idx
    sides = {end <= cue for _, end in finding.content}
    return len(sides) == 2 and len({end <= cue for _, end in read.content}) == 1


def _before_others(page: Page, finding: Finding, read: Finding, parsed: Sequence[Finding]) -> list[Span]:
    """The network's content, ended before a clause in which somebody else speaks: "X warned that A, and Y said that B".

    The network learned from texts in which no word is reported twice, and may take the second for part of the first.
    """
    end = finding.content[-1][1] if finding.content else 0
    for other in parsed:
        if other is finding or other.rule not in CLAUSES or other.score < _SPEAKS:
            continue
        if other.cue is None or other.source is None:
            continue
        start = page.doc[other.source.start].idx
        within = read.content[0][0] < start < read.content[-1][1]
        if finding.content and end <= start and within and start < other.cue.head.idx:
            return until(page, read.content, start)
    return read.content


def _same_cue(reading: Reading, finding: Finding, least: float) -> int | None:
    """The head of the network's cue that is this finding's: the same token, or another of the same words; if it is at
    least so likely."""
    if finding.cue is None:
        return None
    words = [finding.cue.head.i, *cue_tokens(finding.cue, finding.source), *_quoted_as(finding.cue.head)]
    known = [word for word in words if word in reading.cues and reading.cues[word].probability >= least]
    return max(known, key=lambda word: reading.cues[word].probability, default=None)


def _quoted_as(said: Token) -> list[int]:
    """The "quoted" of "was quoted as saying" and "quoted her as saying", given "saying": there the parse is certain."""
    return [verb.i for verb in islice(said.ancestors, _STEPS) if is_quoted_as_saying(verb)]


def _longer_cue(finding: Finding, read: Mapping[int | None, Finding]) -> int | None:
    """The head of a cue of the network's among whose words is this finding's verb, with the same content: "issued a
    statement saying"."""
    if finding.cue is None:
        return None
    at = finding.cue.head.idx
    for head, other in read.items():
        if any(start <= at < end for start, end in other.cue_spans or ()) and _share(finding, other) >= _MOSTLY:
            return head
    return None


def _share(finding: Finding, other: Finding) -> float:
    """How much of the characters of a finding's content are in another's."""
    held = sum(max(min(e, end) - max(s, start), 0) for s, e in finding.content for start, end in other.content)
    return held / max(sum(e - s for s, e in finding.content), 1)


def _same_content(finding: Finding, alone: Mapping[int | None, Finding]) -> int | None:
    """The head of a cue that the network alone has, with the words that this finding has by another cue."""
    for head, other in alone.items():
        if other.content == finding.content:
            return head
    return None


def _source(parsed: Source | None, read: Source | None) -> Source | None:
    """The network's source, in the parse's words where both mean the same phrase or only the parse has one.

    A parse that has only the end of the network's phrase has lost its head ("Ames, in front since winning the vote,").
    """
    if parsed is None or read is None:
        return parsed or read
    same = parsed.start < read.end and read.start < parsed.end
    lost = read.start < parsed.start and not parsed.start <= read.head.i < parsed.end
    lost = lost and read.head.tag_ not in RELATIVES  # of "who police say" the network has both
    return parsed if same and not lost else read
