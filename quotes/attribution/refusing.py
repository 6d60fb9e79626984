"""That nothing is said: what leads to a verb of saying without getting there, and words that are a refusal."""

from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from quotes.attribution.cues import is_no_comment
from quotes.attribution.lexicon import DECLINING, EVADING, SHRINKING, SPEAKING, UNABLE
from quotes.attribution.rates import VERBAL, reports

_REACH = 3
_NOT_YET = frozenset({"still", "yet"})
_AUXILIARIES = frozenset({"be", "have"})
_SHORT = frozenset({"come", "fall", "stop"})
_ABLE = frozenset({"able", "willing"})
_AWAY = frozenset({"from", "of", "without"})
"""Prepositions behind which stands what is not done: "refrained from saying", "short of saying", "without saying"."""
_SILENT = frozenset({"comment", "elaborate"})
_KEPT_BACK = frozenset({"confirm", "disclose", "discuss"})
_WITH_COMMENT = frozenset({"give", "have", "make", "offer"})
_UNWILLING = frozenset({"can", "could", "will", "would", "ca", "wo"})
_NAMES = frozenset({"identify", "name"})
_PRONOUNS = frozenset({"he", "it", "she", "they", "who"})


def shrinking_from(verb: Token) -> Token | None:
    """The word that tells that a source does not get to saying, or None: "failed" in "failed to say", "not" in "not
    able to say", "short" in "stopped short of calling", "without" in "without saying", "yet" in "has yet to say"."""
    if verb.lemma_.lower() in SHRINKING:
        return verb if any(reports(said) for said in verb.rights if said.dep_ == "xcomp") else None
    if verb.lemma_.lower() in _AUXILIARIES:  # a cue may be "has yet to respond" with its head at "has"
        verb = next((said for said in verb.rights if said.dep_ == "xcomp"), verb)
    below = verb
    for word in _leading(verb):
        if (found := _falling_short(word, below)) is not None:
            return found
        below = word
    return None


def _falling_short(word: Token, below: Token) -> Token | None:
    """The word that tells it among those of one that leads to the verb `below`."""
    lemma = word.lemma_.lower()
    if lemma in SHRINKING | UNABLE or word.lower_ == "without":
        return word
    if lemma in _ABLE:
        return next((c for c in (*word.lefts, *word.head.rights) if c.dep_ == "neg"), None)
    telling = _NOT_YET if lemma in _AUXILIARIES else frozenset({"short"}) if lemma in _SHORT else frozenset()
    return next((c for c in (*word.children, *below.lefts) if c.lower_ in telling and word.i < c.i < below.i), None)


def _leading(verb: Token) -> Iterator[Token]:
    """What governs a verb that is not said to be done: "tried" and "avoid" for "tried to avoid saying"; not "avoided"
    for "avoided jail by saying"."""
    word = verb
    for _ in range(_REACH):
        if word.dep_ == "conj" and word.head.dep_ in ("xcomp", "pcomp") and word.tag_ in ("VB", "VBG"):
            word = word.head
        if word.dep_ == "pcomp" and word.head.lower_ in _AWAY:
            word = word.head
            yield word
            word = word.head if word.head.lower_ != "short" else word.head.head
        elif word.dep_ == "xcomp":
            word = word.head
        else:
            return
        yield word


def evades(verb: Token) -> bool:
    """Dodged the question, brushed aside questions about it."""
    return verb.lemma_.lower() in EVADING and any(c.dep_ == "dobj" and c.lemma_ == "question" for c in verb.rights)


def refuses(verb: Token) -> bool:
    """Whether somebody will not say: "declined to say", "would not name him", "refused to be drawn"."""
    if verb.lemma_.lower() in DECLINING:
        return any(said.dep_ == "xcomp" and said.lemma_.lower() in SPEAKING | _NAMES for said in verb.rights)
    return verb.lemma_.lower() in SPEAKING | _NAMES and _will_not(verb)


def refusal_behind(semicolon: Token) -> Token | None:
    """The verb of a clause behind a semicolon in which he, she or they will not say something, or None."""
    subject = semicolon.nbor(1) if semicolon.i + 1 < len(semicolon.doc) else semicolon
    if semicolon.text != ";" or subject.dep_ != "nsubj" or subject.lower_ not in _PRONOUNS:
        return None
    return subject.head if subject.head.i > subject.i and refuses(subject.head) else None


def is_refusal(words: Words) -> bool:
    """Whether reported words are nothing but a refusal: “No comment,”, “it does not comment on rumours”, “we could not
    confirm that”; not what somebody else did not say."""
    said = words.root
    if words.start < said.sent.start or words.end > said.sent.end:
        return False
    if any(c.dep_ == "conj" and c.pos_ in VERBAL and c.i < words.end for c in said.rights):
        return False
    return is_no_comment(said) or (_is_refused(said) and not _is_anothers(said))


def _is_refused(said: Token) -> bool:
    lemma = said.lemma_.lower()
    if lemma in _WITH_COMMENT:
        return any(c.dep_ == "dobj" and is_no_comment(c) for c in said.rights)
    if lemma in _SILENT | {"discuss"} and _does_not(said):
        return True
    return (lemma in _SILENT | _KEPT_BACK and _will_not(said)) or (lemma in DECLINING and refuses(said))


def _is_anothers(said: Token) -> bool:
    """Whether it is said of you or of somebody with a name: what others will not say."""
    subjects = (c for c in said.lefts if c.dep_ in ("nsubj", "nsubjpass"))
    return any(c.lower_ == "you" or c.ent_type_ == "PERSON" for c in subjects)


def _does_not(verb: Token) -> bool:
    """It does not comment: a rule, not that it did not."""
    now = any(c.dep_ == "aux" and c.lemma_.lower() == "do" and c.tag_ in ("VBP", "VBZ") for c in verb.lefts)
    return now and any(c.dep_ == "neg" for c in verb.lefts)


def _will_not(verb: Token) -> bool:
    unwilling = any(c.dep_ == "aux" and c.lower_ in _UNWILLING for c in verb.lefts)
    return unwilling and any(c.dep_ == "neg" for c in verb.lefts)
