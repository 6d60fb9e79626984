"""How good attributions are, against annotated texts.

The measures are those used with PolNeAR (Newell et al. 2018) and Pareti (2015), counted in word tokens, micro over
documents: a predicted and an annotated content match one to one, greedily by intersection over union, from one half
on.

Gold and predictions are dicts in the shape of the machine's contract: spans are pairs of character offsets.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Attribution = Mapping[str, Any]
Words = frozenset[int]

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_SEGMENT = re.compile(r"“[^“”]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))")
_HALF = 0.5
_MAY_SHRINK_TO = 0.4


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Counts over any number of documents, and the measures made of them."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    exact: int = 0
    attributed: int = 0
    soft_precision: float = 0.0
    soft_recall: float = 0.0
    segments: int = 0
    segments_found: int = 0
    segments_right: int = 0
    quoting: int = 0
    quoting_right: int = 0
    named: int = 0
    named_right: int = 0
    wrong_names: int = 0
    kinds_right: int = 0
    stances: int = 0
    stances_right: int = 0
    not_quotes: int = 0
    stretches: int = 0

    def measures(self) -> dict[str, Rate]:
        """The measures by the names under which they are published."""
        return {
            "content": Rate(_share(self.matched, self.predicted), _share(self.matched, self.gold)),
            "exact": Rate(_share(self.exact, self.predicted), _share(self.exact, self.gold)),
            "attributed": Rate(_share(self.attributed, self.predicted), _share(self.attributed, self.gold)),
            "soft": Rate(_share(self.soft_precision, self.predicted), _share(self.soft_recall, self.gold)),
            "quoted_attributed": Rate(
                _share(self.quoting_right, self.quoting), _share(self.segments_right, self.segments)
            ),
        }


@dataclass(frozen=True, slots=True)
class _Side:
    """One attribution with its spans as sets of word indices."""

    of: Attribution
    content: Words
    source: Words


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    words: Sequence[tuple[int, int]]

    def inside(self, spans: Sequence[Sequence[int]] | None) -> Words:
        """Indices of the words that touch any of the spans."""
        return frozenset(i for i, (a, b) in enumerate(self.words) for s, e in spans or () if a < e and b > s)

    def sides(self, attributions: Sequence[Attribution]) -> list[_Side]:
        sides = (_Side(a, self.inside(a.get("content")), self.inside(a.get("source"))) for a in attributions)
        return [side for side in sides if side.content]


def score(gold: Sequence[Mapping[str, Any]], predictions: Mapping[str, Sequence[Attribution]]) -> Scores:
    """Scores `predictions` (attributions by document id; a missing id counts as none) against `gold` documents."""
    scores = Scores()
    for document in gold:
        _score_document(scores, document, predictions.get(document["id"], ()))
    return scores


def words(text: str) -> list[tuple[int, int]]:
    """The spans of the words by which everything here is counted."""
    return [match.span() for match in _WORD.finditer(text)]


def same_speakers(gold: Attribution, predicted: Attribution) -> bool:
    """Whether the predicted speakers are exactly those annotated, in any of the accepted spellings."""
    got = {_fold(name) for name in predicted.get("speakers") or [predicted.get("speaker")] if name}
    wanted = [{_fold(name) for name in names} for names in gold["accept"]]
    return len(got) == len(wanted) and all(names & got for names in wanted)


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return re.sub(r"^(the|an?) ", "", re.sub(r"\W+", " ", plain).strip())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _score_document(scores: Scores, document: Mapping[str, Any], attributions: Sequence[Attribution]) -> None:
    text = _Text(document["text"], words(document["text"]))
    gold, predicted = text.sides(document["attributions"]), text.sides(attributions)
    scores.gold += len(gold)
    scores.predicted += len(predicted)
    scores.named += sum("accept" in side.of for side in gold)
    for g, p, overlap in _match(gold, predicted, lambda a, b: _overlap(text, a, b)):
        _count_match(scores, gold[g], predicted[p], exact=overlap == 1.0)
    scores.soft_precision += sum(_best_share(p.content, gold) for p in predicted)
    scores.soft_recall += sum(_best_share(g.content, predicted) for g in gold)
    scores.stretches += len(document.get("meta", {}).get("not_quotes", []))
    scores.not_quotes += _false_quotes(text, document, predicted)
    _count_segments(scores, text, gold, predicted)


def _match(
    gold: Sequence[_Side], predicted: Sequence[_Side], overlap: Callable[[_Side, _Side], float]
) -> list[tuple[int, int, float]]:
    """One-to-one pairs (gold, predicted, overlap), the best first."""
    pairs = ((overlap(g, p), gi, pi) for gi, g in enumerate(gold) for pi, p in enumerate(predicted))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    found = []
    for value, g, p in sorted((pair for pair in pairs if pair[0] >= _HALF), reverse=True):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            found.append((g, p, value))
    return found


def _overlap(text: _Text, gold: _Side, predicted: _Side) -> float:
    wanted = _as_it_may_be_read(text, gold, predicted)
    return _share(len(wanted & predicted.content), len(wanted | predicted.content))


def _as_it_may_be_read(text: _Text, gold: _Side, predicted: _Side) -> Words:
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


def _count_match(scores: Scores, gold: _Side, predicted: _Side, *, exact: bool) -> None:
    scores.matched += 1
    scores.exact += exact
    scores.attributed += _same_source(gold, predicted)
    scores.kinds_right += gold.of.get("kind") is not None and gold.of["kind"] == predicted.of.get("kind")
    if "stance" in gold.of:
        scores.stances += 1
        scores.stances_right += gold.of["stance"] == predicted.of.get("stance")
    if "accept" in gold.of:
        right = same_speakers(gold.of, predicted.of)
        scores.named_right += right
        scores.wrong_names += not right and bool(predicted.of.get("speakers") or predicted.of.get("speaker"))


def _same_source(gold: _Side, predicted: _Side) -> bool:
    return bool(gold.source & predicted.source) or not (gold.source or predicted.source)


def _best_share(content: Words, others: Sequence[_Side]) -> float:
    return max((len(content & other.content) / len(content) for other in others), default=0.0)


def _false_quotes(text: _Text, document: Mapping[str, Any], predicted: Sequence[_Side]) -> int:
    """How many stretches that are annotated as no quotes were taken for one."""
    false = 0
    for stretch in document.get("meta", {}).get("not_quotes", []):
        at = text.text.find(stretch["text"]) if stretch["text"] else -1
        held = text.inside([(at, at + len(stretch["text"]))])
        false += any(len(p.content & held) >= _HALF * len(p.content) for p in predicted)
    return false


def _count_segments(scores: Scores, text: _Text, gold: Sequence[_Side], predicted: Sequence[_Side]) -> None:
    """Stretches in double quotation marks: is each found, has it the right source, and is what we quote quoted?"""
    segments = [
        held
        for match in _SEGMENT.finditer(text.text)
        if (held := frozenset(i for i, (s, e) in enumerate(text.words) if s >= match.start() and e <= match.end()))
    ]
    owned = [(segment, owner) for segment in segments if (owner := _owner(segment, gold))]
    scores.segments += len(owned)
    for segment, owner in owned:
        finder = _owner(segment, predicted)
        if finder is not None:
            scores.segments_found += 1
            scores.segments_right += _same_source(owner, finder)
    for side in predicted:
        best = max(segments, key=lambda held: len(side.content & held), default=frozenset[int]())
        if not best or not _lies_in(side.content, best):
            continue
        scores.quoting += 1
        scores.quoting_right += any(
            _lies_in(side.content, segment) and _same_source(owner, side) for segment, owner in owned
        )


def _owner(segment: Words, sides: Sequence[_Side]) -> _Side | None:
    """The attribution that holds most of the segment's words, if it holds half of them."""
    owner = max(sides, key=lambda side: len(side.content & segment), default=None)
    return owner if owner and len(owner.content & segment) >= _HALF * len(segment) else None


def _lies_in(content: Words, segment: Words) -> bool:
    return len(content & segment) >= _HALF * min(len(segment), len(content))
