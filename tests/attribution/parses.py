"""Hand-built parses for the tests of the learned parts: no model, so that a change of the model can't hide a fault."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import spacy
from spacy.tokens import Doc

from quotes.attribution.learned.encoding import Encoded, encode
from quotes.attribution.learned.reading import ROLES, Cue, Reading
from quotes.attribution.page import Page

BLANK = spacy.blank("en")
BREAK = "\n\n"
_NO_SPACE_BEFORE = {BREAK, ",", ".", "”"}
_NO_SPACE_BEHIND = {BREAK, "“"}
_POS = {"NN": "NOUN", "VB": "VERB", "MD": "AUX", "PR": "PRON", "IN": "SCONJ", "TO": "PART", ",": "PUNCT", ".": "PUNCT"}
Spans = dict[str, tuple[int, int]]


def parsed(*rows: str) -> Doc:
    """A Doc from rows "word/TAG/dep/head" (the head by its index); "¶" is a paragraph's end.

    A lemma follows a "=" behind the word. Words and signs stand apart or together as in print.
    """
    cells = [row.rsplit("/", 3) for row in rows]
    words = [BREAK if word == "¶" else word.split("=")[0] for word, *_ in cells]
    return Doc(
        BLANK.vocab,
        words,
        spaces=[
            not (_NO_SPACE_BEHIND & {one} or _NO_SPACE_BEFORE & {other}) for one, other in pairwise([*words, BREAK])
        ],
        lemmas=[word.split("=")[-1].lower() for word, *_ in cells],
        pos=[_POS.get(tag[:2], "SPACE" if tag == "_SP" else "X") for _, tag, _, _ in cells],
        tags=[tag for _, tag, _, _ in cells],
        deps=[dep for _, _, dep, _ in cells],
        heads=[int(head) for *_, head in cells],
    )


def flat(text: str) -> Doc:
    """A Doc of a text in which the words of each sentence hang on its first; sentences end with ".", "?", "!" or their
    line."""
    doc = BLANK.make_doc(text)
    heads: list[int] = []
    head = -1
    for token in doc:
        head = token.i if head < 0 else head
        heads.append(head)
        if token.text in (".", "?", "!") or "\n" in token.text:
            head = -1
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    return Doc(doc.vocab, words, spaces=spaces, heads=heads, deps=deps, tags=["NN"] * len(words))


def encoded(text: str) -> Encoded:
    return encode(Page(flat(text)))


def read(doc: Doc, *found: tuple[int, float, Spans]) -> Reading:
    """A reading in which the network found cues: the token at the head of each, its probability, and by role which
    tokens `[start, end)` are its own."""
    numbers = encode(Page(doc))
    cues = []
    for head, probability, roles in found:
        scores = np.full((len(ROLES), len(numbers)), -4.0, dtype=np.float32)
        for role, (start, end) in roles.items():
            scores[ROLES.index(role), np.searchsorted(numbers.tokens, start) : np.searchsorted(numbers.tokens, end)] = 4
        cues.append(Cue(int(np.searchsorted(numbers.tokens, head)), probability, 0, scores))
    return Reading(numbers, cues)
