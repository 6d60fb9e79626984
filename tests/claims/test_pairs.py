"""The pairs written before `compare`: contradictions, look-alikes, more exact, hedged otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.claims import Relation, compare
from quotes.claims.types import DifferenceKind
from tests.claims.drawn import drawn

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
_GRAVEST = (DifferenceKind.CONTRADICTION, DifferenceKind.MORE_EXACT, DifferenceKind.HEDGED_OTHERWISE, None)


def related(pair: dict[str, Any]) -> Relation | None:
    """How the claims of the two sentences differ: the gravest of what is found between them."""
    found = [compare(one.record, other.record) for one in drawn(pair["one"]) for other in drawn(pair["other"])]
    return min(found, key=lambda relation: (_GRAVEST.index(relation.kind), -relation.alike), default=None)


def is_right(pair: dict[str, Any]) -> bool:
    relation = related(pair)
    kind = relation.kind.value if relation is not None and relation.kind is not None else "none"
    if pair["want"] == "none":
        return kind != "contradiction"
    if kind != pair["want"]:
        return False
    assert relation is not None
    return "towards" not in pair or any(d.towards == pair["towards"] for d in relation.differences)


@pytest.mark.model
@pytest.mark.parametrize(
    ("wants", "least"),
    [(("contradiction", "none"), 0.9), (("more_exact", "hedged_otherwise"), 0.9)],
    ids=["contradicting or not", "finer or hedged"],
)
def test_pairs_are_told_apart(wants: tuple[str, ...], least: float) -> None:
    pairs = [pair for pair in PAIRS if pair["want"] in wants]
    wrong = [(pair["want"], pair["one"], pair["other"]) for pair in pairs if not is_right(pair)]
    assert 1 - len(wrong) / len(pairs) >= least, wrong


@pytest.mark.model
def test_comparing_goes_both_ways() -> None:
    for pair in PAIRS:
        for one in drawn(pair["one"]):
            for other in drawn(pair["other"]):
                assert compare(one.record, other.record) == compare(other.record, one.record).turned()
