"""The labelled sentences with what the drawing finds in them; what fitting and scoring share."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from quotes.attribution.pipeline import load
from quotes.attribution.types import Document, Stance
from quotes.claims.drawing import Candidate, Drawing
from quotes.claims.vectors import Floats

LABELS = Path(__file__).parent / "labels.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, whether it holds a claim by its label, and the clauses that its sources assert.

    `vectors` [3 * size] are each clause's, its PARTS side by side; none where the network gives none out.
    """

    document: str
    claim: bool
    figure: bool
    half: str
    text: str
    candidates: list[Candidate]
    vectors: list[Floats]


def labelled(corpus: Path, *halves: str) -> Iterator[Labelled]:
    """The sentences of these parts (`sampling.PARTS`), in the order of the labels; `corpus` has their texts."""
    rows = [row for row in map(json.loads, LABELS.read_text().splitlines()) if row["half"] in halves]
    wanted = {row["id"] for row in rows}
    documents = {d["id"]: d for d in map(json.loads, corpus.read_text().splitlines()) if d["id"] in wanted}
    drawings: dict[str, Drawing] = {}
    for row in rows:
        if row["id"] not in drawings:
            drawings[row["id"]] = _drawing(documents[row["id"]])
        yield _found(row, drawings[row["id"]])


def _drawing(document: dict[str, Any]) -> Drawing:
    nlp = load()
    doc = nlp.make_doc(document["text"])
    published = document.get("published")
    doc._.document = Document(document["id"], document["text"], document.get("title"), published)
    doc = nlp(doc)
    return Drawing(doc, doc._.attributed_quotes, published)


def _found(row: dict[str, Any], drawing: Drawing) -> Labelled:
    found = []
    for sentence in drawing.doc.sents:
        if sentence.start_char < row["end"] and row["start"] < sentence.end_char:
            found += [c for c in drawing.candidates(sentence) if _asserted(c, drawing)]
    text = drawing.doc.text[row["start"] : row["end"]]
    read = drawing.vectors
    vectors = [np.concatenate(read.pooled(c.clause.head, c.tokens)) for c in found] if read is not None else []
    return Labelled(row["id"], row["claim"], row["figure"], row["half"], text, found, vectors)


def _asserted(candidate: Candidate, drawing: Drawing) -> bool:
    return candidate.quote is None or drawing.quotes[candidate.quote].stance is Stance.ASSERTS
