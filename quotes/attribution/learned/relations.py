"""How a word stands to a possible cue: in which part of the sentence's tree, how far off."""

from __future__ import annotations

import numpy as np

from quotes.attribution.learned.encoding import LABELS, Encoded, Ints, Window

ELSEWHERE, BEFORE, AFTER, SENTENCE, ITSELF, PARENT = range(6)
_BELOW = 6
_BESIDE = _BELOW + LABELS
RELATIONS = _BESIDE + LABELS
"""Another paragraph; a sentence before or after in the same one; the same sentence; the cue; the word on which it
hangs. Then, by label: under a child of the cue with this label; under the cue's parent, on which the cue hangs with
this label."""
DISTANCES = 33
_NEAR = 8


def relations(encoded: Encoded, window: Window, heads: Ints) -> Ints:
    """For each head (rows; words of the window, counted from its start) and each word of the window (columns) a number
    under RELATIONS."""
    words = np.arange(window.start, window.end)
    sentence = np.searchsorted(encoded.sentences, words, side="right")
    paragraph = np.searchsorted(encoded.paragraphs, words, side="right")
    tree = encoded.tree
    at = heads + window.start
    same = paragraph[None, :] == paragraph[heads][:, None]
    order = np.sign(sentence[None, :] - sentence[heads][:, None])
    found: Ints = np.where(same, np.choose(order + 1, [BEFORE, SENTENCE, AFTER]), ELSEWHERE).astype(np.int64)
    parents = tree.parent[at]
    _fill(found, window, tree.left[parents], tree.right[parents], _BESIDE + tree.label[at])
    seen = np.flatnonzero((parents >= window.start) & (parents < window.end))
    found[seen, parents[seen] - window.start] = PARENT
    for row, head in enumerate(at.tolist()):
        first, last = int(tree.left[head]), int(tree.right[head])
        children = np.flatnonzero(tree.parent[first:last] == head) + first
        for child in children.tolist():
            if child != head:
                begin, end = (
                    max(int(edge), window.start) - window.start for edge in (tree.left[child], tree.right[child])
                )
                found[row, begin:end] = _BELOW + tree.label[child]
        found[row, head - window.start] = ITSELF
    return found


def _fill(found: Ints, window: Window, left: Ints, right: Ints, values: Ints) -> None:
    for row, (begin, end, value) in enumerate(zip(left.tolist(), right.tolist(), values.tolist(), strict=True)):
        found[row, max(begin - window.start, 0) : max(end - window.start, 0)] = value


def distances(words: int, heads: Ints) -> Ints:
    """For each head (rows) and word (columns) the bucket of the distance between them: single words up to 8 either way,
    then twice as wide each time."""
    distance = np.arange(words)[None, :] - heads[:, None]
    far = np.maximum(np.abs(distance), 1)
    beyond = _NEAR + np.minimum(np.floor(2 * np.log2(np.maximum(far / _NEAR, 1))), DISTANCES // 2 - _NEAR)
    size = np.where(far <= _NEAR, np.abs(distance), beyond).astype(np.int64)
    found: Ints = np.where(distance < 0, -size, size) + DISTANCES // 2
    return found
