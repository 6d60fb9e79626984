"""A parsed page as numbers: word pieces, a few features of each word, and windows of whole paragraphs.

A word is a token that is no white space. Every quotation mark, whatever its style, is given to the network as the
same sign, and the words between marks are told to it as such: what stands in quotation marks is certain (`quotations`)
and need not be learned for each style.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from quotes.attribution.page import Page

Ints = NDArray[np.int64]

LONGEST = 254
"""Word pieces in a window, the two signs at its ends left out."""
_NAMES = tomllib.loads((files("quotes.attribution") / "data" / "labels.toml").read_text(encoding="utf-8"))
_TAGS, _LABELS, _ENTITIES = (tuple(_NAMES[kind].split()) for kind in ("tags", "dependencies", "entities"))
LABELS = len(_LABELS) + 1
_SHAPES = 6
_PLACES = 4
_QUOTED = 4
_REACH = 8
_GROUPS = (
    len(_TAGS) + 1,
    len(_LABELS) + 1,
    len(_ENTITIES) + 1,
    _SHAPES,
    _PLACES,
    _QUOTED,
    2 * _REACH + 1,
)
FEATURES = sum(_GROUPS)
"""How many rows the table of features has; each word picks one of each group."""
_OFFSETS = np.cumsum([0, *_GROUPS[:-1]])
_SENSITIVE_MARK = '"'


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` of an encoded page, which the network sees together."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The parse, in words: for each word its `parent` (itself at the top), its `label` (a number under `LABELS`), and
    the first and one past the last word of its subtree."""

    parent: Ints
    label: Ints
    left: Ints
    right: Ints


@dataclass(frozen=True)
class Encoded:
    """A page's words as numbers.

    `tokens[w]` is the Doc index of word w; `features[w]` its rows in the table of features; `pieces` are the word
    pieces of all words and `first[w]` the position of w's first one (one more at the end: the number of pieces);
    `paragraphs` and `sentences` are the words with which each begins; `tree` is the parse.
    """

    tokens: Ints
    features: Ints
    pieces: Ints
    first: Ints
    paragraphs: Ints
    sentences: Ints
    tree: Tree

    def __len__(self) -> int:
        return len(self.tokens)

    def windows(self, longest: int = LONGEST, *, first: int = 0) -> Iterator[Window]:
        """Windows that together hold every word once, of whole paragraphs as far as they fit; `first` > 0 is the
        length of the first window, in pieces."""
        start, room = 0, first or longest
        while start < len(self):
            end = self._end(start, room)
            yield Window(start, end)
            start, room = end, longest

    def _end(self, start: int, room: int) -> int:
        """The last paragraph's end within `room` pieces; failing that the last sentence's, failing that a word's."""
        fits = int(np.searchsorted(self.first, self.first[start] + room, side="right")) - 1
        if fits >= len(self):
            return len(self)
        for edges in (self.paragraphs, self.sentences):
            at = int(np.searchsorted(edges, fits, side="right")) - 1
            if at >= 0 and edges[at] > start:
                return int(edges[at])
        return max(fits, start + 1)

    @cached_property
    def word_of(self) -> Ints:
        """For each piece the word that it belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.first))


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The word-piece tokenizer of the encoder that the weights were made from (uncased English BERT)."""
    lines = (files("quotes.attribution") / "data" / "wordpieces.txt").read_text(encoding="utf-8").split("\n")
    made = Tokenizer(WordPiece({piece: i for i, piece in enumerate(lines) if piece}, unk_token="[UNK]"))  # noqa: S106
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[int, ...]:
    """At least one, and no more than fit a window: a row of dots or an address can have any number."""
    return tuple(tokenizer().encode(word, add_special_tokens=False).ids[:LONGEST]) or (UNKNOWN,)


UNKNOWN = 100
BEGIN = 101
END = 102


def encode(page: Page) -> Encoded:
    """The page's words as numbers. Needs tags, dependencies and entities."""
    doc = page.doc
    shapes = [_shape(token.text) for token in doc]
    tokens = np.array([i for i, shape in enumerate(shapes) if shape >= 0], dtype=np.int64)
    marks = {i for q in page.quotations for i in _marks(page, q.start, q.end, q.inner_start, q.inner_end)}
    pieces = [_pieces(_SENSITIVE_MARK if i in marks else doc[i].text) for i in tokens.tolist()]
    first = np.cumsum([0, *map(len, pieces)])
    begins = _word_at(tokens, [page.token_at(start) for start, _ in page.paragraphs])
    starts = doc.to_array("SENT_START")
    return Encoded(
        tokens=tokens,
        features=_features(page, tokens, np.array(shapes, dtype=np.int64), marks, begins),
        pieces=np.array([piece for word in pieces for piece in word], dtype=np.int64),
        first=first.astype(np.int64),
        paragraphs=begins,
        sentences=np.flatnonzero(starts[tokens] == 1),
        tree=_tree(page, tokens),
    )


def _tree(page: Page, tokens: Ints) -> Tree:
    doc = page.doc
    arrays = doc.to_array(["HEAD", "DEP"])
    parents = (np.arange(len(doc)) + arrays[:, 0].astype(np.int64))[tokens]
    edges = [(doc[i].left_edge.i, doc[i].right_edge.i + 1) for i in tokens.tolist()]
    left, right = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    return Tree(
        parent=np.minimum(np.searchsorted(tokens, parents), max(len(tokens) - 1, 0)),
        label=_indices(arrays[tokens, 1], _LABELS, doc.vocab.strings),
        left=np.searchsorted(tokens, left),
        right=np.searchsorted(tokens, right),
    )


def _word_at(tokens: Ints, at: list[int]) -> Ints:
    found = np.searchsorted(tokens, np.array(at, dtype=np.int64))
    return np.unique(found[found < len(tokens)])


def _marks(page: Page, start: int, end: int, inner_start: int, inner_end: int) -> Iterator[int]:
    """The tokens that are nothing but a quotation's opening or closing mark."""
    for a, b in ((start, inner_start), (inner_end, end)):
        if a < b:
            token = page.doc[page.token_at(a)]
            if a <= token.idx and token.idx + len(token) <= b:
                yield token.i


def _shape(text: str) -> int:
    if text.isspace():
        return -1
    if not any(map(str.isalnum, text)):
        return 0
    if text.islower():
        return 1
    if text.isupper():
        return 2 if len(text) > 1 else 3
    return 3 if text[0].isupper() else 4 if text.isalpha() else 5


def _features(page: Page, tokens: Ints, shapes: Ints, marks: set[int], begins: Ints) -> Ints:
    doc = page.doc
    strings = doc.vocab.strings
    arrays = doc.to_array(["TAG", "DEP", "ENT_TYPE", "HEAD"])[tokens]
    tag, label, entity = (
        _indices(arrays[:, column], names, strings) for column, names in enumerate((_TAGS, _LABELS, _ENTITIES))
    )
    head = np.clip(arrays[:, 3].astype(np.int64), -_REACH, _REACH) + _REACH
    place = np.zeros(len(tokens), dtype=np.int64)
    place[begins] = 1
    silent = np.array(page.silent)[tokens] >= 0
    place[silent] = 2
    if page.headline:
        first, last = np.searchsorted(tokens, page.tokens(*page.headline))
        place[first:last] = 3
    quoted = (np.array(page.quotation_of)[tokens] >= 0).astype(np.int64)
    quoted[np.isin(tokens, list(marks))] = 2
    columns = (tag, label, entity, shapes[tokens], place, quoted, head)
    return np.stack([column + offset for column, offset in zip(columns, _OFFSETS, strict=True)], axis=1)


def _indices(values: NDArray[Any], names: tuple[str, ...], strings: Any) -> Ints:
    """For each string id its place among `names`, counted from 1; 0 for others."""
    known = {strings[name]: i + 1 for i, name in enumerate(names)}
    return np.array([known.get(value, 0) for value in values.tolist()], dtype=np.int64)
