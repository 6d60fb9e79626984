"""How likely a verb in a given frame reports.

`cues.json`, one of the files of `learned.weights`, holds for verb and frame how often it was a cue in annotated news
and how often it was seen: counts from the texts on which the network was trained.
"""

import json
from functools import lru_cache

from spacy.tokens import Token

from quotes.attribution.learned import weights
from quotes.attribution.lexicon import SAYING, SPEECH_ACTS, SPEECH_PREPOSITIONS

CUES = "cues.json"
VERBAL = frozenset({"VERB", "AUX"})
THRESHOLD = 0.5
"""A cue is one from this rate on; under it only where a whole quotation is reported."""
CLAUSE_THRESHOLD = 0.38
"""The same for a verb with a clause: what has the form of reported speech is it more often than its verb tells."""
_PRIOR_WEIGHT = 3.0
_SAYING_WEIGHT = 6.0
_SAYING_RATE = 0.85
_SAYING_FRAMES = frozenset({"ccomp", "parataxis", "none"})
_ACT_FRAMES = frozenset({"ccomp", "xcomp", "small", "dobj"})
_GOVERNED = frozenset({"xcomp", "oprd", "dobj", "nsubjpass", "acomp", "attr", "agent"})
_STRONGEST_FIRST = ("ccomp", "xcomp", "small", "oprd", "dobj")


@lru_cache(maxsize=1)
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    counts: dict[str, dict[str, tuple[int, int]]] = json.loads(weights.read(CUES))
    return counts


@lru_cache(maxsize=20_000)
def reporting_rate(lemma: str, frame: str) -> float:
    """How likely the verb `lemma` in this frame reports, in [0, 1]; a rare pair leans on the verb's whole rate.

    Verbs of saying and of speech acts are known for what they are where annotated news has too few of them.
    """
    frames = _counts().get(lemma, {})
    every = _counts()["*"].get(frame, (0, 1))
    here = frames.get(frame, (0, 0))
    if _is_speech(lemma, frame):
        return (here[0] + _SAYING_WEIGHT * _SAYING_RATE) / (here[1] + _SAYING_WEIGHT)
    cues = sum(c for c, _ in frames.values())
    seen = sum(n for _, n in frames.values())
    prior = (cues + 2 * every[0] / max(every[1], 1)) / (seen + 2)
    return (here[0] + _PRIOR_WEIGHT * prior) / (here[1] + _PRIOR_WEIGHT)


def _is_speech(lemma: str, frame: str) -> bool:
    if lemma in SAYING and frame in _SAYING_FRAMES:
        return True
    if lemma in SPEECH_ACTS and frame in _ACT_FRAMES:
        return True
    return frame.startswith("p:") and f"{lemma}:{frame[2:]}" in SPEECH_PREPOSITIONS


def reports(verb: Token, frame: str = "ccomp") -> bool:
    """Whether the verb is a cue in this frame."""
    return is_enough(reporting_rate(verb.lemma_.lower(), frame), frame)


def is_enough(rate: float, frame: str) -> bool:
    """Whether a rate makes a cue in this frame."""
    return rate >= (CLAUSE_THRESHOLD if frame in ("ccomp", "small") else THRESHOLD)


def frame_of(verb: Token) -> str:
    """What the verb governs, in one word: the strongest of clause, infinitive, object, preposition, nothing.

    "ccomp", "xcomp", "small" (a clause without subject or finite verb), "oprd", "dobj", each with "passive-" in front
    where the subject is that of a passive; "parataxis", "passive", "p:about" and the like, or "none".
    """
    found = {name for child in verb.children if (name := _governs(child))}
    passive = "nsubjpass" in found
    for frame in _STRONGEST_FIRST:
        if frame in found:
            return f"passive-{frame}" if passive else frame
    if verb.dep_ == "parataxis":
        return "parataxis"
    if passive:
        return "passive"
    prepositions = sorted(name for name in found if name.startswith("p:"))
    counts = _counts().get(verb.lemma_.lower(), {})
    return max(prepositions, key=lambda name: counts.get(name, (0, 0))[0], default="none")


def _governs(child: Token) -> str:
    dep = child.dep_
    if dep == "ccomp":
        whole = child.pos_ in VERBAL and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.children)
        return "ccomp" if whole else "small"
    if dep == "prep":
        return f"p:{child.lower_}"
    return dep if dep in _GOVERNED else ""
