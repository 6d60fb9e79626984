"""The steps of a training that need no network: counts, the judge, and what is shipped."""

import dataclasses
import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

WHY = "training needs the extra [train], which the tests' environment has not"
pytest.importorskip("sklearn", reason=WHY)
threadpoolctl = pytest.importorskip("threadpoolctl", reason=WHY)

from quotes.attribution.learned import weights  # noqa: E402
from quotes.attribution.learned.evidence import NAMES  # noqa: E402
from quotes.attribution.learned.judge import FILE as JUDGE  # noqa: E402
from quotes.attribution.learned.judge import Judge  # noqa: E402
from quotes.attribution.learned.tagger import PAIRING  # noqa: E402
from quotes.attribution.learned.weights import MANIFEST, NETWORK, manifest, read, write_manifest  # noqa: E402
from quotes.attribution.rates import CUES  # noqa: E402
from quotes.attribution.training import corpus, counting, shipping, steps  # noqa: E402
from quotes.attribution.training.corpus import CALIBRATION  # noqa: E402
from quotes.attribution.training.steps import Plan  # noqa: E402
from tests.attribution.annotated import annotated  # noqa: E402
from tests.attribution.parses import parsed  # noqa: E402

OUTLETS = ("Harbour Post", "The Ferry")
READER = {NETWORK: b"a network", PAIRING: b"what pairs", CUES: b'{"*": {}}'}
FIGURES = {"content": 0.8, "exact": 0.6, "attributed": 0.7125, "quoted_attributed": 0.9}


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """So few findings gain nothing by more threads, and other tests run beside these."""
    with threadpoolctl.threadpool_limits(1):
        yield


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A training of 30 texts from two outlets, none of its steps done."""
    gold = tmp_path / "gold.jsonl"
    said = ("Quill", "said", "gates failed")
    texts = [annotated("Quill said gates failed.", said, id=str(i), outlet=OUTLETS[i % 2]) for i in range(30)]
    gold.write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    return Plan(gold, corpus.read(gold), tmp_path / "into", seed=7, epochs=3)


def made(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    write_manifest(folder, list(files))


# ---- folders and processes


def test_each_set_of_weights_has_its_folder(plan: Plan) -> None:
    folders = [plan.folder(outlet) for outlet in ("", *OUTLETS, "The Ferry & Co.")]
    assert len(set(folders)) == 4
    assert all(folder.parent == plan.into and " " not in folder.name for folder in folders)


def test_a_network_that_is_there_is_not_trained_again(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: Any) -> None:
        raise AssertionError(args)

    monkeypatch.setattr(steps, "epoch_of", never)
    made(plan.folder("The Ferry"), READER)
    steps.train_reader(plan, "The Ferry")


@pytest.mark.parametrize(("step", "uses_its_weights"), [("reader", False), ("evidence", True), ("measures", True)])
def test_a_step_apart_works_with_the_weights_of_its_folder_once_they_are_made(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, step: str, uses_its_weights: bool
) -> None:
    calls: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check, env: calls.append((command, env)))
    monkeypatch.delenv("OTR_WEIGHTS", raising=False)
    steps.apart(plan, step, "The Ferry")
    ((command, environment),) = calls
    assert " ".join(command).endswith(f"--step {step} --seed 7 --epochs 3 --without The Ferry")
    assert environment.get("OTR_WEIGHTS") == (str(plan.folder("The Ferry")) if uses_its_weights else None)


@pytest.mark.parametrize(
    ("outlet", "count", "course"),
    [("", 27, (7, 3, 4)), (CALIBRATION, 24, (7, 2, 4)), ("The Ferry", 12, (7, 3, 0))],
)
def test_only_the_network_to_ship_has_seen_what_calibrates(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, outlet: str, count: int, course: tuple[int, int, int]
) -> None:
    pytest.importorskip("torch", reason=WHY)
    from quotes.attribution.training import export, fitting

    seen: dict[str, Any] = {}

    def fit(epoch: Any, folder: Any, course: Any, advisers: Any = None) -> None:
        seen.update(course=dataclasses.astuple(course), given=epoch(0), advisers=advisers)

    monkeypatch.setattr(steps, "epoch_of", lambda documents, *_: seen.update(documents=documents) or documents)
    monkeypatch.setattr(fitting, "fit", fit)
    monkeypatch.setattr(fitting, "trained", lambda folder: folder.name)
    monkeypatch.setattr(export, "export", lambda network, folder, windows: made(folder, READER))
    monkeypatch.setattr(steps, "docs_of", lambda *_: [])
    monkeypatch.setattr(counting, "count", lambda *_: {"*": {}})
    steps.train_reader(dataclasses.replace(plan, epochs=4), outlet)
    assert (len(seen["documents"]), seen["course"]) == (count, course)
    assert sum(map(len, seen["given"].values())) == count
    names = {name: plan.folder(name).name for name in OUTLETS}
    assert (seen["advisers"], set(seen["given"])) == ((None, {""}) if outlet in OUTLETS else (names, {*OUTLETS}))


# ---- measures


def test_every_document_is_measured_by_what_weights_without_its_outlet_found(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def found(documents: Any) -> dict[str, Any]:
        asked.append([d["id"] for d in documents])
        return {d["id"]: d["attributions"] for d in documents[1:]}

    monkeypatch.setattr(steps, "_predicted", found)
    for outlet in OUTLETS:
        plan.folder(outlet).mkdir(parents=True)
        steps.predict_unseen(plan, outlet)
    steps.measure_unseen(plan)
    assert [len(ids) for ids in asked] == [15, 12]  # every tenth text is tested on, and is of The Ferry
    measures = json.loads((plan.into / steps.UNTESTED).read_text())
    assert measures["attributed"] == round(2 * 25 / (25 + 27), 4)


# ---- counts


SAID = parsed("Quill/NNP/nsubj/1", "said=say/VBD/ROOT/1", "gates/NNS/nsubj/3", "failed=fail/VBD/ccomp/1", "././punct/1")
ATE = parsed("Quill/NNP/nsubj/1", "ate=eat/VBD/ROOT/1", "cake/NN/dobj/1", "././punct/1")
PRAISED = parsed("“/``/punct/1", "Praise/VB/ROOT/1", "him/PRP/dobj/1", "”/''/punct/1")


def test_cues_are_counted_by_verb_and_frame() -> None:
    gold = [annotated(SAID.text, ("Quill", "said", "gates failed")), annotated(SAID.text), annotated(ATE.text)]
    counts = counting.count(gold, [SAID, SAID, ATE])
    assert counts["say"] == {"ccomp": (1, 2)}
    assert counts["*"] == {"ccomp": (1, 2), "dobj": (0, 1), "none": (0, 2)}
    assert set(counts) == {"*", "say"}  # the others too seldom to tell


def test_verbs_that_never_report_count_where_they_are_seen_often() -> None:
    assert "eat" not in counting.count([annotated(ATE.text)] * 4, [ATE] * 4)
    assert counting.count([annotated(ATE.text)] * 5, [ATE] * 5)["eat"] == {"dobj": (0, 5)}


def test_verbs_in_quotation_marks_do_not_count() -> None:
    assert counting.count([annotated(PRAISED.text)] * 6, [PRAISED] * 6) == {}


def test_counts_are_written_as_they_are_read(tmp_path: Path) -> None:
    counts = {"*": {"ccomp": (1, 2)}, "say": {"ccomp": (1, 2)}}
    counting.write(counts, tmp_path)
    write_manifest(tmp_path, [CUES])
    assert json.loads(read(CUES, tmp_path)) == {"*": {"ccomp": [1, 2]}, "say": {"ccomp": [1, 2]}}


# ---- the judge


def evidence(path: Path, count: int, seed: int, *, upside_down: bool = False) -> None:
    """Findings of which the first column tells whether they are right; or, upside down, wrong."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(count, len(NAMES)))
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, table=table, right=(table[:, 0] > 0) != upside_down)


def test_the_judge_learns_from_texts_of_outlets_that_their_readers_did_not_know(plan: Plan) -> None:
    one, other = OUTLETS
    made(plan.folder(), READER)
    made(plan.folder(one), READER)
    evidence(plan.folder(one) / "unseen.npz", 300, 1, upside_down=True)
    evidence(plan.folder(other) / "unseen.npz", 300, 2)
    for outlet in (CALIBRATION, one):
        evidence(plan.folder(outlet) / "calibrated.npz", 200, 3)
    steps.train_judge(plan)
    steps.train_judge(plan, one)
    rows = np.zeros((2, len(NAMES)))
    rows[:, 0] = -2, 2
    of_both, of_other = (Judge(read(JUDGE, folder)).logits(rows) for folder in (plan.folder(), plan.folder(one)))
    assert of_other[1] - of_other[0] > 3  # what was found in the outlet itself does not judge it
    assert abs(of_both[1] - of_both[0]) < 1
    assert set(manifest(plan.folder())) == {*READER, JUDGE}


# ---- shipping


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the package's own."""
    home = tmp_path / "package"
    home.mkdir()
    monkeypatch.setattr(weights, "HOME", home)
    return home


def done(plan: Plan, **files: bytes) -> None:
    """What a whole training leaves, but for the weights made without the second outlet."""
    made(plan.folder(), READER | {JUDGE: b"trees"} | files)
    of_each = {"all": FIGURES, OUTLETS[0]: FIGURES | {"exact": 0.5}, OUTLETS[1]: FIGURES}
    (plan.folder() / "measures.json").write_text(json.dumps(of_each))
    plan.folder(OUTLETS[0]).mkdir()
    (plan.folder(OUTLETS[0]) / "measures.json").write_text(json.dumps({"all": FIGURES | {"attributed": 0.6789}}))


def test_what_was_measured_is_shipped(plan: Plan, package: Path) -> None:
    done(plan)
    shipping.ship(plan)
    assert manifest(package) == manifest(plan.folder())
    for name, content in (READER | {JUDGE: b"trees"}).items():
        assert read(name, package) == content
    assert (package / MANIFEST).read_bytes() == (plan.folder() / MANIFEST).read_bytes()


def test_the_figures_are_kept_beside_the_weights(plan: Plan, package: Path) -> None:
    done(plan)
    shipping.ship(plan)
    figures = json.loads((package / shipping.OUTLETS).read_text())
    assert set(figures) == {"all", *OUTLETS}
    assert figures["Harbour Post"]["with"]["exact"] == 0.5
    assert figures["Harbour Post"]["without"]["attributed"] == 0.6789
    assert set(figures["The Ferry"]) == {"with"}


def test_the_card_says_what_went_in_and_what_came_out(plan: Plan, package: Path) -> None:
    done(plan)
    shipping.ship(plan)
    card = (package / shipping.CARD).read_text(encoding="utf-8")
    digest = hashlib.sha256(plan.gold.read_bytes()).hexdigest()
    for told in (
        digest,
        "gold.jsonl",
        "27 documents trained on",
        "without 3 documents for calibration",
        "3 only measured",
        "Seed 7, 3 epochs",
    ):
        assert told in card
    rows = [line for line in card.splitlines() if line.startswith(("| all", "| Harbour", "| The"))]
    assert len(rows) == 4
    assert [row for row in rows if "without" in row and "0.679" in row and "Harbour Post" in row]
    assert "{" not in card.replace(digest, "")
    assert str(plan.gold.parent) not in card


def test_weights_that_are_too_large_are_not_shipped(plan: Plan, package: Path) -> None:
    done(plan)
    with (plan.folder() / NETWORK).open("r+b") as file:
        file.truncate(30_000_001)
    with pytest.raises(ValueError, match="more than 30,000,000"):
        shipping.ship(plan)
    assert list(package.iterdir()) == []
