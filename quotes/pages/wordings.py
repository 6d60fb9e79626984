"""The wordings of one statement, as its page shows them: one a quote, only the stretches that report the statement.

Nothing is merged (J9): each wording is its own outlet's, with its kind, its cue and the words around it. Only direct
speech gets quotation marks (J10). A wire copy's wording is folded under that of its original.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.conf import settings

from articles.models import Article, Body
from quotes.models import Part, Place, Quote, Segment, SegmentPart
from quotes.models.statements import SegmentQuerySet
from quotes.pages.cards import Card, told
from quotes.pages.comparison import Comparison, Run, compare
from quotes.pages.headings import headings
from quotes.pages.passages import Marked, Paragraph, original, passage
from quotes.pages.reach import originals_of
from quotes.pages.readable import readable
from quotes.pages.wording import cut_out, in_marks

# So many quotes are laid side by side on a page.
MOST = 60
_WORD = re.compile(r"\w")
Span = tuple[int, int]


class Wording(Card):
    """A quote as far as it reports a statement. `runs`: its words compared with the other wordings."""

    def __init__(self, quote: Quote, segments: Sequence[Segment], body: Body, heading: str = "") -> None:
        super().__init__(quote, heading)
        self.segments = segments
        self.body = body
        self.copies: list[Wording] = []
        self.copy_of: Article | None = None
        self.runs: tuple[Run, ...] = ()

    @cached_property
    def spans(self) -> list[Span]:
        """Where its words stand in the body; stretches with no word between them are one."""
        spans: list[Span] = []
        for part in sorted(self._segment_parts(), key=lambda part: part.start):
            if spans and not _WORD.search(self.body.text, spans[-1][1], part.start):
                spans[-1] = spans[-1][0], max(spans[-1][1], part.end)
            else:
                spans.append((part.start, part.end))
        return spans

    @cached_property
    def words(self) -> str:
        return " … ".join(map(self._shown, self.spans))

    @property
    def rest(self) -> str:
        """What its quote says besides: the statement is a part of it, cut where this quote can be cut."""
        stretches: list[str] = []
        parts = self.place.parts.all() if self.place else []
        for part in (part for part in parts if part.role == Part.Role.CONTENT):
            at = part.start
            for start, end in self.spans:
                if at < end and start < part.end:
                    stretches.append(self.body.text[at:start])
                    at = end
            stretches.append(self.body.text[at : part.end])
        return " ".join(stretches)

    @cached_property
    def place(self) -> Place | None:
        """Where the quote stands in the segments' body; of several places, the one that holds them."""
        places = [place for place in self.quote.places.all() if place.body_id == self.body.pk]
        first = self.spans[0][0] if self.spans else 0
        return next((place for place in places if _content_before(place, first) is not None), None)

    @property
    def passage(self) -> tuple[Paragraph, ...]:
        """Its words with source and cue, and a quarter of the words around them that the quote's own page shows."""
        return passage(self.body.text, self._marked(), settings.OTR_CONTEXT_CHARS // 4)

    @property
    def original(self) -> str:
        """The address that opens the original at these words; "" where there is none."""
        return original(self.article.url or self.article.canonical_url, self.body.text, self._marked())

    @property
    def reasons(self) -> list[str]:
        """Why it is taken for the same statement, each reason once."""
        return list(dict.fromkeys(reason for segment in self.segments for reason in segment.reasons))

    def _segment_parts(self) -> list[SegmentPart]:
        return [part for segment in self.segments for part in segment.parts.all()]

    def _shown(self, span: Span) -> str:
        start, end = span
        if self.quote.kind == Quote.Kind.DIRECT:
            return in_marks(self.body.text[start:end])
        before = _content_before(self.place, start) if self.place else None
        return cut_out(self.body.text[start if before is None else before : start], self.body.text[start:end])

    def _marked(self) -> list[Marked]:
        parts = self.place.parts.all() if self.place else []
        rest = [Marked(part.role, part.start, part.end) for part in parts if part.role != Part.Role.CONTENT]
        return rest + [Marked(Part.Role.CONTENT, start, end) for start, end in self.spans]


def _content_before(place: Place, at: int) -> int | None:
    """Where the content begins that holds `at`; None where none does."""
    parts = [part for part in place.parts.all() if part.role == Part.Role.CONTENT and part.start <= at < part.end]
    return parts[0].start if parts else None


def wordings(segments: SegmentQuerySet) -> list[Wording]:
    """A wording for each quote that one of `segments` belongs to, in the order of the first of them, in a fixed number
    of queries."""
    by_quote: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments.prefetch_related("parts"):
        by_quote[segment.quote_id].append(segment)
    quotes = Quote.objects.with_passages().in_bulk(list(by_quote))
    bodies = Body.objects.in_bulk({segment.body_id for found in by_quote.values() for segment in found})
    readable(bodies.values())
    called = headings(quote.article for quote in quotes.values())
    made = [_wording(quotes[pk], found, bodies, called) for pk, found in by_quote.items() if pk in quotes]
    told([*made])
    return made


def _wording(quote: Quote, segments: list[Segment], bodies: Mapping[int, Body], called: Mapping[int, str]) -> Wording:
    """Of segments in two versions of the article, those in the newest count."""
    newest = max((bodies[segment.body_id] for segment in segments), key=lambda body: body.number)
    there = [segment for segment in segments if segment.body_id == newest.pk]
    return Wording(quote, there, newest, called[quote.article_id])


def layout(segments: SegmentQuerySet) -> dict[int, list[int]]:
    """The quotes that `segments` belong to, by id in the order of the first of them, each with the wire copies that
    `folded` puts under it. Two queries, which read no words: a page can then bring those that it shows."""
    rows = list(segments.values_list("quote", "quote__article", "quote__article__copy_of"))
    copied = {source for _, _, source in rows if source}
    originals = set(Article.objects.public().filter(pk__in=copied).values_list("pk", flat=True)) if copied else set()
    heads: dict[int, int] = {}
    for quote, article, source in rows:
        if source not in originals:
            heads.setdefault(article, quote)
    shown: dict[int, list[int]] = {}
    for quote, _, source in rows:
        head = heads.setdefault(source, quote) if source in originals else quote
        under = shown.setdefault(head, [])
        if head != quote and quote not in under:
            under.append(quote)
    return shown


def folded(found: Iterable[Wording]) -> list[Wording]:
    """The wordings without those of wire copies, which stand in `copies` of their original's wording.

    Where the original itself has none, the first of its copies stands in for it and says so by `copy_of`. One query
    where there are copies.
    """
    every = list(found)
    originals = originals_of(wording.article for wording in every)
    heads: dict[int, Wording] = {}
    for wording in every:
        if wording.article.pk not in originals:
            heads.setdefault(wording.article.pk, wording)
    shown = []
    for wording in every:
        wording.copy_of = originals.get(wording.article.pk)
        if wording.copy_of and (head := heads.setdefault(wording.copy_of.pk, wording)) is not wording:
            head.copies.append(wording)
        else:
            shown.append(wording)
    return shown


def compared(found: Sequence[Wording]) -> Comparison:
    """Compare the wordings, and give each its runs. A word is only one's own where no other's quote has it."""
    comparison = compare([wording.words for wording in found], [wording.rest for wording in found])
    for wording, runs in zip(found, comparison.wordings, strict=True):
        wording.runs = runs
    return comparison


def leads(statements: Iterable[int]) -> dict[int, Wording]:
    """For each statement the wording that a list shows: direct speech before the rest, then the earliest that is no
    copy; with all its words, in a fixed number of queries."""
    rows = Segment.objects.public().filter(statement__in=list(statements)).in_order()
    best: dict[int, tuple[tuple[bool, bool, int], int]] = {}
    facts = rows.values_list("statement", "quote", "quote__kind", "quote__article__copy_of")
    for number, (statement, quote, kind, copy_of) in enumerate(facts):
        rank = (kind != Quote.Kind.DIRECT, copy_of is not None, number)
        best[statement] = min(best.get(statement, (rank, quote)), (rank, quote))
    chosen = {quote for _, quote in best.values()}
    segments = Segment.objects.public().filter(statement__in=best, quote__in=chosen).prefetch_related("parts")
    mine: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    for segment in segments:
        mine[segment.statement_id or 0, segment.quote_id].append(segment)
    quotes = Quote.objects.with_passages().in_bulk(list(chosen))
    bodies = Body.objects.in_bulk({segment.body_id for found in mine.values() for segment in found})
    readable(bodies.values())
    called = headings(quote.article for quote in quotes.values())
    shown = {pk: _wording(quotes[quote], mine[pk, quote], bodies, called) for pk, (_, quote) in best.items()}
    told([*shown.values()])
    return shown
