"""Where a claim stands, as the pages show it: in whose words, in which article, at which stretch.

A denial and a question are shown with their stance and cue, and are no sources of the claim (R9).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from articles.models import Article, Body
from articles.witnesses import witness_of
from quotes.models import Assertion, Claim, Part, Quote
from quotes.models.claims import AssertionQuerySet
from quotes.pages.cards import Card, Voice
from quotes.pages.passages import Marked, Paragraph, original, passage
from quotes.pages.wording import plain, printed
from quotes.search.claim_filters import STATUSES


class Source:
    """One place where the claim stands: within a quote, or in an article's own voice (then there is no card)."""

    def __init__(self, assertion: Assertion, heading: str) -> None:
        self.assertion = assertion
        self.article = assertion.article
        self.outlet = assertion.article.outlet
        self.heading = heading
        self.card = Card(assertion.quote, heading) if assertion.quote else None
        self.text = worded(assertion.text)
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
            status = STATUSES[Claim.Status(row.claim.status)] if row.claim.decided else ""
            found[row.claim.pk] = Line(worded(row.text), row.claim.get_absolute_url(), status, row.quote_id is None)
    return list(found.values())[:most]


def worded(text: str) -> str:
    """A claim as `shown` gives it, without a quotation that is left open: the mark that opens the whole is left out,
    as it is where it stands before the claim; a quotation within that is cut is closed."""
    text = shown(text)
    if text.rfind("“") <= text.rfind("”"):
        return text
    return text[1:] if text.startswith("“") and text.count("“") == 1 else f"{text}”"


def shown(text: str) -> str:
    """Words of an article on one line, in printers' quotation marks."""
    return printed(plain(text))
