"""That somebody says so is itself only supposed: conditions, and what may, might, should or would have been said."""

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.attribution.cues import own
from quotes.attribution.lexicon import ABILITIES

_CONDITIONS = frozenset({"if", "lest", "unless", "whether"})
_FIRST_PERSONS = frozenset({"i", "we"})
_POSSIBLE = frozenset({"may", "might"})
_ONLY = frozenset({"at", "only"})
_STEPS = 3


def is_supposed(verb: Token, through: Sequence[Token] = ()) -> bool:
    """Whether nothing tells that a verb of saying comes true; `through` are the verbs that lead to it."""
    return any(_is_conditional(one) or _is_possible(one) for one in (verb, *through))


def _is_conditional(verb: Token) -> bool:
    """ "If she says", "unless he comes and admits"."""
    clause = verb
    for _ in range(_STEPS):
        if clause.dep_ != "conj" or _subject(clause) is not None:
            break
        clause = clause.head
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in clause.lefts)


def _is_possible(verb: Token) -> bool:
    """ "May say", "should say", "ought to say", "would have said"; not "I should say", nor "would say", which may tell
    of a habit, nor "could recall", which tells what somebody is able to."""
    subject = _subject(verb)
    if subject is not None and subject.lower_ in _FIRST_PERSONS:
        return False
    if verb.lemma_.lower() == "ought":
        return True
    words = {c.lower_ for c in own(verb) if c.dep_ in ("aux", "advmod") and c.i < verb.i and not _is_named(c)}
    past = "have" in words
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if words & _POSSIBLE or ("would" in words and past) or ("should" in words and not passive):
        return True
    able = verb.lemma_.lower() in ABILITIES or bool(words & _ONLY) or passive
    return "could" in words and (past or not able)


def _is_named(word: Token) -> bool:
    """May and Will are names, too."""
    return word.is_title and not word.is_sent_start


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
