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

from quotes.attribution.page import Page

VERBAL = frozenset({"VERB", "AUX"})
CLAUSAL = frozenset({"ccomp", "parataxis"})
THRESHOLD = 0.45
_LOWEST = 0.2
_PRIOR_WEIGHT = 3.0
_UNSEEN_VERB = 0.3


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
    """How likely the verb `lemma` in this frame reports, in [0, 1]; a pair rarely seen leans on the verb's whole rate."""
    frames = _counts().get(lemma, {})
    every = _counts()["*"].get(frame, (0, 1))
    frame_rate = every[0] / max(every[1], 1)
    cues = sum(c for c, _ in frames.values())
    seen = sum(n for _, n in frames.values())
    prior = (cues + 2 * frame_rate) / (seen + 2)
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
        elif token.pos_ in VERBAL:
            frame = frame_of(token)
            score = reporting_rate(token.lemma_.lower(), frame)
            if score >= _LOWEST:
                yield Cue(token, frame, score)
