"""What a clause must not be to be a claim, and what it is like: the features that `weighing` makes its worth of.

After ClaimBuster (Hassan et al., KDD 2017), which scores sentences by part-of-speech tags, entity types and words, and
the check-worthiness tasks of CheckThat! (Barrón-Cedeño et al., CLEF 2018 to 2024); here the features are of the clause.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from quotes.attribution.lexicon import ASKING, DENYING, SAYING, SPEECH_ACTS
from quotes.attribution.types import Kind
from quotes.claims import lexicon
from quotes.claims.clauses import Clause
from quotes.claims.records import is_hearsay
from quotes.claims.types import Figure, Hedge, When

_IRREALIS = frozenset((
    "will", "would", "shall", "should", "may", "might", "must", "could", "'ll", "’ll", "'d", "’d", "wo", "ca", "ought",
    "can",
))  # fmt: skip
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_WH = frozenset(("WP", "WRB", "WDT", "WP$"))
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"))
_BEING = frozenset(("be", "seem", "become", "remain", "look", "feel", "sound"))
_FIRST = frozenset(("i", "we", "me", "us", "my", "our"))
_SECOND = frozenset(("you", "your", "yourself"))
_THIRD = frozenset(("he", "she", "they", "who"))
_BARE = frozenset(("it", "this", "that", "what", "which", "there", "these", "those"))
_SPEECH = (SAYING | SPEECH_ACTS | lexicon.SPEAKING | frozenset(("say", "ask"))) - lexicon.PERFORMING


def barred(clause: Clause) -> str:
    """Why a clause can't be a claim, whatever it says, or ""."""
    if _is_irreal(clause):
        return "not said to be so"
    if _is_asked(clause):
        return "asked"
    if _is_supposed(clause):
        return "supposed, wished or denied"
    if clause.subject is None and clause.head.tag_ in ("VB", "VBP"):
        return "an order"
    return _opinion(clause)


def _opinion(clause: Clause) -> str:
    """What keeps the predicate itself from being a claim, or ""."""
    if clause.deed.lemma_.lower() in lexicon.THINKING:
        return "thought, felt or wanted"
    if _is_judgement(clause):
        return "a judgement"
    return "speech" if _is_speech(clause) and not _is_deed(clause) else ""


def _is_irreal(clause: Clause) -> bool:
    """Future, possible, due, conditional, or still intended; and when such a thing is to be: "until it wins"."""
    verb = clause.head
    if verb.dep_ == "advcl" and clause.parent is not None and _is_irreal(clause.parent):
        return True
    auxiliaries = clause.auxiliaries()
    if verb.dep_ == "conj" and not auxiliaries and verb.tag_ in ("VB", "VBN", "VBG"):
        auxiliaries = [c for c in verb.head.children if c.dep_ in ("aux", "auxpass")]
    if any(word.lower_ in _IRREALIS for word in (*auxiliaries, verb)):
        return True
    current: Clause | None = clause
    while current is not None:
        if any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in current.head.children):
            return True
        current = current.parent
    return _intends(verb)


def _intends(verb: Token) -> bool:
    infinitive = next(
        (c for c in verb.children if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children)), None
    )
    if verb.lemma_.lower() == "be":
        about = next((c for c in verb.children if c.lower_ in ("about", "due", "likely", "set", "ready", "able")), None)
        return infinitive is not None or (
            about is not None and any(c.dep_ in ("xcomp", "pcomp") for c in about.children)
        )
    if infinitive is None:
        return False
    if verb.lemma_.lower() in ("have", "get", "need") and verb.tag_ != "VBD":  # "has to", "have got to"
        return True
    return verb.lemma_.lower() in lexicon.INTENDING and not (verb.lemma_.lower() == "go" and verb.tag_ == "VBD")


def _is_asked(clause: Clause) -> bool:
    verb = clause.head
    last = verb.sent[-1]
    while last.i > verb.sent.start and (last.is_quote or last.is_space or last.text in "”’'\""):
        last = last.nbor(-1)
    if last.text == "?" and verb.dep_ != "relcl":
        return True
    before = [word for child in verb.children for word in (child, *child.children) if word.i < verb.i]
    return verb.dep_ in ("ccomp", "csubj", "pcomp") and any(w.tag_ in _WH and w.lower_ != "that" for w in before)


def _is_supposed(clause: Clause) -> bool:
    """Within what somebody believes, hopes, asks or denies, as far as a clause above says so."""
    if clause.head.dep_ not in ("ccomp", "acl") or clause.parent is None:
        return False
    if clause.head.dep_ == "acl" and clause.head.tag_ == "VBN":
        return False
    governor = clause.head.head
    if is_hearsay(governor):
        return False
    lemma = governor.lemma_.lower()
    return lemma in lexicon.ATTITUDES or lemma in DENYING or lemma in ASKING


def _is_judgement(clause: Clause) -> bool:
    """ "It is a disgrace", "he was hypocritical": what it is said to be is a matter of opinion; no number is in it."""
    verb = clause.head
    if verb.lemma_.lower() not in _BEING or any(word.like_num for word in verb.subtree):
        return False
    complements = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    return any(c.lemma_.lower() in lexicon.JUDGING for c in complements)


def is_speech(verb: Token) -> bool:
    """Whether the verb reports that something was said, and no act with consequences."""
    return verb.lemma_.lower() in _SPEECH


def _is_speech(clause: Clause) -> bool:
    deed = clause.deed
    if any(child.dep_ == "auxpass" for child in clause.head.children) and deed is not clause.head:
        return False
    if deed.lemma_.lower() in lexicon.LIGHT:
        things = [c for c in deed.children if c.dep_ in ("dobj", "nsubjpass")]
        if deed.dep_ == "relcl":
            things.append(deed.head)
        return any(thing.lemma_.lower() in lexicon.SPOKEN for thing in things)
    return is_speech(deed)


def _is_deed(clause: Clause) -> bool:
    """Whether what is said by it can be looked up as a deed: "announced a concert", "the bill was criticised"."""
    deed = clause.deed
    reduced = deed.dep_ == "acl" and deed.tag_ == "VBN"
    passive = reduced or any(child.dep_ == "auxpass" for child in deed.children)
    return passive or deed.lemma_.lower() in lexicon.TELLING


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a clause, and the kind of the quote that it stands in."""

    figures: Sequence[Figure] = ()
    times: Sequence[When] = ()
    hedges: Sequence[Hedge] = ()
    quoted: Kind | None = None


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
    names = {t.ent_iob_ + t.ent_type_ + t.text for t in tokens if t.ent_type_ in _NAMED and t.ent_iob_ == "B"}
    proper = sum(t.pos_ == "PROPN" for t in tokens)
    return {
        "names": min(len(names), 4) / 4,
        "proper": min(proper, 6) / 6,
        "place": float(any(t.ent_type_ in ("GPE", "LOC", "FAC") for t in tokens)),
        "date": float(any(t.ent_type_ == "DATE" for t in tokens)),
        "judging": min(sum(lemma in lexicon.JUDGING for lemma in lemmas), 3) / 3,
        "pressing": min(sum(lemma in lexicon.PRESSING for lemma in lemmas), 2) / 2,
        "first person": float(any(t.lower_ in _FIRST for t in tokens)),
        "second person": float(any(t.lower_ in _SECOND for t in tokens)),
        "superlative": float(any(t.tag_ in ("JJS", "RBS") for t in tokens)),
        "length": math.log(1 + sum(not t.is_stop and t.is_alpha for t in tokens)) / 3,
        "negated": float(any(t.dep_ == "neg" for t in tokens)),
    }


def _of_predicate(verb: Token, deed: Token) -> dict[str, float]:
    lemma = deed.lemma_.lower()
    complements = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    kinds = {c.lemma_.lower() for c in complements}
    being = verb.lemma_.lower() in _BEING and deed is verb
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
