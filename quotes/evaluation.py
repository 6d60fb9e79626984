"""Measures of the attribution on annotated texts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from quotes.attribution import LIKELY_FROM, SURE_FROM, Band, Document, Stance, attribute_many
from quotes.attribution.calibration import BINS, Calibration, calibration_of
from quotes.attribution.scoring import Rate, Scores, score
from quotes.figures import measured

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
        for stance in Stance:
            yield f"  {stance}", f"{scores.stances_right_of[stance]} of {scores.stances_of[stance]}"
    for name, detail in (("addressee", scores.addressees), ("said_on", scores.days)):
        if detail.gold:
            yield name, f"{detail.right} of {detail.gold}"
            yield f"  wrong {name}", f"{detail.wrong} of {detail.given}"
    if scores.named:
        yield "not_quotes", str(scores.not_quotes)
    yield "gold", str(scores.gold)
    yield "pred", str(scores.predicted)
    for name, rate in scores.measures().items():
        yield name, three(rate)
    yield "quoted_found_R", f"{scores.segments_found / scores.segments if scores.segments else 0:.3f}"
    yield "quoted_segments", str(scores.segments)
    for name, judged in (("confidence", scores.judged), ("name_confidence", scores.names_judged)):
        yield from _reliability(name, calibration_of(judged))
    if scores.direct:
        yield (
            "direct and sure",
            f"{scores.direct_and_sure} of {scores.direct} ({scores.direct_and_sure / scores.direct:.3f})",
        )


def _reliability(name: str, found: Calibration) -> Iterator[tuple[str, str]]:
    """How far a confidence can be trusted: by band the number, the mean confidence and the share right, then all."""
    if not found.count:
        return
    yield name, "number  confidence  right"
    for rate in found.bands:
        yield f"  {rate.band}", f"{rate.count:6}  {rate.confidence:10.3f}  {rate.right:5.3f}"
    yield "  expected error", f"{found.error:.3f} ({BINS} bins of equal width)"
    yield "  AUROC", "none: all right or all wrong" if found.auroc is None else f"{found.auroc:.3f}"


def three(rate: Rate) -> str:
    """Precision, recall and F1 with three decimals."""
    return f"{rate.precision:.3f}  {rate.recall:.3f}  {rate.f1:.3f}"


def measurement(name: str, about: str, command: str, gold_paths: Sequence[Path], scores: Scores) -> dict[str, Any]:
    """What `quotes.figures` keeps of an evaluation; `about` says in words what was measured on."""
    shares = {key: (rate.precision, rate.recall) for key, rate in scores.measures().items()}
    kept = measured(name, about, command, gold_paths, shares=shares, counts=_counts(scores))
    return kept | {"reliability": _kept_reliability(scores)}


def _kept_reliability(scores: Scores) -> dict[str, Any]:
    """As `lines` prints it, rounded; a band has the confidence from which it begins."""
    begins = {Band.SURE: SURE_FROM, Band.LIKELY: LIKELY_FROM, Band.DOUBTFUL: 0.0}
    kept: dict[str, Any] = {}
    for name, judged in (("attribution", scores.judged), ("name", scores.names_judged)):
        found = calibration_of(judged)
        if found.count:
            kept[name] = {
                "bands": {
                    rate.band.value: {
                        "from": begins[rate.band],
                        "count": rate.count,
                        "confidence": round(rate.confidence, 3),
                        "right": round(rate.right, 3),
                    }
                    for rate in found.bands
                },
                "expected_error": round(found.error, 3),
                "auroc": None if found.auroc is None else round(found.auroc, 3),
            }
    if scores.direct:
        kept["direct_and_sure"] = [scores.direct_and_sure, scores.direct]
    return kept


def _counts(scores: Scores) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    if scores.named:
        counts["speaker"] = [scores.named_right, scores.named]
        counts["wrong names"] = [scores.wrong_names, scores.matched]
        counts["kind"] = [scores.kinds_right, scores.matched]
        counts["not_quotes"] = [scores.not_quotes, scores.stretches]
    if scores.stances:
        counts["stance"] = [scores.stances_right, scores.stances]
        for stance in Stance:
            counts[stance.value] = [scores.stances_right_of[stance], scores.stances_of[stance]]
    for name, detail in (("addressee", scores.addressees), ("said_on", scores.days)):
        if detail.gold:
            counts[name] = [detail.right, detail.gold]
            counts[f"wrong {name}"] = [detail.wrong, detail.given]
    return counts
