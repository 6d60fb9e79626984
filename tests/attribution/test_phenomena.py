"""The table of phenomena: that it says what it means to say, and how the attribution does on its open half."""

from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from articles.language import is_english
from quotes.attribution import AttributedQuote, Kind, Result, Stance
from tests.attribution.phenomena import KEPT, OPEN, Row, UnclearPlaceError, read, table

PHENOMENA = read()
DOCUMENTS = [document for group in PHENOMENA.values() for document in group]
FLOOR = 0.84

_CASE = """
[[case]]
half = "open"
text = '''
{text}
'''

[[case.quote]]
source = "{source}"
cue = "{cue}"
content = {content}
kind = "direct"
stance = "asserts"
"""


def test_the_table_is_large_and_of_many_phenomena() -> None:
    assert len(PHENOMENA) >= 20
    assert len(DOCUMENTS) >= 200
    assert sum(not d["attributions"] for d in DOCUMENTS) >= 35
    assert {a["kind"] for d in DOCUMENTS for a in d["attributions"]} == set(Kind)
    assert {a["stance"] for d in DOCUMENTS for a in d["attributions"]} == set(Stance)


@pytest.mark.parametrize("name", PHENOMENA)
def test_both_halves_of_a_phenomenon_are_equally_large(name: str) -> None:
    halves = Counter(document["half"] for document in PHENOMENA[name])
    assert halves.keys() == {OPEN, KEPT}
    assert abs(halves[OPEN] - halves[KEPT]) <= 1


def test_no_text_stands_twice() -> None:
    words = Counter(" ".join(document["text"].lower().split()) for document in DOCUMENTS)
    assert not [text for text, times in words.items() if times > 1]


@pytest.mark.parametrize("name", PHENOMENA)
def test_every_span_holds_words_and_no_space_at_its_ends(name: str) -> None:
    for document in PHENOMENA[name]:
        for attribution in document["attributions"]:
            assert attribution["content"], document["id"]
            for start, end in (span for role in ("content", "cue", "source") for span in attribution[role]):
                words = document["text"][start:end]
                assert words == words.strip() != "", document["id"]


@pytest.mark.parametrize("name", PHENOMENA)
def test_no_spans_cross(name: str) -> None:
    for document in PHENOMENA[name]:
        for attribution in document["attributions"]:
            own = sorted(span for role in ("content", "cue", "source") for span in attribution[role])
            assert all(before[1] <= after[0] for before, after in pairwise(own)), document["id"]
        spans = {tuple(span) for a in document["attributions"] for role in ("content", "source") for span in a[role]}
        for (a, b), (c, d) in combinations(sorted(spans), 2):
            assert c >= b or d <= b or (a == c and b <= d), document["id"]


@pytest.mark.parametrize("name", PHENOMENA)
def test_no_two_quotes_of_a_text_are_the_same(name: str) -> None:
    for document in PHENOMENA[name]:
        quotes = [(str(a["content"]), str(a["source"])) for a in document["attributions"]]
        assert len(set(quotes)) == len(quotes), document["id"]


@pytest.mark.parametrize("name", PHENOMENA)
def test_every_text_is_taken_for_english(name: str) -> None:
    assert not [document["id"] for document in PHENOMENA[name] if not is_english(document["text"])]


TWICE = "Ann said “Yes.” Then Ben said “No.” Nobody said more. “Yes.”"


@pytest.mark.parametrize(
    ("source", "cue", "content", "expected"),
    [
        ("Ben", "said", '["“No.”"]', ((21, 24), (25, 29), [(30, 35)])),
        ("Ann", "said", '["“Yes.”#1"]', ((0, 3), (4, 8), [(9, 15)])),
        ("Nobody", "said#3", '["“Yes.”#2"]', ((36, 42), (43, 47), [(54, 60)])),
        ("", "", '["“No.”", "“Yes.”#2"]', (None, None, [(30, 35), (54, 60)])),
    ],
)
def test_words_are_found_where_they_are_meant(
    tmp_path: Path, source: str, cue: str, content: str, expected: tuple[Any, Any, list[Any]]
) -> None:
    (tmp_path / "one.toml").write_text(_CASE.format(text=TWICE, source=source, cue=cue, content=content))
    [quote] = read(folder=tmp_path)["one"][0]["attributions"]
    one = [tuple(quote[role][0]) if quote[role] else None for role in ("source", "cue")]
    assert (*one, [tuple(span) for span in quote["content"]]) == expected


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Ann", "said", '["“Yes.”"]'),
        ("Ann", "said", '["“Maybe.”"]'),
        ("Ann", "said", '["“Yes.”#3"]'),
        ("Ann", "shouted", '["“No.”"]'),
        ("An", "said", '["“No.”"]'),
        ("Ann", "said", '["“Yes.”#2", "“No.”"]'),
    ],
)
def test_words_that_are_not_there_or_leave_it_open_are_refused(
    tmp_path: Path, source: str, cue: str, content: str
) -> None:
    (tmp_path / "one.toml").write_text(_CASE.format(text=TWICE, source=source, cue=cue, content=content))
    with pytest.raises(UnclearPlaceError, match=r"^one/01: "):
        read(folder=tmp_path)


@pytest.mark.parametrize(
    ("row", "f1"),
    [
        (Row("x", 3, gold=10, found=8, right=6, false=2), 0.6),
        (Row("x", 3, gold=0, found=0, right=0, false=2), 0.0),
        (Row("x", 3, gold=0, found=0, right=0, false=0), 0.0),
    ],
)
def test_the_measure_counts_what_is_missed_and_what_is_false(row: Row, f1: float) -> None:
    assert row.f1 == pytest.approx(f1)


def test_a_row_counts_found_right_and_false(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = _CASE.format(text=TWICE, source="Ben", cue="said", content='["“No.”"]')
    (tmp_path / "one.toml").write_text(case)
    (tmp_path / "two.toml").write_text(case)
    quotes = [
        AttributedQuote(((30, 35),), Kind.DIRECT, source=((21, 24),)),
        AttributedQuote(((9, 15),), Kind.DIRECT, source=((0, 3),)),
    ]
    results = [Result("one/01", tuple(quotes)), Result("two/01", (AttributedQuote(((30, 35),), Kind.DIRECT),))]
    monkeypatch.setattr("tests.attribution.phenomena.attribute_many", lambda documents, processes: results)
    assert table(read(folder=tmp_path)) == [
        Row("one", 1, gold=1, found=1, right=1, false=1),
        Row("two", 1, gold=1, found=1, right=0, false=0),
        Row("all", 2, gold=2, found=2, right=1, false=1),
    ]


@pytest.mark.model
def test_the_attribution_does_not_fall_behind_on_the_open_half() -> None:
    every = table(read(OPEN))[-1]
    assert every.f1 >= FLOOR
