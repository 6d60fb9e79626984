"""The components of the attribution: what each makes of a Doc, and where it puts it.

In their order: "layout" (before the parser) finds zones and where sentences may start; "page" the quotation marks;
"reader" is the trained network; "findings" are what rules and network make of it together; "judge" says how likely each
is right and drops what is rather wrong; "attribution" finds out who each source is. Without "reader" the rules stand
alone; without "judge" nothing is dropped, and confidence is the bare rate of the cue.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from articles.text import ZoneKind, zones
from quotes.attribution.cues import gives_no_answer, has_holder, is_told, resumed
from quotes.attribution.days import day_of
from quotes.attribution.details import kind_of
from quotes.attribution.dividing import GONE_ON, divided
from quotes.attribution.drafting import drafts_of, findings
from quotes.attribution.findings import CLAUSES, PLAIN_SPEECH, Finding
from quotes.attribution.learned.encoding import encode
from quotes.attribution.learned.evidence import rows
from quotes.attribution.learned.judge import Judge, judge
from quotes.attribution.learned.tagger import Tagger, tagger
from quotes.attribution.mentions import resolve_and_meant
from quotes.attribution.nesting import nested
from quotes.attribution.page import Page, token_starts
from quotes.attribution.quoting import TURNED
from quotes.attribution.spans import is_whole, quotations_in
from quotes.attribution.types import AttributedQuote, Document, Draft, Kind, Resolution

KEPT_FROM = 0.35
"""The probability of being right from which a finding is kept."""
UNJUDGED = {"goes on": GONE_ON, "transcript": 0.9, "turned": TURNED}
"""What the judge has seen no examples of, or which its examples annotate otherwise: a share from reading instead."""
_MAY_END_A_SENTENCE = frozenset(".!?…:;”\"’'»)]–—-*•|")
_IN_HEADLINE = 0.6
_HELD = 0.4
_TOLD_WHOSE = 0.6
Component = Callable[[Doc], Doc]

for name, default in (
    ("document", None),
    ("zones", None),
    ("page", None),
    ("reading", None),
    ("findings", ()),
    ("attributed_quotes", ()),
    ("meant", {}),
):
    Doc.set_extension(name, default=default, force=True)


@Language.component("layout", assigns=["token.is_sent_start", "doc._.zones"])
def layout(doc: Doc) -> Doc:
    """Zones, and where sentences may start; the parser keeps what is set before it.

    They start with paragraphs and behind datelines, and otherwise only behind a sign that can end a sentence.
    """
    document = doc._.document
    doc._.zones = zones(doc.text, title=document.title if document else None)
    datelines = {zone.end for zone in doc._.zones if zone.kind is ZoneKind.DATELINE}
    text, begins = doc.text, token_starts(doc)
    starts = np.zeros(len(doc), dtype="int64")  # one array: setting token by token asks the whole Doc each time
    fresh, ended = True, True
    for i, (begin, end) in enumerate(zip(begins, [*begins[1:], len(text)], strict=True)):
        word = text[begin:end].rstrip(" ")
        if not word or word.isspace():
            fresh = fresh or "\n" in word
            continue
        if fresh or not ended:
            starts[i] = 1 if fresh else -1
        ended = word[-1] in _MAY_END_A_SENTENCE
        fresh = begin + len(word) in datelines
    values: Any = starts.astype("uint64")
    doc.from_array(["SENT_START"], values)
    return doc


@Language.component("page", requires=["token.tag", "doc._.zones"], assigns=["doc._.page"])
def page(doc: Doc) -> Doc:
    """The text's layout, its quotation marks among it."""
    doc._.page = Page(doc, doc._.zones)
    return doc


@Language.factory("reader", requires=["doc._.page", "token.dep", "token.tag", "doc.ents"], assigns=["doc._.reading"])
def make_reader(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """The network's component. Raises WeightsError where its files can't be used."""
    return partial(_read, tagger())


def _read(network: Tagger, doc: Doc) -> Doc:
    doc._.reading = network.read(encode(doc._.page))
    return doc


@Language.component("findings", requires=["doc._.page", "token.dep", "token.tag"], assigns=["doc._.findings"])
def find(doc: Doc) -> Doc:
    """Who reports what by which words, by rule and, where there is a reading, by what the network found."""
    doc._.findings = findings(doc._.page, doc._.reading)
    return doc


@Language.factory("judge", requires=["doc._.findings", "doc._.reading"], assigns=["doc._.findings"])
def make_judge(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """The judge's component. Raises WeightsError where its file can't be used."""
    return partial(_judge, judge())


def _judge(trees: Judge, doc: Doc) -> Doc:
    if doc._.reading is not None:
        chances = trees.probabilities(rows(doc._.page, doc._.reading, doc._.findings))
        for finding, chance in zip(doc._.findings, chances.tolist(), strict=True):
            finding.chance = UNJUDGED.get(finding.rule, max(chance, _at_least(doc, finding)))
        of_cue: dict[int, float] = {}
        for finding in doc._.findings:
            of_cue[id(finding.cue or finding)] = max(finding.chance, of_cue.get(id(finding.cue or finding), 0.0))
        doc._.findings = [f for f in doc._.findings if of_cue[id(f.cue or f)] >= KEPT_FROM]
    return doc


def _at_least(doc: Doc, finding: Finding) -> float:
    """What is kept in doubt though the judge’s examples hardly have it.

    Who speaks in a headline; a whole quotation behind a name and a colon; whose claim it is; plain speech by a cue that
    is certain, though rule and network see its content differently; that no answer was to be had; and what the same
    speaker goes on to say by a second verb.
    """
    if finding.rule == "colon" and doc._.page.in_headline(finding.start):
        return _IN_HEADLINE
    if finding.cue is None:
        return _HELD if _holds_a_whole_quotation(doc._.page, finding) else 0.0
    if finding.rule == "view" or finding.cue.head.lower_ == "per":
        return _TOLD_WHOSE
    if is_told(finding.cue.head) and _holds_a_whole_quotation(doc._.page, finding):
        return _HELD  # the judge takes it amiss that nobody is named
    second = finding.rule in CLAUSES and resumed(finding.cue.head) is not None
    silent = finding.rule == "silence" and gives_no_answer(finding.cue.head)
    if second or silent or (finding.rule == "noun" and has_holder(finding.cue.head)):
        return _HELD
    read = doc._.reading.cues.get(finding.read)
    plain = finding.rule in CLAUSES and finding.score >= PLAIN_SPEECH
    return _HELD if plain and read is not None and read.probability >= PLAIN_SPEECH else 0.0


def _holds_a_whole_quotation(of: Page, finding: Finding) -> bool:
    return any(is_whole(of, q) for q in quotations_in(of, finding.content))


@Language.component(
    "attribution",
    requires=["doc._.findings", "doc.ents"],
    assigns=["doc._.findings", "doc._.attributed_quotes", "doc._.meant"],
)
def attribution(doc: Doc) -> Doc:
    """Puts the AttributedQuotes of a text into `doc._.attributed_quotes`, in order of the text, and into `doc._.meant`
    by token whom "he" and "she" mean, where the article tells."""
    document = doc._.document or Document("", doc.text)
    doc._.findings = divided(doc._.page, nested(doc._.page, doc._.findings))
    drafts = drafts_of(doc._.page, doc._.findings)
    resolutions, doc._.meant = resolve_and_meant(doc, drafts, doc._.page.zones)
    doc._.attributed_quotes = tuple(
        _attributed(doc._.page, document, one, who) for one, who in zip(drafts, resolutions, strict=True)
    )
    return doc


def _attributed(of: Page, document: Document, one: Draft, who: Resolution) -> AttributedQuote:
    kind = Kind.DIRECT if one.rule == "transcript" else kind_of(of, one.content)
    return AttributedQuote(
        content=one.content,
        cue=one.cue,
        source=one.source,
        kind=kind,
        stance=one.stance,
        voices=who.voices,
        candidates=who.candidates,
        addressee=who.addressee,
        said_on=day_of(of.text[slice(*one.time)], document.published) if one.time else None,
        headline=one.headline,
        confidence=round(one.confidence, 3),
        name_confidence=round(who.confidence, 2),
        reasons=(_reason(of, one, kind), *who.reasons),
    )


def _reason(of: Page, one: Draft, kind: Kind) -> str:
    """In one sentence, why these words were taken for a quote."""
    if one.inherits is not None:
        return "The paragraph is a quotation that goes on from the speaker before it."
    if one.rule == "turned":
        return "The sentence before the quotation turns to the speaker."
    cue = " … ".join(of.text[s:e] for s, e in one.cue)
    marks = {Kind.DIRECT: "stands in quotation marks", Kind.MIXED: "stands partly in quotation marks"}
    return f"“{cue}” reports it; what is reported {marks.get(kind, 'is put in the paper’s own words')}."
