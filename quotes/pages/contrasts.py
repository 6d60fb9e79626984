"""A claim beside others about the same thing: in which words, and how, they differ. A difference, never a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.models import Assertion, Claim, Difference
from quotes.pages.claim_sources import Source, shown, worded
from quotes.pages.headings import headings
from quotes.search.claim_filters import STATUSES

KIND_LABELS = {
    Difference.Kind.CONTRADICTION: "Both can’t be right",
    Difference.Kind.MORE_EXACT: "More exact",
    Difference.Kind.HEDGED_OTHERWISE: "Hedged otherwise",
}
# So many differences are looked at for a page; what is beyond is the least alike.
_MOST_DIFFERENCES = 2000


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a wording, marked where the two claims differ."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One difference: `own` and `others` are the words, "" for none; `towards` is "own", "other" or ""."""

    kind: str
    label: str
    own: str
    others: str
    towards: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """The claim beside another one about the same thing: a wording of each, and the points in which they differ."""

    claim: int
    url: str
    status: str
    ends: tuple[int, int]  # the two assertions
    own: tuple[Segment, ...]
    other: tuple[Segment, ...]
    points: tuple[Point, ...]

    @property
    def labels(self) -> list[str]:
        return list(dict.fromkeys(point.label for point in self.points))


def contrasts(claims: Sequence[Claim]) -> dict[int, tuple[Contrast, ...]]:
    """By claim: what others assert of the same thing and how that differs, the gravest first. One query."""
    ids = {claim.pk for claim in claims}
    rows = Difference.objects.public().of(claims).order_by("-pair__alike", "pair", "pk")
    pairs: dict[tuple[int, int], list[tuple[Difference, bool]]] = defaultdict(list)
    for row in rows.select_related("pair__one__claim", "pair__other__claim")[:_MOST_DIFFERENCES] if ids else ():
        ends = row.pair.one.claim_id or 0, row.pair.other.claim_id or 0
        for own, other, turned in ((ends[0], ends[1], False), (ends[1], ends[0], True)):
            known = pairs[own, other] if own in ids else []
            if not known or known[0][0].pair_id == row.pair_id:  # of two claims the likest pair stands for all
                known.append((row, turned))
    found: dict[int, list[Contrast]] = {pk: [] for pk in ids}
    for (own, _), differences in pairs.items():
        if differences:
            found[own].append(_contrast(differences))
    order = list(KIND_LABELS.values())
    return {pk: tuple(sorted(each, key=lambda c: (order.index(c.labels[0]), c.claim))) for pk, each in found.items()}


def told(contrasts: Sequence[Contrast]) -> list[tuple[Contrast, Source, Source]]:
    """Each contrast with who asserts its two sides, where. A fixed number of queries."""
    ends = {pk for contrast in contrasts for pk in contrast.ends}
    rows = list(Assertion.objects.public().with_cards().filter(pk__in=ends)) if ends else []
    called = headings(row.article for row in rows)
    sources = {row.pk: Source(row, called[row.article_id]) for row in rows}
    return [(contrast, *(sources[pk] for pk in contrast.ends)) for contrast in contrasts]  # type: ignore[misc]


def _contrast(differences: Sequence[tuple[Difference, bool]]) -> Contrast:
    row, turned = differences[0]
    own, other = (row.pair.other, row.pair.one) if turned else (row.pair.one, row.pair.other)
    order = list(KIND_LABELS)
    points = sorted((_point(*each) for each in differences), key=lambda point: order.index(Difference.Kind(point.kind)))
    assert other.claim is not None
    return Contrast(
        other.claim.pk,
        other.claim.get_absolute_url(),
        STATUSES[Claim.Status(other.claim.status)],
        (own.pk, other.pk),
        segments(own.text, [point.own for point in points]),
        segments(other.text, [point.others for point in points]),
        tuple(points),
    )


def _point(row: Difference, turned: bool) -> Point:
    words = (row.one_words, row.other_words)
    own, others = reversed(words) if turned else words
    ends = ("other", "own") if turned else ("own", "other")
    towards = "" if row.towards is None else ends[row.towards]
    return Point(row.kind, KIND_LABELS[Difference.Kind(row.kind)], shown(own), shown(others), towards)


def segments(text: str, words: Iterable[str]) -> tuple[Segment, ...]:
    """`text` on one line, with the first occurrence of each of `words` marked."""
    text = worded(text)
    folded = text.casefold()
    spans = []
    for each in dict.fromkeys(filter(None, words)):
        at = folded.find(shown(each).casefold()) if len(folded) == len(text) else text.find(shown(each))
        if at >= 0:
            spans.append((at, at + len(shown(each))))
    made, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            made += [Segment(text[done:start], marked=False), Segment(text[start:end], marked=True)]
            done = end
    return tuple(segment for segment in (*made, Segment(text[done:], marked=False)) if segment.text)
