"""Wordings side by side: which words differ, what they have in common."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pages.comparison import Had, Run, compare, matched

WORD = re.compile(r"\w+")
# Words in [brackets] only this wording has; words in (brackets) some others have too.
PAIRS = [
    ("the same", "We will not sign.", "We will not sign.", "We will not sign.", "We will not sign."),
    ("capitals and apostrophes make no difference", "Don’t sign", "don't Sign", "Don’t sign", "don't Sign"),
    ("a word more", "We will not sign it.", "We will not sign.", "We will not sign [it].", "We will not sign."),
    ("another word", "a great victory", "a vast victory", "a [great] victory", "a [vast] victory"),
    ("another form is another word", "She stands by it", "She stood by it", "She [stands] by it", "She [stood] by it"),
    (
        "moved words are had",
        "until victory we stand together",
        "we stand together until victory",
        "until victory we stand together",
        "we stand together until victory",
    ),
    ("as often as it stands there", "very, very small", "very small", "very, [very] small", "very small"),
    ("figures are words", "up to 10,000 men", "some 10,000 men", "[up to] 10,000 men", "[some] 10,000 men"),
    ("other figures", "10,000 men", "10,500 men", "[10,000] men", "[10,500] men"),
    ("nothing in common", "No.", "Never again", "[No].", "[Never again]"),
    ("an empty one", "", "Never again", "", "[Never again]"),
    ("a cut", "Peace … and bread", "peace and bread", "Peace … and bread", "peace and bread"),
    ("marks are no words", "“peace”", "peace", "“peace”", "peace"),
]


def shown(runs: tuple[Run, ...]) -> str:
    brackets = {Had.ONE: "[{}]", Had.SOME: "({})"}
    return "".join(brackets.get(run.had, "{}").format(run.text) for run in runs)


@pytest.mark.parametrize(("one", "other", "first", "second"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_two_wordings(one: str, other: str, first: str, second: str) -> None:
    assert [shown(runs) for runs in compare([one, other]).wordings] == [first, second]
    assert [shown(runs) for runs in compare([other, one]).wordings] == [second, first]


def test_two_translations() -> None:
    found = compare(
        [
            "we will always stand firmly by our neighbours until harvest day",
            "until the day of harvest, we will firmly stand alongside our neighbours",
        ]
    )
    first, second = map(shown, found.wordings)
    assert first == "we will [always] stand firmly [by] our neighbours until harvest day"
    assert second == "until [the] day [of] harvest, we will firmly stand [alongside] our neighbours"
    assert found.core == ("stand firmly", "our neighbours until harvest day")


def test_three_wordings() -> None:
    found = compare(["bread and peace for all", "bread and peace", "peace and land"])
    assert [shown(runs) for runs in found.wordings] == [
        "(bread) and peace [for all]",
        "(bread) and peace",
        "peace and [land]",
    ]
    assert found.core == ("and peace",)


def test_a_single_wording_has_nothing_to_differ_from() -> None:
    found = compare(["Nobody else says so."])
    assert [run.had for run in found.wordings[0]] == [Had.ALL, Had.NONE]
    assert found.core == ()
    assert compare([]).wordings == ()


def test_what_stands_in_the_rest_of_a_quote_is_had_and_is_no_core() -> None:
    """Of one sentence the one quote was cut behind "called", the other goes on."""
    texts = ["came when called and it was called on Monday and went", "came when called"]
    found = compare(texts, ["", "and it was called on Monday"])
    assert [shown(runs) for runs in found.wordings] == [
        "came when called and it was called on Monday [and went]",
        "came when called",
    ]
    assert found.core == ("came when called",)


def test_of_three_what_stands_in_the_rest_of_one_is_had_by_some() -> None:
    found = compare(["peace and land", "peace", "peace"], ["", "We want land.", ""])
    assert [shown(runs) for runs in found.wordings] == ["peace [and] (land)", "peace", "peace"]


@pytest.mark.parametrize(
    ("texts", "core"),
    [
        (["it is of the people", "it is of the essence"], ()),
        (["the army of the north", "an army from the north"], ("army", "north")),
        (["nothing", "alike"], ()),
    ],
)
def test_grammatical_words_alone_are_no_core(texts: list[str], core: tuple[str, ...]) -> None:
    found = compare(texts).core
    assert tuple(re.sub(r"\b(the|of|an)\b", "", phrase).strip() for phrase in found) == core


words = st.lists(st.sampled_from(["we", "stand", "by", "peace", "land", "“bread”", "…", "10,000"]), max_size=9)


@given(st.lists(words.map(" ".join), max_size=5))
def test_nothing_is_lost_and_all_agree(texts: list[str]) -> None:
    found = compare(texts)
    assert ["".join(run.text for run in runs) for runs in found.wordings] == texts
    assert all(left.had != right.had for runs in found.wordings for left, right in pairwise(runs))
    if len(texts) > 1:
        common = [
            sum(len(re.findall(r"\w+", run.text)) for run in runs if run.had is Had.ALL) for runs in found.wordings
        ]
        assert len(texts) > 2 or len(set(common)) == 1


@given(words, words)
def test_what_one_has_of_the_other_the_other_has_of_it(one: list[str], other: list[str]) -> None:
    assert sum(matched(one, other)) == sum(matched(other, one))


def test_fifty_long_wordings_take_no_second() -> None:
    texts = [" ".join(f"word{(n * 7 + i) % 90}" for n in range(60)) for i in range(50)]
    start = time.process_time()
    compare(texts)
    assert time.process_time() - start < 1
