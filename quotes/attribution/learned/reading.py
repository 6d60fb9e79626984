"""What the network says of a page, as numbers: which words are heads of cues, and which words are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.learned.encoding import BEGIN, END, Encoded, Window
from quotes.attribution.learned.relations import distances, relations

Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
WIDTH = 96
"""The width of the projections by which two words are compared, for each role."""
CLAIMING = 0.5
"""The probability from which a cue takes words from others that claim them too."""
_LOST = np.float32(-2.0)


@dataclass(frozen=True, slots=True)
class Inputs:
    """One window for the network: `pieces` [P] with the signs at both ends, `features` [P, groups], `first` [W]."""

    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    first: NDArray[np.int64]


def inputs(encoded: Encoded, window: Window) -> Inputs:
    """What the network is given of a window. The signs at its ends have the features of no word (row 0 throughout)."""
    start, end = encoded.first[window.start], encoded.first[window.end]
    features = encoded.features[encoded.word_of[start:end]]
    edge = np.zeros((1, features.shape[1]), dtype=np.int64)
    return Inputs(
        pieces=np.concatenate([[BEGIN], encoded.pieces[start:end], [END]]),
        features=np.concatenate([edge, features, edge]),
        first=encoded.first[window.start : window.end] - start + 1,
    )


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may be the head of a cue.

    `head` is a word of the page, `probability` that of its being one; `scores[role, w - start]` are the logits of
    the page's words `[start, start + n)` belonging to it.
    """

    head: int
    probability: float
    start: int
    scores: Floats

    def of(self, role: str) -> Floats:
        scores: Floats = self.scores[ROLES.index(role)]
        return scores


class Reading:
    """All that the network found on a page: its possible cues by the Doc token at their head.

    Positions are words of the page (see `Encoded`); `words` gives those of a stretch of tokens. `vectors` [words, size]
    is what the network knows of each halfway through its layers; None where it does not give that out.
    """

    def __init__(self, encoded: Encoded, found: Iterable[Cue], vectors: Floats | None = None) -> None:
        self.encoded = encoded
        self.vectors = vectors
        self.cues = {int(encoded.tokens[cue.head]): cue for cue in found}

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words (first, one past the last) of the Doc tokens `[start, end)`."""
        first, last = np.searchsorted(self.encoded.tokens, (start, end))
        return int(first), int(last)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The Doc tokens (first, one past the last) of the words `[start, end)`, which are at least one."""
        return int(self.encoded.tokens[start]), int(self.encoded.tokens[end - 1]) + 1


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network gives for one window, as logits: `cue` [W], `query` and `key` [W, roles * WIDTH], `word`
    [W, roles]; and `vectors` [W, size], where it has them."""

    cue: Floats
    query: Floats
    key: Floats
    word: Floats
    vectors: Floats | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """What is learned of two words' places: `distance` [roles, DISTANCES] is a bias, `relation` [RELATIONS, roles *
    WIDTH] is added to the query of a cue, by how the other word stands to it (as Shaw et al. 2018, "Self-Attention with
    Relative Position Representations", do it for keys)."""

    distance: Floats
    relation: Floats


def cues(encoded: Encoded, window: Window, outputs: Outputs, pairing: Pairing, least: float) -> Iterator[Cue]:
    """The words of a window whose probability of being the head of a cue is at least `least`, with their scores."""
    probabilities = 1 / (1 + np.exp(-outputs.cue.astype(np.float64)))
    heads = np.flatnonzero(probabilities >= least)
    if not len(heads):
        return
    count = len(outputs.cue)
    shape = (count, len(ROLES), WIDTH)
    queries = outputs.query.reshape(shape)[heads].transpose(1, 0, 2)
    keys = outputs.key.reshape(shape).transpose(1, 2, 0)
    related = pairing.relation.reshape(-1, *shape[1:]).transpose(1, 0, 2) @ keys
    scores = queries @ keys + related[:, relations(encoded, window, heads), np.arange(count)]
    scores /= np.float32(WIDTH**0.5)
    scores += outputs.word.T[:, None] + pairing.distance[:, distances(count, heads)]
    for i, head in enumerate(heads.tolist()):
        yield Cue(window.start + head, float(probabilities[head]), window.start, scores[:, i])


def univocal(found: Sequence[Cue]) -> list[Cue]:
    """The cues of one window, each word of a content left to one of them.

    A stretch that several cues claim goes whole to the one whose scores for it are highest, however likely each is to
    be a cue; for the others its words score `_LOST`. Only cues that are CLAIMING or likelier take words from others.
    (The annotators of the training texts gave each word to one attribution at most.)
    """
    claiming = [cue for cue in found if cue.probability >= CLAIMING]
    if len(claiming) < 2:
        return list(found)
    content = ROLES.index("content")
    scores = np.stack([cue.scores[content] for cue in claiming])
    claims = scores > 0
    starts = np.concatenate([[0], np.flatnonzero((claims[:, 1:] != claims[:, :-1]).any(axis=0)) + 1])
    sums = np.where(claims[:, starts], np.add.reduceat(scores, starts, axis=1), -np.inf)
    winner = np.repeat(sums.argmax(axis=0), np.diff([*starts.tolist(), scores.shape[1]]))
    taken = claims.any(axis=0)
    for i, cue in enumerate(claiming):
        lost = taken & (winner != i)
        cue.scores[content, lost] = np.minimum(cue.scores[content, lost], _LOST)
    return list(found)
