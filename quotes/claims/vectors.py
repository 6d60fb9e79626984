"""What the attribution's network knows of the words of a text, drawn together for a clause.

The network reads every window of the text anyway; halfway through its layers it has a vector for each word, in which
stands what the word is there (Peters et al. 2018, "Dissecting Contextual Word Embeddings": the lower and middle layers
carry most of what does not belong to the task itself). Three are taken of a clause: its predicate's, the mean of its
words', the mean of its sentence's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

Floats = NDArray[np.float32]
PARTS = ("predicate", "clause", "sentence")


@dataclass(frozen=True, slots=True)
class Vectors:
    """`values` [words, ...] of the words of a text; `place[i]` is the word that token i is, or -1."""

    values: Floats
    place: NDArray[np.int64]

    def pooled(self, head: Token, tokens: Sequence[Token]) -> tuple[Floats, Floats, Floats]:
        """Of the clause with this predicate and these words: the values of its PARTS."""
        sentence = head.sent
        return (
            self._mean([head.i]),
            self._mean([token.i for token in tokens]),
            self._mean(range(sentence.start, sentence.end)),
        )

    def _mean(self, tokens: Sequence[int]) -> Floats:
        words = self.place[np.asarray(tokens, dtype=np.int64)]
        words = words[words >= 0]
        if not len(words):
            return np.zeros(self.values.shape[1:], dtype=np.float32)
        found: Floats = self.values[words].mean(axis=0)
        return found


class Leaning:
    """What the vectors of a text's words, each part along a direction of its own, add to the worth of its clauses.

    The same as `Vectors.pooled` times the directions, worked out once for all words: there are many clauses in a text.
    """

    def __init__(self, vectors: Vectors, directions: Floats) -> None:
        """`directions` [size, 3] has a column for each of PARTS."""
        known = vectors.place >= 0
        along = np.zeros((len(vectors.place), len(PARTS)))
        along[known] = (vectors.values @ directions)[vectors.place[known]]
        self._known: list[bool] = known.tolist()
        self._predicate, self._clause, sentence = along.T.tolist()
        self._words = [0, *accumulate(self._known)]
        self._sentence = [0.0, *accumulate(sentence)]

    def of(self, head: Token, tokens: Sequence[Token]) -> float:
        """For the clause with this predicate and these words."""
        words = [token.i for token in tokens if self._known[token.i]]
        clause = sum(self._clause[i] for i in words) / max(len(words), 1)
        first, last = head.sent.start, head.sent.end
        sentence = (self._sentence[last] - self._sentence[first]) / max(self._words[last] - self._words[first], 1)
        return float(self._predicate[head.i] + clause + sentence)


def vectors_of(doc: Doc) -> Vectors | None:
    """The vectors of a text's words; None where no network has read it, or one that does not give them out."""
    reading = doc._.reading if doc.has_extension("reading") else None
    if reading is None or reading.vectors is None:
        return None
    place = np.full(len(doc), -1, dtype=np.int64)
    place[reading.encoded.tokens] = np.arange(len(reading.encoded.tokens))
    return Vectors(reading.vectors, place)
