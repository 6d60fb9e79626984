"""`manage.py evaluate`, with the attribution itself replaced: what is printed, and what is kept."""

import json
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from quotes import evaluation, figures
from quotes.attribution import SURE_FROM, AttributedQuote, Document, Kind, Result, SpeakerKind, Stance
from quotes.attribution.types import Voice

TEXT = "“We won,” Ana Ruiz told the council. “Not I,” she said."
GOLD: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "published": "2031-05-09",
    "attributions": [
        {"content": [[0, 9]], "cue": [[19, 23]], "source": [[10, 18]], "accept": [["Ana Ruiz"]], "kind": "direct"}
        | {"stance": "asserts", "addressee": "the council", "said_on": "2031-05-08"},
        {"content": [[37, 45]], "cue": [[50, 54]], "source": [[46, 49]], "accept": [["Ana Ruiz"]], "kind": "direct"}
        | {"stance": "denies", "addressee": None, "said_on": None},
    ],
}


def found(document: Document) -> Result:
    ana = (Voice("Ana Ruiz", SpeakerKind.PERSON),)
    first = AttributedQuote(
        ((0, 9),),
        Kind.DIRECT,
        source=((10, 18),),
        voices=ana,
        confidence=0.95,
        name_confidence=0.96,
        addressee="council",
    )
    second = AttributedQuote(
        ((37, 45),),
        Kind.DIRECT,
        source=((10, 18),),
        voices=ana,
        confidence=0.5,
        name_confidence=0.4,
        said_on="2031-05-09",
    )
    return Result(document.id, (first, second))


@pytest.fixture(autouse=True)
def _fake_attribution(monkeypatch: pytest.MonkeyPatch) -> None:
    def attribute_many(documents: Iterable[Document], *, processes: int = 1) -> Iterator[Result]:
        return map(found, documents)

    monkeypatch.setattr(evaluation, "attribute_many", attribute_many)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def evaluate(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_what_is_printed(gold: Path) -> None:
    lines = evaluate(str(gold))
    for line in (
        "speaker 2 of 2",
        "stance 1 of 2",
        "asserts 1 of 1",
        "denies 0 of 1",
        "addressee 1 of 1",
        "wrong addressee 0 of 1",
        "said_on 0 of 1",
        "wrong said_on 1 of 1",
        "attributed 0.500 0.500 0.500",
        "direct and sure 1 of 2 (0.500)",
    ):
        assert line in lines
    at = lines.index("confidence number confidence right")
    assert lines[at + 1 : at + 5] == [
        "sure 1 0.950 1.000",
        "doubtful 1 0.500 0.000",
        "expected error 0.275 (10 bins of equal width)",
        "AUROC 1.000",
    ]
    at = lines.index("name_confidence number confidence right")
    assert lines[at + 1 : at + 5] == [
        "sure 1 0.960 1.000",
        "doubtful 1 0.400 1.000",
        "expected error 0.320 (10 bins of equal width)",
        "AUROC none: all right or all wrong",
    ]


def test_what_is_kept_is_what_the_method_page_reads(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "figures.json"
    monkeypatch.setattr(figures, "path", lambda: kept)
    evaluate(str(gold), "--keep", "mine", "--about", "One sentence")
    (measured,) = json.loads(kept.read_text(encoding="utf-8"))
    assert measured["counts"]["wrong said_on"] == [1, 1]
    assert measured["counts"][Stance.DENIES] == [0, 1]
    sure = {"from": SURE_FROM, "count": 1, "confidence": 0.95, "right": 1.0}
    assert measured["reliability"]["attribution"]["bands"]["sure"] == sure
    assert measured["reliability"]["direct_and_sure"] == [1, 2]
    ((subject, (shown,)),) = figures.measurements()
    assert subject == "Who said what"
    assert [one.label for one in shown.reliabilities] == ["What was said", "Who said it"]
    assert (shown.reliabilities[0].sure, shown.reliabilities[0].error, shown.direct_and_sure) == ("100%", "0.28", "50%")


def test_gold_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be read"):
        evaluate(str(tmp_path / "none.jsonl"))
