"""What is divided off a finding when it has been judged: it is said by the same speaker, but is a quote by itself."""

from collections.abc import Iterable

from quotes.attribution.findings import Finding, said_beside
from quotes.attribution.page import Page
from quotes.attribution.quoting import GOES_ON
from quotes.attribution.spans import fills_its_paragraph, quotations_in, until
from quotes.attribution.types import Span, Stance

GONE_ON = 0.75
"""How likely such a quote is right: a share from reading. The judge's examples annotate it otherwise."""


def divided(page: Page, findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order of their content, less what is divided off: paragraphs behind their own that are nothing
    but a quotation, and what is said beside a refusal or denial. Each is a finding by itself, whose speaker goes on.

    The network learned from texts in which they belong to the cue before, and so did the judge: this comes after both.
    """
    found = list(findings)
    for finding in tuple(found):
        own = page.paragraph_index(finding.cue.head.idx) if finding.cue else -1
        bare = [span for span in finding.content[1:] if own >= 0 and _goes_on(page, span, own)]
        finding.content = [span for span in finding.content if span not in bare]
        chance = None if finding.chance is None else GONE_ON
        if apart := _beside_a_refusal(page, finding):
            finding.content = until(page, finding.content, apart[0][0])
            beside = Finding("goes on", GOES_ON, apart, source=finding.source, inherits=finding, chance=finding.chance)
            found.append(beside)
        found += [Finding("goes on", GOES_ON, [span], inherits=finding, chance=chance) for span in bare]
    return sorted(found, key=lambda finding: finding.start)


def _beside_a_refusal(page: Page, finding: Finding) -> list[Span]:
    """What somebody says besides a refusal or denial, where that has words of its own."""
    apart = said_beside(page, finding) if finding.stance in (Stance.DECLINES, Stance.DENIES) else []
    return apart if apart and until(page, finding.content, apart[0][0]) else []


def _goes_on(page: Page, span: Span, own: int) -> bool:
    held = quotations_in(page, [span])
    if len(held) != 1 or page.paragraph_index(span[0]) <= own:
        return False
    introduced = page.text[page.sign_before(held[0].start)] == ":"
    return not (introduced or held[0].continues) and fills_its_paragraph(page, held[0])
