"""Trains the learned parts of the attribution from annotated texts.

    python -m quotes.attribution.training GOLD.jsonl --into FOLDER [--seed 1] [--epochs 8] [--ship]

GOLD is JSON lines in the shape of `extract` ("id", "text", "attributions" with character spans of source, cue and
content), with "outlet". Documents whose number ends in 9 are only measured on. For each outlet a network is trained
without it and without the documents whose number ends in 4: what it finds in the outlet's texts teaches the judge and
shows how far the attribution holds beyond the outlets that it knows. The network to ship starts from the average of
all these, and learns from the gold and from what they say of it; another is made like it but without those documents
("calibration"), and what it finds there calibrates the judge. Every step leaves its result in FOLDER; a training that
was cut off goes on where it was. --ship puts the weights into the package, with their model card.

It needs the extra [train] (PyTorch, transformers, scikit-learn, onnx) and about four hours on two cores.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from quotes.attribution.training import shipping, steps
from quotes.attribution.training.corpus import CALIBRATION, read
from quotes.attribution.training.steps import EPOCHS, Plan

STEPS: dict[str, Callable[[Plan, str], None]] = {
    "reader": steps.train_reader,
    "evidence": steps.gather,
    "judge": steps.train_judge,
    "measures": steps.write_measures,
    "predictions": steps.predict_unseen,
    "unseen": lambda plan, _outlet: steps.measure_unseen(plan),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--ship", action="store_true", help="put the weights into the package")
    parser.add_argument("--step", choices=STEPS, help="this step only")
    parser.add_argument(
        "--without", default="", metavar="OUTLET", help="with --step: the weights made without this one"
    )
    options = parser.parse_args()
    plan = Plan(options.gold, read(options.gold), options.into, options.seed, options.epochs)
    if len(plan.corpus.outlets) < 2:
        parser.error("the documents must name two outlets or more: each is left out once")
    if options.step:
        STEPS[options.step](plan, options.without)
        return 0
    for outlet in (*plan.corpus.outlets, CALIBRATION):
        for step in ("reader", "evidence"):
            steps.apart(plan, step, outlet)
    steps.apart(plan, "reader")
    for outlet in ("", *plan.corpus.outlets):
        for step in ("judge", "measures"):
            steps.apart(plan, step, outlet)
    for outlet in plan.corpus.outlets:
        steps.apart(plan, "predictions", outlet)
    steps.measure_unseen(plan)
    if options.ship:
        shipping.ship(plan)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    sys.exit(main())
