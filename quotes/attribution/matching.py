"""Which predicted attribution answers which annotated one, in word tokens."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Attribution = Mapping[str, Any]
Words = frozenset[int]

HALF = 0.5
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MAY_SHRINK_TO = 0.4


@dataclass(frozen=True, slots=True)
class Side:
    """One attribution with its spans as sets of word indices."""

    of: Attribution
    content: Words
    source: Words


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the spans of its words."""

    text: str
    words: Sequence[tuple[int, int]]

    def inside(self, spans: Sequence[Sequence[int]] | None) -> Words:
        """Indices of the words that touch any of the spans."""
        return frozenset(i for i, (a, b) in enumerate(self.words) for s, e in spans or () if a < e and b > s)

    def sides(self, attributions: Sequence[Attribution]) -> list[Side]:
        sides = (Side(a, self.inside(a.get("content")), self.inside(a.get("source"))) for a in attributions)
        return [side for side in sides if side.content]


def words(text: str) -> list[tuple[int, int]]:
    """The spans of the words by which everything here is counted."""
    return [match.span() for match in _WORD.finditer(text)]


def matches(text: Text, gold: Sequence[Side], predicted: Sequence[Side]) -> list[tuple[int, int, float]]:
    """One-to-one pairs (gold, predicted, overlap), the best first, by intersection over union from a half on."""
    pairs = ((_overlap(text, g, p), gi, pi) for gi, g in enumerate(gold) for pi, p in enumerate(predicted))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    found = []
    for value, g, p in sorted((pair for pair in pairs if pair[0] >= HALF), reverse=True):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            found.append((g, p, value))
    return found


def _overlap(text: Text, gold: Side, predicted: Side) -> float:
    wanted = _as_it_may_be_read(text, gold, predicted)
    return len(wanted & predicted.content) / len(wanted | predicted.content)


def _as_it_may_be_read(text: Text, gold: Side, predicted: Side) -> Words:
    """The annotated content; some may run on to the end of their line, some may stop early."""
    if gold.of.get("content_may_extend") and gold.content < predicted.content:
        last = max(gold.content)
        end = text.text.find("\n", text.words[last][0])
        end = len(text.text) if end < 0 else end
        return gold.content | {i for i in predicted.content if i > last and text.words[i][0] < end}
    may_shrink = gold.of.get("content_may_shrink") and predicted.content < gold.content
    if may_shrink and len(predicted.content) >= _MAY_SHRINK_TO * len(gold.content):
        return predicted.content
    return gold.content
