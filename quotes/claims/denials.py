"""Whether what a clause says is denied by the words around it: "it is false that", "I never said that", "the idea that
… is nonsense". What is only not known or not mentioned is so all the same, and so is what there is no doubt about."""

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from quotes.attribution.lexicon import DENYING, DENYING_NOUNS, NAMING, REPORTING_NOUNS
from quotes.claims.clauses import Clause
from quotes.claims.lexicon import (
    FACTIVE,
    FAILING,
    FAIRNESS,
    FALSELY,
    FALSIFYING,
    GROUNDS,
    IDEAS,
    INTENDING,
    TRUTH,
    UNFAIR,
    UNTRUE,
)
from quotes.claims.records import is_negated

_VERBAL = frozenset(("VERB", "AUX"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_NOUNS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))  # "Reports", for one, is a verb to the tagger
_CLAUSES = frozenset(("ccomp", "csubj", "csubjpass"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_INFINITIVES = frozenset(("xcomp", "advcl", "ccomp", "csubj", "csubjpass", "acl", "relcl"))
_COMPLEMENTS = frozenset(("acomp", "attr", "oprd"))
_CALLED = _COMPLEMENTS | {"appos", "ccomp", "npadvmod"}
_LACKING = frozenset(("no", "little", "scant", "insufficient", "zero", "neither"))
_MERELY = frozenset(("only", "just", "merely", "simply", "solely"))
_CALLING = NAMING | {"brand", "characterise", "characterize", "describe", "label", "portray", "regard", "slam"}
_IDEAS = (REPORTING_NOUNS | IDEAS) - DENYING_NOUNS - {"doubt"}
Here = Callable[[Token], bool]


def is_denied(clause: Clause, quotes: Sequence[int]) -> bool:
    """Whether its own source denies it, or says that nobody affirms it.

    `quotes` is for each token the quote that it lies in, or -1. What stands outside of the clause's quote is left to
    the quote's stance, but for what calls a part of the quote a lie.
    """
    own = quotes[clause.head.i]
    return _is_denied(clause.head, lambda token: own < 0 or quotes[token.i] == own)


def _is_denied(verb: Token, here: Here) -> bool:
    """Whether a verb, finite or not, stands below something that denies what is said by it."""
    above = verb.head
    if above.i == verb.i:
        return False
    if verb.dep_ == "conj":
        return not any(c.lower_ == "but" for c in above.children) and above.pos_ in _VERBAL and _is_denied(above, here)
    if _is_called_untrue(verb):
        return True
    if not here(above) or above.lemma_.lower() in FACTIVE:
        return False
    if _is_nominal(above):
        return _is_content(verb) and _is_denied_noun(above, here)
    by = above.head if above.pos_ == "ADJ" and above.dep_ in _COMPLEMENTS else above
    return by.pos_ in _VERBAL and _is_denied_by(verb, by, here)


def _is_denied_by(verb: Token, above: Token, here: Here) -> bool:
    if verb.dep_ in _CLAUSES and not _is_bare(verb):
        denied = _denies(above, UNTRUE, TRUTH)
    elif verb.dep_ in _INFINITIVES and _is_bare(verb):
        denied = _denies_infinitive(above)
    else:
        return False
    return denied or _is_denied(above, here)


def _is_bare(verb: Token) -> bool:
    """Whether it has no tense: "to say", "saying"."""
    if verb.tag_ == "VBG":
        return not any(c.dep_ == "aux" for c in verb.children)
    return any(c.tag_ == "TO" for c in verb.children)


def _is_content(verb: Token) -> bool:
    """Whether it says what a noun before it means: "the claim that he left", "reason to say", not "the claim that he
    made"."""
    if verb.dep_ in ("acl", "ccomp"):
        return verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass", "mark") for c in verb.children)
    that = next((c for c in verb.children if c.lower_ == "that"), None)
    if verb.dep_ != "relcl" or that is None or not any(c.dep_ in _SUBJECTS for c in verb.children if c is not that):
        return False
    objects = [c for c in verb.children if c.dep_ == "dobj" and c is not that]
    return bool(objects) or that.dep_ not in ("dobj", "pobj", *_SUBJECTS)


def _denies(verb: Token, untrue: frozenset[str], truth: frozenset[str]) -> bool:
    """Whether a predicate says of a clause that it isn't so."""
    negated = _is_negated(verb)
    complements = [c for c in verb.children if c.dep_ in _COMPLEMENTS]
    if complements and not any(c.dep_ == "dobj" for c in verb.children):
        return _has(complements, truth) if negated else _has(complements, untrue)
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return False
    if lemma in DENYING or lemma in FALSIFYING:
        return not negated
    return negated or any(c.lower_ in FALSELY for c in verb.children)


def _denies_infinitive(verb: Token) -> bool:
    """ "It is wrong to say", "not fair to say", "refuse to say", "do not want to say"."""
    if any(c.dep_ in _COMPLEMENTS for c in verb.children):
        return _denies(verb, UNTRUE | UNFAIR, TRUTH | FAIRNESS)
    lemma = verb.lemma_.lower()
    if lemma in FAILING:
        return not _is_negated(verb)
    return lemma in INTENDING and _is_negated(verb)


def _is_denied_noun(noun: Token, here: Here) -> bool:
    """Whether what a noun says is denied: "a lie that", "no evidence that", "rejected the claim that"."""
    lemma = noun.lemma_.lower()
    first = noun
    while first.dep_ == "conj" and _is_nominal(first.head):
        first = first.head
    above = first.head
    lacking = _is_lacking(noun) or (first.dep_ == "attr" and here(above) and _is_negated(above))
    if lemma in UNTRUE:
        return not lacking
    if lemma not in _IDEAS | GROUNDS | TRUTH:
        return False
    if lacking or lemma in TRUTH:
        return lacking
    if _has([noun], UNTRUE | UNFAIR):
        return True
    if first.dep_ == "pobj":
        return here(above.head) and _denies_about(above.head)
    return here(above) and above.pos_ in _VERBAL and _denies(above, UNTRUE | UNFAIR, TRUTH | FAIRNESS)


def _denies_about(word: Token) -> bool:
    """ "No truth in the claim that", "scoffed at the idea that"."""
    if _is_nominal(word):
        return _is_lacking(word) or word.lemma_.lower() in UNTRUE
    return word.pos_ in _VERBAL and _denies(word, UNTRUE | UNFAIR, TRUTH | FAIRNESS)


def _is_called_untrue(verb: Token) -> bool:
    """ "Called the claim that he left a lie", "described as a lie the claim that he left", wherever the lie hangs."""
    noun: Token | None = verb.head
    if verb.head.pos_ in _VERBAL:
        noun = next((c for c in verb.head.children if c.dep_ == "dobj" and c.lemma_.lower() in _IDEAS), None)
    if noun is None or noun.head.lemma_.lower() not in _CALLING:
        return False
    called = [w for w in (*verb.children, *noun.children, *noun.head.children) if w.i > verb.i and w.dep_ in _CALLED]
    objects = [w for w in verb.children if w.dep_ == "dobj"]
    called += [*objects[1:], *(w for each in objects for w in each.children if w.dep_ == "appos")]
    called += [w for each in (verb, noun, noun.head) for c in each.children if c.lower_ == "as" for w in c.children]
    return _has(called, UNTRUE | UNFAIR)


def _is_nominal(word: Token) -> bool:
    return word.pos_ in _NOMINAL or word.dep_ in _NOUNS


def _is_lacking(noun: Token) -> bool:
    return any(c.lower_ in _LACKING for c in noun.children)


def _is_negated(verb: Token) -> bool:
    """Negated in its own clause, or by the verb that leads to it; not "not only"."""
    if any(c.dep_ == "neg" and c.nbor().lower_ in _MERELY for c in verb.children if c.i + 1 < len(verb.doc)):
        return False
    clause = Clause(verb, None, None, bound=False)
    leading = verb.head if verb.dep_ == "xcomp" else None
    led = leading is not None and leading.pos_ in _VERBAL and _denies_infinitive(leading)
    return is_negated(clause) != (led or _is_inverted(verb))


def _is_inverted(verb: Token) -> bool:
    """ "At no point did he say": the auxiliary stands before the subject, behind what is denied."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    auxiliary = next((c for c in verb.children if c.dep_ == "aux"), None)
    if subject is None or auxiliary is None or auxiliary.i > subject.i:
        return False
    fronted = (c for c in verb.children if c.dep_ in ("prep", "npadvmod") and c.i < auxiliary.i)
    return any(w.lower_ == "no" for c in fronted for w in c.subtree)


def _has(words: Iterable[Token], listed: frozenset[str]) -> bool:
    """Whether one of them, or what is joined to it or describes it, is listed."""
    return any(
        w.lemma_.lower() in listed or w.lower_ in listed
        for word in words
        for w in (word, *(c for c in word.children if c.dep_ in ("amod", "conj", "compound")))
    )
