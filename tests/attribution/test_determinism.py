"""The same text gives the same answer, byte for byte: twice, in any order, in any batch, in any process."""

import json
from pathlib import Path

import pytest

from quotes.attribution import Document, Result, attribute_many
from quotes.evaluation import read_gold

pytestmark = pytest.mark.model

GOLD = read_gold([Path(__file__).resolve().parents[2] / "articles" / "samples" / "gold.jsonl"])[:8]
DOCUMENTS = [Document(d["id"], d["text"], d.get("title"), d.get("published")) for d in GOLD]


def answers(results: list[Result]) -> dict[str, str]:
    return {result.id: json.dumps([quote.as_dict() for quote in result.quotes]) for result in results}


@pytest.fixture(scope="module")
def first() -> dict[str, str]:
    found = answers(list(attribute_many(DOCUMENTS)))
    assert all(json.loads(quotes) for quotes in found.values())
    return found


def test_twice(first: dict[str, str]) -> None:
    assert answers(list(attribute_many(DOCUMENTS))) == first


def test_in_another_order(first: dict[str, str]) -> None:
    assert answers(list(attribute_many(DOCUMENTS[::-1]))) == first


def test_one_by_one(first: dict[str, str]) -> None:
    assert answers([next(attribute_many([document])) for document in DOCUMENTS]) == first


def test_in_other_processes(first: dict[str, str]) -> None:
    assert answers(list(attribute_many(DOCUMENTS, processes=2))) == first
