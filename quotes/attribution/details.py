"""What else a sentence tells of an attribution: its kind, to whom it was said, and when."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from quotes.attribution.days import days_in
from quotes.attribution.lexicon import (
    ADDRESSING,
    ADDRESSING_OR_NOT,
    ANSWERED,
    ANSWERING,
    OCCASIONS,
    PUBLISHING,
    SAYING,
    SPEAKING_TO,
    TELLING,
    TELLING_TO,
)
from quotes.attribution.page import Page
from quotes.attribution.quotations import kind_by_marks
from quotes.attribution.rates import VERBAL
from quotes.attribution.types import Kind, Span

_BEHIND_THE_CUE = re.compile(r"[\s,”\"’'»]*(?:(?:again|early|earlier|late|later)\s+)?(?:on\s+)?", re.IGNORECASE)
_AT_THE_FRONT = re.compile(
    r"[\s“\"‘'«]*(?:(?:and|but)\s+)?(?:(?:early|earlier|late|later)\s+)?(?:on\s+)?", re.IGNORECASE
)
# How a day hangs on what it dates: "on the evening of Friday", "in a statement on Friday", "late on Friday".
_HANGING = frozenset({"npadvmod", "advmod", "prep", "pobj", "pcomp", "nummod", "nmod", "compound", "amod", "tmod"})
_ON = frozenset({"on", "in", "of", "at", "late", "early", "earlier", "later", "before", "after"})
_WITHIN = frozenset({"in", "at", "during", "on", "to", "with", "via", "through", "by", "over", "of", "after"})
_TIMES = frozenset({"afternoon", "day", "end", "evening", "hour", "midday", "midnight", "morning", "night", "noon"})
_STEPS = 8


def kind_of(page: Page, content: Sequence[Span]) -> Kind:
    """Direct, mixed or indirect: all of the content's words in quotation marks, some, or none."""
    return kind_by_marks(page.text, content, page.quotations)


def addressee_of(cue: Token) -> Token | None:
    """The head of the words for whom it was said to; None where the sentence names nobody.

    "told Lavrov", "said to reporters", "wrote in a letter to the council", "Lavrov was told by", "asked by the Herald
    whether …, he said", "speaking to reporters, she said".
    """
    addresses = cue.lemma_.lower() in ADDRESSING | ADDRESSING_OR_NOT
    if addresses and (passive := _child(cue, "nsubjpass")):
        is_told = any(c.dep_ in ("ccomp", "xcomp", "agent") for c in cue.children) or cue.lemma_.lower() == "tell"
        return passive if is_told and not _is_thing(passive) else None
    for child in cue.rights:
        if child.dep_ == "ccomp" and addresses:
            return _asked_to(child) or _child(cue, "dative")
        if child.dep_ == "dative" and child.pos_ != "ADP":
            return child
        if child.dep_ == "dobj" and _is_addressed(cue, child):
            return child
        if child.dep_ in ("prep", "dative") and (told := _by_preposition(cue, child)):
            return told
    return _in_a_clause_beside(cue)


def may_stand_in_content(cue: Token, addressee: Token) -> bool:
    """Whether who is addressed is a part of what is asked of them: "urged both sides to talk", "thanked them"."""
    above = addressee.head
    return above == cue or (above.head == cue and (above.dep_ == "prep" or _asked_to(above) == addressee))


def end_of_addressee(addressee: Token, end: int) -> int:
    """Where the words for an addressee end, in tokens: before a relative clause."""
    clauses = (child.left_edge.i for child in addressee.children if child.dep_ == "relcl" and child.i > addressee.i)
    return min([end, *clauses])


def _asked_to(clause: Token) -> Token | None:
    """Who is to do what an infinitive says ("urged both sides to talk"); None for a clause with a finite verb."""
    to = any(child.tag_ == "TO" for child in clause.children)
    subject = _child(clause, "nsubj") or _child(clause, "nsubjpass")
    return subject if to and subject is not None and not _is_thing(subject) else None


def _is_addressed(cue: Token, noun: Token) -> bool:
    """Whether an object is who is told, and not what: "asked him", "asked ministers to go", but "urged restraint"."""
    lemma = cue.lemma_.lower()
    if _is_thing(noun):
        return False
    if lemma in ADDRESSING_OR_NOT:
        goes_on = any(child.dep_ in ("ccomp", "xcomp", "advcl") for child in cue.rights)
        return goes_on or noun.pos_ == "PRON" or noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")
    return lemma in ADDRESSING | ANSWERING


def _by_preposition(cue: Token, preposition: Token) -> Token | None:
    """ "said to reporters", "tweeted at him", "testified before the committee", "in an interview with the Herald"."""
    noun = _child(preposition, "pobj")
    if noun is None:
        return None
    lemma = cue.lemma_.lower()
    if f"{lemma}:{preposition.lower_}" in SPEAKING_TO or (preposition.lower_ == "to" and lemma in SAYING | TELLING_TO):
        return None if _is_thing(noun) else noun
    if preposition.lower_ in ("in", "during", "at") and noun.lemma_.lower() in OCCASIONS:
        beside = (c for c in noun.children if c.dep_ in ("prep", "dative") and c.lower_ in ("with", "to"))
        found = (_child(c, "pobj") for c in beside)
        return next((one for one in found if one is not None and not _is_thing(one)), None)
    return None


def _in_a_clause_beside(cue: Token) -> Token | None:
    """ "asked by the Herald whether …, he said", "speaking to reporters, she said", "writing to her publisher"."""
    subject = _child(cue, "nsubj")
    clauses = [c for word in (cue, subject) if word for c in word.children if c.dep_ in ("advcl", "acl")]
    for clause in clauses:
        lemma = clause.lemma_.lower()
        if lemma in ("ask", "press", "question") and clause.tag_ == "VBN":
            agent = _child(clause, "agent")
            return _child(agent, "pobj") if agent else None
        if clause.tag_ == "VBG" and lemma in ("address", "brief", "tell"):
            return _child(clause, "dobj")
        if clause.tag_ == "VBG" and lemma in ("speak", "talk", "write"):
            to = next((c for c in clause.children if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with")), None)
            return _child(to, "pobj") if to else None
    return None


def _child(token: Token, dep: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dep), None)


def _is_thing(noun: Token) -> bool:
    """Whether this is a time, or what is answered, and not somebody: "answered the charge", "said to date"."""
    if noun.pos_ not in ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ") or noun.lower_ in ANSWERED:
        return True
    return noun.lemma_.lower() in ANSWERED or noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT")


def time_of(cue: Token, content: Sequence[Span] = ()) -> Span | None:
    """The words that say when it was said ("on Friday", "yesterday"): a character span outside `content`, or None.

    A day counts where it hangs on the cue by the parse, stands right behind the cue, or begins the sentence and no
    other verb stands between. What dates something else ("the vote on Sunday") is not the day it was said.
    """
    sentence = cue.sent
    text, offset = sentence.text, sentence.start_char
    for start, end in days_in(text, 0, len(text)):
        span = start + offset, end + offset
        held = cue.doc.char_span(*span, alignment_mode="expand")
        if held is None or any(s < span[1] and e > span[0] for s, e in content):
            continue
        if _hangs(held.root, cue) or _stands_behind(text, cue.idx + len(cue) - offset, start) or _in_front(held, cue):
            return span
    return None


def _hangs(day: Token, cue: Token) -> bool:
    """Whether the parse leads from a day to the cue by nothing but what dates the saying itself."""
    wanted = {cue.i, *(verb.i for verb in _same_act(cue))}
    token, dates = day, True
    for _ in range(_STEPS):
        if token.i in wanted:
            return True
        if not _leads_up(token, cue, first=dates):
            return False
        dates = dates and (token.dep_ != "prep" or token.head.lemma_.lower() in _TIMES)
        token = token.head
    return False


def _leads_up(token: Token, cue: Token, *, first: bool) -> bool:
    """Whether the step from `token` to its head keeps to the saying; `first`: it is still the day's own preposition."""
    if token.dep_ == "prep":
        if token.lower_ == "of" and not first:
            return token.head.lemma_.lower() in _TIMES | OCCASIONS
        return token.lower_ in (_ON - {"before", "after"} if first else _WITHIN)
    if token.dep_ in ("dobj", "dative"):
        return token.head == cue and _is_addressed(cue, token)
    if token.dep_ in ("acl", "advcl"):
        return token.lemma_.lower() in PUBLISHING
    if token.dep_ in ("nsubj", "appos"):  # "X, speaking on Friday, said"
        return any(c.dep_ == "acl" and c.lemma_.lower() in PUBLISHING for c in token.children) and token.head == cue
    return token.dep_ in _HANGING


def _same_act(cue: Token) -> Iterator[Token]:
    """The verbs of which a cue is a part ("went on to say"), and the speech with which it shares its subject."""
    while cue.dep_ == "xcomp" and cue.head.pos_ in VERBAL:
        cue = cue.head
        yield cue
    shares = cue.dep_ == "conj" and not _child(cue, "nsubj") and cue.head.lemma_.lower() in SAYING | TELLING
    if shares:
        yield cue.head


def _stands_behind(text: str, cue_end: int, day: int) -> bool:
    return cue_end <= day and _BEHIND_THE_CUE.fullmatch(text, cue_end, day) is not None


def _in_front(day: SpacySpan, cue: Token) -> bool:
    """Whether a day begins the cue's sentence, and no other verb stands between it and the cue."""
    if day.start >= cue.i or not _AT_THE_FRONT.fullmatch(day.doc[day.sent.start : day.start].text_with_ws):
        return False
    between = day.doc[day.end : cue.i]
    return not any(t.pos_ in VERBAL and t.dep_ not in ("relcl", "acl", "amod", "aux", "auxpass") for t in between)
