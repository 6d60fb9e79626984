"""Cues: which words report that somebody said, wrote, thinks or wants something.

A verb reports or does not report depending on what it governs ("called him a liar" / "called a cab"), so each is
looked up with its frame (`rates`). Beside verbs there are "according to", "in the words of", nouns with a that-clause
("the claim that"), and what the tagger mistook.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy import symbols
from spacy.tokens import Token

from quotes.attribution.lexicon import ADMISSIONS, CONTRASTS, OPINIONS, REPORTING_NOUNS, SPEAKING, TELLING, VIEWS
from quotes.attribution.page import Page
from quotes.attribution.rates import VERBAL, frame_of, reporting_rate, reports

_WORTH_A_LOOK = frozenset({symbols.VERB, symbols.AUX, symbols.NOUN, symbols.ADP, symbols.ADV, symbols.SCONJ})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LOWEST = 0.2
_STEPS = 4
ASKED = frozenset({"ask", "press", "quiz", "question"})
"""Verbs whose participle tells what somebody is asked."""
HOLDING = frozenset({"by", "from", "of"})
"""Prepositions behind which stands whose claim it is: "the claim by engineers"."""
_CALLS = frozenset({"call", "e-mail", "email", "message"})
_ABOUT = frozenset({"ccomp", "dobj", "prep", "xcomp"})
_NOT_HEARING = frozenset({"agent", "aux", "auxpass", "dative", "dobj"})
_UNNAMED = frozenset({"name", "identify", "quote"})
_ACCORDING = 0.95
_VIEW = 0.8
_NOUN = 0.6
_MISTAGGED = 0.7
_SILENCE = 0.7


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: its head token, the frame it stands in, and how likely that pair reports."""

    head: Token
    frame: str
    score: float


def cues(page: Page) -> Iterator[Cue]:
    """The cues of a page outside quotation marks and silent zones, in order of the text.

    Those under `rates.THRESHOLD` are given too: a quotation beside them may make up for it.
    """
    for i, pos in enumerate(page.doc.to_array("POS").tolist()):
        if pos in _WORTH_A_LOOK and page.quotation_of[i] < 0 and page.silent[i] < 0 and (cue := cue_of(page.doc[i])):
            yield cue


def cue_of(token: Token) -> Cue | None:
    """The token as a cue, with its frame and rate; None where it reports nothing."""
    if token.lower_ == "according":
        return Cue(token, "according", _ACCORDING) if any(c.lower_ == "to" for c in token.children) else None
    if token.lower_ == "per" and _names_a_source(token):
        return Cue(token, "according", _ACCORDING)
    if token.lower_ in VIEWS and _gives_a_view(token):
        return Cue(token, "view", _VIEW)
    if token.pos_ == "NOUN":
        return _noun_cue(token)
    if token.pos_ in VERBAL:
        return _verb_cue(token)
    return None


def _noun_cue(noun: Token) -> Cue | None:
    if that_clause(noun) is None:
        return None
    if noun.lemma_.lower() in REPORTING_NOUNS:
        return Cue(noun, "noun", _NOUN)
    return Cue(noun, "mistagged", _MISTAGGED) if _is_mistagged_verb(noun) else None


def _verb_cue(verb: Token) -> Cue | None:
    if verb.tag_ == "VBZ" and _is_hidden_verb(verb):
        return Cue(verb, "mistagged", _MISTAGGED)
    if is_asked(verb) or asks_for_cover(verb):
        return None
    frame = frame_of(verb)
    score = reporting_rate(verb.lemma_.lower(), frame)
    if is_silence(verb):
        return Cue(verb, "silence", _SILENCE)
    return Cue(verb, frame, score) if score >= _LOWEST and not is_quoted_as_saying(verb) else None


def that_clause(noun: Token) -> Token | None:
    """The that-clause that hangs on a noun or on one of the phrases behind it ("statements by X that …")."""
    if (clause := _clause_with_that(noun)) is not None:
        return clause
    for preposition in noun.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in HOLDING:
            for below in preposition.subtree:
                if (clause := _clause_with_that(below)) is not None:
                    return clause
    return None


def has_holder(noun: Token) -> bool:
    """Whether the phrase says whose the claim is: "his claim", "the company's claim", "claims by the engineers"."""
    return any(
        c.dep_ == "poss" or any(mark.dep_ == "case" for mark in c.rights) or (c.dep_ == "prep" and c.lower_ in HOLDING)
        for c in noun.children
    )


def _clause_with_that(word: Token) -> Token | None:
    for clause in word.rights:
        if clause.dep_ in ("acl", "ccomp", "relcl", "dep") and clause.pos_ in VERBAL and _has_that(clause):
            return clause
    return None


def _has_that(clause: Token) -> bool:
    return any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in clause.lefts)


def resumed(verb: Token) -> Token | None:
    """The verb that this one is really joined to, or None: "said" for "pledged" in "said that X and pledged that Y".

    The parser joins "pledged" to the verb of X; its that-clause and the tense of "said" tell otherwise. So it does with
    "calling" in "denied that X, calling it a lie".
    """
    if verb.dep_ == "advcl":
        return _commented(verb)
    inner, outer = verb.head, verb.head.head
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or outer.i == inner.i:
        return None
    return outer if _adds_silence(verb) or _goes_on_saying(verb, inner, outer) else None


def _goes_on_saying(verb: Token, inner: Token, outer: Token) -> bool:
    if not {verb.tag_, outer.tag_} <= _FINITE or has_subject(verb):
        return False
    if any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    if inner.tag_ not in _FINITE:
        return reports(verb, frame_of(verb))
    own_clause = any(_has_that(c) for c in verb.rights if c.dep_ == "ccomp")
    return verb.tag_ == outer.tag_ and own_clause and reports(verb)


def _adds_silence(verb: Token) -> bool:
    """Confirmed that X but would not say when: it is the speaker who will not say."""
    if has_subject(verb) or not any(c.dep_ == "neg" for c in verb.children):
        return False
    return verb.lemma_.lower() in SPEAKING and any(c.dep_ == "aux" for c in verb.children)


def _commented(verb: Token) -> Token | None:
    """Denied that X, calling it a lie: the verb that reports X."""
    first = verb.left_edge.i
    if verb.tag_ != "VBG" or first == 0 or verb.doc[first - 1].text != "," or has_subject(verb):
        return None
    frame = frame_of(verb)
    if frame not in ("ccomp", "small", "oprd") or not reports(verb, frame):
        return None
    clause = verb.head
    for _ in range(_STEPS):
        if clause.dep_ == "ccomp" and reports(clause.head):
            return clause.head
        clause = clause.head
    return None


def turns(verb: Token) -> bool:
    """Whether a clause turns to what somebody else says: ", while Bolivia pledged …", "after Kyiv demanded …"."""
    if verb.dep_ != "advcl" or verb.pos_ not in VERBAL or not has_subject(verb):
        return False
    marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in CONTRASTS for c in verb.lefts)
    return marked and reports(verb, frame_of(verb))


def own(verb: Token) -> list[Token]:
    """What hangs on a reporting verb and stands on its side of the quotation marks: no "never" of “Never,” she said."""
    children = list(verb.children)
    places = (verb.i, *(c.i for c in children))
    marks = [token.i for token in verb.doc[min(places) : max(places) + 1] if token.is_quote]
    return [c for c in children if not any(min(c.i, verb.i) <= i <= max(c.i, verb.i) for i in marks)]


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_mistagged_verb(noun: Token) -> bool:
    """A verb read as a plural noun ("US intelligence reports that …"): nothing else in its clause is a verb."""
    if noun.tag_ != "NNS" or noun.dep_ not in ("ROOT", "conj"):
        return False
    if noun.head.i != noun.i and noun.head.pos_ not in VERBAL:
        return False
    return _has_noun_before(noun) and reports(noun)


def _is_hidden_verb(verb: Token) -> bool:
    """The same, tagged as a verb but built like a noun: subject as compound, clause hanging on it."""
    if any(c.dep_ in ("nsubj", "ccomp") for c in verb.children) or not _has_noun_before(verb):
        return False
    return _clause_with_that(verb) is not None and reports(verb)


def _has_noun_before(word: Token) -> bool:
    return word.i > 0 and word.nbor(-1).dep_ == "compound" and word.nbor(-1).pos_ in ("NOUN", "PROPN")


def _gives_a_view(noun: Token) -> bool:
    """In the words of the mayor, in her view, by his own account: before or after what is reported."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "by", "on"):
        return False
    if noun.head.lower_ != "in":
        return noun.lower_ in ADMISSIONS and any(c.dep_ == "poss" for c in noun.children) and _is_set_off(noun)
    held = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.children)
    return held and (noun.lower_ in OPINIONS or _is_set_off(noun))


def _is_set_off(noun: Token) -> bool:
    """In her judgment, it was over; it was, in her eyes, over; not "fear in her eyes", "believed in her judgment"."""
    preposition = noun.head
    before = preposition.nbor(-1) if preposition.i > 0 else None
    behind = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2].text
    return before is None or bool(preposition.is_sent_start) or before.is_punct or before.pos_ == "AUX" or behind == ","


def _names_a_source(per: Token) -> bool:
    """Per the coroner, the sailor was dead: set off by a comma, and no rate ("per head")."""
    nouns = [c for c in per.rights if c.dep_ == "pobj"]
    named = any(n.pos_ == "PROPN" or any(c.dep_ in ("det", "poss") for c in n.children) for n in nouns)
    first = per.is_sent_start or per.nbor(-1).text == ","
    return named and bool(first) and per.head.pos_ in VERBAL


def is_silence(verb: Token) -> bool:
    """Did not respond to a request, would not comment, would not be drawn: to say nothing is reported too."""
    if not _is_not_done(verb):
        return gives_no_answer(verb)
    if verb.lemma_.lower() == "draw":
        return any(c.dep_ == "auxpass" for c in verb.children)
    return verb.lemma_.lower() in ("comment", "respond", "reply", "elaborate") or gives_no_answer(verb)


def _is_not_done(verb: Token) -> bool:
    chain = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    if any(c.dep_ == "neg" or c.lower_ == "never" for one in chain for c in one.children):
        return True
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj")
    return any(word.lower_ == "neither" for subject in subjects for word in (subject, *subject.lefts))


def will_not(verb: Token) -> bool:
    """Would not comment, neither of them would comment; nothing more is said of it: "comment" is what they will not."""
    if verb.lemma_.lower() != "comment" or verb.dep_ == "xcomp" or not any(c.dep_ == "aux" for c in verb.lefts):
        return False
    return has_subject(verb) and _is_not_done(verb) and not any(c.dep_ in _ABOUT for c in verb.rights)


def gives_no_answer(verb: Token) -> bool:
    """Would not comment, had no comment, could not be reached for comment, did not return calls; not "did not return
    her call"."""
    if verb.lemma_.lower() == "have":
        return any(c.dep_ == "dobj" and is_no_comment(c) for c in verb.rights)
    if will_not(verb) or not _is_not_done(verb):
        return will_not(verb)
    if verb.lemma_.lower() == "reach":
        return any(noun.lower_ == "comment" for c in verb.rights if c.lower_ == "for" for noun in c.children)
    sought = (c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in _CALLS)
    return verb.lemma_.lower() == "return" and any(all(c.dep_ != "poss" for c in call.lefts) for call in sought)


def is_no_comment(noun: Token) -> bool:
    return noun.lower_ == "comment" and any(c.lower_ == "no" for c in noun.lefts)


def is_quoted_as_saying(verb: Token) -> bool:
    """Was quoted, quoted him as saying: the cue is "saying", which finds its source through "quoted"."""
    return verb.lemma_.lower() in ("quote", "cite") and any(
        c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children
    )


def is_asked(verb: Token) -> bool:
    """When asked whether …; asked about …, he; X, asked why, said …: somebody unnamed asks the one who is named."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lemma_.lower() not in ASKED:
        return False
    if verb.lemma_.lower() != "ask" and any(c.dep_ == "dobj" for c in verb.rights):
        return False  # "pressed her case": only to ask can have a question besides the one who is asked
    if any(c.dep_ == "auxpass" for c in verb.children):
        return not any(c.dep_ == "agent" for c in verb.children)
    if verb.dep_ in ("advcl", "acl", "amod", "prep", "dep"):
        alone = verb.head.dep_ == "ROOT" and verb.head.pos_ not in VERBAL  # “Why?” the man asked: no other verb
        return not (alone or has_subject(verb) or any(c.dep_ == "aux" for c in verb.children))
    answers = [c for c in verb.rights if c.dep_ in ("ccomp", "dep", "conj")]
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:
        answers.append(verb.head)
    return verb.i > 0 and verb.nbor(-1).text == "," and any(reports(c) and not has_subject(c) for c in answers)


def is_told(verb: Token) -> bool:
    """MPs were told that …; the court heard that …: who is named hears it, and somebody else says it."""
    if verb.lemma_.lower() == "hear":
        return not any(c.dep_ == "auxpass" for c in verb.children)
    passive = any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ == "agent" for c in verb.children)
    return (passive and verb.lemma_.lower() in TELLING) or is_hearing(verb)


def is_hearing(verb: Token) -> bool:
    """Ames, told of this, laughed; when told to go, she went: who tells it is not named."""
    if verb.lemma_.lower() not in TELLING - ASKED or verb.tag_ not in ("VBD", "VBN"):
        return False
    set_off = verb.is_sent_start or verb.nbor(-1).lower_ in (",", "when", "once")
    if not set_off or any(c.dep_ in _NOT_HEARING for c in verb.children):
        return False
    shares = verb.dep_ == "ccomp" and verb.i < verb.head.i and not has_subject(verb.head)
    return shares or (verb.dep_ in ("acl", "relcl", "advcl") and not has_subject(verb))


def asks_for_cover(verb: Token) -> bool:
    """Who asked not to be named, or declined to be."""
    return verb.lemma_.lower() in ("ask", "decline", "refuse", "want", "wish") and any(
        c.dep_ in ("xcomp", "ccomp") and c.lemma_.lower() in _UNNAMED for c in verb.children
    )
