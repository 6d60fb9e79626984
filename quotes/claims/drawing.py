"""Claims out of a parsed article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from quotes.attribution.page import Page
from quotes.attribution.types import AttributedQuote, Span, Stance
from quotes.claims.bars import barred
from quotes.claims.clauses import Clause, clauses_in, dependants, runs, words_of
from quotes.claims.figures import figures_in
from quotes.claims.names import scope_of
from quotes.claims.pronouns import names_meant
from quotes.claims.records import hedges_of, record_of
from quotes.claims.times import times_in
from quotes.claims.types import DrawnClaim, Figure, Hedge, When
from quotes.claims.vectors import vectors_of
from quotes.claims.weighing import weighing
from quotes.claims.worth import Contents, features

_NOBODY = frozenset(("it", "there", "nothing", "nobody", "none", "no one", "no-one"))
WORTH_FROM = 0.5
"""The worth from which a clause is a claim."""


@dataclass(slots=True)
class Candidate:
    """A clause that may be a claim, with what was found in it."""

    clause: Clause
    quote: int | None
    tokens: list[Token]
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    hedges: tuple[Hedge, ...]
    features: dict[str, float]
    worth: float = 0.0


def draw(doc: Doc, quotes: Sequence[AttributedQuote], published: str | None) -> tuple[DrawnClaim, ...]:
    """The claims of one article in order of the text: within its quotes and in its own voice.

    `doc` is the article parsed by the attribution's pipeline, `quotes` what that found in it, `published` the
    article's ISO date or date-time. Nothing is raised for what can't be read: it gives no claim.
    """
    drawing = Drawing(doc, quotes, published)
    scope = scope_of(doc)
    found = []
    for sentence in doc.sents:
        accepted = drawing.separate([c for c in drawing.candidates(sentence) if c.worth >= WORTH_FROM])
        found += [drawing.drawn(each, accepted, scope) for each in accepted]
    return tuple(sorted((claim for claim in found if claim is not None), key=lambda claim: claim.spans))


class Drawing:
    """One article in the making of its claims."""

    def __init__(self, doc: Doc, quotes: Sequence[AttributedQuote], published: str | None) -> None:
        self.doc, self.quotes, self.published = doc, quotes, published
        page = doc._.page if doc.has_extension("page") else None
        self.page = page or Page(doc)
        self.vectors = vectors_of(doc)
        self._weighed = weighing().of(self.vectors)
        self.quote_of = self._within_quotes()
        self._affirming = [-1 if index < 0 or self._is_of_nobody(quotes[index]) else index for index in self.quote_of]
        self._meant = names_meant(doc, self.page, quotes, self.quote_of)
        self._below = dependants(doc)
        self.frames = {
            index
            for quote in quotes
            for start, end in (*quote.cue, *quote.source)
            for index in range(*self.page.tokens(start, end))
        }

    def _within_quotes(self) -> list[int]:
        """For each token the smallest quote that holds it, or -1."""
        found = [-1] * len(self.doc)
        sizes = [(sum(end - start for start, end in quote.content), index) for index, quote in enumerate(self.quotes)]
        for _, index in sorted(sizes, reverse=True):
            for start, end in self.quotes[index].content:
                first, last = self.page.tokens(start, end)
                found[first:last] = [index] * (last - first)
        return found

    def _is_of_nobody(self, quote: AttributedQuote) -> bool:
        """Whether the article reports it without somebody who says so: "the claim that", "it is wrong to say that"."""
        words = " ".join(self.page.text[start:end] for start, end in quote.source).lower()
        return quote.stance is Stance.ASSERTS and (not words or words in _NOBODY)

    def candidates(self, sentence: Stretch) -> Iterator[Candidate]:
        """The clauses of a sentence that may be claims, each with its worth."""
        start = sentence.start_char
        if self.page.is_silent(start, start + 1):
            return
        clauses = clauses_in(sentence, headline=self.page.in_headline(start))
        told = [c for c in clauses if not barred(c, self._affirming)]
        open_ones = [c for c in told if not self._is_nobodys(c) and not self._is_frame(c)]
        if not open_ones:
            return
        times = times_in(self.page.text, start, sentence.end_char, self.published)
        figures = figures_in(self.page.text, sentence, [when.span for when in times])
        cut = {c.head.i for c in clauses if not self._is_bound(c)}
        for clause in open_ones:
            yield self._candidate(clause, cut, times, figures)

    def _is_to_come(self, times: Sequence[When]) -> bool:
        """Whether any of them is after the article's."""
        today = (self.published or "")[:10]
        return bool(today) and any(when.first is not None and when.first > today for when in times)

    def _is_nobodys(self, clause: Clause) -> bool:
        """Whether it stands in quotation marks, and nobody is known to say it."""
        return self._quote(clause.head) < 0 and self.page.quotation_of[clause.head.i] >= 0

    def _is_frame(self, clause: Clause) -> bool:
        """Whether it only reports what another clause says, with whatever verb: "he left open whether it was so"."""
        return any(
            inner.head.dep_ == "ccomp" and inner.head.head.i == clause.head.i and not self._is_bound(inner)
            for inner in clause.children
        )

    def _is_bound(self, clause: Clause) -> bool:
        """Whether a clause is part of the one above; what another says never is."""
        return (
            clause.bound and clause.parent is not None and self._quote(clause.head) == self._quote(clause.parent.head)
        )

    def _quote(self, token: Token) -> int:
        return self.quote_of[token.i]

    def _candidate(self, clause: Clause, cut: set[int], times: list[When], figures: list[Figure]) -> Candidate:
        index = self._quote(clause.head)
        tokens = [self.doc[i] for i in words_of(clause, cut - {clause.head.i}, self._below) if self._belongs(i, index)]
        quote = self.quotes[index] if index >= 0 else None
        spans = [(t.idx, t.idx + len(t)) for t in tokens]
        own_figures = tuple(f for f in figures if _lies_in(f.span, spans))
        own_times = tuple(w for w in times if _lies_in(w.span, spans))
        hedges = tuple(hedges_of(clause, tokens))
        kind = quote.kind if quote else None
        found = Contents(own_figures, own_times, hedges, kind, self._is_to_come(own_times))
        given = features(clause, tokens, found)
        value = self._weighed.worth(given, clause.head, tokens)
        return Candidate(clause, index if index >= 0 else None, tokens, own_figures, own_times, hedges, given, value)

    def _belongs(self, token: int, quote: int) -> bool:
        """Whether a word can be one of a clause of that quote: not the words that say who says it."""
        return quote < 0 or self.quote_of[token] == quote or (self.quote_of[token] < 0 and token not in self.frames)

    def separate(self, accepted: list[Candidate]) -> list[Candidate]:
        """Without those that only go on where another one that is a claim began: "was arrested and was charged"."""
        heads = {candidate.clause.head.i for candidate in accepted}
        return [c for c in accepted if c.clause.head.dep_ != "conj" or not self._is_within(c.clause, heads)]

    def _is_within(self, clause: Clause, heads: set[int]) -> bool:
        while self._is_bound(clause) and clause.parent is not None:
            clause = clause.parent
            if clause.head.i in heads:
                return True
        return False

    def drawn(self, candidate: Candidate, beside: list[Candidate], scope: tuple[str, ...]) -> DrawnClaim | None:
        """The candidate as a claim; None where nothing of it stands in the text.

        The clauses `beside` it that are claims, too, may stand within its spans, but not in its record.
        """
        spans = self._spans(candidate)
        if not spans:
            return None
        text = " … ".join(self.page.text[start:end] for start, end in spans)
        tokens = self._own(candidate, beside)
        held = [(t.idx, t.idx + len(t)) for t in tokens]
        figures = tuple(f for f in candidate.figures if _lies_in(f.span, held))
        times = tuple(when for when in candidate.times if _lies_in(when.span, held))
        amounts = (figures, times, candidate.hedges)
        record = record_of(candidate.clause, tokens, text, amounts, (scope, self.published, self._meant))
        stance = self.quotes[candidate.quote].stance if candidate.quote is not None else Stance.ASSERTS
        return DrawnClaim(spans, candidate.quote, text, round(candidate.worth, 3), record, stance)

    def _own(self, candidate: Candidate, beside: list[Candidate]) -> list[Token]:
        """Its words without those of the claims below it; what they are said of stays."""
        head = candidate.clause.head
        others = {c.clause.head.i for c in beside if head.is_ancestor(c.clause.head)}
        subject = candidate.clause.subject
        kept = set(words_of(candidate.clause, others, self._below))
        if subject is not None:
            kept.add(subject.i)
        return [token for token in candidate.tokens if token.i in kept]

    def _spans(self, candidate: Candidate) -> tuple[Span, ...]:
        doc = self.doc
        found = runs(doc, [token.i for token in candidate.tokens])
        return tuple((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in found)


def _lies_in(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] < end for start, end in spans) and any(start < span[1] <= end for start, end in spans)
