"""The annotated documents of a training: which are for what, and the examples of each epoch."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin
from tqdm import tqdm

from articles.text import zones
from quotes.attribution.training.augmentation import augment
from quotes.attribution.training.examples import Example, example, parsed, vocabulary

log = logging.getLogger(__name__)

TESTED = 9
"""Documents whose number ends in this digit are never trained on, tuned on or calibrated with."""
CALIBRATED = 4
"""Those whose number ends in this digit are for calibration, each time by a network that was not trained on them."""
CALIBRATION = "calibration"
"""Stands for these documents where a network is named by what it was made without."""
_VARIED = 0.5
_CHUNK = 24
_ATTRIBUTES = ("ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START")
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated documents by use."""

    trained: tuple[Gold, ...]
    calibrated: tuple[Gold, ...]
    tested: tuple[Gold, ...]

    def without(self, outlet: str) -> Corpus:
        """The same with one outlet left out of training and calibration; tested are that outlet's documents alone."""
        return Corpus(
            tuple(d for d in self.trained if d.get("outlet") != outlet),
            tuple(d for d in self.calibrated if d.get("outlet") != outlet),
            tuple(d for d in self.tested if d.get("outlet") == outlet),
        )

    @property
    def untested(self) -> tuple[Gold, ...]:
        """All but those that are tested on, in the order of their use."""
        return (*self.trained, *self.calibrated)

    @property
    def outlets(self) -> list[str]:
        return sorted({str(d.get("outlet")) for d in self.trained})


def read(path: Path) -> Corpus:
    """The documents of a file of JSON lines, divided by their number. Raises OSError or ValueError."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    documents = [json.loads(line) for line in lines]
    return Corpus(
        tuple(d for i, d in enumerate(documents) if i % 10 not in (TESTED, CALIBRATED)),
        tuple(documents[CALIBRATED::10]),
        tuple(documents[TESTED::10]),
    )


def epoch_of(documents: Sequence[Gold], number: int, seed: int, cache: Path) -> list[Example]:
    """The examples of one epoch: most texts varied by rule, each epoch otherwise (`augmentation`)."""
    varied = [_varied(document, number, seed) for document in documents]
    return [example(d, doc) for d, doc in zip(varied, docs_of(varied, cache), strict=True)]


def _varied(document: Gold, number: int, seed: int) -> Gold:
    rng = random.Random(f"{seed} {number} {document['id']}")  # noqa: S311
    return augment(document, rng) if rng.random() < _VARIED else document


def docs_of(documents: Sequence[Gold], cache: Path) -> list[Doc]:
    """The documents parsed, by all cores; kept in the folder `cache`, text by text."""
    cache.mkdir(parents=True, exist_ok=True)
    missing = [d for d in documents if not _place(cache, d).exists()]
    chunks = [missing[i : i + _CHUNK] for i in range(0, len(missing), _CHUNK)]
    if chunks:
        with ProcessPoolExecutor(os.cpu_count()) as pool, tqdm(total=len(missing), unit="text", desc="parsing") as bar:
            for chunk, parses in zip(chunks, pool.map(_parse, chunks), strict=True):
                for document, content in zip(chunk, parses, strict=True):
                    _place(cache, document).write_bytes(content)
                bar.update(len(chunk))
    vocab = vocabulary()
    return [_restored(document, _place(cache, document).read_bytes(), vocab) for document in documents]


def _parse(documents: Sequence[Gold]) -> list[bytes]:
    return [DocBin(attrs=_ATTRIBUTES, docs=[doc]).to_bytes() for doc in parsed(documents)]


def _restored(document: Gold, parse: bytes, vocab: Any) -> Doc:
    doc = next(DocBin().from_bytes(parse).get_docs(vocab))
    doc._.zones = zones(doc.text, title=document.get("title"))
    return doc


def _place(cache: Path, document: Gold) -> Path:
    key = json.dumps([document["text"], document.get("title")])
    return cache / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.spacy"
