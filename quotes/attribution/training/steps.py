"""The steps of a training. Each leaves its result in a folder, and is passed over where that is there already."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from quotes.attribution.learned import weights
from quotes.attribution.learned.encoding import encode
from quotes.attribution.learned.judge import FILE as JUDGE
from quotes.attribution.learned.reading import Inputs, inputs
from quotes.attribution.learned.tagger import PAIRING, Tagger
from quotes.attribution.learned.weights import NETWORK
from quotes.attribution.page import Page
from quotes.attribution.rates import CUES
from quotes.attribution.training import counting, judging
from quotes.attribution.training.corpus import CALIBRATION, Corpus, Gold, docs_of, epoch_of
from quotes.attribution.training.examples import Example
from quotes.attribution.training.judging import Evidence

log = logging.getLogger(__name__)
EPOCHS = 8
_SHARE_OF_A_ROUND = 0.75
"""What share of the epochs the first round has, in which the networks are made without an outlet, and the second one,
which starts from their average."""
_SHARE_CALIBRATING = 0.5
"""What share the second round has for the network that only calibrates."""
_LOOKED_AT = 24
"""In about so many documents is seen how large the network's inner values are (`export`)."""
_READER = [NETWORK, PAIRING, CUES]
UNTESTED = "untested.json"
_PREDICTED = "predicted.json"
_UNSEEN = "unseen.npz"
_CALIBRATED = "calibrated.npz"
Predictions = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """A training: from which corpus (and file), into which folder, by which seed, in how many epochs."""

    gold: Path
    corpus: Corpus
    into: Path
    seed: int
    epochs: int

    @property
    def parses(self) -> Path:
        return self.into / "parses"

    def folder(self, outlet: str = "") -> Path:
        """Where the weights are: the ones to ship, or those made without an outlet."""
        name = "without-" + "".join(c if c.isalnum() else "-" for c in outlet.lower()) if outlet else "shipped"
        return self.into / name


def train_reader(plan: Plan, outlet: str = "") -> None:
    """The network and the counts of cues.

    A network that is made without an outlet learns neither from that outlet's documents nor from those for calibration,
    so that its evidence there is evidence of unseen texts. The network to ship has all documents that are not tested
    on, starts from the average of these, and of each document is told too what the network without its outlet makes of
    it. So is one made without CALIBRATION, which stands in for it where the judge is calibrated.
    """
    folder = plan.folder(outlet)
    if (folder / weights.MANIFEST).exists():
        return
    from quotes.attribution.training import export, fitting

    folder.mkdir(parents=True, exist_ok=True)
    documents = plan.corpus.without(outlet).trained if outlet else plan.corpus.untested
    log.info("%s: %d documents", folder.name, len(documents))
    if outlet in plan.corpus.outlets:
        course = fitting.Course(plan.seed, round(plan.epochs * _SHARE_OF_A_ROUND))
        network = fitting.fit(lambda n: {"": _epoch(plan, documents, n)}, folder, course)
    else:
        share = _SHARE_CALIBRATING if outlet else _SHARE_OF_A_ROUND
        course = fitting.Course(plan.seed, round(plan.epochs * share), first=plan.epochs)
        advisers = {name: fitting.trained(plan.folder(name)) for name in plan.corpus.outlets}
        network = fitting.fit(lambda n: _by_outlet(documents, _epoch(plan, documents, n)), folder, course, advisers)
    export.export(network, folder, _windows(plan, documents))
    counting.write(counting.count(documents, docs_of(documents, plan.parses)), folder)
    weights.write_manifest(folder, _READER)


def _epoch(plan: Plan, documents: Sequence[Gold], number: int) -> list[Example]:
    return epoch_of(documents, number, plan.seed, plan.parses)


def _windows(plan: Plan, documents: Sequence[Gold]) -> list[Inputs]:
    """The windows of a few of the documents, spread over all."""
    some = documents[:: max(len(documents) // _LOOKED_AT, 1)]
    pages = (encode(Page(doc, doc._.zones)) for doc in docs_of(some, plan.parses))
    return [inputs(page, window) for page in pages for window in page.windows()]


def _by_outlet(documents: Sequence[Gold], examples: Sequence[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for document, example in zip(documents, examples, strict=True):
        found.setdefault(str(document.get("outlet")), []).append(example)
    return dict(sorted(found.items()))


def gather(plan: Plan, outlet: str) -> None:
    """The evidence in texts that the weights without an outlet were not made from: those of that outlet (none for
    CALIBRATION), and those for calibration."""
    folder, corpus = plan.folder(outlet), plan.corpus.without(outlet)
    tagger = Tagger(folder)
    unseen = [d for d in plan.corpus.trained if d.get("outlet") == outlet]
    for name, documents in ((_UNSEEN, unseen), (_CALIBRATED, corpus.calibrated)):
        path = folder / name
        if documents and not path.exists():
            found = judging.evidence_of(documents, docs_of(documents, plan.parses), tagger)
            np.savez(path, table=found.table, right=found.right)
            log.info("%s: %d findings in %s, %.3f right", folder.name, len(found.right), name, found.right.mean())


def train_judge(plan: Plan, outlet: str = "") -> None:
    """The judge, from the evidence in all outlets' texts (less one's), each read by a network without that outlet.

    It is calibrated by the evidence that the network made without the outlet (for the judge to ship, without
    CALIBRATION) found in the texts for calibration, which it has not seen. Outlets whose evidence is not there yet are
    left out, and named. Raises FileNotFoundError where there is none.
    """
    folder = plan.folder(outlet)
    others = [name for name in plan.corpus.outlets if name != outlet]
    there = [name for name in others if (plan.folder(name) / _UNSEEN).exists()]
    if not there:
        raise FileNotFoundError("No outlet has been read yet by a network trained without it.")
    if missing := sorted({*others} - {*there}):
        log.warning("%s: judged without evidence from %s", folder.name, ", ".join(missing))
    trees = judging.fit(_together(plan, there, _UNSEEN), plan.seed)
    judging.write(trees, _evidence(plan.folder(outlet or CALIBRATION) / _CALIBRATED), folder)
    weights.write_manifest(folder, [*_READER, JUDGE])


def _together(plan: Plan, outlets: Iterable[str], name: str) -> Evidence:
    return Evidence.together(_evidence(plan.folder(outlet) / name) for outlet in outlets)


def _evidence(path: Path) -> Evidence:
    with np.load(path, allow_pickle=False) as arrays:
        return Evidence(arrays["table"], arrays["right"])


def apart(plan: Plan, step: str, outlet: str = "") -> None:
    """Runs a step in a process of its own that works with the weights of a folder."""
    command = [sys.executable, "-m", __package__ or "", str(plan.gold), "--into", str(plan.into), "--step", step]
    command += ["--seed", str(plan.seed), "--epochs", str(plan.epochs), *(["--without", outlet] if outlet else [])]
    # the first step makes the weights: until then the frames of verbs are told by the counts in the package
    there = {} if step == "reader" else {"OTR_WEIGHTS": str(plan.folder(outlet))}
    subprocess.run(command, check=True, env={**os.environ, **there})  # noqa: S603 (our own arguments)


def measure(documents: Sequence[Gold]) -> dict[str, float]:
    """F1 of the measures on these documents, by the weights in use."""
    return _f1(documents, _predicted(documents))


def _predicted(documents: Sequence[Gold]) -> Predictions:
    from quotes.attribution import Document, attribute_many

    given = (Document(str(d["id"]), d["text"], d.get("title"), d.get("published")) for d in documents)
    return {result.id: [quote.as_dict() for quote in result.quotes] for result in attribute_many(given)}


def _f1(documents: Sequence[Gold], predicted: Predictions) -> dict[str, float]:
    from quotes.attribution.scoring import score

    return {name: round(rate.f1, 4) for name, rate in score(list(documents), predicted).measures().items()}


def predict_unseen(plan: Plan, outlet: str) -> None:
    """What the weights made without an outlet find in its documents, but for those that are tested on."""
    documents = [d for d in plan.corpus.untested if d.get("outlet") == outlet]
    predicted = json.dumps(_predicted(documents), ensure_ascii=False)
    (plan.folder(outlet) / _PREDICTED).write_text(predicted, encoding="utf-8")


def measure_unseen(plan: Plan) -> None:
    """Measures all of these together: many more documents than are tested on, each read by weights that have not seen
    its outlet. What rules and judge are tuned by; the tested documents are for the end."""
    predicted: Predictions = {}
    for name in plan.corpus.outlets:
        predicted |= json.loads((plan.folder(name) / _PREDICTED).read_text(encoding="utf-8"))
    found = _f1(plan.corpus.untested, predicted)
    (plan.into / UNTESTED).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    log.info("%d documents, each read without its outlet: %s", len(plan.corpus.untested), found)


def write_measures(plan: Plan, outlet: str = "") -> None:
    """Measures the weights of a folder on the tested documents; those to ship outlet by outlet too."""
    tested = plan.corpus.without(outlet).tested if outlet else plan.corpus.tested
    found = {"all": measure(tested)}
    if not outlet:
        found |= {name: measure(plan.corpus.without(name).tested) for name in plan.corpus.outlets}
    (plan.folder(outlet) / "measures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    log.info("%s: %s", plan.folder(outlet).name, found["all"])
