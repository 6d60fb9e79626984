"""The pairs that were judged by hand: ids and offsets in the corpus beside the repository, not its words."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quotes.linking.evidence import LINKED, compare
from quotes.linking.types import Utterance
from quotes.linking.words import words_of

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "polnear" / "train.jsonl"
_ROWS = [json.loads(line) for line in Path(__file__).with_name("judged.jsonl").read_text().splitlines()]
# No pair of one statement is linked by itself alone: a third wording may hold two together.
_LINKED_BY_THEMSELVES = 0.9


def judged(which: str) -> list[dict[str, Any]]:
    return [row for row in _ROWS if row["set"] == which]


def test_of_the_linked_pairs_nineteen_of_twenty_are_one_utterance() -> None:
    rows = judged("linked")
    assert sum(row["same"] for row in rows) >= 0.95 * len(rows)


def test_at_most_a_third_of_them_is_verbatim() -> None:
    rows = judged("linked")
    assert 3 * sum(row["verbatim"] for row in rows) <= len(rows)


@pytest.mark.shared
@pytest.mark.skipif(not _CORPUS.exists(), reason="the corpus lies beside the repository, not in it")
def test_the_evidence_is_still_what_it_was() -> None:
    documents = {row["id"]: row for row in map(json.loads, _CORPUS.read_text(encoding="utf-8").splitlines())}

    def score(row: dict[str, Any]) -> float:
        one, other = (_utterance(documents, *row[side]) for side in ("one", "other"))
        return compare(one, other).score

    right = [score(row) for row in judged("linked") if row["same"]]
    under = [score(row) for row in judged("under") if not row["same"]]
    assert _share(right) >= _LINKED_BY_THEMSELVES
    assert _share(under) <= 0.05


def _utterance(documents: dict[str, Any], article: str, kind: str, spans: Iterable[tuple[int, int]]) -> Utterance:
    document = documents[article]
    words = (word for s, e in spans for word in words_of(document["text"][s:e], quoted=kind == "direct"))
    return Utterance(
        tuple(words), article, kind=kind, published=date.fromisoformat(document["published"]).toordinal()
    )  # fmt: skip


def _share(scores: list[float]) -> float:
    return sum(score >= LINKED for score in scores) / len(scores)
