"""Quotations that no content holds yet: the cue beside them, the speech they go on with, the speaker before."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from quotes.attribution.contents import turned_to
from quotes.attribution.cues import Cue, is_asked, is_hearing, is_quoted_as_saying, is_told
from quotes.attribution.findings import CLAUSES, PLAIN_SPEECH, Finding
from quotes.attribution.page import Page
from quotes.attribution.quotations import Quotation
from quotes.attribution.rates import VERBAL, reporting_rate
from quotes.attribution.sources import source_of
from quotes.attribution.spans import Coverage, fills_its_paragraph, is_whole, joined, quotations_in, says_something

_QUOTING = 0.4
GOES_ON = 0.6
_SHORT_QUESTION = 8
TURNED = 0.75
"""How likely a quotation behind a sentence that turns to somebody is right, which the judge has hardly any examples
of: a share from reading."""
_SPEAKS = 0.8
"""The rate from which who was reported in other words may be quoted in the next paragraph."""
_REACH_BEFORE = 12
_CLAUSE_ENDS = frozenset(".!?;")
_MOSTLY = 0.5


def give_quotations_their_speakers(page: Page, findings: list[Finding], coverage: Coverage) -> None:
    """Adds every quotation that says something to a finding, or makes one of it; `findings` and `coverage` grow."""
    _give_quotations_their_cues(page, findings, coverage)
    _join_what_runs_on(page, findings, coverage)
    _join_what_is_left(page, findings, coverage)


def _give_quotations_their_cues(page: Page, findings: list[Finding], coverage: Coverage) -> None:
    by_cue = {f.cue.head.i: f for f in findings if f.cue}
    for q in page.quotations:
        if coverage.share(q.start, q.end) >= _MOSTLY or not (says_something(page, q) or is_whole(page, q)):
            continue
        verb = cue_beside(page, q)
        if verb is None:
            continue
        finding = by_cue.get(verb.i)
        if finding is None:
            cue = Cue(verb, "quoted", reporting_rate(verb.lemma_.lower(), "ccomp"))
            source = None if is_told(verb) else source_of(page, verb, "quoted")
            finding = Finding("quoted", cue.score, [], cue, source)
            by_cue[verb.i] = finding
            findings.append(finding)
        elif finding.rule not in CLAUSES and is_whole(page, q) and not quotations_in(page, finding.content):
            finding.rule, finding.content = "quoted", []  # what the parse took for the object is who was told
            finding.source = finding.source or source_of(page, verb, "quoted")
        _extend(page, finding, q, coverage)


def _extend(page: Page, finding: Finding, q: Quotation, coverage: Coverage) -> None:
    finding.content = joined(page, [*finding.content, (q.start, q.end)])
    coverage.add([(q.start, q.end)])


def cue_beside(page: Page, q: Quotation) -> Token | None:
    """The reporting verb in the words right after or right before a quotation, or None."""
    after = cue_after(page, q)
    first = page.token_at(q.start)
    before = _quoting_verb(page, q, range(first - 1, max(first - 1 - _REACH_BEFORE, -1), -1))
    introduced = page.text[page.sign_before(q.start)] in (":", ",")
    return before if before is not None and (after is None or introduced) else after


def cue_after(page: Page, q: Quotation) -> Token | None:
    """The reporting verb in the words right after a quotation, or None."""
    return _quoting_verb(page, q, range(page.tokens(q.start, q.end)[1], len(page.doc)))


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
        if is_hearing(token):
            continue
        if is_told(token) or reporting_rate(token.lemma_.lower(), "ccomp") >= _QUOTING:
            return token
    return None


def _join_what_runs_on(page: Page, findings: list[Finding], coverage: Coverage) -> None:
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


def _join_what_is_left(page: Page, findings: list[Finding], coverage: Coverage) -> None:
    """Quotations without a cue: more of the quotation before, or the next paragraph of the same speaker."""
    by_paragraph: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.content:
            by_paragraph.setdefault(page.paragraph_index(finding.start), []).append(finding)
    for q in page.quotations:
        paragraph = page.paragraph_index(q.start)
        if coverage.share(q.start, q.end) >= _MOSTLY:
            continue
        here = by_paragraph.setdefault(paragraph, [])
        if not says_something(page, q) and not (_ends(page, q) and fills_its_paragraph(page, q)):
            _join_a_few_words(page, q, here, coverage)
            continue
        before = by_paragraph.get(paragraph - 1, [])
        previous = _last_quoted(page, before)
        if (verb := _turned_to(page, q, here)) is not None:
            turned = Finding("turned", _QUOTING, [], Cue(verb, "quoted", _QUOTING), source_of(page, verb, "quoted"))
            _extend(page, turned, q, coverage)
            findings.append(turned)
            here.append(turned)
        elif (neighbour := _neighbour(page, q, here)) is not None:
            _extend(page, neighbour, q, coverage)
        elif (earlier := _introducing(page, q, before) or (previous if q.continues else None)) is not None:
            _extend(page, earlier, q, coverage)
            here.append(earlier)
        elif fills_its_paragraph(page, q) and (inherited := previous or _last_told(page, q, before)):
            answers = previous is not None and _is_in_talk(page, q, previous)
            in_turn = _last_quoted(page, by_paragraph.get(paragraph - 2, [])) if answers else None
            bare = _going_on(page, q, inherited, in_turn)
            coverage.add(bare.content)
            findings.append(bare)
            here.append(bare)


def _join_a_few_words(page: Page, q: Quotation, here: list[Finding], coverage: Coverage) -> None:
    """A quotation without a verb that stands as a sentence right behind a speaker's: “We lost,” said Ames. “Badly.”"""
    before = page.sign_before(q.start)
    inside = before >= page.paragraphs[page.paragraph_index(q.start)][0]
    if not (inside and page.text[before] in ".!?" and _ends(page, q) and page.text[q.inner_start].isupper()):
        return
    speaker = _neighbour(page, q, here) if page.text[q.end : q.end + 1] in ("", " ", "\n") else None
    if speaker is not None and _ends_before(page, q, speaker):
        _extend(page, speaker, q, coverage)


def _going_on(page: Page, q: Quotation, inherited: Finding, in_turn: Finding | None) -> Finding:
    inherits = None if _is_put_to_them(page, q) else inherited
    return Finding("goes on", GOES_ON, [(q.start, q.end)], inherits=inherits, in_turn=in_turn)


def _ends(page: Page, q: Quotation) -> bool:
    return page.text[q.inner_end - 1] in ".!?…"


def _turned_to(page: Page, q: Quotation, here: list[Finding]) -> Token | None:
    """The verb of the sentence before a quotation that turns to its speaker, where no cue stands in it."""
    verb = turned_to(page, q)
    if verb is None:
        return None
    reporting = (f for f in here if f.cue and f.cue.head.sent == verb.sent)
    return None if any(f.rule in CLAUSES or (f.cue and f.cue.head == verb) for f in reporting) else verb


def _neighbour(page: Page, q: Quotation, here: list[Finding]) -> Finding | None:
    """Whose words a quotation without a cue goes on with, in its own paragraph."""
    earlier = [f for f in here if f.start < q.start]
    last = max(earlier, key=_end, default=None)
    earlier = [f for f in earlier if quotations_in(page, f.content)] or [f for f in earlier if f.score >= PLAIN_SPEECH]
    if earlier and last is not None:
        found = max(earlier, key=_end)
        return last if _is_anothers(last, found) else found
    if last is not None and last.source is not None and _ends_before(page, q, last):
        return last
    return next((f for f in here if f.start > q.start and not page.text[q.end : f.start].strip()), None)


def _end(finding: Finding) -> int:
    return finding.content[-1][1]


def _is_anothers(last: Finding, found: Finding) -> bool:
    """Whether somebody else is named after the one found: “A,” X said. Y confirmed it. “B.”"""
    if last.source is None or found.source is None or last.source.head.pos_ == "PRON":
        return False
    return last.source.head.lower_ != found.source.head.lower_ and last.source.start > found.source.start


def _last_quoted(page: Page, findings: list[Finding]) -> Finding | None:
    quoted = [f for f in findings if quotations_in(page, f.content)]
    return max(quoted, key=_end, default=None)


def _introducing(page: Page, q: Quotation, before: list[Finding]) -> Finding | None:
    """Who is reported in the sentence with a colon that ends the paragraph before: "As Park observed, it was over:"."""
    colon = page.text[page.sign_before(q.start)] == ":"
    last = _in_last_sentence(page, q, before) if colon else None
    return last if last and last.score >= _QUOTING else None


def _last_told(page: Page, q: Quotation, before: list[Finding]) -> Finding | None:
    """Who was reported in other words in the last sentence of the paragraph before, and is quoted now."""
    last = _in_last_sentence(page, q, before)
    return last if last and last.rule in CLAUSES and last.score >= _SPEAKS else None


def _in_last_sentence(page: Page, q: Quotation, before: list[Finding]) -> Finding | None:
    last = max(before, key=_end, default=None)
    return last if last is not None and _ends_before(page, q, last) else None


def _ends_before(page: Page, q: Quotation, finding: Finding) -> bool:
    """Whether the sentence of a finding's cue is the last one before a quotation."""
    return finding.cue is not None and page.token_at(page.sign_before(q.start)) < finding.cue.head.sent.end


def _is_put_to_them(page: Page, q: Quotation) -> bool:
    """Whether a paragraph is a short question that the next one answers: who spoke before is asked, by nobody named."""
    first, last = page.tokens(q.inner_start, q.inner_end)
    following = page.paragraph_index(q.start) + 1
    if not _asks(page, q) or last - first > _SHORT_QUESTION or following >= len(page.paragraphs):
        return False
    start, _ = page.paragraphs[following]
    return page.quotation_of[page.token_at(start)] >= 0


def _is_in_talk(page: Page, q: Quotation, previous: Finding) -> bool:
    """Whether a paragraph asks or answers, so that it may be of the one who spoke before the previous speaker."""
    return _asks(page, q) or _asks(page, quotations_in(page, previous.content)[-1])


def _asks(page: Page, q: Quotation) -> bool:
    return page.text[q.inner_start : q.inner_end].rstrip(" ’'").endswith("?")
