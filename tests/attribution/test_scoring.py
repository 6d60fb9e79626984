"""The measures: by hand on small documents, and against the reference script where it is at hand."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution.scoring import same_speakers, score

TEXT = 'The mayor said the bridge is shut. "It stays shut," she added.'
GOLD: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 33]], "kind": "indirect", "accept": [["Ann Ode"]]},
        {"source": [[52, 55]], "cue": [[56, 61]], "content": [[35, 51]], "kind": "direct", "accept": [["Ann Ode"]]},
    ],
    "meta": {"not_quotes": [{"text": "The mayor"}]},
}
SHARED = Path(__file__).resolve().parents[3] / "shared"


def test_the_gold_scored_against_itself_is_perfect() -> None:
    predicted = [{**a, "speakers": ["Ann Ode"]} for a in GOLD["attributions"]]
    scores = score([GOLD], {"a": predicted})
    assert all(rate.f1 == 1.0 for rate in scores.measures().values())
    assert (scores.named_right, scores.kinds_right, scores.not_quotes) == (2, 2, 0)


def test_nothing_predicted_scores_nothing() -> None:
    assert all(rate.f1 == 0.0 for rate in score([GOLD], {}).measures().values())


@pytest.mark.parametrize(
    ("content", "matched", "exact"),
    [
        ([[15, 33]], 1, 1),
        ([[19, 33]], 1, 0),
        ([[26, 33]], 1, 0),
        ([[29, 33]], 0, 0),
        ([[15, 61]], 0, 0),
    ],
)
def test_a_content_matches_from_half_overlap_on(content: list[list[int]], matched: int, exact: int) -> None:
    gold = {**GOLD, "attributions": GOLD["attributions"][:1]}
    scores = score([gold], {"a": [{"content": content, "source": [[0, 9]]}]})
    assert (scores.matched, scores.exact) == (matched, exact)


def test_a_wrong_source_is_found_but_not_attributed() -> None:
    scores = score([GOLD], {"a": [{"content": [[35, 51]], "source": [[0, 9]]}]})
    assert (scores.matched, scores.attributed) == (1, 0)
    assert (scores.segments_found, scores.segments_right) == (1, 0)


def test_a_stretch_that_is_no_quote_is_counted_when_taken_for_one() -> None:
    assert score([GOLD], {"a": [{"content": [[0, 9]], "source": []}]}).not_quotes == 1


@pytest.mark.parametrize(
    ("speakers", "right"),
    [
        (["Choe Son-hui"], True),
        (["choe son hui"], True),
        (["Choe"], False),
        ([], False),
        (["Choe Son-hui", "Ann Ode"], False),
    ],
)
def test_speakers_are_compared_whatever_the_spelling(speakers: list[str], right: bool) -> None:
    assert same_speakers({"accept": [["Choe Son Hui"]]}, {"speakers": speakers}) is right


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the reference script lies beside the repository, not in it")
def test_it_agrees_with_the_reference_script() -> None:
    spec = importlib.util.spec_from_file_location("reference", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    lines = (SHARED / "seeds" / "seeds.gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    worse = {
        d["id"]: [{**a, "content": [[s, e - 9] for s, e in a["content"]]} for a in d["attributions"][1::2]]
        for d in gold
    }
    theirs, ours = reference.score(gold, worse), score(gold, worse).measures()
    for name, rate in ours.items():
        assert (rate.precision, rate.recall, rate.f1) == pytest.approx(theirs[name])
