"""The normal form of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import normalise, same_heading


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("\ufeffone \t\n\n\n\n\ntwo  \n", "one\n\ntwo"),
        ("minis\u00adter zero\u200bwidth", "minister zerowidth"),
        ("\x93Yes,\x94 he said\x85", "“Yes,” he said…"),
        ("Sa\u0308nger", "Sänger"),
        ("half\ud83d and \ufffe\uffff\U0001fffe\ufdd0 none", "half\ufffd and  none"),
        ("tab\tstays, bell\x07 goes", "tab\tstays, bell goes"),
        ("  \n ", ""),
        ("“Curly”, 'straight' and 10\u00a0000 stay", "“Curly”, 'straight' and 10\u00a0000 stay"),
        ("👩\u200d🚒 stays whole", "👩\u200d🚒 stays whole"),
    ],
)
def test_normal_form(raw: str, normal: str) -> None:
    assert normalise(raw) == normal


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harbour ‘too late’", "Harbour 'too late'.", True),
        ("HARBOUR  too late", "Harbour too late", True),
        ("Harbour too late", "Harbour too early", False),
        ("", "", False),
        ("…", "!", False),
    ],
)
def test_headings_are_the_same_but_for_marks_case_and_space(one: str, other: str, same: bool) -> None:
    assert same_heading(one, other) is same
