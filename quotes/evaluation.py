"""Measures of the attribution on annotated texts."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from quotes.attribution import Document, attribute_many
from quotes.attribution.scoring import Rate, Scores, score

Gold = Sequence[dict[str, Any]]


def read_gold(paths: Iterable[Path], *, every_tenth: bool = False) -> list[dict[str, Any]]:
    """Annotated documents from JSON lines. `every_tenth` keeps [9::10] of them, the part that is never tuned on."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    gold = [json.loads(line) for text in texts for line in text.split("\n") if line.strip()]
    return gold[9::10] if every_tenth else gold


def evaluate(gold: Gold, *, processes: int = 1) -> Scores:
    """Attributes the documents' texts and scores what comes out."""
    documents = (Document(d["id"], d["text"], _title(d), d.get("published"), d.get("outlet")) for d in gold)
    predictions = {
        result.id: [quote.as_dict() for quote in result.quotes]
        for result in attribute_many(documents, processes=processes)
    }
    return score(gold, predictions)


def _title(document: dict[str, Any]) -> str | None:
    title: str | None = document.get("title") or document.get("meta", {}).get("title")
    return title


def lines(scores: Scores) -> Iterator[tuple[str, str]]:
    """The measures as (name, value) pairs, in the order in which they are printed."""
    if scores.named:
        yield "speaker", f"{scores.named_right} of {scores.named}"
        yield "wrong names", f"{scores.wrong_names} of {scores.matched}"
        yield "kind", f"{scores.kinds_right} of {scores.matched}"
    if scores.stances:
        yield "stance", f"{scores.stances_right} of {scores.stances}"
    if scores.named:
        yield "not_quotes", str(scores.not_quotes)
    yield "gold", str(scores.gold)
    yield "pred", str(scores.predicted)
    for name, rate in scores.measures().items():
        yield name, three(rate)
    yield "quoted_found_R", f"{scores.segments_found / scores.segments if scores.segments else 0:.3f}"
    yield "quoted_segments", str(scores.segments)


def three(rate: Rate) -> str:
    """Precision, recall and F1 with three decimals."""
    return f"{rate.precision:.3f}  {rate.recall:.3f}  {rate.f1:.3f}"


def measurement(name: str, about: str, command: str, gold_paths: Sequence[Path], scores: Scores) -> dict[str, Any]:
    """What `quotes.figures` keeps of an evaluation; `about` says in words what was measured on."""
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in gold_paths)).hexdigest()
    return {
        "name": name,
        "about": about,
        "command": command,
        "date": date.today().isoformat(),  # noqa: DTZ011
        "sha256": digest,
        "shares": {key: [round(r.precision, 3), round(r.recall, 3)] for key, r in scores.measures().items()},
        "counts": _counts(scores),
    }


def _counts(scores: Scores) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    if scores.named:
        counts["speaker"] = [scores.named_right, scores.named]
        counts["wrong names"] = [scores.wrong_names, scores.matched]
        counts["kind"] = [scores.kinds_right, scores.matched]
        counts["not_quotes"] = [scores.not_quotes, scores.stretches]
    if scores.stances:
        counts["stance"] = [scores.stances_right, scores.stances]
    return counts
