"""The measures: by hand on small documents, and against the reference script where it is at hand."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution.calibration import Judged
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


def told(**details: object) -> dict[str, Any]:
    """The first of the gold's attributions, with details."""
    return {**GOLD["attributions"][0], **details}


@pytest.mark.parametrize(
    ("gold", "got", "counts"),
    [
        ("the council", "the council", (1, 1, 1, 0)),
        ("the council", "Council", (1, 1, 1, 0)),
        ("the council", None, (1, 0, 0, 0)),
        ("the council", "reporters", (1, 0, 1, 1)),
        (None, "reporters", (0, 0, 1, 1)),
        (None, None, (0, 0, 0, 0)),
        ("Ann Ode", "Mayor Ode", (1, 1, 1, 0)),  # as the gold spells her where she speaks
    ],
)
def test_addressees(gold: str | None, got: str | None, counts: tuple[int, ...]) -> None:
    document = {**GOLD, "attributions": [told(addressee=gold, accept=[["Ann Ode", "Mayor Ode"]])]}
    found = score([document], {"a": [told(addressee=got)]}).addressees
    assert (found.gold, found.right, found.given, found.wrong) == counts


@pytest.mark.parametrize(
    ("gold", "got", "counts"),
    [
        ("2031-05-09", "2031-05-09", (1, 1, 1, 0)),
        ("2031-05-09", "2031-05-08", (1, 0, 1, 1)),
        (None, "2031-05-08", (0, 0, 1, 1)),
        ("2031-05-09", None, (1, 0, 0, 0)),
    ],
)
def test_days(gold: str | None, got: str | None, counts: tuple[int, ...]) -> None:
    found = score([{**GOLD, "attributions": [told(said_on=gold)]}], {"a": [told(said_on=got)]}).days
    assert (found.gold, found.right, found.given, found.wrong) == counts


def test_details_that_the_gold_does_not_annotate_are_not_judged() -> None:
    scores = score([GOLD], {"a": [told(addressee="reporters", said_on="2031-05-09", stance="denies")]})
    assert (scores.addressees.given, scores.days.given, scores.stances) == (0, 0, 0)


def test_stances_one_by_one() -> None:
    gold = {**GOLD, "attributions": [{**a, "stance": "denies"} for a in GOLD["attributions"]]}
    first, second = gold["attributions"]
    scores = score([gold], {"a": [first, {**second, "stance": "asserts"}]})
    assert (scores.stances_right_of["denies"], scores.stances_of["denies"]) == (1, 2)
    assert (scores.stances_right, scores.stances, scores.stances_of["asserts"]) == (1, 2, 0)


def test_confidence_is_judged_as_the_attribution_is_scored_and_the_name_for_itself() -> None:
    first, second = GOLD["attributions"]
    predicted = [
        {**first, "confidence": 0.9, "name_confidence": 0.8, "speakers": ["Ann Ode"], "kind": "direct"},
        {**second, "confidence": 0.7, "name_confidence": 0.6, "speakers": ["Bo Ode"], "source": [[0, 9]]},
        {"content": [[0, 9]], "source": [], "confidence": 0.4, "name_confidence": 0.5, "speakers": ["Ann Ode"]},
    ]
    scores = score([GOLD], {"a": predicted})
    assert scores.judged == [Judged(0.9, True), Judged(0.7, False), Judged(0.4, False)]
    assert set(scores.names_judged) == {Judged(0.8, True), Judged(0.6, False)}
    assert scores.direct == 2


def test_nobody_named_is_no_wrong_name() -> None:
    silent = {**GOLD["attributions"][0], "confidence": 0.9, "name_confidence": 0.0, "speaker": None, "speakers": []}
    assert score([GOLD], {"a": [silent]}).names_judged == []
