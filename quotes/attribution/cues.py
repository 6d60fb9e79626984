"""Cues: which words report that somebody said, wrote, thinks or wants something.

A verb reports or does not report depending on what it governs ("called him a liar" / "called a cab"), so each is
looked up with its frame. `data/cues.json` holds, for verb and frame, how often it was a cue in annotated news and how
often it was seen (counts from the training part of PolNeAR, Newell et al. 2018).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Token

from quotes.attribution.lexicon import REPORTING_NOUNS, SAYING, VIEWS
from quotes.attribution.page import Page

VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
THRESHOLD = 0.5
_LOWEST = 0.2
_PRIOR_WEIGHT = 3.0
_SAYING_RATE = 0.85
_NOUN = 0.6
_MISTAGGED = 0.7
_VIEW = 0.8
_SILENCE = 0.7


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: its head token, the frame it stands in, and how likely that pair reports."""

    head: Token
    frame: str
    score: float


@lru_cache(maxsize=1)
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    text = (files("quotes.attribution") / "data" / "cues.json").read_text(encoding="utf-8")
    counts: dict[str, dict[str, tuple[int, int]]] = json.loads(text)
    return counts


@lru_cache(maxsize=20_000)
def reporting_rate(lemma: str, frame: str) -> float:
    """How likely the verb `lemma` in this frame reports, in [0, 1]; a rare pair leans on the verb's whole rate."""
    frames = _counts().get(lemma, {})
    every = _counts()["*"].get(frame, (0, 1))
    frame_rate = every[0] / max(every[1], 1)
    cues = sum(c for c, _ in frames.values())
    seen = sum(n for _, n in frames.values())
    expected = _SAYING_RATE if lemma in SAYING and frame in ("ccomp", "parataxis", "none") else frame_rate
    prior = (cues + 2 * expected) / (seen + 2)
    here = frames.get(frame, (0, 0))
    return (here[0] + _PRIOR_WEIGHT * prior) / (here[1] + _PRIOR_WEIGHT)


def frame_of(verb: Token) -> str:
    """What the verb governs, in one word: the strongest of clause, infinitive, object, preposition, nothing."""
    found: set[str] = set()
    for child in verb.children:
        dep = child.dep_
        if dep == "ccomp":
            if child.pos_ in VERBAL and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.children):
                found.add("ccomp")
            else:
                found.add("small")
        elif dep in ("xcomp", "oprd", "dobj", "nsubjpass", "acomp", "attr", "agent"):
            found.add(dep)
        elif dep == "prep":
            found.add("p:" + child.lower_)
    for frame in ("ccomp", "xcomp", "small", "oprd", "dobj"):
        if frame in found:
            return "passive-" + frame if "nsubjpass" in found else frame
    if verb.dep_ == "parataxis":
        return "parataxis"
    prepositions = sorted(f for f in found if f.startswith("p:"))
    if "nsubjpass" in found:
        return "passive"
    if prepositions:
        best = max(prepositions, key=lambda f: _counts().get(verb.lemma_.lower(), {}).get(f, (0, 0))[0])
        return best
    return "none"


def cues(page: Page) -> Iterator[Cue]:
    """The cues of a page outside quotation marks and silent zones, in order of the text."""
    for token in page.doc:
        if page.quotation_of[token.i] >= 0 or page.silent[token.i] >= 0:
            continue
        if token.lower_ == "according":
            if any(c.lower_ == "to" for c in token.children):
                yield Cue(token, "according", 0.95)
        elif token.lower_ in VIEWS and _gives_a_view(token):
            yield Cue(token, "view", _VIEW)
        elif token.pos_ == "NOUN" and that_clause(token) is not None:
            if token.lemma_.lower() in REPORTING_NOUNS:
                yield Cue(token, "noun", _NOUN)
            elif _is_mistagged_verb(token):
                yield Cue(token, "mistagged", _MISTAGGED)
        elif token.pos_ == "VERB" and token.tag_ == "VBZ" and _is_hidden_verb(token):
            yield Cue(token, "mistagged", _MISTAGGED)
        elif token.pos_ in VERBAL:
            frame = frame_of(token)
            score = reporting_rate(token.lemma_.lower(), frame)
            if score < THRESHOLD and is_silence(token):
                score = _SILENCE
            if score >= _LOWEST and not _is_quoted_as_saying(token):
                yield Cue(token, frame, score)


def that_clause(noun: Token) -> Token | None:
    """The that-clause that hangs on a noun or on one of the phrases behind it ("statements by X that …")."""
    return _clause_with_that(noun) or next(
        (
            clause
            for preposition in noun.children
            if preposition.dep_ == "prep" and preposition.lower_ in ("by", "from", "of")
            for below in preposition.subtree
            if (clause := _clause_with_that(below))
        ),
        None,
    )


def _clause_with_that(word: Token) -> Token | None:
    for clause in word.rights:
        if clause.dep_ in ("acl", "ccomp", "relcl", "dep") and clause.pos_ in VERBAL and _has_that(clause):
            return clause
    return None


def resumed(verb: Token) -> Token | None:
    """ "She said that X and pledged that Y": the verb ("said") that this one is really joined to, or None.

    The parser joins "pledged" to the verb of X; a that-clause of its own and the tense of "said" tell otherwise.
    """
    inner = verb.head
    outer = inner.head
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or outer.i == inner.i or not {verb.tag_, outer.tag_} <= _FINITE:
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children):
        return None
    if inner.tag_ in _FINITE:
        if verb.tag_ != outer.tag_ or not any(_has_that(c) for c in verb.rights if c.dep_ == "ccomp"):
            return None
        return outer if reporting_rate(verb.lemma_.lower(), "ccomp") >= THRESHOLD else None
    return outer if reporting_rate(verb.lemma_.lower(), frame_of(verb)) >= THRESHOLD else None


def _has_that(clause: Token) -> bool:
    return any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in clause.lefts)


def _is_mistagged_verb(noun: Token) -> bool:
    """ "US intelligence reports that …": read as a plural noun, but nothing else in its clause is a verb."""
    if noun.tag_ != "NNS" or noun.dep_ not in ("ROOT", "conj"):
        return False
    if noun.head.i != noun.i and noun.head.pos_ not in VERBAL:
        return False
    return _has_noun_before(noun) and reporting_rate(noun.lemma_.lower(), "ccomp") >= THRESHOLD


def _is_hidden_verb(verb: Token) -> bool:
    """The same, tagged as a verb but built like a noun: its subject is a compound and its clause hangs on it like one."""
    if any(c.dep_ in ("nsubj", "ccomp") for c in verb.children) or not _has_noun_before(verb):
        return False
    return _clause_with_that(verb) is not None and reporting_rate(verb.lemma_.lower(), "ccomp") >= THRESHOLD


def _has_noun_before(word: Token) -> bool:
    return word.i > 0 and word.nbor(-1).dep_ == "compound" and word.nbor(-1).pos_ in ("NOUN", "PROPN")


def _gives_a_view(noun: Token) -> bool:
    """ "in the words of the mayor", "in her view", before or after what is reported."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return False
    return any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.children)


def is_silence(verb: Token) -> bool:
    """ "did not respond to a request", "would not comment", "would not be drawn": to say nothing is reported too."""
    if not any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return False
    lemma = verb.lemma_.lower()
    if lemma == "draw":
        return any(c.dep_ == "auxpass" for c in verb.children)
    return lemma in ("comment", "respond", "reply", "elaborate")


def _is_quoted_as_saying(verb: Token) -> bool:
    """ "was quoted as saying": the cue is "saying", which finds its source through "quoted"."""
    return verb.lemma_.lower() in ("quote", "cite") and any(
        c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children
    )
