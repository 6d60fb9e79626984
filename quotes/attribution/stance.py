"""Stance: what the source does with the content, told by the cue and its negation."""

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.attribution.cues import Cue, has_holder, own
from quotes.attribution.lexicon import ASKING, DECLINING, DENYING, DENYING_NOUNS, SPEAKING, SUPPOSING
from quotes.attribution.mentions import kinds
from quotes.attribution.refusing import evades, shrinking_from
from quotes.attribution.sources import SUBJECTS
from quotes.attribution.supposing import is_supposed
from quotes.attribution.types import Stance

_THINGS = frozenset({"dobj", "p:of", "p:to", "p:about"})
_NOBODY = frozenset(["any", "anybody", "anyone", "either"])
_NEVER = frozenset(["never", "neither", "nor", "hardly"])
_NO_SUBJECT = frozenset(["nobody", "none", "neither"])
_NO_DETERMINERS = frozenset(["hardly", "neither", "no"])
_INQUIRING = frozenset({"ask", "enquire", "inquire"})
_WILLING = frozenset({"want", "wish", "care"})


def stance_of(cue: Cue, through: Sequence[Token] = ()) -> Stance:
    """The stance of a cue; `through` are the verbs that lead to it ("declined" in "declined to comment")."""
    lemmas = {cue.head.lemma_.lower(), *(verb.lemma_.lower() for verb in through)}
    if cue.frame == "noun":
        return Stance.DENIES if lemmas & DENYING_NOUNS or _is_denied_by_its_source(cue.head) else Stance.ASSERTS
    if cue.frame == "silence":
        return Stance.DECLINES
    if (shrunk := shrinking_from(cue.head)) is not None and not lemmas & ASKING:
        return Stance.ASSERTS if _is_done_after_all(shrunk) else Stance.DECLINES
    if any(is_negated(verb) for verb in (cue.head, *through)):
        return Stance.SUPPOSES if _rules_out(cue.head) else _negated(lemmas, neither=_neither(cue.head))
    if is_supposed(cue.head, through) and not lemmas & ASKING:
        return Stance.SUPPOSES
    return _affirmed(cue, lemmas)


def _affirmed(cue: Cue, lemmas: set[str]) -> Stance:
    if lemmas & DECLINING or evades(cue.head):
        return Stance.DECLINES
    if lemmas & DENYING or _rules_out(cue.head) or _pleads_innocence(cue.head):
        own_object = cue.head.lemma_.lower() in DENYING and _concerns_a_person(cue.head)
        return Stance.ASSERTS if own_object else Stance.DENIES
    if (lemmas & ASKING and _is_question(cue)) or _asks_by(cue.head):
        return Stance.ASKS
    return Stance.SUPPOSES if lemmas & SUPPOSING else Stance.ASSERTS


def _negated(lemmas: set[str], *, neither: bool) -> Stance:
    """Did not deny, did not say, does not believe."""
    if lemmas & DENYING:
        return Stance.DECLINES if neither else Stance.ASSERTS
    if lemmas & (SPEAKING | DECLINING):
        return Stance.DECLINES
    return Stance.DENIES


def _is_denied_by_its_source(noun: Token) -> bool:
    """She dismissed suggestions that …: hers are the words. In "she dismissed his claim that …" they are not."""
    if has_holder(noun):
        return False
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    return governor.lemma_.lower() in DENYING


def is_negated(verb: Token) -> bool:
    """ "did not say", "never said", "neither confirmed nor denied", "no one said"."""
    for child in own(verb):
        if child.dep_ == "neg" or child.lower_ in _NEVER:
            return True
        if child.dep_ in SUBJECTS and _is_no_subject(child):
            return True
    return _neither(verb)


def _is_no_subject(subject: Token) -> bool:
    """Nobody said; no one, hardly anyone, neither X nor Y said."""
    without = subject.dep_ == "nsubj" and any(c.lower_ in _NO_DETERMINERS for c in subject.children)
    return without or subject.lower_ in _NO_SUBJECT


def reports_nothing(cue: Cue) -> bool:
    """Whether nobody says anything: "neither referred to it", "did not praise it", "not refuted by any nation"; "the
    owners dismissed their manager"."""
    if cue.head.lemma_.lower() == "dismiss" and _concerns_a_person(cue.head) and not _as_what(cue.head):
        return True
    if not is_negated(cue.head):
        return False
    if cue.frame.startswith("passive"):
        return any(agent.dep_ == "agent" and _is_nobody(agent) for agent in cue.head.children)
    return cue.frame in _THINGS and cue.head.lemma_.lower() not in DENYING


def _concerns_a_person(verb: Token) -> bool:
    """Whether somebody, not something, is dismissed or rejected: whoever does it says so, and denies nothing."""
    met = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    return any(noun.ent_type_ == "PERSON" or kinds.is_person(kinds.singular(noun.lower_)) for noun in met)


def _as_what(verb: Token) -> bool:
    """ "Dismissed him as a fool": that is said of him."""
    return any(child.lower_ == "as" for child in verb.children)


def _is_nobody(agent: Token) -> bool:
    return any(noun.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in noun.children) for noun in agent.children)


def _neither(verb: Token) -> bool:
    subjects = (child for child in verb.children if child.dep_ in SUBJECTS)
    return any(c.lower_ in ("neither", "nor") for word in (verb, verb.head, *subjects) for c in word.children)


def _is_done_after_all(shrunk: Token) -> bool:
    """Never failed to say, did not stop short of saying, could not speak without saying."""
    return is_negated(shrunk.head if shrunk.lower_ in ("short", "without") else shrunk)


def _rules_out(verb: Token) -> bool:
    return verb.lemma_.lower() == "rule" and any(child.lower_ == "out" for child in verb.children)


def _pleads_innocence(verb: Token) -> bool:
    """Pleaded not guilty, pleaded innocent."""
    if verb.lemma_.lower() != "plead":
        return False
    pleas = [c for c in verb.rights if c.lower_ in ("guilty", "innocent")]
    return any(plea.lower_ == "innocent" or any(c.dep_ == "neg" for c in plea.children) for plea in pleas)


def _asks_by(verb: Token) -> bool:
    """Wrote to ask how, called to ask about; not "wrote to ask them to leave", which is a request."""
    asked = (c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB")
    return any(
        any(c.dep_ == "ccomp" or c.lower_ == "about" for c in ask.rights)
        and not any(c.dep_ == "xcomp" for c in ask.rights)
        for ask in asked
        if ask.lemma_.lower() in _INQUIRING
    )


def _is_question(cue: Cue) -> bool:
    """ "asked whether", "asked: “Why?”", "asked about"; not "asked them to leave", which is a request."""
    return cue.frame.removeprefix("passive-") != "xcomp" or cue.head.lemma_.lower() != "ask"
