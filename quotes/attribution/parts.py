"""What each part of the attribution brings, on annotated texts.

    python -m quotes.attribution.parts GOLD.jsonl [--every-tenth]

Prints precision, recall and F1 with the rules alone, the reader alone, both together, and both judged, and the share of
the time that each component takes. --every-tenth keeps [9::10] of the texts, which nothing is made or tuned from.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from quotes.attribution.dividing import divided
from quotes.attribution.drafting import drafts_of, findings
from quotes.attribution.findings import Finding
from quotes.attribution.learned.findings import findings_of
from quotes.attribution.nesting import nested
from quotes.attribution.pipeline import load
from quotes.attribution.scoring import score
from quotes.attribution.types import Document

Gold = Sequence[Mapping[str, Any]]
_LIKELIER = 0.45
_MEASURES = ("content", "exact", "attributed", "quoted_attributed")

PARTS: dict[str, Callable[[Doc], Iterable[Finding]]] = {
    "rules alone": lambda doc: findings(doc._.page),
    "reader alone": lambda doc: findings_of(doc._.page, doc._.reading, _LIKELIER),
    "rules and reader": lambda doc: findings(doc._.page, doc._.reading),
    "rules, reader, judge": lambda doc: doc._.findings,
}
"""What is found with each combination of parts in a Doc that the whole pipeline has seen."""

log = logging.getLogger("parts")


def lines(gold: Gold) -> Iterator[str]:
    """The table, line by line: the measures of each combination, then the components' shares of the time."""
    docs, seconds = run(gold)
    yield f"{'':22}" + "".join(f"{name:>28}" for name in _MEASURES)
    for name, part in PARTS.items():
        rates = score(gold, {str(d["id"]): _predicted(doc, part) for d, doc in zip(gold, docs, strict=True)}).measures()
        figures = (f"{r.precision:.3f} / {r.recall:.3f} / {r.f1:.3f}" for r in map(rates.__getitem__, _MEASURES))
        yield f"{name:22}" + "".join(f"{figure:>28}" for figure in figures)
    yield ""
    words = sum(len(d["text"].split()) for d in gold)
    for name, taken in seconds.items():
        yield f"{name:22}{taken / sum(seconds.values()):8.1%}{words / taken if taken else 0:14,.0f} words a second"


def run(gold: Gold) -> tuple[list[Doc], dict[str, float]]:
    """The texts through the whole pipeline, one component after the other, and the seconds that each took."""
    nlp = load()
    began = time.perf_counter()
    docs = []
    for document in gold:
        doc = nlp.make_doc(document["text"])
        title = document.get("title") or document.get("meta", {}).get("title")
        doc._.document = Document(str(document["id"]), document["text"], title, document.get("published"))
        docs.append(doc)
    seconds = {"tokenizer": time.perf_counter() - began}
    for name, component in nlp.pipeline:
        began = time.perf_counter()
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        seconds[name] = time.perf_counter() - began
    return docs, seconds


def _predicted(doc: Doc, part: Callable[[Doc], Iterable[Finding]]) -> list[dict[str, Any]]:
    drafts = drafts_of(doc._.page, divided(doc._.page, nested(doc._.page, part(doc))))
    return [{"content": draft.content, "cue": draft.cue, "source": draft.source} for draft in drafts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--every-tenth", action="store_true", help="only [9::10] of the texts")
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").split("\n") if line.strip()]
    for line in lines(gold[9::10] if options.every_tenth else gold):
        log.info("%s", line)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
