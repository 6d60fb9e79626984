"""Words pasted from a text, or selected in it: where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.admin.locating import NotFound, locate, span_at

TEXT = "Harbour row\n“No 🚢 deal,” she said. Ana said it.\n“No way,” he said."


SAID = TEXT.index("said")


@pytest.mark.parametrize(
    ("words", "at", "found"),
    [
        ("“No 🚢 deal,”", "", TEXT.index("“No 🚢")),
        ("  “No\r\n🚢\u00a0deal,” ", "", TEXT.index("“No 🚢")),
        ("row “No", "", TEXT.index("row")),
        ("said", f"{SAID}-{SAID + 4}", SAID),
        (" said", f"{SAID - 1}-{SAID + 4}", SAID),
        ("Ana said", f"{SAID}-{SAID + 4}", TEXT.index("Ana said")),
        ("No way", "nonsense", TEXT.index("No way")),
    ],
)
def test_where_the_words_stand(words: str, at: str, found: int) -> None:
    start, end = locate(TEXT, words, at=at)
    assert start == found
    assert TEXT[start:end].split() == words.split()


@pytest.mark.parametrize(
    ("words", "told"),
    [("said", "3 times"), ("“No deal,”", "do not stand"), ("no way", "do not stand"), (" ", "no words")],
)
def test_what_is_not_there_once_is_told(words: str, told: str) -> None:
    with pytest.raises(NotFound, match=told):
        locate(TEXT, words)


def test_a_cue_is_looked_for_in_the_paragraph_of_what_was_said() -> None:
    last = TEXT.index("“No way,”")
    start, _ = locate(TEXT, "said", near=(last, last + 9))
    assert start == TEXT.rindex("said")
    first = TEXT.index("“No 🚢")
    with pytest.raises(NotFound, match="2 times"):
        locate(TEXT, "said", near=(first, first + 12))


@pytest.mark.parametrize("at", ["", "-1-4", "5-5", "9-4", "0-999", "11-12", "1-2-3", "٣-٤", "9" * 20 + "-1"])
def test_what_is_no_stretch_of_the_text(at: str) -> None:
    assert span_at(TEXT, at) is None


@given(
    text=st.text(alphabet="ab \n“é🙂\u200d👩🚀", min_size=1, max_size=60),
    ends=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_what_was_selected_is_what_is_found(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(ends)
    selected = text[start:end]
    if not selected.strip() or end > len(text):
        return
    found = locate(text, selected, at=f"{start}-{end}")
    assert text[slice(*found)] == selected.strip()
    assert start <= found[0] < found[1] <= end
