"""What the attribution's network knows of the words of a text, drawn together for a clause.

The network reads every window of the text anyway; halfway through its layers it has a vector for each word, in which
stands what the word is there (Peters et al. 2018, "Dissecting Contextual Word Embeddings": the lower and middle layers
carry most of what does not belong to the task itself). Three are taken of a clause: its predicate's, the mean of its
words', the mean of its sentence's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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

    def projected(self, onto: Floats) -> "Vectors":
        """The same words with what their vectors [words, size] are along each column of `onto` [size, n]."""
        return Vectors(self.values @ onto, self.place)


def vectors_of(doc: Doc) -> Vectors | None:
    """The vectors of a text's words; None where no network has read it, or one that does not give them out."""
    reading = doc._.reading if doc.has_extension("reading") else None
    values = getattr(reading, "vectors", None)
    if reading is None or values is None:
        return None
    place = np.full(len(doc), -1, dtype=np.int64)
    place[reading.encoded.tokens] = np.arange(len(reading.encoded.tokens))
    return Vectors(values, place)
