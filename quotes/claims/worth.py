"""What a clause is like: the features that `weighing` makes its worth of.

After ClaimBuster (Hassan et al., KDD 2017), which scores sentences by part-of-speech tags, entity types and words, and
the check-worthiness tasks of CheckThat! (Barrón-Cedeño et al., CLEF 2018 to 2024); here the features are of the clause.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from quotes.attribution.lexicon import SAYING, SPEECH_ACTS
from quotes.attribution.types import Kind
from quotes.claims import lexicon
from quotes.claims.bars import BEING
from quotes.claims.clauses import Clause
from quotes.claims.types import Figure, Hedge, When

_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_FIRST = frozenset(("i", "we", "me", "us", "my", "our"))
_SECOND = frozenset(("you", "your", "yourself"))
_THIRD = frozenset(("he", "she", "they", "who"))
_BARE = frozenset(("it", "this", "that", "what", "which", "there", "these", "those"))
_SPEECH = (SAYING | SPEECH_ACTS | lexicon.SPEAKING | frozenset(("say", "ask"))) - lexicon.PERFORMING


def _is_speech(clause: Clause) -> bool:
    """Whether it reports that something was said, and no act with consequences."""
    deed = clause.deed
    if any(child.dep_ == "auxpass" for child in clause.head.children) and deed is not clause.head:
        return False
    if deed.lemma_.lower() in lexicon.LIGHT:
        things = [c for c in deed.children if c.dep_ in ("dobj", "nsubjpass")]
        if deed.dep_ == "relcl":
            things.append(deed.head)
        return any(thing.lemma_.lower() in lexicon.SPOKEN for thing in things)
    return deed.lemma_.lower() in _SPEECH


def _is_deed(clause: Clause) -> bool:
    """Whether what is said by it can be looked up as a deed: "announced a concert", "the bill was criticised"."""
    deed = clause.deed
    reduced = deed.dep_ == "acl" and deed.tag_ == "VBN"
    passive = reduced or any(child.dep_ == "auxpass" for child in deed.children)
    return passive or deed.lemma_.lower() in lexicon.TELLING


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a clause, the kind of the quote that it stands in, and whether it is of a time after the
    article's."""

    figures: Sequence[Figure] = ()
    times: Sequence[When] = ()
    hedges: Sequence[Hedge] = ()
    quoted: Kind | None = None
    to_come: bool = False


def features(clause: Clause, tokens: Sequence[Token], found: Contents) -> dict[str, float]:
    """What a clause is like, by the names of the weights; `tokens` are its words."""
    lemmas = [token.lemma_.lower() for token in tokens]
    verb, deed = clause.head, clause.deed
    given: dict[str, float] = {"bias": 1.0}
    given.update(_of_contents(tokens, lemmas))
    sharp = [f for f in found.figures if f.bound.value != "vague"]
    given["figure"] = float(bool(sharp))
    given["figures"] = min(len(sharp), 3) / 3
    given["time"] = float(bool(found.times))
    given["hedged"] = float(bool(found.hedges))
    given.update(_of_predicate(verb, deed))
    given.update(_of_subject(clause.subject))
    given["said"] = float(_is_speech(clause) and not _is_deed(clause))
    given["to come"] = float(found.to_come)
    given["verbless"] = float(verb.pos_ not in ("VERB", "AUX"))
    given["speech"] = float(_is_speech(clause))
    given["describes"] = float(_only_describes(clause) and not found.figures and not found.times)
    given["relative"] = float(verb.dep_ in ("relcl", "acl"))
    given["adverbial"] = float(verb.dep_ == "advcl")
    given["direct"] = float(found.quoted is Kind.DIRECT)
    given["mixed"] = float(found.quoted is Kind.MIXED)
    given["indirect"] = float(found.quoted is Kind.INDIRECT)
    return given


def _only_describes(clause: Clause) -> bool:
    """Whether it is a relative clause without a comma: "the one that came"."""
    return clause.head.dep_ in ("relcl", "acl") and clause.bound


def _of_contents(tokens: Sequence[Token], lemmas: list[str]) -> dict[str, float]:
    entities = {token.ent_type_ for token in tokens}
    words = {token.lower_ for token in tokens}
    names = {t.ent_type_ + t.text for t in tokens if t.ent_iob_ == "B" and t.ent_type_ in _NAMED}
    proper = sum(t.pos_ == "PROPN" for t in tokens)
    return {
        "names": min(len(names), 4) / 4,
        "proper": min(proper, 6) / 6,
        "place": float(bool(entities & _PLACES)),
        "date": float("DATE" in entities),
        "judging": min(sum(lemma in lexicon.JUDGING for lemma in lemmas), 3) / 3,
        "pressing": min(sum(lemma in lexicon.PRESSING for lemma in lemmas), 2) / 2,
        "first person": float(bool(words & _FIRST)),
        "second person": float(bool(words & _SECOND)),
        "superlative": float(any(t.tag_ in ("JJS", "RBS") for t in tokens)),
        "length": math.log(1 + sum(t.is_alpha and not t.is_stop for t in tokens)) / 3,
        "negated": float(any(t.dep_ == "neg" for t in tokens)),
    }


def _of_predicate(verb: Token, deed: Token) -> dict[str, float]:
    lemma = deed.lemma_.lower()
    complements = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    kinds = {c.lemma_.lower() for c in complements}
    being = verb.lemma_.lower() in BEING and deed is verb
    objects = [c for c in deed.children if c.dep_ in ("dobj", "obj")]
    return {
        "past": float(verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not _perfect(verb))),
        "perfect": float(_perfect(verb)),
        "present": float(verb.tag_ in ("VBZ", "VBP")),
        "progressive": float(verb.tag_ == "VBG"),
        "passive": float(any(c.dep_ == "auxpass" for c in deed.children)),
        "attitude": float(lemma in lexicon.ATTITUDES),
        "performing": float(lemma in lexicon.PERFORMING),
        "being": float(being),
        "being judged": float(being and bool(kinds & lexicon.JUDGING)),
        "being in a state": float(being and bool(kinds & lexicon.STATES)),
        "being an adjective": float(being and any(c.pos_ == "ADJ" for c in complements)),
        "being a thing": float(being and any(c.dep_ == "attr" and c.pos_ in ("NOUN", "PROPN") for c in complements)),
        "having": float(lemma in ("have", "get", "make", "do", "take", "go", "come", "give", "keep")),
        "there": float(any(c.dep_ == "expl" for c in verb.children)),
        "plain object": float(any(c.pos_ == "PROPN" or c.ent_type_ for o in objects for c in (o, *o.children))),
        "vague object": float(any(o.lemma_.lower() in lexicon.VAGUE for o in objects)),
    }


def _perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.children)


def _of_subject(subject: Token | None) -> dict[str, float]:
    word = subject.lower_ if subject is not None else ""
    named = subject is not None and (subject.pos_ == "PROPN" or subject.ent_type_ in _NAMED)
    pronoun = subject is not None and subject.pos_ == "PRON"
    return {
        "subject I": float(word in _FIRST),
        "subject you": float(word in _SECOND),
        "subject he": float(word in _THIRD),
        "subject it": float(word in _BARE),
        "subject named": float(named),
        "subject vague": float(subject is not None and subject.lemma_.lower() in lexicon.VAGUE and not pronoun),
        "subject clause": float(subject is not None and subject.dep_ == "csubj"),
    }
