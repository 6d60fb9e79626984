"""The judge: trees against a plain loop, calibration, and the evidence that it goes by."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quotes.attribution.cues import Cue
from quotes.attribution.findings import Finding
from quotes.attribution.learned.evidence import NAMES, rows
from quotes.attribution.learned.judge import FILE, Judge, Values, judge
from quotes.attribution.learned.weights import write_manifest
from quotes.attribution.page import Page
from quotes.attribution.sources import Source
from quotes.attribution.types import WeightsError
from tests.attribution.parses import parsed, read

Tree = list[tuple[int, float, int, int, float]]
"""Nodes as (column or -1, threshold, left, right, value)."""
STUMP: Tree = [(1, 0.5, 1, 2, 0.0), (-1, 0, 0, 0, -1.0), (-1, 0, 0, 0, 2.0)]
DEEP: Tree = [
    *((0, 0.0, 1, 2, 0.0), (2, -1.0, 3, 4, 0.0), (-1, 0, 0, 0, 0.25)),
    *((-1, 0, 0, 0, -4.0), (0, -2.0, 5, 6, 0.0), (-1, 0, 0, 0, 8.0), (-1, 0, 0, 0, 16.0)),
]
LEAF: Tree = [(-1, 0, 0, 0, 0.125)]
CALIBRATION = [[-3.0, -1.0, 0.0, 2.0], [0.02, 0.3, 0.3, 0.98]]


def saved(*trees: Tree, names: tuple[str, ...] = NAMES, base: float = 0.5) -> bytes:
    """The file of a judge with these trees."""
    size = max(map(len, trees))
    nodes = np.array([tree + [(0, 9.0, 0, 0, 9.0)] * (size - len(tree)) for tree in trees])
    arrays: dict[str, Any] = dict(
        zip(("feature", "threshold", "left", "right", "value"), nodes.transpose(2, 0, 1), strict=True)
    )
    for name in ("feature", "left", "right"):
        arrays[name] = arrays[name].astype(np.int16)
    file = BytesIO()
    np.savez(file, names=np.array(names), base=np.array(base), calibration=np.array(CALIBRATION), **arrays)
    return file.getvalue()


def table(*shown: tuple[float, ...]) -> Values:
    """Rows of evidence that begin with these numbers."""
    return np.array([[*some, *[0.0] * (len(NAMES) - len(some))] for some in shown]).reshape(-1, len(NAMES))


def by_loop(trees: list[Tree], row: list[float], base: float) -> float:
    total = base
    for tree in trees:
        node = 0
        while tree[node][0] >= 0:
            column, threshold, left, right, _ = tree[node]
            node = left if row[column] <= threshold else right
        total += tree[node][4]
    return total


def grown(rng: np.random.Generator, depth: int) -> Tree:
    """A tree by chance."""
    tree: Tree = []

    def grow(depth: int) -> int:
        at = len(tree)
        tree.append((-1, 0.0, 0, 0, float(rng.normal())))
        if depth and rng.random() < 0.8:
            left, right = grow(depth - 1), grow(depth - 1)
            tree[at] = (int(rng.integers(len(NAMES))), float(rng.integers(-2, 3)), left, right, 0.0)
        return at

    grow(depth)
    return tree


# ---- trees


@pytest.mark.parametrize(
    ("row", "logit"),
    [
        ((1.0, 0.0), 0.5 - 1 + 0.25 + 0.125),
        ((1.0, 0.5), 0.5 - 1 + 0.25 + 0.125),  # as much as the threshold goes left
        ((1.0, 0.51), 0.5 + 2 + 0.25 + 0.125),
        ((-1.0, 0.0, -2.0), 0.5 - 1 - 4 + 0.125),
        ((-1.0, 0.0, 0.0), 0.5 - 1 + 16 + 0.125),
        ((-2.0, 0.0, 0.0), 0.5 - 1 + 8 + 0.125),
    ],
)
def test_each_tree_adds_its_leaf(row: tuple[float, ...], logit: float) -> None:
    assert Judge(saved(STUMP, DEEP, LEAF)).logits(table(row)).tolist() == [logit]


@pytest.mark.parametrize("seed", range(4))
def test_trees_are_worked_out_as_by_a_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    trees = [grown(rng, 4) for _ in range(12)]
    given = rng.integers(-3, 4, size=(40, len(NAMES))).astype(float)
    expected = [by_loop(trees, row, -0.75) for row in given.tolist()]
    assert Judge(saved(*trees, base=-0.75)).logits(given).tolist() == pytest.approx(expected)


def test_a_finding_is_judged_by_itself() -> None:
    rng = np.random.default_rng(9)
    made = Judge(saved(*(grown(rng, 4) for _ in range(12))))
    given = rng.normal(size=(20, len(NAMES)))
    together = made.probabilities(given)
    assert together.tobytes() == np.concatenate([made.probabilities(given[i : i + 1]) for i in range(20)]).tobytes()
    assert together[::-1].tobytes() == made.probabilities(given[::-1]).tobytes()


def test_no_findings_no_probabilities() -> None:
    assert Judge(saved(STUMP)).probabilities(table()).tolist() == []


# ---- calibration


@pytest.mark.parametrize(
    ("logit", "probability"),
    [(-9, 0.02), (-3, 0.02), (-2, 0.16), (-1, 0.3), (-0.5, 0.3), (0, 0.3), (1, 0.64), (2, 0.98), (50, 0.98)],
)
def test_logits_mean_probabilities_between_those_that_were_measured(logit: float, probability: float) -> None:
    made = Judge(saved([(-1, 0, 0, 0, logit)], base=0.0))
    assert made.probabilities(table(())).tolist() == pytest.approx([probability])


def test_a_higher_logit_is_never_less_probable() -> None:
    rng = np.random.default_rng(2)
    made = Judge(saved(*(grown(rng, 4) for _ in range(12))))
    given = rng.normal(size=(200, len(NAMES)))
    order = np.argsort(made.logits(given))
    assert (np.diff(made.probabilities(given)[order]) >= 0).all()


# ---- files


@pytest.mark.parametrize("names", [NAMES[:-1], (*NAMES, "more"), (*NAMES[1:], NAMES[0]), ("other",) * len(NAMES)])
def test_trees_for_other_evidence_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(WeightsError, match=FILE):
        Judge(saved(STUMP, names=names))


def test_a_judge_is_read_from_its_folder_and_not_when_it_was_changed(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(saved(STUMP))
    write_manifest(tmp_path, [FILE])
    assert judge(tmp_path).logits(table((0.0, 1.0))).tolist() == [2.5]
    judge.cache_clear()
    (tmp_path / FILE).write_bytes(saved(DEEP))
    with pytest.raises(WeightsError, match=FILE):
        judge(tmp_path)


# ---- evidence


DOC = parsed(
    *("Quill/NNP/nsubj/1", "said=say/VBD/ROOT/1", "that/IN/mark/4", "gates=gate/NNS/nsubj/4", "failed/VBD/ccomp/1"),
    *("././punct/1", "¶/_SP/dep/1", "“/``/punct/10", "We/PRP/nsubj/9", "left/VBD/ccomp/12", ",/,/punct/12"),
    *("”/''/punct/12", "added=add/VBD/ROOT/12", "she/PRP/nsubj/12", "././punct/12"),
)
PAGE = Page(DOC)
SAID, ADDED = 1, 12


def span(first: int, last: int) -> tuple[int, int]:
    """The characters of the tokens from the first to the last."""
    return DOC[first].idx, DOC[last].idx + len(DOC[last])


def found(**changed: Any) -> Finding:
    """What rules and network make of the first sentence, with changes."""
    usual: dict[str, Any] = {
        "rule": "ccomp",
        "score": 0.9,
        "content": [span(2, 4)],
        "cue": Cue(DOC[SAID], "ccomp", 0.9),
        "source": Source(0, 1, DOC[0]),
        "read": SAID,
    }
    return Finding(**(usual | changed))


def evidence(*findings: Finding, likely: float = 0.8) -> list[dict[str, float]]:
    """The evidence by name, where the network found “said” with the content “that gates failed”, and “added”."""
    reading = read(
        DOC,
        (SAID, likely, {"content": (2, 5), "source": (0, 1), "cue": (1, 2)}),
        (ADDED, 0.6, {"content": (7, 12), "source": (13, 14), "cue": (12, 13)}),
    )
    made = rows(PAGE, reading, findings)
    assert made.shape == (len(findings), len(NAMES))
    assert np.isfinite(made).all()
    return [dict(zip(NAMES, row, strict=True)) for row in made.tolist()]


def test_every_kind_of_finding_has_a_whole_row() -> None:
    usual = found()
    evidence(
        usual,
        found(cue=None, source=None, rule="transcript", colon=span(5, 5), read=None),
        found(rule="goes on", cue=None, source=None, inherits=usual, read=None),
        found(rule="read", score=0.6, source=None),
        found(content=[span(0, 4), span(8, 9)], rule="quoted"),
        found(cue=Cue(DOC[4], "none", 0.3), read=None),  # one that the network does not know
        found(cue=Cue(DOC[ADDED], "quoted", 0.9), content=[span(7, 11)], source=Source(13, 14, DOC[13]), read=ADDED),
        found(rule="a new one"),
    )


def test_no_findings_no_rows() -> None:
    assert evidence() == []


def test_what_the_network_says_of_the_cue_counts() -> None:
    ((low,), (high,)) = (evidence(found(), likely=likely) for likely in (0.1, 0.9))
    assert low["cue_read"] < 0 < high["cue_read"]
    (unknown,) = evidence(found(read=None))
    assert unknown["cue_read"] < low["cue_read"]


def test_sure_networks_still_give_finite_numbers() -> None:
    for likely in (0.0, 1.0):
        evidence(found(), likely=likely)


def test_words_that_the_network_has_too_speak_for_a_finding() -> None:
    same, more, others = evidence(found(), found(content=[span(0, 4)]), found(content=[span(8, 9)]))
    assert same["content_agrees"] == 1
    assert same["content_agrees"] > more["content_agrees"] > others["content_agrees"]
    assert same["inside_mean"] > more["inside_mean"] > others["inside_mean"]
    assert same["outside_high"] < others["outside_high"]


def test_by_whom_it_was_found() -> None:
    by_both, by_rule, by_network = evidence(found(), found(read=None), found(rule="read", score=0.7))
    assert (by_both["by_rule"], by_both["by_network"], by_both["rule_rate"]) == (1, 1, 0.9)
    assert (by_rule["by_rule"], by_rule["by_network"], by_rule["rule_rate"]) == (1, 0, 0.9)
    assert (by_network["by_rule"], by_network["by_network"], by_network["rule_rate"]) == (0, 1, 0)
    groups = [name for name in NAMES if name.startswith("rule_") and name != "rule_rate"]
    assert sum(by_both[name] for name in groups) == 1
    assert sum(by_network[name] for name in groups) == 0


def test_what_a_source_says() -> None:
    name, pronoun, none, other = evidence(
        found(),
        found(source=Source(13, 14, DOC[13])),
        found(source=None),
        found(source=Source(3, 4, DOC[3])),
    )
    assert (name["source_pronoun"], pronoun["source_pronoun"]) == (0, 1)
    assert (name["source_missing"], none["source_missing"]) == (0, 1)
    assert name["source_agrees"] > other["source_agrees"]
    assert name["source_mean"] > other["source_mean"]


def test_quotation_marks_and_words_are_counted() -> None:
    plain, quoted, both = evidence(
        found(),
        found(content=[span(7, 11)]),
        found(content=[span(2, 4), span(7, 11)], cue=Cue(DOC[ADDED], "none", 0.9)),
    )
    assert (plain["words"], plain["parts"], plain["quoted"], plain["quotations"]) == (3, 1, 0, 0)
    assert (quoted["words"], quoted["quoted"], quoted["quotations"]) == (5, 1, 1)
    assert (both["parts"], both["cue_first"], plain["cue_first"]) == (2, 0, 1)
    assert 0 < both["quoted"] < 1


def test_a_rival_is_a_likelier_cue_of_the_same_words() -> None:
    added = {"cue": Cue(DOC[ADDED], "none", 0.9), "read": ADDED}
    alone, _ = evidence(found(), found(content=[span(7, 11)], **added))
    shared, _ = evidence(found(), found(content=[span(3, 4)], **added))
    assert shared["rival"] > alone["rival"]
