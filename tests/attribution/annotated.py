"""Annotated texts for the tests of the training, in the contract's shape; invented."""

from __future__ import annotations

from typing import Any

from quotes.attribution.training.examples import Example, example
from tests.attribution.parses import flat

Annotated = dict[str, Any]
_PARTS = ("source", "cue", "content")
HARBOUR = "The gates failed twice, Ines Quill said on Monday. Rain fell.\n\nOle Hallin denied that anyone was hurt."
FERRY = "“We never sail in fog,” Tove Brandal told the inquiry, and Hallin agreed with her."


def spans(text: str, words: str) -> list[list[int]]:
    """Where words stand in a text, as the contract has it; none for ""."""
    return [[text.index(words), text.index(words) + len(words)]] if words else []


def annotated(text: str, *attributions: tuple[str, str, str], **more: Any) -> Annotated:
    """A text with attributions, each given by the words of its source, cue and content."""
    found = [dict(zip(_PARTS, (spans(text, part) for part in words), strict=True)) for words in attributions]
    return {"id": text[:20], "text": text, "attributions": found} | more


def harbour(**more: Any) -> Annotated:
    quill = ("Ines Quill", "said", "The gates failed twice")
    return annotated(HARBOUR, quill, ("Ole Hallin", "denied", "that anyone was hurt"), id="harbour", **more)


def ferry(**more: Any) -> Annotated:
    brandal = ("Tove Brandal", "told the inquiry", "“We never sail in fog,”")
    return annotated(FERRY, brandal, ("Hallin", "agreed", "We never sail in fog"), id="ferry", **more)


def as_example(document: Annotated) -> Example:
    """Its example, by a parse in which the words of each sentence hang on the first."""
    doc = flat(document["text"])
    doc._.zones = []
    return example(document, doc)
