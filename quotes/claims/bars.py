"""What a clause must not be to be a claim: to come, possible, asked, supposed, an order, a feeling, a judgement."""

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.attribution.lexicon import ASKING, DENYING
from quotes.claims import lexicon
from quotes.claims.clauses import Clause
from quotes.claims.denials import is_denied
from quotes.claims.records import is_hearsay

_IRREALIS = frozenset((
    "will", "would", "shall", "should", "may", "might", "must", "could", "'ll", "’ll", "'d", "’d", "wo", "ca", "ought",
    "can",
))  # fmt: skip
_UNREAL = frozenset(("would", "could", "should", "might", "'d", "’d", "ought"))
_STILL_TO = frozenset(("about", "due", "likely", "set", "ready", "able"))
_PRESENT = frozenset(("VBZ", "VBP"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_DOUBTS = frozenset(("doubt", "question"))
_WH = frozenset(("WP", "WRB", "WDT", "WP$"))
BEING = frozenset(("be", "seem", "become", "remain", "look", "feel", "sound"))
"""Verbs that say of somebody what they are."""


def barred(clause: Clause, quotes: Sequence[int]) -> str:
    """Why a clause can't be a claim, whatever it says, or "".

    `quotes` has for each token the quote of somebody that it lies in, or -1.
    """
    if _is_irreal(clause):
        return "not said to be so"
    if _is_asked(clause):
        return "asked"
    if _is_supposed(clause) or is_denied(clause, quotes):
        return "supposed, wished or denied"
    if clause.subject is None and clause.head.tag_ in ("VB", "VBP"):
        return "an order"
    if clause.deed.lemma_.lower() in lexicon.THINKING:
        return "thought, felt or wanted"
    return "a judgement" if _is_judgement(clause) else ""


def _is_irreal(clause: Clause) -> bool:
    """Future, possible, due, conditional, or still intended; and when such a thing is to be: "until it wins"."""
    parent = clause.parent
    if clause.head.dep_ == "advcl" and parent is not None and not _is_over(clause, parent) and _is_irreal(parent):
        return True
    return bool(_modals(clause)) or _is_conditional(clause) or _intends(clause.head)


def _is_over(clause: Clause, parent: Clause) -> bool:
    """Whether what is to be is told beside what was: "will resign after he was charged", not "would if he was"."""
    past = clause.head.tag_ == "VBD" or any(word.tag_ == "VBD" for word in clause.auxiliaries())
    return past and not _modals(parent) & _UNREAL


def _modals(clause: Clause) -> set[str]:
    """The words of _IRREALIS among the predicate and its auxiliaries, or those that it shares with the verb before."""
    verb, auxiliaries = clause.head, clause.auxiliaries()
    if verb.dep_ == "conj" and not auxiliaries and verb.tag_ in ("VB", "VBN", "VBG"):
        auxiliaries = [c for c in verb.head.children if c.dep_ in ("aux", "auxpass")]
    return {word.lower_ for word in (*auxiliaries, verb)} & _IRREALIS


def _is_conditional(clause: Clause) -> bool:
    current: Clause | None = clause
    while current is not None:
        if any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in current.head.children):
            return True
        current = current.parent
    return False


def _intends(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    infinitive = next(
        (c for c in verb.children if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children)), None
    )
    if lemma == "be":
        about = [c for c in verb.children if c.dep_ in ("acomp", "attr") or c.lower_ in _STILL_TO]
        if not about:
            return infinitive is not None
        return any(_is_still_to(c, verb) for c in about)
    if infinitive is None:
        return False
    if lemma in ("have", "get", "need") and verb.tag_ != "VBD":  # "has to", "have got to"
        return True
    return lemma in lexicon.INTENDING and not (lemma == "go" and verb.tag_ == "VBD")


def _is_still_to(word: Token, verb: Token) -> bool:
    """Whether somebody is about, due, likely to do it; not "was able to", nor "are more likely to": that is counted."""
    if word.lower_ not in _STILL_TO or (word.lower_ == "able" and verb.tag_ != "VB" and verb.tag_ not in _PRESENT):
        return False
    if _is_compared(word):
        return False
    return any(c.dep_ in ("xcomp", "pcomp") for c in (*word.children, *verb.children))


def _is_asked(clause: Clause) -> bool:
    verb = clause.head
    if clause.in_question and verb.dep_ != "relcl":
        return True
    if verb.dep_ not in ("ccomp", "csubj", "pcomp"):
        return False
    before = [word for child in verb.children for word in (child, *child.children) if word.i < verb.i]
    return any(word.tag_ in _WH and word.lower_ != "that" for word in before)


def _is_supposed(clause: Clause) -> bool:
    """Within what somebody believes, hopes, asks or denies, as far as a clause above says so."""
    if clause.head.dep_ not in ("ccomp", "acl") or clause.parent is None:
        return False
    if clause.head.dep_ == "acl" and clause.head.tag_ == "VBN":
        return False
    governor = clause.head.head
    lemma = governor.lemma_.lower()
    if is_hearsay(governor) or (lemma in _DOUBTS and any(c.lower_ in ("no", "little") for c in governor.children)):
        return False
    return lemma in lexicon.ATTITUDES or lemma in DENYING or lemma in ASKING


def _is_judgement(clause: Clause) -> bool:
    """ "It is a disgrace", "he was hypocritical": what it is said to be is a matter of opinion; no number is in it."""
    verb = clause.head
    if verb.lemma_.lower() not in BEING or any(word.like_num for word in verb.subtree):
        return False
    complements = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    return any(
        c.lemma_.lower() in lexicon.JUDGING and not (c.lower_ == "likely" and _is_compared(c)) for c in complements
    )


def _is_compared(word: Token) -> bool:
    return any(child.tag_ in ("RBR", "RBS") for child in word.children)
