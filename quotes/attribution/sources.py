"""Sources: who, in the words of the sentence, does the reporting."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from quotes.attribution.cues import HOLDING, is_asked, is_quoted_as_saying, resumed, that_clause
from quotes.attribution.lexicon import COMING_WITH, MAKING, TELLING, VEHICLES
from quotes.attribution.mentions import kinds
from quotes.attribution.page import Page
from quotes.attribution.rates import VERBAL

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EXPLETIVES = frozenset({"there", "that", "this", "what"})
_WITH_IT = frozenset({"appear", "be", "become", "mean", "seem", "take"})
_CONTROL = frozenset(
    {"ask", "tell", "urge", "order", "force", "persuade", "allow", "let", "help", "make", "want", "expect"}
)
TIMES = frozenset({"DATE", "TIME"})
"""The entities that are no source, whatever hangs on them."""
_NO_SOURCE = frozenset({"seem", "appear"})
_DEPTH = 4
RELATIVES = frozenset({"WP", "WDT"})
_HYPHENS = frozenset({"-", "‑"})
_LONGEST_APPOSITION = 12
_NAMING = frozenset({"PROPN", "PRON", "DET", "NOUN", "ADJ"})
_PARTS_OF_NAME = frozenset({"PROPN", "DET", "NOUN", "ADJ", "PART"})


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens `[start, end)` of the source.

    `through` are the verbs between it and the cue: "went" in "he went on to say".
    """

    start: int
    end: int
    head: Token
    through: tuple[Token, ...] = ()


def source_of(page: Page, cue: Token, frame: str) -> Source | None:
    """The source of a cue that stands in this frame, or None if the sentence names none."""
    if find := _BY_FRAME.get(frame):
        return find(page, cue)
    if frame == "silence":
        return _by_subject(page, cue)
    if frame.startswith("passive"):
        return _agent(page, cue)
    if cue.lemma_.lower() in _NO_SOURCE:
        return None
    return _by_subject(page, cue) or _by_adjacency(page, cue)


def phrase(page: Page, head: Token, *, stop: int | None = None) -> Source | None:
    """The noun phrase of `head` with what belongs to it, cut before the token `stop` and at the end of its line."""
    if page.quotation_of[head.i] >= 0:
        return None
    doc = page.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    if stop is not None and head.i < stop:
        end = min(end, stop)
    while start < head.i and (page.quotation_of[start] >= 0 or doc[start].is_punct or doc[start].is_space):
        start += 1
    end = next((i for i in range(head.i, end) if "\n" in doc[i].text), end)
    end = _whole_name(page, _whole_word(page, end))
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return Source(start, end, head)


def _whole_word(page: Page, end: int) -> int:
    """`end`, moved behind the rest of a word that the tokenizer cut at its hyphen ("co-author") and its phrase."""
    doc = page.doc
    while end + 1 < len(doc) and doc[end].text in _HYPHENS and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end = max(end + 2, min(doc[end + 1].right_edge.i + 1, doc[end + 1].i + _LONGEST_APPOSITION))
    return end


def _whole_name(page: Page, end: int) -> int:
    """`end`, moved behind the name that follows a title cut off at its full stop ("said Sgt. Ana Bly")."""
    doc = page.doc
    if end + 1 >= len(doc) or doc[end].text != "." or not kinds.is_cut_title(doc[end - 1].lower_):
        return end
    last = next((i for i in range(end + 1, len(doc)) if doc[i].pos_ != "PROPN"), len(doc))
    return last if last > end + 1 else end


def _after_according(page: Page, according: Token) -> Source | None:
    """According to X; per X."""
    for to in (according, *according.children):
        if to.lower_ in ("to", "per"):
            for noun in to.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    return phrase(page, noun)
    return None


def _of_noun(page: Page, noun: Token) -> Source | None:
    """Their claim that, statements by A and B that: the possessor, who stands behind "by", else who makes the claim."""
    for child in noun.children:
        if child.dep_ == "poss" or any(c.dep_ == "case" for c in child.rights):
            return phrase(page, child)
        if child.dep_ == "prep" and child.lower_ in HOLDING:
            for holder in child.children:
                if holder.dep_ == "pobj":
                    clause = that_clause(noun)
                    return phrase(page, holder, stop=clause.left_edge.i if clause else None)
    maker = _maker(noun)
    return _by_subject(page, maker) if maker is not None else None


def _maker(noun: Token) -> Token | None:
    """The verb whose subject makes a claim: "filed a complaint that", "came with a warning that"; a claim that is heard
    or looked into is somebody else's."""
    if noun.dep_ == "dobj":
        return noun.head if noun.head.lemma_.lower() in MAKING else None
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "in") else None
    return verb if verb is not None and verb.lemma_.lower() in COMING_WITH else None


def _before_mistagged(_page: Page, verb: Token) -> Source:
    return Source(verb.left_edge.i, verb.i, verb.nbor(-1))


_BY_FRAME: dict[str, Callable[[Page, Token], Source | None]] = {
    "according": _after_according,
    "noun": _of_noun,
    "view": _of_noun,
    "mistagged": _before_mistagged,
}


def _agent(page: Page, verb: Token) -> Source | None:
    for by in verb.children:
        if by.dep_ == "agent":
            for noun in by.children:
                if noun.dep_ == "pobj":
                    return phrase(page, noun)
    return _by_subject(page, verb) if verb.lemma_.lower() == "quote" else None


def _by_subject(page: Page, verb: Token) -> Source | None:
    """The verb's own subject, or that of the verb that it depends on, up to a few steps."""
    through: list[Token] = []
    for _ in range(_DEPTH):
        subject = _subject(verb) or next((_subject(c) for c in verb.lefts if c.dep_ == "ccomp" and is_asked(c)), None)
        if subject is not None:
            return None if _is_expletive(subject, verb) else _found(phrase(page, subject, stop=verb.i), through)
        if verb.dep_ == "acl" and verb.head.pos_ in _NAMING:
            return _found(_of_participle(page, verb), through)
        governor = _governor(verb)
        if governor is None or (verb.head.lower_ == "by" and any(c.dep_ == "auxpass" for c in governor.children)):
            return None  # "is justified by arguing that": the subject is not who argues
        if is_quoted_as_saying(governor) and (quoted := _object(governor)) is not None:
            return _found(phrase(page, quoted, stop=governor.right_edge.i + 1), [governor])
        if verb.dep_ in ("xcomp", "ccomp") and not is_asked(governor):
            through.append(governor)
            if (controlled := _controlled(verb, governor)) is not None:
                return _found(phrase(page, controlled, stop=verb.i), through)
        verb = governor
    return None


def _is_expletive(subject: Token, verb: Token) -> bool:
    """There is a claim; it seems wrong to say; not "it said", where a firm may speak."""
    return subject.lower_ in _EXPLETIVES or (subject.lower_ == "it" and verb.lemma_.lower() in _WITH_IT)


def _subject(verb: Token) -> Token | None:
    """The subject; of two the one behind "who", who is then spoken of: "a man who police say threatened her"."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS or _is_named_modal(c)]
    of_a_relative = len(subjects) > 1 and subjects[0].tag_ in RELATIVES and subjects[1].i < verb.i
    return subjects[of_a_relative] if subjects else None


def _is_named_modal(word: Token) -> bool:
    """Will and May before a finite verb ("Will urged the party") are people: no modal verb stands there."""
    return word.dep_ == "aux" and word.tag_ == "MD" and word.is_title and word.head.tag_ in ("VBD", "VBZ")


def _found(source: Source | None, through: list[Token]) -> Source | None:
    return source and Source(source.start, source.end, source.head, tuple(through))


def _governor(verb: Token) -> Token | None:
    """The verb whose subject this one shares: that of "and said", "to say", "saying", "by saying"."""
    head = verb.head
    if verb.dep_ == "pcomp" and head.pos_ == "ADP":
        head = head.head
    elif verb.dep_ not in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "prep", "dep"):
        return None
    if head.i == verb.i or head.pos_ not in VERBAL:
        return None
    return resumed(verb) or head


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ == "dobj"), None)


def _controlled(verb: Token, governor: Token) -> Token | None:
    """Who is made to speak: "asked officials to say"."""
    if verb.dep_ != "xcomp" or governor.lemma_.lower() not in _CONTROL:
        return None
    return next((c for c in governor.rights if c.dep_ in ("dobj", "nsubj") and c.i < verb.i), None)


def _of_participle(page: Page, verb: Token) -> Source | None:
    """A man saying, a statement saying: the noun itself, or who made the statement; "on stage this morning, saying"."""
    noun = verb.head
    top = verb.sent.root
    if verb.tag_ == "VBD" and top.pos_ in _NAMING and top.i < verb.i and verb.nbor(-1).text == ",":
        return phrase(page, top, stop=verb.i)  # "China, accused of spying, called for calm": a finite verb after all
    if noun.ent_type_ in TIMES:
        above = next((word for word in noun.ancestors if word.pos_ in VERBAL), None)
        return _by_subject(page, above) if above is not None else None
    if noun.lemma_.lower() in VEHICLES:
        return _of_noun(page, noun) or _by_subject(page, noun.head)
    return phrase(page, noun, stop=verb.i)


def _by_adjacency(page: Page, verb: Token) -> Source | None:
    """Where the parser lost the subject: the name or pronoun right after the verb ("…,” said X) or right before it."""
    before = _name_before(page, verb)
    if verb.i == 0 or not _closes_content(page, verb.i - 1) or (before and verb.lemma_.lower() in TELLING):
        return before
    return _name_after(page, verb.i + 1) or before


def _name_after(page: Page, start: int) -> Source | None:
    doc = page.doc
    if start >= len(doc) or doc[start].pos_ not in _NAMING or page.quotation_of[start] >= 0:
        return None
    if doc[start].pos_ == "DET" and doc[start].head.i > start:
        return phrase(page, doc[start].head)
    end = start + 1
    while end < len(doc) and doc[end].pos_ in _PARTS_OF_NAME and page.quotation_of[end] < 0:
        end += 1
    return Source(start, end, doc[end - 1])


def _name_before(page: Page, verb: Token) -> Source | None:
    doc = page.doc
    last = verb.i - 1
    if last > 0 and doc[last].text == ",":
        last -= 1
    if last < 0 or doc[last].pos_ not in ("PROPN", "PRON", "NOUN") or page.quotation_of[last] >= 0:
        return None
    head = doc[last]
    while head.dep_ in ("appos", "compound", "flat") and page.quotation_of[head.head.i] < 0 and head.head.i < verb.i:
        head = head.head
    if head.ent_type_ in TIMES:
        return None
    start = min(head.left_edge.i, last)
    while start < last and (page.quotation_of[start] >= 0 or doc[start].is_punct or doc[start].is_space):
        start += 1
    return Source(start, last + 1, head)


def _closes_content(page: Page, position: int) -> bool:
    return page.quotation_of[position] >= 0 or page.doc[position].text in (",", "”", '"', "’", "'", "''")
