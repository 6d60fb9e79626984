"""A claim as the pages show it: its clearest wording, who asserts it where, and how others differ.

Reads only what `ClaimQuerySet.with_sources` has fetched: what readers may not see is not there. A denial and a question
are shown with their stance and cue, and are no sources of the claim (R9).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from articles.models import Article, Body
from articles.witnesses import witness_of
from quotes.claiming.settling import clearest
from quotes.models import Assertion, Claim, Difference, Part, Quote
from quotes.models.claims import AssertionQuerySet
from quotes.pages.cards import Card, Voice
from quotes.pages.headings import headings
from quotes.pages.passages import Marked, Paragraph, original, passage
from quotes.pages.wording import plain, printed

KIND_LABELS = {
    Difference.Kind.CONTRADICTION: "Both can’t be right",
    Difference.Kind.MORE_EXACT: "More exact",
    Difference.Kind.HEDGED_OTHERWISE: "Hedged otherwise",
}
STATUS_LABELS = {
    Claim.Status.UNCHECKED: "Not checked",
    Claim.Status.CONFIRMED: "Confirmed",
    Claim.Status.DISPUTED: "Disputed",
    Claim.Status.WRONG: "Wrong",
}


# So many differences are looked at for a page; what is beyond is the least alike.
_MOST_DIFFERENCES = 2000


class Source:
    """One place where the claim stands: within a quote, or in an article's own voice (then there is no card)."""

    def __init__(self, assertion: Assertion, heading: str) -> None:
        self.assertion = assertion
        self.article = assertion.article
        self.outlet = assertion.article.outlet
        self.heading = heading
        self.card = Card(assertion.quote, heading) if assertion.quote else None
        self.text = _worded(assertion.text)
        self.url = self.card.url if self.card else self.article.get_absolute_url()

    @property
    def asserts(self) -> bool:
        return self.card is None or self.card.quote.stance == Quote.Stance.ASSERTS

    @property
    def stance(self) -> str:
        """What it is when it is no assertion, else ""."""
        return self.card.stance if self.card else ""

    @property
    def who(self) -> str:
        return self.card.who if self.card else str(self.outlet)

    @property
    def voices(self) -> list[Voice]:
        return self.card.voices if self.card else []

    @property
    def copy_of(self) -> Article | None:
        """The article of which this one is a copy: no second source."""
        return self.article.copy_of

    @property
    def witness(self) -> int:
        """Which outlet tells it: a copy's is its original's."""
        return witness_of(self.article)

    def marks(self) -> list[Marked]:
        """The claim's words, and the source and cue of the quote around it, in the assertion's body."""
        parts = [Marked("claim", part.start, part.end) for part in self.assertion.parts.all()]
        if self.card and self.card.place and self.card.place.body_id == self.assertion.body_id:
            shown = (Part.Role.SOURCE, Part.Role.CUE)
            parts += [Marked(p.role, p.start, p.end) for p in self.card.place.parts.all() if p.role in shown]
        return parts

    def passage(self, body: Body) -> tuple[Paragraph, ...]:
        """The words around it, a quarter of what a quote's own page shows (R5)."""
        return passage(body.text, self.marks(), settings.OTR_CONTEXT_CHARS // 4)

    def original(self, body: Body) -> str:
        """The address of the original at these words; "" where there is none."""
        words = [Marked("content", part.start, part.end) for part in self.assertion.parts.all()]
        return original(self.article.url or self.article.canonical_url, body.text, words)


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


class ClaimCard:
    """One claim for a list or a page, with its sources in order of time."""

    def __init__(self, claim: Claim, called: Mapping[int, str], contrasts: Sequence[Contrast] = ()) -> None:
        """`called`: what each article is called, by its id."""
        self.claim = claim
        self.url = claim.get_absolute_url()
        self.contrasts = contrasts
        self.sources = [Source(each, called[each.article_id]) for each in claim.shown]

    @cached_property
    def asserting(self) -> list[Source]:
        return [source for source in self.sources if source.asserts]

    @cached_property
    def text(self) -> str:
        """The clearest wording of those that readers may see, as it stands."""
        found = _worded(clearest([source.assertion for source in self.asserting or self.sources]).text)
        return found[:1].upper() + found[1:]

    @property
    def others(self) -> list[Source]:
        """Who denies it, asks or supposes."""
        return [source for source in self.sources if not source.asserts]

    @property
    def outlets(self) -> int:
        return len({source.witness for source in self.asserting})

    @property
    def first(self) -> Source:
        return (self.asserting or self.sources)[0]

    @property
    def who(self) -> list[Source]:
        """One source for each who asserts it, the first of each, at most three."""
        firsts: dict[str, Source] = {}
        for source in self.asserting:
            firsts.setdefault(source.who, source)
        return list(firsts.values())[:3]

    @property
    def more(self) -> int:
        """How many assert it beside those."""
        return len({source.who for source in self.asserting}) - len(self.who)

    @property
    def status(self) -> str:
        return STATUS_LABELS[Claim.Status(self.claim.status)]

    @property
    def differs(self) -> list[str]:
        return list(dict.fromkeys(label for contrast in self.contrasts for label in contrast.labels))


def claim_cards(claims: Iterable[Claim]) -> list[ClaimCard]:
    """A card for each claim, in the same order. `claims` come from `with_sources`."""
    rows = list(claims)
    called = headings(each.article for claim in rows for each in claim.shown)
    differing = contrasts(rows)
    return [ClaimCard(claim, called, differing[claim.pk]) for claim in rows if claim.shown]


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
        STATUS_LABELS[Claim.Status(other.claim.status)],
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
    return Point(row.kind, KIND_LABELS[Difference.Kind(row.kind)], _shown(own), _shown(others), towards)


def segments(text: str, words: Iterable[str]) -> tuple[Segment, ...]:
    """`text` on one line, with the first occurrence of each of `words` marked."""
    text = _worded(text)
    folded = text.casefold()
    spans = []
    for each in dict.fromkeys(filter(None, words)):
        at = folded.find(_shown(each).casefold()) if len(folded) == len(text) else text.find(_shown(each))
        if at >= 0:
            spans.append((at, at + len(_shown(each))))
    made, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            made += [Segment(text[done:start], marked=False), Segment(text[start:end], marked=True)]
            done = end
    return tuple(segment for segment in (*made, Segment(text[done:], marked=False)) if segment.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in a list on somebody else's page."""

    text: str
    url: str
    status: str
    own_voice: bool


def lines(assertions: AssertionQuerySet, most: int) -> list[Line]:
    """The claims that are made in `assertions`, in their order, each once. One query."""
    found: dict[int, Line] = {}
    for row in assertions.asserting().select_related("claim").defer("record")[: 3 * most]:
        if row.claim and row.claim.pk not in found:
            status = STATUS_LABELS[Claim.Status(row.claim.status)] if row.claim.decided else ""
            found[row.claim.pk] = Line(_worded(row.text), row.claim.get_absolute_url(), status, row.quote_id is None)
    return list(found.values())[:most]


def _worded(text: str) -> str:
    """A claim as `_shown` gives it, without a quotation that is left open: the mark that opens the whole is left out,
    as it is where it stands before the claim; a quotation within that is cut is closed."""
    text = _shown(text)
    if text.rfind("“") <= text.rfind("”"):
        return text
    return text[1:] if text.startswith("“") and text.count("“") == 1 else f"{text}”"


def _shown(text: str) -> str:
    """Words of an article on one line, in printers' quotation marks."""
    return printed(plain(text))
