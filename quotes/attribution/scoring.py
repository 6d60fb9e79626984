"""How good attributions are, against annotated texts.

The measures are those used with PolNeAR (Newell et al. 2018) and Pareti (2015), counted in word tokens, micro over
documents: a predicted and an annotated content match one to one, greedily by intersection over union, from one half
on.

Gold and predictions are dicts in the shape of the machine's contract: spans are pairs of character offsets.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.attribution.bands import Band, band_of
from quotes.attribution.calibration import Judged
from quotes.attribution.matching import HALF, Attribution, Side, Text, Words, matches, words

_SEGMENT = re.compile(r"“[^“”]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))")


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
class Detail:
    """A detail that few attributions have: `right` of the `gold` ones were told, `wrong` of the `given` ones are not.

    What is given with a content that matches none cannot be judged, and is not counted.
    """

    gold: int = 0
    right: int = 0
    given: int = 0
    wrong: int = 0


@dataclass(slots=True)
class Scores:
    """Counts over any number of documents, and the measures made of them.

    `judged` are the predictions with their confidence: right if they match and have the right source. `names_judged`
    are the names given where the gold names speakers. `stances_of` are the annotated stances of what was found.
    """

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
    not_quotes: int = 0
    stretches: int = 0
    stances_of: Counter[str] = field(default_factory=Counter)
    stances_right_of: Counter[str] = field(default_factory=Counter)
    addressees: Detail = field(default_factory=Detail)
    days: Detail = field(default_factory=Detail)
    direct: int = 0
    direct_and_sure: int = 0
    judged: list[Judged] = field(default_factory=list)
    names_judged: list[Judged] = field(default_factory=list)

    @property
    def stances(self) -> int:
        return self.stances_of.total()

    @property
    def stances_right(self) -> int:
        return self.stances_right_of.total()

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


def score(gold: Sequence[Mapping[str, Any]], predictions: Mapping[str, Sequence[Attribution]]) -> Scores:
    """Scores `predictions` (attributions by document id; a missing id counts as none) against `gold` documents."""
    scores = Scores()
    for document in gold:
        _score_document(scores, document, predictions.get(document["id"], ()))
    return scores


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
    text = Text(document["text"], words(document["text"]))
    gold, predicted = text.sides(document["attributions"]), text.sides(attributions)
    scores.gold += len(gold)
    scores.predicted += len(predicted)
    scores.named += sum("accept" in side.of for side in gold)
    found = matches(text, gold, predicted)
    for g, p, overlap in found:
        _count_match(scores, gold[g], predicted[p], exact=overlap == 1.0)
    _count_details(scores, gold, {g: predicted[p] for g, p, _ in found})
    _judge(scores, predicted, {p: gold[g] for g, p, _ in found})
    scores.soft_precision += sum(_best_share(p.content, gold) for p in predicted)
    scores.soft_recall += sum(_best_share(g.content, predicted) for g in gold)
    scores.stretches += len(document.get("meta", {}).get("not_quotes", []))
    scores.not_quotes += _false_quotes(text, document, predicted)
    _count_segments(scores, text, gold, predicted)


def _count_match(scores: Scores, gold: Side, predicted: Side, *, exact: bool) -> None:
    scores.matched += 1
    scores.exact += exact
    scores.attributed += _same_source(gold, predicted)
    scores.kinds_right += gold.of.get("kind") is not None and gold.of["kind"] == predicted.of.get("kind")
    if "stance" in gold.of:
        scores.stances_of[gold.of["stance"]] += 1
        scores.stances_right_of[gold.of["stance"]] += gold.of["stance"] == predicted.of.get("stance")
    if "accept" in gold.of:
        right = same_speakers(gold.of, predicted.of)
        named = bool(predicted.of.get("speakers") or predicted.of.get("speaker"))
        scores.named_right += right
        scores.wrong_names += named and not right
        if named and "name_confidence" in predicted.of:
            scores.names_judged.append(Judged(predicted.of["name_confidence"], right))


def _judge(scores: Scores, predicted: Sequence[Side], answered: Mapping[int, Side]) -> None:
    """Whether each prediction with a confidence is right; `answered` has the gold of those that match."""
    for index, side in enumerate(predicted):
        if "confidence" not in side.of:
            continue
        confidence = side.of["confidence"]
        scores.judged.append(Judged(confidence, index in answered and _same_source(answered[index], side)))
        if side.of.get("kind") == "direct":
            scores.direct += 1
            scores.direct_and_sure += band_of(confidence) is Band.SURE


def _count_details(scores: Scores, gold: Sequence[Side], found: Mapping[int, Side]) -> None:
    """Addressees and days, where the gold has them annotated; `found` has the predictions that match."""
    spellings = [{_fold(name) for name in names} for side in gold for names in side.of.get("accept", ())]
    for index, side in enumerate(gold):
        predicted = found[index].of if index in found else {}
        if "addressee" in side.of:
            wanted, got = _fold(side.of["addressee"] or ""), _fold(predicted.get("addressee") or "")
            accepted = {wanted}.union(*(names for names in spellings if wanted in names))
            _count_detail(scores.addressees, wanted, got, right=got in accepted)
        if "said_on" in side.of:
            wanted, got = side.of["said_on"] or "", predicted.get("said_on") or ""
            _count_detail(scores.days, wanted, got, right=got == wanted)


def _count_detail(detail: Detail, wanted: str, got: str, *, right: bool) -> None:
    detail.gold += bool(wanted)
    detail.right += bool(wanted) and right
    detail.given += bool(got)
    detail.wrong += bool(got) and not right


def _same_source(gold: Side, predicted: Side) -> bool:
    return bool(gold.source & predicted.source) or not (gold.source or predicted.source)


def _best_share(content: Words, others: Sequence[Side]) -> float:
    return max((len(content & other.content) / len(content) for other in others), default=0.0)


def _false_quotes(text: Text, document: Mapping[str, Any], predicted: Sequence[Side]) -> int:
    """How many stretches that are annotated as no quotes were taken for one."""
    false = 0
    for stretch in document.get("meta", {}).get("not_quotes", []):
        at = text.text.find(stretch["text"]) if stretch["text"] else -1
        held = text.inside([(at, at + len(stretch["text"]))])
        false += any(len(p.content & held) >= HALF * len(p.content) for p in predicted)
    return false


def _count_segments(scores: Scores, text: Text, gold: Sequence[Side], predicted: Sequence[Side]) -> None:
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


def _owner(segment: Words, sides: Sequence[Side]) -> Side | None:
    """The attribution that holds most of the segment's words, if it holds half of them."""
    owner = max(sides, key=lambda side: len(side.content & segment), default=None)
    return owner if owner and len(owner.content & segment) >= HALF * len(segment) else None


def _lies_in(content: Words, segment: Words) -> bool:
    return len(content & segment) >= HALF * min(len(segment), len(content))
