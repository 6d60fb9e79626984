"""Which annotated documents are for what, and how each epoch varies them."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution.learned.reading import ROLES
from quotes.attribution.training import corpus
from quotes.attribution.training.corpus import Corpus, docs_of, epoch_of, read
from quotes.attribution.training.examples import Example
from tests.attribution.annotated import Annotated, as_example, ferry, harbour

OUTLETS = ("Harbour Post", "The Ferry", "Inland Times")


def numbered(count: int) -> list[Annotated]:
    return [{"id": str(i), "text": f"Text {i}", "attributions": [], "outlet": OUTLETS[i % 3]} for i in range(count)]


def written(path: Path, documents: list[Annotated], between: str = "\n") -> Path:
    path.write_text(between.join(json.dumps(d, ensure_ascii=False) for d in documents) + "\n", encoding="utf-8")
    return path


def ids(documents: tuple[corpus.Gold, ...]) -> list[int]:
    return [int(d["id"]) for d in documents]


# ---- division


@settings(max_examples=20, deadline=None)
@given(count=st.integers(0, 45))
def test_documents_are_divided_by_their_number(tmp_path_factory: pytest.TempPathFactory, count: int) -> None:
    found = read(written(tmp_path_factory.mktemp("gold") / "gold.jsonl", numbered(count)))
    everything = list(range(count))
    assert ids(found.tested) == everything[9::10]
    assert ids(found.calibrated) == everything[4::10]
    assert ids(found.trained) == [i for i in everything if i % 10 not in (4, 9)]


def test_lines_are_lines_whatever_stands_in_the_texts(tmp_path: Path) -> None:
    documents = numbered(12)
    documents[3]["text"] = "One\u2028two\x85three\x0cfour"
    found = read(written(tmp_path / "gold.jsonl", documents, between="\n\n"))
    assert (ids(found.tested), ids(found.calibrated)) == ([9], [4])
    assert found.trained[3]["text"] == documents[3]["text"]


@pytest.mark.parametrize("content", ["not JSON", '{"id": 1}\n{"id'])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "gold.jsonl").write_text(content)
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        read(tmp_path / "gold.jsonl")


def test_without_an_outlet_it_is_tested_on_that_outlet_alone(tmp_path: Path) -> None:
    whole = read(written(tmp_path / "gold.jsonl", numbered(60)))
    for number, outlet in enumerate(OUTLETS):
        left = whole.without(outlet)
        assert ids(left.trained) == [i for i in ids(whole.trained) if i % 3 != number]
        assert ids(left.calibrated) == [i for i in ids(whole.calibrated) if i % 3 != number]
        assert ids(left.tested) == [i for i in ids(whole.tested) if i % 3 == number]
    assert whole.without("Nobody’s News") == Corpus(whole.trained, whole.calibrated, ())


def test_outlets_are_those_trained_on_in_order(tmp_path: Path) -> None:
    documents = numbered(20)
    documents[9]["outlet"] = "Measured Only"
    assert read(written(tmp_path / "gold.jsonl", documents)).outlets == sorted(OUTLETS)


# ---- examples


def test_attributions_are_told_by_words() -> None:
    one = as_example(harbour())
    assert [[int(row.sum()) for row in a.words] for a in one.attributions] == [[2, 1, 4], [2, 1, 4]]
    assert all(a.words[ROLES.index("cue"), a.head] for a in one.attributions)
    assert [a.head for a in one.attributions] == [7, 16]


@pytest.mark.parametrize("role", ["cue", "content"])
def test_attributions_without_a_cue_or_content_teach_nothing(role: str) -> None:
    document = harbour()
    document["attributions"][0][role] = []
    assert len(as_example(document).attributions) == 1


def test_attributions_without_a_source_do() -> None:
    document = harbour()
    document["attributions"][0]["source"] = []
    one = as_example(document)
    assert len(one.attributions) == 2
    assert not one.attributions[0].words[ROLES.index("source")].any()


# ---- epochs


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parses in this process, which needs the model once."""
    monkeypatch.setattr(corpus, "ProcessPoolExecutor", ThreadPoolExecutor)


def shown(examples: list[Example]) -> list[tuple[bytes, ...]]:
    """Examples as bytes, to compare."""
    return [
        (
            one.encoded.pieces.tobytes(),
            one.encoded.features.tobytes(),
            *(bytes([a.head]) + a.words.tobytes() for a in one.attributions),
        )
        for one in examples
    ]


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_epochs_differ_and_each_is_the_same_every_time(tmp_path: Path) -> None:
    documents = [harbour(), ferry()]
    epochs = [shown(epoch_of(documents, number, 1, tmp_path / "one")) for number in range(4)]
    assert [shown(epoch_of(documents, number, 1, tmp_path / "other")) for number in range(4)] == epochs
    assert len({tuple(epoch) for epoch in epochs}) > 1
    assert [shown(epoch_of(documents, number, 2, tmp_path / "one")) for number in range(4)] != epochs
    assert shown(epoch_of(documents[::-1], 0, 1, tmp_path / "one")) == epochs[0][::-1]


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_a_text_is_parsed_once_and_read_as_it_was_parsed(tmp_path: Path) -> None:
    documents = [harbour(), ferry(title="Fog")]
    first = docs_of(documents, tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = docs_of(documents, tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
    assert len(kept) == 2
    for one, other, document in zip(first, again, documents, strict=True):
        assert one.text == other.text == document["text"]
        assert one.to_bytes(exclude=["user_data"]) == other.to_bytes(exclude=["user_data"])
        assert one.has_annotation("DEP")
        assert {token.ent_type_ for token in one} > {""}
