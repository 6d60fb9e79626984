"""What can't be a quote, whoever found it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.attribution.cues import Cue, asks_for_cover, has_subject, is_asked, is_hearing
from quotes.attribution.headlines import is_done_to, is_topic
from quotes.attribution.lexicon import ACTS, MEASURES, NAMING, OF_PAGES, SAYING
from quotes.attribution.page import Page
from quotes.attribution.quotations import Quotation
from quotes.attribution.sources import SUBJECTS
from quotes.attribution.spans import follows_the, is_title, quotations_in
from quotes.attribution.stance import reports_nothing
from quotes.attribution.types import Span

_DEMANDS = frozenset({"p:for", "p:on"})
"""Who calls for a thing, or on somebody, names nothing."""
_OBJECTS = frozenset({"dobj", "passive", "none"})
_HEARD = frozenset({"p:about", "p:of"})
"""Who is told of a thing is named, and what is said of it is not."""


def is_no_report(page: Page, cue: Cue, content: Sequence[Span], *, asked: bool = False) -> bool:
    """Whether a cue with this content reports nothing: nobody says it, or it only names a thing or a work.

    What somebody is asked counts only where the caller takes care that it is not said to be theirs (`asked`).
    """
    naming = cue.head.lemma_.lower() in NAMING and cue.frame not in _DEMANDS
    if reports_nothing(cue) or asks_for_cover(cue.head) or _measures(cue) or (is_asked(cue.head) and not asked):
        return True
    heard_of = is_hearing(cue.head) and cue.frame in _HEARD
    if (_is_an_act(cue) or heard_of) and not quotations_in(page, content):
        return True
    if _is_wondered(page, cue) or _is_of_the_page(page, cue) or is_done_to(page, cue.head):
        return True
    if naming and cue.frame.startswith("passive") and not any(child.dep_ == "agent" for child in cue.head.children):
        return True
    held = quotations_in(page, content)
    titles = [(q.start, q.end) for q in held if is_title(page, q)]
    if titles and cue.frame in _OBJECTS and (list(content) == titles or _shows(cue, held, titles, content)):
        return True
    return bool(held) and naming and all(is_title(page, q) or _completes_a_name(page, cue, q) for q in held)


def _is_an_act(cue: Cue) -> bool:
    """ "The sheriff arrested Ann Bly", "discovered by him": nothing is said; "sued her for lying" tells what for."""
    if cue.head.lemma_.lower() not in ACTS or cue.frame not in _OBJECTS:
        return False
    return not any(c.dep_ == "prep" and c.lower_ in ("as", "for", "over") for c in cue.head.rights)


def _is_wondered(page: Page, cue: Cue) -> bool:
    """ "Did he expect her to win?", "Will Bly admit that he lied?", "Was it Bly who said so?": the writer asks it, and
    nobody has said so."""
    verb, last = _of_cleft(cue.head), cue.head.sent[-1]
    if verb.dep_ != "ROOT" or last.text != "?" or page.quotation_of[last.i] >= 0:
        return False
    if verb.pos_ == "AUX" and verb != cue.head:
        return verb.nbor(1).lower_ == "it"
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    return subject is not None and any(c.dep_ == "aux" and c.i < subject.left_edge.i for c in verb.lefts)


def _of_cleft(verb: Token) -> Token:
    """The "was" of "was it she who said", given "said"; else the verb itself."""
    who = verb.head
    return who.head if verb.dep_ == "relcl" and who.dep_ in ("attr", "nsubj") and who.head.lemma_ == "be" else verb


def _is_of_the_page(page: Page, cue: Cue) -> bool:
    """ "Editorial: A minister who must go", "Bin strike: ‘We are drowning’"."""
    start = page.paragraphs[page.paragraph_index(cue.head.idx)][0]
    if cue.head.text != ":" or start == cue.head.idx:
        return False
    before = page.text[start : cue.head.idx].strip().casefold()
    return before in OF_PAGES or (page.in_headline(start) and is_topic(page.doc[page.token_at(start) : cue.head.i]))


def _completes_a_name(page: Page, cue: Cue, q: Quotation) -> bool:
    """A room that staff call the “counting house”; not a judgment on what is named: "Ames called it the “big lie”"."""
    between = page.doc[cue.head.i + 1 : page.token_at(q.start)]
    judged = has_subject(cue.head) and any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in between)
    return follows_the(page, q) and not judged


def _measures(cue: Cue) -> bool:
    """ "according to age", "according to plan": a measure, not a source; "according to the plan" may be one."""
    if cue.frame != "according":
        return False
    nouns = [noun for to in cue.head.children for noun in to.children if noun.dep_ == "pobj"]
    return any(
        noun.lemma_.lower() in MEASURES and not any(child.dep_ == "det" for child in noun.children) for noun in nouns
    )


def _shows(cue: Cue, held: Sequence[Quotation], titles: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether titles and what hangs on them are the object of a verb not of saying: "shows “Dusk” until May"."""
    begins = content[0][0] == titles[0][0] and len(titles) == len(held)
    return begins and not cue.head.is_punct and cue.head.lemma_.lower() not in SAYING
