"""An article's text with one quote marked in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.admin.marking import Run, mark_text
from quotes.pages.passages import Marked


def marked(text: str, *words: tuple[str, str]) -> list[Marked]:
    return [Marked(role, text.index(word), text.index(word) + len(word)) for role, word in words]


def runs(text: str, marks: list[Marked]) -> list[Run]:
    return [run for stretch in mark_text(text, marks) for p in stretch.paragraphs for run in p.runs]


def test_each_part_is_named_once_where_it_begins() -> None:
    text = "“No,” Brandt said."
    found = runs(text, marked(text, ("content", "“No,”"), ("source", "Brandt"), ("cue", "said")))
    assert [(run.text, run.label) for run in found] == [
        ("“No,”", "content"), (" ", ""), ("Brandt", "source"), (" ", ""), ("said", "cue"), (".", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param(
            "He trusts Brandt fully",
            [("content", "trusts Brandt fully"), ("mention", "Brandt")],
            [("He ", ()), ("trusts ", ("content",)), ("Brandt", ("mention", "content")), (" fully", ("content",))],
            id="a mention inside the content keeps both",
        ),
        pytest.param(
            "Brandt said",
            [("source", "Brandt"), ("mention", "Brandt")],
            [("Brandt", ("source",)), (" said", ())],
            id="the source is a mention anyway",
        ),
    ],
)
def test_overlaps(text: str, marks: list[tuple[str, str]], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(run.text, run.roles) for run in runs(text, marked(text, *marks))] == expected


def test_a_part_over_two_paragraphs_is_named_in_both() -> None:
    text = "“One.\n“Two.”"
    found = runs(text, [Marked("content", 0, len(text))])
    assert [(run.text, run.label) for run in found] == [("“One.", "content"), ("“Two.”", "content")]


def test_far_paragraphs_are_folded_and_none_is_lost() -> None:
    lines = [f"Line {i}." for i in range(12)]
    text = "\n".join(lines)
    stretches = mark_text(text, marked(text, ("content", "Line 5.")), zones=[("headline", 0, 7)])
    shape = [(len(stretch.paragraphs), stretch.folded) for stretch in stretches]
    assert shape == [(1, False), (3, True), (3, False), (5, True)]


def test_a_single_paragraph_between_is_not_folded() -> None:
    text = "\n".join(f"Line {i}." for i in range(7))
    stretches = mark_text(text, marked(text, ("content", "Line 1."), ("mention", "Line 5.")))
    assert [stretch.folded for stretch in stretches] == [False]


@given(
    text=st.text(alphabet=st.sampled_from("ab \n“é🙂"), max_size=60),
    spans=st.lists(st.tuples(st.sampled_from(["source", "cue", "content", "mention"]), st.integers(0, 70),
                             st.integers(0, 70)), max_size=5),
    others=st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=3),
)  # fmt: skip
def test_no_character_is_lost_or_doubled(
    text: str, spans: list[tuple[str, int, int]], others: list[tuple[int, int]]
) -> None:
    marks = [Marked(role, min(a, b), max(a, b)) for role, a, b in spans if a != b]
    near = [(min(a, b), max(a, b)) for a, b in others if a != b]
    shown = "".join(run.text for s in mark_text(text, marks, near) for p in s.paragraphs for run in p.runs)
    assert shown == text.replace("\n", "")
    for role in {mark.role for mark in marks}:
        inside = {i for m in marks if m.role == role for i in range(m.start, min(m.end, len(text)))}
        visible = "".join(text[i] for i in sorted(inside) if text[i] != "\n")
        if role == "content":
            found = [r for s in mark_text(text, marks) for p in s.paragraphs for r in p.runs if role in r.roles]
            assert "".join(run.text for run in found) == visible
