"""The sample stories' gold: that it says what it means to say, and how the attribution does on it."""

import re
from pathlib import Path
from typing import Any

import pytest

from quotes.evaluation import evaluate, read_gold

SAMPLES = Path(__file__).resolve().parents[2] / "articles" / "samples"
GOLD = read_gold([SAMPLES / "gold.jsonl"])
SHARED = SAMPLES.parents[2] / "shared"


@pytest.mark.parametrize("document", GOLD, ids=[d["id"] for d in GOLD])
def test_every_span_of_the_gold_holds_words_and_no_space_at_its_ends(document: dict[str, Any]) -> None:
    for attribution in document["attributions"]:
        assert attribution["content"]
        for role in ("content", "cue", "source"):
            for start, end in attribution[role]:
                words = document["text"][start:end]
                assert words == words.strip() != ""


@pytest.mark.parametrize("document", GOLD, ids=[d["id"] for d in GOLD])
def test_no_two_quotes_of_a_story_share_cue_and_order(document: dict[str, Any]) -> None:
    seen = set()
    for attribution in document["attributions"]:
        if attribution["cue"] and document["text"][slice(*attribution["cue"][0])] != ":":
            cue = tuple(document["text"][s:e].lower() for s, e in attribution["cue"])
            order = attribution["cue"][0] < attribution["content"][0], len(attribution["content"]) > 1
            assert (cue, order) not in seen
            seen.add((cue, order))


def test_the_samples_are_enough_and_of_the_length_of_news() -> None:
    assert len(GOLD) >= 24
    assert len({document["outlet"] for document in GOLD}) >= 4
    assert all(150 <= len(re.findall(r"\w+", document["text"])) <= 500 for document in GOLD)
    stances = {a["stance"] for d in GOLD for a in d["attributions"]}
    kinds = {a["kind"] for d in GOLD for a in d["attributions"]}
    assert (len(stances), len(kinds)) == (5, 3)


@pytest.mark.model
def test_the_attribution_does_not_fall_behind_on_the_samples() -> None:
    scores = evaluate(GOLD)
    measures = scores.measures()
    assert measures["content"].f1 >= 0.85
    assert measures["attributed"].f1 >= 0.83
    assert measures["quoted_attributed"].f1 >= 0.88
    assert scores.kinds_right >= 0.96 * scores.matched
    assert scores.stances_right >= 0.97 * scores.stances
    assert scores.not_quotes <= 3


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the two real articles lie beside the repository, not in it")
def test_the_two_real_articles() -> None:
    scores = evaluate(read_gold([SHARED / "seeds" / "seeds.gold.jsonl"]))
    assert scores.matched >= 44
    assert scores.named_right >= 40
    assert scores.not_quotes == 0
