"""A page as numbers: every word once, in windows that fit, whatever its marks look like."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from articles.text import Zone, ZoneKind
from quotes.attribution.learned.encoding import FEATURES, LABELS, LONGEST, Encoded, Window, encode
from quotes.attribution.page import Page
from tests.attribution.parses import BLANK, encoded, flat, parsed

SENTENCE = "The old harbour gates failed at noon, Ines Quill told reporters. "
TEXTS = st.text(st.sampled_from(list("ab é7.,?!-—'\"“”‘’«»\n\t\xa0\u200b🙂ﬁ")), max_size=120)


def sizes(numbers: Encoded, windows: list[Window]) -> list[int]:
    """How many word pieces each window has."""
    return [int(numbers.first[w.end] - numbers.first[w.start]) for w in windows]


def paragraphs(*sentences: int) -> Encoded:
    """A page whose paragraphs have so many sentences each."""
    return encoded("\n\n".join((SENTENCE * count).strip() for count in sentences))


def check(numbers: Encoded, longest: int, *, first: int = 0) -> list[Window]:
    """The windows, after a look that they hold every word once, in order, and no more pieces than may be."""
    windows = list(numbers.windows(longest, first=first))
    assert [w for window in windows for w in range(window.start, window.end)] == list(range(len(numbers)))
    for i, (window, size) in enumerate(zip(windows, sizes(numbers, windows), strict=True)):
        assert window.end == window.start + 1 or size <= ((first if i == 0 else 0) or longest)
    return windows


# ---- windows


def test_a_short_page_is_one_window() -> None:
    numbers = paragraphs(2, 1, 3)
    assert check(numbers, LONGEST) == [Window(0, len(numbers))]


def test_windows_end_with_paragraphs_where_these_fit() -> None:
    numbers = paragraphs(6, 6, 6, 6, 6, 6)
    windows = check(numbers, LONGEST)
    assert len(windows) > 1
    assert {w.start for w in windows} <= set(numbers.paragraphs.tolist())


def test_a_paragraph_that_would_have_fitted_is_never_left_for_the_next_window() -> None:
    numbers = paragraphs(3, 9, 2, 7, 1, 1, 12, 4)
    ends = [*numbers.paragraphs.tolist()[1:], len(numbers)]
    for window in check(numbers, LONGEST)[:-1]:
        following = next(end for end in ends if end > window.end)
        assert numbers.first[following] - numbers.first[window.start] > LONGEST


def test_a_paragraph_too_long_is_cut_between_sentences() -> None:
    numbers = paragraphs(60)
    windows = check(numbers, LONGEST)
    assert len(windows) > 2
    assert {w.start for w in windows} <= set(numbers.sentences.tolist())


def test_a_sentence_too_long_is_cut_between_words() -> None:
    numbers = encoded("gates " * 700)
    windows = check(numbers, LONGEST)
    assert sizes(numbers, windows)[:-1] == [LONGEST] * (len(windows) - 1)


def test_the_first_window_can_be_made_shorter() -> None:
    numbers = paragraphs(8, 8, 8)
    windows = check(numbers, LONGEST, first=40)
    assert sizes(numbers, windows)[0] <= 40 < sizes(numbers, windows)[1]


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(1, 40), st.integers(0, 40))
def test_every_word_is_in_one_window(text: str, longest: int, first: int) -> None:
    check(encoded(text), longest, first=first)


# ---- words


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_token_but_space_is_a_word_with_pieces_and_features(text: str) -> None:
    doc = flat(text)
    numbers = encode(Page(doc))
    assert numbers.tokens.tolist() == [token.i for token in doc if not token.is_space]
    assert len(numbers.first) == len(numbers) + 1
    assert numbers.first[-1] == len(numbers.pieces)
    assert all(a < b for a, b in pairwise(numbers.first.tolist()))
    assert numbers.features.shape[0] == len(numbers)
    assert not numbers.features.size or 0 <= numbers.features.min() <= numbers.features.max() < FEATURES
    assert numbers.word_of.tolist() == [w for w, (a, b) in enumerate(pairwise(numbers.first)) for _ in range(b - a)]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_tree_is_one_of_words(text: str) -> None:
    numbers = encoded(text)
    words = np.arange(len(numbers))
    tree = numbers.tree
    for values, highest in ((tree.parent, len(numbers)), (tree.label, LABELS)):
        assert ((values >= 0) & (values < highest)).all()
    assert ((tree.left >= 0) & (tree.left <= words) & (words < tree.right) & (tree.right <= len(numbers))).all()


def test_paragraphs_and_sentences_begin_with_their_first_words() -> None:
    numbers = encoded("Gates failed. They broke!\n \n\nNobody was hurt. ")
    assert numbers.paragraphs.tolist() == [0, 6]
    assert numbers.sentences.tolist() == [0, 3, 6]


def test_the_tree_in_words_leaves_space_out() -> None:
    doc = parsed(
        *("Gates/NNS/nsubj/1", "failed/VBD/ROOT/1", "¶/_SP/dep/1"),
        *("She/PRP/nsubj/4", "left/VBD/ROOT/4", "home/NN/dobj/4"),
    )
    numbers = encode(Page(doc))
    assert numbers.tokens.tolist() == [0, 1, 3, 4, 5]
    assert numbers.tree.parent.tolist() == [1, 1, 3, 3, 3]
    assert numbers.tree.left.tolist() == [0, 0, 2, 2, 4]
    assert numbers.tree.right.tolist() == [1, 2, 3, 5, 5]
    assert numbers.tree.label[0] == numbers.tree.label[2] != numbers.tree.label[1]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\xa0\t "])
def test_a_page_without_words_has_no_windows(text: str) -> None:
    numbers = encoded(text)
    assert len(numbers) == 0
    assert list(numbers.windows()) == []
    assert numbers.features.dtype == numbers.pieces.dtype == np.int64


@pytest.mark.parametrize(
    "word", ["." * 3000, "-" * 400, "a.b" * 1000, "http://harbour.example/" + "gate-7_" * 90, "x" * 3000]
)
def test_no_word_is_too_long_for_a_window(word: str) -> None:
    numbers = encode(Page(Doc(BLANK.vocab, ["See", word, "there"], heads=[0, 0, 0], deps=["ROOT", "dobj", "advmod"])))
    windows = check(numbers, LONGEST)
    assert max(sizes(numbers, windows)) <= LONGEST
    assert len(numbers) == 3


@pytest.mark.parametrize("word", ["\u200b", "\ufeff", "\x00", "\ufffd", "🙂", "\u0301"])
def test_a_word_that_the_network_cannot_spell_still_has_a_piece(word: str) -> None:
    numbers = encode(Page(Doc(BLANK.vocab, ["See", word], heads=[0, 0], deps=["ROOT", "dobj"])))
    assert np.diff(numbers.first).tolist() == [1, 1]


# ---- what the network is told


STYLES = ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "„{}“", "``{}''", "''{}''"]


def quoting(style: str) -> Encoded:
    opening, closing = style.split("{}")
    words = [opening, "The", "gates", "do", "n't", "hold", ",", closing, "Quill", "said", "."]
    spaces = [False, True, True, False, True, False, False, True, True, False, False]
    heads = [9, 2, 5, 5, 5, 9, 9, 9, 9, 9, 9]
    deps = ["punct", "det", "nsubj", "aux", "neg", "ccomp", "punct", "punct", "nsubj", "ROOT", "punct"]
    return encode(Page(Doc(BLANK.vocab, words, spaces=spaces, heads=heads, deps=deps, tags=["NN"] * 11)))


@pytest.mark.parametrize("style", STYLES)
def test_the_style_of_quotation_marks_makes_no_difference(style: str) -> None:
    numbers, usual = quoting(style), quoting('"{}"')
    assert numbers.pieces.tolist() == usual.pieces.tolist()
    assert numbers.features.tolist() == usual.features.tolist()


def test_words_in_quotation_marks_are_told_from_others_and_from_marks() -> None:
    numbers = quoting("“{}”")
    plain = encode(Page(flat("x The gates don't hold, x Quill said.")))
    differs = (numbers.features != plain.features).any(axis=1)
    assert differs[:8].all()
    quoted = {tuple(row) for row in numbers.features[:, 5:6].tolist()}
    assert len(quoted) == 3  # outside, inside, the marks


def test_an_apostrophe_is_no_mark() -> None:
    assert quoting("“{}”").pieces[1:].tolist().count(quoting("“{}”").pieces[0]) == 1


def test_zones_are_told_from_running_text() -> None:
    text = "Gates fail\n\nBy Ines Quill\n\nGates fail again"
    kinds = [Zone(ZoneKind.HEADLINE, 0, 10), Zone(ZoneKind.BYLINE, 12, 25)]
    with_zones, without = encode(Page(flat(text), kinds)), encode(Page(flat(text)))
    told = (with_zones.features != without.features).any(axis=1)
    assert told.tolist() == [True, True, True, True, True, False, False, False]
    assert len({tuple(row) for row in with_zones.features[:, 4:5].tolist()}) == 4  # these, first words, others


def test_tags_labels_and_names_that_the_network_does_not_know_are_told_as_unknown() -> None:
    doc = parsed("Quill/NNP/nsubj/1", "left/ODD/odd/1")
    known, other = (
        encode(Page(doc)).features,
        encode(Page(parsed("Quill/STRANGE/strange/1", "left/ODD/odd/1"))).features,
    )
    assert (known[0] != other[0]).sum() == 2
    assert other[0, :2].tolist() == other[1, :2].tolist()
    doc.set_ents([Span(doc, 0, 1, "PERSON")])
    assert (encode(Page(doc)).features != known).sum() == 1


def test_the_same_page_gives_the_same_numbers() -> None:
    one, other = quoting("“{}”"), quoting("“{}”")
    assert one.features.tobytes() == other.features.tobytes()
    assert one.pieces.tobytes() == other.pieces.tobytes()
