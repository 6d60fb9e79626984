"""Speech reported at second hand: “…,” Sanders said, according to CNN. What CNN tells is that Sanders said it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from quotes.attribution.cues import Cue, cue_of, is_told
from quotes.attribution.drafting import from_parse
from quotes.attribution.findings import CLAUSES, PLAIN_SPEECH, Finding
from quotes.attribution.page import Page
from quotes.attribution.quotations import Quotation
from quotes.attribution.quoting import cue_beside
from quotes.attribution.rates import reporting_rate
from quotes.attribution.sources import Source, source_of
from quotes.attribution.spans import is_title, is_whole, joined, quotations_in, trimmed
from quotes.attribution.types import Span

_AT_SECOND_HAND = 0.8
"""How likely such a quote is right where its outer one is: a share from reading, as the judge has no examples."""


def nested(page: Page, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, and with them what somebody else is told to have said in one of them: a whole quotation by anyone,
    a clause by whom "according to" reports. Around a quotation the outer one then holds the words that tell so, too.

    PolNeAR annotates but the outer one, so neither network nor judge knows the inner: this comes after both.
    """
    found = list(findings)
    cues = {finding.cue.head.i for finding in found if finding.cue}
    for outer in tuple(found):
        for inner in (*_quoting(page, outer, cues), *_saying(page, outer, cues)):
            outer.content = joined(page, [*outer.content, *_told_so(page, outer, inner)])
            found.append(inner)
    return found


def _quoting(page: Page, outer: Finding, cues: set[int]) -> Iterator[Finding]:
    """Who is told by the outer finding to have spoken its quotations, with what goes on behind in these."""
    held = quotations_in(page, outer.content) if outer.cue and outer.rule in CLAUSES else []
    last: Finding | None = None
    for q in held:
        verb = cue_beside(page, q) if is_whole(page, q) and not is_title(page, q) else None
        source = None if verb is None or verb.i in cues else _other(page, outer, verb, q)
        if verb is not None and source is not None:
            cues.add(verb.i)
            cue = Cue(verb, "quoted", reporting_rate(verb.lemma_.lower(), "ccomp"))
            last = Finding("quoted", cue.score, [(q.start, q.end)], cue, source, chance=_chance(outer))
            yield last
        elif last is not None and is_whole(page, q):
            last.content = joined(page, [*last.content, (q.start, q.end)])


def _saying(page: Page, outer: Finding, cues: set[int]) -> Iterator[Finding]:
    """Who says in the clause that "according to" reports: "The firm said it would cut jobs, according to a filing"."""
    if outer.cue is None or outer.cue.frame != "according":
        return
    above = (verb for verb in outer.cue.head.ancestors if verb.i not in cues and _is_within(verb, outer))
    told = (cue for verb in above if page.quotation_of[verb.i] < 0 and (cue := cue_of(verb)) is not None)
    cue = next((cue for cue in told if cue.frame == "ccomp" and cue.score >= PLAIN_SPEECH), None)
    if cue is None or is_told(cue.head):
        return
    cues.add(cue.head.i)
    for inner in from_parse(page, cue):
        if inner.source and not any(token.like_num for token in page.doc[inner.source.start : inner.source.end]):
            inner.content, inner.chance = _shared(page, inner.content, outer.content), _chance(outer)
            if inner.content:
                yield inner


def _is_within(word: Token, finding: Finding) -> bool:
    return any(start <= word.idx < end for start, end in finding.content)


def _shared(page: Page, spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What of the spans the others hold too, trimmed: the clause without "according to" in its midst."""
    others = list(others)
    both = [(max(start, a), min(end, b)) for start, end in spans for a, b in others if a < end and start < b]
    return [span for start, end in both if (span := trimmed(page, *page.tokens(start, end)))]


def _chance(outer: Finding) -> float | None:
    return None if outer.chance is None else round(outer.chance * _AT_SECOND_HAND, 3)


def _other(page: Page, outer: Finding, verb: Token, q: Quotation) -> Source | None:
    """The source of a verb of saying between the quotation and the outer cue, unless it may be the outer one's.

    "He" and "she" may be, where they stand behind the outer source: "Berg said she had told them: “…”".
    """
    if outer.cue is None or outer.source is None:
        return None
    between = q.end <= verb.idx < outer.cue.head.idx or outer.cue.head.idx < verb.idx < q.start
    if not between or outer.cue.head.sent != verb.sent or is_told(verb) or _is_aside(verb):
        return None
    source = source_of(page, verb, "quoted")
    if source is None or source.through or source.head.lower_ == outer.source.head.lower_:
        return None
    apart = source.end <= outer.source.start or (outer.source.end <= source.start and source.head.pos_ != "PRON")
    return source if apart else None


def _is_aside(verb: Token) -> bool:
    """The verb of "as his father dreamed": a likeness, not who speaks."""
    return any(mark.dep_ == "mark" and mark.lower_ == "as" for mark in verb.lefts)


def _told_so(page: Page, outer: Finding, inner: Finding) -> list[Span]:
    """The words between the inner quotation and the outer cue: "Sanders said"."""
    if inner.rule != "quoted" or outer.cue is None or inner.cue is None or outer.cue.head.i < inner.cue.head.i:
        return []
    span = trimmed(page, page.tokens(*inner.content[0])[1], outer.cue.head.i)
    return [span] if span else []
