"""Clauses of a parsed text, each around its predicate: what could be a claim, and which words belong to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from quotes.attribution.lexicon import REPORTING_NOUNS, SAYING, SPEECH_ACTS
from quotes.claims.lexicon import ATTITUDES, HEDGING_PASSIVES, HEDGING_VERBS, LEADING, SPEAKING

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_VERBAL = frozenset(("VERB", "AUX"))
_INSIDE = frozenset(
    ("aux", "auxpass", "amod", "compound", "xcomp", "pcomp", "prep", "mark", "case", "nsubj", "dobj", "pobj")
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_PAUSES = frozenset((",", "—", "–", "-", "(", ")", ";", ":", "--"))
_REPORTING = SAYING | SPEECH_ACTS | REPORTING_NOUNS | SPEAKING | ATTITUDES | {"say", "ask", "tell"}
_FEWEST = 4  # words of a sentence without a verb that may be a claim
_LOOSE = frozenset(("parataxis", "dep"))


@dataclass
class Clause:
    """A finite clause: `head` is its predicate, `subject` what it is said of (of another clause where it shares one).

    `parent` is the clause that it hangs on. `bound` says that it is a part of its parent, as "when they met" is in
    "they spoke when they met"; a clause behind a comma and what a verb of saying reports are not.
    `in_question` says that its sentence ends with a question mark.
    """

    head: Token
    subject: Token | None
    parent: "Clause | None"
    bound: bool
    in_question: bool = False
    children: list["Clause"] = field(default_factory=list)

    @cached_property
    def deed(self) -> Token:
        """The verb that says what is done: "fled" of "is believed to have fled", "fall" of "began to fall"."""
        verb = self.head
        for _ in range(3):
            inner = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in _VERBAL), None)
            if inner is None or not leads(verb):
                break
            verb = inner
        return verb

    def auxiliaries(self) -> list[Token]:
        return [child for child in self.head.children if child.dep_ in ("aux", "auxpass")]


def leads(verb: Token) -> bool:
    """Whether what is done stands in the infinitive behind the verb."""
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return lemma in HEDGING_VERBS or lemma in LEADING or (passive and lemma in HEDGING_PASSIVES)


def clauses_in(sentence: Stretch, *, headline: bool = False) -> list[Clause]:
    """The finite clauses of a sentence in order of their predicates; in a headline a bare participle is one too.

    Where none is found ("Quill Beats Hale In Ostra", every word a name to the tagger) the whole sentence is one.
    """
    found: dict[int, Clause] = {}
    question = _is_question(sentence)
    for token in _by_depth(sentence.root):
        if token.dep_ in _INSIDE or token.pos_ not in _VERBAL:
            continue
        if not (is_finite(token) or (headline and token.tag_ in ("VBN", "VBD")) or is_reduced(token)):
            continue
        parent = _parent(token, found)
        subject = _subject(token, parent)
        bound = parent is not None and _is_bound(token, parent)
        clause = Clause(token, subject, parent, bound, in_question=question)
        found[token.i] = clause
        if parent is not None:
            parent.children.append(clause)
    if not found and sum(token.is_alpha for token in sentence) >= _FEWEST:
        return [Clause(sentence.root, None, None, bound=False, in_question=question)]
    return [found[index] for index in sorted(found)]


def _is_question(sentence: Stretch) -> bool:
    """Whether it ends with "?", quotation marks and spaces behind it apart."""
    at = sentence.end - 1
    while at > sentence.start and _is_closing(sentence.doc[at]):
        at -= 1
    return sentence.doc[at].text == "?"


def _is_closing(token: Token) -> bool:
    return token.is_quote or token.is_space or token.text in "”’'\""


def is_finite(verb: Token) -> bool:
    """Whether the verb or one of its auxiliaries has a tense; or shares that of the verb before it."""
    if any(child.tag_ in _FINITE for child in verb.children if child.dep_ in ("aux", "auxpass")):
        return True
    if any(child.tag_ == "TO" for child in verb.children if child.dep_ == "aux"):
        return False
    if verb.tag_ in _FINITE:
        return True
    return verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ and verb.head.pos_ in _VERBAL and is_finite(verb.head)


def is_reduced(verb: Token) -> bool:
    """Whether the verb is a relative clause without "which was", and says when: "signed by them in June"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN":
        return False
    return any(any(w.ent_type_ in ("DATE", "TIME") for w in child.subtree) for child in verb.children)


def _by_depth(root: Token) -> Iterator[Token]:
    level = [root]
    while level:
        yield from level
        level = [child for token in level for child in token.children]


def _parent(token: Token, found: dict[int, Clause]) -> Clause | None:
    for ancestor in token.ancestors:
        if ancestor.i in found:
            return found[ancestor.i]
    return None


def _subject(verb: Token, parent: Clause | None) -> Token | None:
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if verb.dep_ == "relcl" and (own is None or own.tag_ in ("WP", "WDT")):
        return verb.head
    if own is None and is_reduced(verb):
        return verb.head
    if own is None and verb.dep_ == "conj" and parent is not None:
        return parent.subject
    return own


def _is_bound(verb: Token, parent: Clause) -> bool:
    if verb.dep_ == "conj":
        return verb.head.i == parent.head.i and not any(child.dep_ in _SUBJECTS for child in verb.children)
    if verb.dep_ == "ccomp" or (verb.dep_ == "acl" and not is_reduced(verb)):
        return verb.i > verb.head.i and verb.head.lemma_.lower() not in _REPORTING
    if verb.dep_ in _LOOSE:
        return False
    first, last = verb.left_edge.i, verb.right_edge.i
    doc = verb.doc
    if first > 0 and doc[first - 1].text in _PAUSES:
        return False
    return not (last < parent.head.i and last + 1 < len(doc) and doc[last + 1].text in _PAUSES)


def dependants(doc: Doc) -> list[list[int]]:
    """For each token the indices of those that hang on it."""
    found: list[list[int]] = [[] for _ in range(len(doc))]
    offsets = doc.to_array("HEAD").astype(np.int64)  # how far the head is; 0 at a root
    for index, offset in enumerate(offsets.tolist()):
        if offset:
            found[index + offset].append(index)
    return found


def words_of(clause: Clause, cut: set[int], below: list[list[int]]) -> list[int]:
    """Indices of the tokens that say the clause: its subtree less the subtrees of the predicates in `cut`.

    A relative clause has the words that it is about before it ("the fund, which dockers pay into"), a verb that shares
    a subject that subject. `below` is what `dependants` says of the text.
    """
    head = clause.head
    found = set(_subtree(head.i, cut - {head.i}, below))
    for about in (clause.subject, head.head if head.dep_ == "relcl" else None):
        if about is not None and about.i not in found:
            found |= set(_subtree(about.i, cut | {head.i}, below))
    return sorted(found)


def _subtree(top: int, cut: set[int], below: list[list[int]]) -> list[int]:
    found = [top]
    for index in found:
        found += [child for child in below[index] if child not in cut]
    return found


def runs(doc: Doc, indices: list[int]) -> list[tuple[int, int]]:
    """The tokens as stretches (first, one past the last) that touch, less punctuation and joining words at their ends.

    A gap that holds nothing but punctuation is no gap.
    """
    found: list[list[int]] = []
    for index in indices:
        if found and all(doc[i].is_punct or doc[i].is_space for i in range(found[-1][1], index)):
            found[-1][1] = index + 1
        else:
            found.append([index, index + 1])
    trimmed = [_trimmed(doc, start, end) for start, end in found]
    return [(start, end) for start, end in trimmed if start < end]


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (_is_edge(doc[start]) or doc[start].dep_ in ("cc", "mark")):
        start += 1
    while end > start and (_is_edge(doc[end - 1]) or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text not in ("$", "£", "€", "%"))
