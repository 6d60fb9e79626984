"""Work shared among processes: order, what becomes of a batch that kills its process, and how often they start."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.attribution import Document, attribute_many
from quotes.attribution.workers import DIED, shared
from tests.attribution.poison import first_words, start

_STARTED = "OTR_TEST_STARTED"


def fail_to_start() -> None:
    raise OSError("no model")


def die_at_once() -> None:
    os._exit(9)


def batches(*texts: str, size: int = 2) -> list[list[Document]]:
    documents = [Document(str(i), text) for i, text in enumerate(texts)]
    return [documents[i : i + size] for i in range(0, len(documents), size)]


@pytest.mark.parametrize("processes", [1, 2])
def test_only_what_kills_its_process_is_lost(processes: int) -> None:
    texts = ["a", "b", "c", "kill", "d", "e", "kill too", "f", "g"]
    results = list(shared(batches(*texts), first_words, start, processes))
    assert [result.id for result in results] == [str(i) for i in range(len(texts))]
    assert [result.error for result in results] == [DIED if "kill" in text else "" for text in texts]
    assert [len(result.quotes) for result in results] == ["kill" not in text for text in texts]


def test_each_process_starts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "started"
    monkeypatch.setenv(_STARTED, str(log))
    assert len(list(shared(batches(*"abcdefghij"), first_words, start, 2))) == 10
    started = log.read_text(encoding="utf-8").split()
    assert 1 <= len(started) == len(set(started)) <= 2


def test_a_process_that_died_is_replaced_and_starts_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "started"
    monkeypatch.setenv(_STARTED, str(log))
    list(shared(batches("a", "kill", "b", "c"), first_words, start, 1))
    assert len(log.read_text(encoding="utf-8").split()) == 3  # the first, one after the batch, one after the document


def test_what_cannot_start_is_no_documents_fault() -> None:
    with pytest.raises(OSError, match="no model"):
        list(shared(batches("a"), first_words, fail_to_start, 1))
    with pytest.raises(RuntimeError, match="before it could begin"):
        list(shared(batches("a"), first_words, die_at_once, 1))


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="raise"):
        list(shared(batches("a", "raise"), first_words, start, 1))


def test_batches_are_fetched_as_they_are_needed() -> None:
    fetched = 0

    def counting() -> Iterator[list[Document]]:
        nonlocal fetched
        for batch in batches(*"abcdefghij", size=1):
            fetched += 1
            yield batch

    results = shared(counting(), first_words, start, 1)
    next(results)
    assert fetched == 2
    results.close()  # type: ignore[attr-defined]  # a generator


def test_no_documents_no_process() -> None:
    assert list(shared([], first_words, fail_to_start, 2)) == []


@pytest.mark.model
def test_the_real_work_is_the_same_apart() -> None:
    documents = [Document("a", "“The gate is shut,” Mara Quill said."), Document("b", ""), Document("c", "It rained.")]
    assert list(attribute_many(documents, apart=True)) == list(attribute_many(documents))
