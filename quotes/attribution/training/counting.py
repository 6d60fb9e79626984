"""Counts how often each verb, in each frame, is a cue in annotated texts: what `rates` works with."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from quotes.attribution.page import Page
from quotes.attribution.rates import CUES, VERBAL, frame_of

Counts = dict[str, dict[str, tuple[int, int]]]
_ALL = "*"
_SEEN_ENOUGH = 5


def count(gold: Iterable[Mapping[str, Any]], docs: Iterable[Doc]) -> Counts:
    """Cues and occurrences by verb and frame; "*" is every verb. Verbs in quotation marks do not count.

    Verbs that are never a cue are kept only if seen five times or more.
    """
    cues: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for document, doc in zip(gold, docs, strict=True):
        page = Page(doc)
        heads = {head for attribution in document["attributions"] for head in _heads(doc, attribution["cue"])}
        for token in doc:
            if token.pos_ in VERBAL and page.quotation_of[token.i] < 0:
                frame = frame_of(token)
                for verb in (token.lemma_.lower(), _ALL):
                    seen[verb, frame] += 1
                    cues[verb, frame] += token.i in heads
    counts: Counts = {}
    for verb, frame in sorted(seen):
        counts.setdefault(verb, {})[frame] = (cues[verb, frame], seen[verb, frame])
    return {verb: frames for verb, frames in counts.items() if _worth_keeping(frames)}


def _heads(doc: Doc, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The tokens of a cue that hang on no other token of it."""
    held = [doc.char_span(start, end, alignment_mode="expand") for start, end in spans]
    tokens = {token.i for span in held if span is not None for token in span}
    return {i for i in tokens if doc[i].head.i == i or doc[i].head.i not in tokens}


def _worth_keeping(frames: Mapping[str, tuple[int, int]]) -> bool:
    return any(c for c, _ in frames.values()) or sum(n for _, n in frames.values()) >= _SEEN_ENOUGH


def write(counts: Counts, folder: Path) -> None:
    """Writes the counts into the folder of the weights."""
    text = json.dumps(counts, ensure_ascii=False, separators=(",", ":")) + "\n"
    (folder / CUES).write_text(text, encoding="utf-8")
