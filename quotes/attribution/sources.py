"""Sources: who, in the words of the sentence, does the reporting."""

from dataclasses import dataclass

from spacy.tokens import Token

from quotes.attribution.cues import VERBAL, resumed, that_clause
from quotes.attribution.lexicon import TELLING, VEHICLES
from quotes.attribution.page import Page

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EXPLETIVES = frozenset({"it", "there", "that", "this", "what"})
_CONTROL = frozenset(
    {"ask", "tell", "urge", "order", "force", "persuade", "allow", "let", "help", "make", "want", "expect"}
)
_NO_SOURCE = frozenset({"seem", "appear"})
_DEPTH = 4
_NAMING = frozenset({"PROPN", "PRON", "DET", "NOUN", "ADJ"})
_PARTS_OF_NAME = frozenset({"PROPN", "DET", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens `[start, end)` of the source, and the verbs between it and the cue ("went on to" in "he went on to say")."""

    start: int
    end: int
    head: Token
    through: tuple[Token, ...] = ()


def source_of(page: Page, cue: Token, frame: str) -> Source | None:
    """The source of a verb (or of "according") in this frame, or None if the sentence names none."""
    if frame == "according":
        return _after_according(page, cue)
    if frame in ("noun", "view"):
        return _of_noun(page, cue)
    if frame == "mistagged":
        return Source(cue.left_edge.i, cue.i, cue.nbor(-1))
    if frame.startswith("passive") or _is_asked(cue):
        return _agent(page, cue)
    if cue.lemma_.lower() in _NO_SOURCE:
        return None
    return _by_subject(page, cue) or _by_adjacency(page, cue)


def phrase(
    page: Page,
    head: Token,
    through: tuple[Token, ...] = (),
    stop: int | None = None,
    stop_after: int | None = None,
) -> Source | None:
    """The noun phrase of `head` with what belongs to it, cut before the tokens `stop` and `stop_after`."""
    if page.quotation_of[head.i] >= 0:
        return None
    start, end = head.left_edge.i, head.right_edge.i + 1
    if stop_after is not None:
        end = min(end, stop_after)
    if stop is not None and head.i < stop:
        end = min(end, stop)
    while start < head.i and (page.quotation_of[start] >= 0 or page.doc[start].is_punct or page.doc[start].is_space):
        start += 1
    for position in range(head.i, end):
        if page.doc[position].is_space and "\n" in page.doc[position].text:
            end = position
            break
    while end > head.i + 1 and (page.doc[end - 1].is_punct or page.doc[end - 1].is_space):
        end -= 1
    return Source(start, end, head, through)


def _after_according(page: Page, according: Token) -> Source | None:
    for to in according.children:
        if to.lower_ == "to":
            for noun in to.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    return phrase(page, noun)
    return None


def _of_noun(page: Page, noun: Token) -> Source | None:
    """ "their claim that", "statements by A and B that": the possessor, or who stands behind "by" or "from"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return phrase(page, child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            for holder in child.children:
                if holder.dep_ == "pobj":
                    clause = that_clause(noun)
                    return phrase(page, holder, stop_after=clause.left_edge.i if clause else None)
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ in VERBAL:
        return _by_subject(page, verb)
    return None


def _is_asked(verb: Token) -> bool:
    """ "when asked whether …", "Asked about …, he": the subject nearby is the one who was asked, not who asks."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lemma_.lower() not in ("ask", "tell", "quiz", "press"):
        return False
    if verb.dep_ not in ("advcl", "acl", "amod", "prep", "dep"):
        return False
    return not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children)


def _agent(page: Page, verb: Token) -> Source | None:
    for by in verb.children:
        if by.dep_ == "agent":
            for noun in by.children:
                if noun.dep_ == "pobj":
                    return phrase(page, noun)
    if verb.lemma_.lower() == "quote":
        return _by_subject(page, verb)
    return None


def _by_subject(page: Page, verb: Token, depth: int = 0, through: tuple[Token, ...] = ()) -> Source | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in _EXPLETIVES and child.lower_ != "it":
                return None
            return phrase(page, child, through, stop=verb.i)
    if depth >= _DEPTH:
        return None
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in VERBAL:
        if (outer := resumed(verb)) is not None:
            return _by_subject(page, outer, depth + 1, through)
        return _by_subject(page, head, depth + 1, through)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in VERBAL:
        if head.lemma_.lower() in _CONTROL and verb.dep_ == "xcomp":
            controlled = next((c for c in head.children if c.dep_ in ("dobj", "nsubj") and head.i < c.i < verb.i), None)
            if controlled is not None:
                return phrase(page, controlled, (*through, head), stop=verb.i)
        return _by_subject(page, head, depth + 1, (*through, head))
    if verb.dep_ in ("advcl", "pcomp", "prep") and head.pos_ in VERBAL:
        return _by_subject(page, head, depth + 1, through)
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if head.lemma_.lower() in VEHICLES:
            return _of_noun(page, head) or _by_subject(page, head.head, depth + 1, through)
        return phrase(page, head, through, stop=verb.i)
    if verb.dep_ == "pcomp" and head.pos_ == "ADP" and head.head.pos_ in VERBAL:
        return _by_subject(page, head.head, depth + 1, through)
    return None


def _by_adjacency(page: Page, verb: Token) -> Source | None:
    """Where the parser lost the subject: the name or pronoun right after the verb ("…,” said X) or right before it."""
    doc = page.doc
    after, before = verb.i + 1, verb.i - 1
    inverted = verb.i > 0 and _closes_content(page, before) and verb.lemma_.lower() not in TELLING
    if inverted and after < len(doc) and doc[after].pos_ in _NAMING and page.quotation_of[after] < 0:
        end = after + 1
        while end < len(doc) and doc[end].pos_ in _PARTS_OF_NAME and page.quotation_of[end] < 0:
            end += 1
        return Source(after, end, doc[end - 1])
    if before > 0 and doc[before].text == ",":
        before -= 1
    if before < 0 or doc[before].pos_ not in ("PROPN", "PRON", "NOUN") or page.quotation_of[before] >= 0:
        return None
    head = doc[before]
    while head.dep_ in ("appos", "compound", "flat") and page.quotation_of[head.head.i] < 0 and head.head.i < verb.i:
        head = head.head
    start = min(head.left_edge.i, before)
    while page.quotation_of[start] >= 0 or doc[start].is_punct or doc[start].is_space:
        start += 1
    return Source(start, before + 1, head)


def _closes_content(page: Page, position: int) -> bool:
    return page.quotation_of[position] >= 0 or page.doc[position].text in (",", "”", '"', "’", "'", "''")
