"""One finding for each cue, from what the parse says of it and what the network does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution.contents import cue_tokens
from quotes.attribution.findings import Finding
from quotes.attribution.learned.findings import finding_of, findings_of
from quotes.attribution.learned.reading import Reading
from quotes.attribution.page import Page
from quotes.attribution.sources import Source

CERTAIN = 0.3
"""The probability from which a cue of the network's stands without a rule's, and its words go before the parse's."""


def merged(page: Page, reading: Reading, parsed: Sequence[Finding]) -> list[Finding]:
    """The findings of the parse with what the network says of their cues, then those that it alone has."""
    heads = {finding.cue.head.i for finding in findings_of(page, reading, CERTAIN) if finding.cue}
    taken: set[int] = set()
    found = list(_with_reading(page, reading, parsed, taken))
    return [*found, *(f for f in findings_of(page, reading, CERTAIN) if f.cue and f.cue.head.i in heads - taken)]


def _with_reading(page: Page, reading: Reading, parsed: Sequence[Finding], taken: set[int]) -> Iterator[Finding]:
    for finding in parsed:
        head = _same_cue(reading, finding)
        if head is not None and head not in taken and (read := finding_of(page, reading, head)) is not None:
            taken.add(head)
            if reading.cues[head].probability >= CERTAIN:
                finding.content = read.content
                finding.source = _source(finding.source, read.source)
            finding.read = True
        yield finding


def _same_cue(reading: Reading, finding: Finding) -> int | None:
    """The head of the network's cue that is this finding's: the same token, or another of the same words."""
    if finding.cue is None:
        return None
    words = [finding.cue.head.i, *cue_tokens(finding.cue, finding.source)]
    known = [word for word in words if word in reading.cues]
    return max(known, key=lambda word: reading.cues[word].probability, default=None)


def _source(parsed: Source | None, read: Source | None) -> Source | None:
    """The network's source, in the parse's words where both mean the same phrase."""
    if parsed and read and parsed.start < read.end and read.start < parsed.end:
        return parsed
    return read
