"""How words stand to a cue: by the parse, and how far off."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution.learned.encoding import Encoded, Window, encode
from quotes.attribution.learned.relations import (
    AFTER,
    BEFORE,
    DISTANCES,
    ELSEWHERE,
    ITSELF,
    PARENT,
    RELATIONS,
    SENTENCE,
    distances,
    relations,
)
from quotes.attribution.page import Page
from tests.attribution.parses import encoded, parsed

NAMED = {ELSEWHERE: "-", BEFORE: "<", AFTER: ">", SENTENCE: "=", ITSELF: "cue", PARENT: "up"}
STORY = parsed(
    *("Rain/NN/nsubj/1", "fell/VBD/ROOT/1", "././punct/1"),  # words 0-2
    *("Quill/NNP/nsubj/6", "and/CC/cc/3", "Hallin/NNP/conj/3", "said/VBD/ROOT/6"),  # 3-6
    *("old/JJ/amod/8", "gates/NNS/nsubj/9", "failed/VBD/ccomp/6", "fast/RB/advmod/9", "././punct/6"),  # 7-11
    *("They/PRP/nsubj/13", "left/VBD/ROOT/13", "¶/_SP/dep/13"),  # 12-13
    *("Nobody/NN/nsubj/16", "came/VBD/ROOT/16"),  # 14-15
)


def seen(numbers: Encoded, head: int, window: Window | None = None) -> list[str]:
    """How each word of a window stands to a head: by a sign, or "below"/"beside" by label with a number that stands for
    the label."""
    window = window or Window(0, len(numbers))
    (row,) = relations(numbers, window, np.array([head - window.start])).tolist()
    return [NAMED.get(value, str(value)) for value in row]


def below(label_of: int) -> str:
    """What stands under a child of the cue with the label of this word; the first of them follow the named ones."""
    return str(len(NAMED) + int(NUMBERS.tree.label[label_of]))


def beside(label_of: int) -> str:
    """What stands under the parent of a cue with the label of this word."""
    return str((RELATIONS + len(NAMED)) // 2 + int(NUMBERS.tree.label[label_of]))


NUMBERS = encode(Page(STORY))


def test_words_of_the_cue_by_the_child_under_which_they_stand() -> None:
    subject, clause, mark = below(3), below(9), below(11)
    assert seen(NUMBERS, 6) == [*"<<<", *[subject] * 3, "cue", *[clause] * 4, mark, *">>", *"--"]
    assert len({subject, clause, mark}) == 3


def test_words_above_the_cue_by_its_own_label() -> None:
    above = beside(9)
    assert seen(NUMBERS, 9) == [
        *"<<<",
        *[above] * 3,
        "up",
        *[below(8)] * 2,
        "cue",
        below(10),
        above,
        *">>",
        *"--",
    ]


def test_what_stands_outside_the_parents_words_is_the_sentence() -> None:
    assert seen(NUMBERS, 7) == [*"<<<", *"====", "cue", "up", *"===", *">>", *"--"]


def test_other_paragraphs_are_elsewhere_before_and_after() -> None:
    assert seen(NUMBERS, 15) == [*"-" * 14, below(14), "cue"]


@pytest.mark.parametrize(("start", "end"), [(3, 12), (5, 10), (6, 16), (9, 10), (7, 10)])
@pytest.mark.parametrize("head", [6, 7, 8, 9])
def test_a_window_shows_its_part_of_the_whole_page(start: int, end: int, head: int) -> None:
    if start <= head < end:
        assert seen(NUMBERS, head, Window(start, end)) == seen(NUMBERS, head)[start:end]


def test_heads_do_not_disturb_each_other() -> None:
    window = Window(2, 14)
    together = relations(NUMBERS, window, np.array([4, 7, 1, 11]))
    alone = [relations(NUMBERS, window, np.array([head]))[0] for head in (4, 7, 1, 11)]
    assert together.tolist() == [row.tolist() for row in alone]
    assert relations(NUMBERS, window, np.array([], dtype=np.int64)).shape == (0, 12)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from(list("ab.? \n")), min_size=1, max_size=60), st.data())
def test_relations_are_known_ones_and_only_the_cue_is_itself(text: str, data: st.DataObject) -> None:
    numbers = encoded(text)
    if not len(numbers):
        return
    start = data.draw(st.integers(0, len(numbers) - 1))
    end = data.draw(st.integers(start + 1, len(numbers)))
    heads = np.arange(end - start)
    found = relations(numbers, Window(start, end), heads)
    assert ((found >= 0) & (found < RELATIONS)).all()
    assert ((found == ITSELF) == np.eye(end - start, dtype=bool)).all()
    assert ((found == PARENT).sum(axis=1) <= 1).all()


def test_near_words_each_have_a_distance_and_far_ones_share_one() -> None:
    (row,) = distances(401, np.array([200])).tolist()
    assert row == sorted(row)
    assert row[200] == DISTANCES // 2
    assert row[192:209] == list(range(row[192], row[192] + 17))
    shared = [row.count(value) for value in sorted(set(row[208:400]))]
    assert shared[:-1] == sorted(shared[:-1])  # wider and wider, until the last takes the rest
    assert (min(row), max(row)) == (0, DISTANCES - 1)


@given(st.integers(1, 300), st.data())
def test_distances_are_the_same_both_ways(words: int, data: st.DataObject) -> None:
    heads = np.array(data.draw(st.lists(st.integers(0, words - 1), max_size=5)), dtype=np.int64)
    found = distances(words, heads)
    assert found.shape == (len(heads), words)
    assert ((found >= 0) & (found < DISTANCES)).all()
    mirrored = distances(words, words - 1 - heads)[:, ::-1]
    assert (found == DISTANCES - 1 - mirrored).all()
