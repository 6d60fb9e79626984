"""Stretches of text: arithmetic, and where they stand after the text has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store.spans import Move, Spans, length, minus, overlap, shared, union

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=6
)


def characters(some: Spans) -> set[int]:
    return {position for start, end in some for position in range(start, end)}


@given(spans, spans)
def test_arithmetic(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    one, other = union(a), union(b)
    both = characters(one) & characters(other)
    assert characters(one) == characters(tuple(a))
    assert length(one) == len(characters(one))
    assert shared(one, other) == len(both)
    assert characters(minus(a, b)) == characters(one) - characters(other)
    assert overlap(one, other) == (len(both) / len(characters(one) | characters(other)) if both else 0)


lines = st.lists(st.text(alphabet="ab c.\n“é𝒳", max_size=30), max_size=6).map("\n".join)


@given(lines, lines, st.data())
def test_a_move_is_always_within_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start, len(old)))
    if start == end:
        return
    for begin, stop in Move(old, new).content([(start, end)]):
        assert 0 <= begin < stop <= len(new)
    for begin, stop in Move(old, new).words([(start, end)]):
        assert new[begin:stop] == old[start:end]


@given(lines, st.text(max_size=20), st.text(max_size=20), st.data())
def test_what_is_put_around_a_text_moves_it_as_it_is(old: str, before: str, after: str, data: st.DataObject) -> None:
    """On lines of their own, so that what was the same before is still the longest that both have."""
    move = Move(f"{old}\n", f"Before {before.strip()}!\n{old}\nAfter {after.strip()}!")
    at = old.find("a")
    if at >= 0:
        moved = move.content([(at, len(old))])
        assert length(moved) == len(old) - at


OLD = "One two three four five six. Seven eight nine ten eleven twelve.\nThe end of it all."
MOVED = [
    ("two three four five six", OLD, "two three four five six"),
    ("two three four five six", OLD.replace("four ", ""), "two three five six"),
    ("two three four five six", OLD.replace("four", "IV"), "two three IV five six"),
    ("two three four five six", OLD.replace("two three four", ""), ""),
    ("two three four five six", OLD.replace("One two three four five six. ", ""), ""),
    ("two three four five six", OLD.replace("One two three four five six. ", "") + "\nTwo, two three four five six!",
     "two three four five six"),
    ("The end", "The end.", "The end"),
    ("of it", "of it, of it", "of it"),
    ("six", "No such number.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "new", "expected"), MOVED)
def test_content(words: str, new: str, expected: str) -> None:
    start = OLD.index(words)
    moved = Move(OLD, new).content([(start, start + len(words))])
    assert " … ".join(new[begin:end] for begin, end in moved) == expected


def test_parts_stay_parts() -> None:
    moved = Move("a b c “one two” she said “three four”", "“one two” she said, “three four”").content(
        [(7, 14), (25, 37)]
    )
    assert len(moved) == 2


def test_very_long_texts_are_compared_by_lines() -> None:
    paragraphs = [f"Paragraph {n} says {n * 7} things and then {n * 11} more." for n in range(5000)]
    old, new = "\n".join(paragraphs), "\n".join(["New.", *paragraphs[:2000], "Another.", *paragraphs[2001:]])
    start = old.index(paragraphs[4000])
    ((begin, end),) = Move(old, new).content([(start, start + 30)])
    assert new[begin:end] == old[start : start + 30]
