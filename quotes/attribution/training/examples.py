"""Annotated documents as examples: the page's numbers and, for each attribution, its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.attribution.learned.encoding import Encoded, encode
from quotes.attribution.learned.reading import ROLES
from quotes.attribution.page import Page
from quotes.attribution.pipeline import parser
from quotes.attribution.types import Document

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The head of an attribution's cue (a word of the page) and, by role, which of the page's words are its own."""

    head: int
    words: Bools


@dataclass(frozen=True, slots=True)
class Example:
    encoded: Encoded
    attributions: tuple[Attribution, ...]


@lru_cache(maxsize=1)
def _parser() -> Language:
    return parser()


def vocabulary() -> Vocab:
    """The vocabulary of the parses, to read kept ones with."""
    return _parser().vocab


def parsed(documents: Sequence[Mapping[str, Any]]) -> Iterator[Doc]:
    """The documents parsed and laid out, without the attribution."""
    yield from _parser().pipe(_docs(_parser(), documents), batch_size=16)


def _docs(nlp: Language, documents: Iterable[Mapping[str, Any]]) -> Iterator[Doc]:
    for document in documents:
        doc = nlp.make_doc(document["text"])
        doc._.document = Document(str(document["id"]), document["text"], document.get("title"))
        yield doc


def example(document: Mapping[str, Any], doc: Doc) -> Example:
    """The numbers of one parsed document. Attributions without a cue (they hardly exist) teach nothing."""
    page = Page(doc, doc._.zones)
    encoded = encode(page)
    starts = np.array([doc[i].idx for i in encoded.tokens.tolist()])
    ends = starts + np.array([len(doc[i]) for i in encoded.tokens.tolist()])
    found = []
    for attribution in document["attributions"]:
        words = np.zeros((len(ROLES), len(encoded)), dtype=bool)
        for role, name in enumerate(ROLES):
            for start, end in attribution[name] or ():
                words[role] |= (starts < end) & (ends > start)
        if words[1].any() and words[2].any():
            found.append(Attribution(_head(doc, encoded, words[1]), words))
    return Example(encoded, tuple(found))


def _head(doc: Doc, encoded: Encoded, cue: Bools) -> int:
    """The word of a cue on which the others hang; of several the first that is a verb, or the first."""
    words = np.flatnonzero(cue).tolist()
    tokens = {int(encoded.tokens[word]) for word in words}
    tops = [w for w in words if (t := doc[int(encoded.tokens[w])]).head.i == t.i or t.head.i not in tokens]
    return next((w for w in tops if doc[int(encoded.tokens[w])].pos_ in ("VERB", "AUX")), tops[0] if tops else words[0])
