"""A quote as the pages show it: who, the cue, the words in the form that their kind allows, and how sure.

Two rules are kept here for every list and page. A paraphrase never stands inside quotation marks (J10): only direct
speech gets marks. The cue stays with the words, and what is no assertion says so before them (R9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from articles.models import Article, Body
from quotes.attribution import Band, band_of
from quotes.models import Part, Place, Quote, QuoteSpeaker, Speaker
from quotes.pages.bringing import Branch, brought
from quotes.pages.headings import headings
from quotes.pages.nesting import Teller, around, tellers, told_by
from quotes.pages.passages import Marked, Paragraph, original, passage
from quotes.pages.reach import NO_REACH, Reach, branches, reach, reached
from quotes.pages.wording import plain, set_out, shortened
from quotes.search.highlight import Piece

KIND_LABELS = {
    Quote.Kind.DIRECT: "Direct",
    Quote.Kind.MIXED: "Mixed",
    Quote.Kind.INDIRECT: "Reported",
}
KIND_TEXTS = {
    Quote.Kind.DIRECT: "word for word",
    Quote.Kind.MIXED: "only what stands in quotation marks is quoted word for word",
    Quote.Kind.INDIRECT: "the outlet’s words, not the speaker’s",
}
STANCE_LABELS = {
    Quote.Stance.DENIES: "Denial",
    Quote.Stance.DECLINES: "Refusal",
    Quote.Stance.ASKS: "Question",
    Quote.Stance.SUPPOSES: "Supposition",
}
STANCE_VERBS = {
    Quote.Stance.DENIES: "denied",
    Quote.Stance.DECLINES: "declined",
    Quote.Stance.ASKS: "asked",
    Quote.Stance.SUPPOSES: "supposed",
}
_LONGEST_EXCERPT = 600


def certainty(confidence: float) -> Band:
    """How sure the program is, in a word; "likely" begins where the setting of what is public says so."""
    return band_of(confidence, likely_from=settings.OTR_LIKELY)


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks, or might: `role` is what the article calls them, `mention` the chain that leads to the name."""

    name: str
    url: str
    role: str
    mention: str
    kind: str

    @property
    def unnamed(self) -> bool:
        return self.kind == Speaker.Kind.UNNAMED


class Card:
    """One quote for a list or a page. Reads only what `QuoteQuerySet.with_cards` has fetched."""

    def __init__(self, quote: Quote, heading: str = "", reach: Reach = NO_REACH) -> None:
        """`heading`: what the article is called, if that is not simply its headline. `reach`: where else it stands."""
        self.reach = reach
        self.quote = quote
        self.heading = heading or quote.article.title
        self.article = quote.article
        self.outlet = quote.article.outlet
        self.url = quote.get_absolute_url()
        # The excerpt in pieces, where a search marks what it found.
        self.pieces: list[Piece] = []
        self.teller: Teller | None = None

    @cached_property
    def voices(self) -> list[Voice]:
        return self._voices(QuoteSpeaker.Standing.SPEAKS)

    @cached_property
    def candidates(self) -> list[Voice]:
        return self._voices(QuoteSpeaker.Standing.CANDIDATE)

    @property
    def who(self) -> str:
        return " and ".join(voice.name for voice in self.voices) or "Speaker not known"

    @cached_property
    def places(self) -> list[Place]:
        """Where it stands in the newest body that has it, in the order of the text."""
        places = list(self.quote.places.all())
        return [place for place in places if place.body_id == places[0].body_id]

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None

    @cached_property
    def words(self) -> str:
        """The content as it may be shown (`wording.set_out`)."""
        stretches = self._parts(Part.Role.CONTENT) or [self.quote.text]
        return set_out(stretches, is_direct=self.quote.kind == Quote.Kind.DIRECT)

    @property
    def excerpt(self) -> str:
        """The words as far as a list shows them: speeches are for their own pages."""
        return shortened(self.words, _LONGEST_EXCERPT)

    @property
    def title(self) -> str:
        return self._summary(70)

    @property
    def description(self) -> str:
        return self._summary(150)

    @property
    def line(self) -> str:
        """All of it on one line, for files and citations: what the words are when taken out of their page."""
        return self._summary(len(self.words))

    def _summary(self, most: int) -> str:
        """Who, cue and at most `most` characters of the words: stance and cue stay with them in a title, read alone."""
        if self.cue.lower() == "according to" and self.voices:
            said = f"According to {self.who}"
        elif self.voices:
            said = f"{self.who} {self.cue}".rstrip()
        else:
            said = f"{self.who} ({self.cue})" if self.cue else self.who
        if self.teller:
            said = f"{self.teller} {said}"
        label = f"{self.stance} – " if self.stance else ""
        return f"{label}{said}: {shortened(self.words, most)}"

    @cached_property
    def cue(self) -> str:
        """The article's own cue, as it stands within a sentence; for what is no assertion never empty."""
        cue = plain(" … ".join(text for text in self._parts(Part.Role.CUE) if any(map(str.isalnum, text))))
        if cue[:1].isupper() and cue[1:2].islower():
            cue = cue[0].lower() + cue[1:]
        return cue or STANCE_VERBS.get(Quote.Stance(self.quote.stance), "")

    @property
    def stance(self) -> str:
        """What it is when it is no assertion, else ""."""
        return STANCE_LABELS.get(Quote.Stance(self.quote.stance), "")

    @property
    def kind(self) -> str:
        return KIND_LABELS[Quote.Kind(self.quote.kind)]

    @property
    def kind_text(self) -> str:
        return KIND_TEXTS[Quote.Kind(self.quote.kind)]

    @property
    def certainty(self) -> Band:
        """Of the less sure of the two: that it was said so, and who said it."""
        known = self.quote.name_confidence if self.voices else 1.0
        return certainty(min(self.quote.confidence, known))

    @property
    def said_certainty(self) -> Band:
        return certainty(self.quote.confidence)

    @property
    def name_certainty(self) -> Band:
        return certainty(self.quote.name_confidence)

    @property
    def name_in_doubt(self) -> bool:
        """The words were said by somebody, but whether by the one named is doubtful, and no editor has decided it."""
        doubtful = self.name_certainty is Band.DOUBTFUL and self.said_certainty is not Band.DOUBTFUL
        return bool(self.voices) and doubtful and not self.settled

    @property
    def chains(self) -> list[str]:
        """How the article leads from the source's words to each name, where it is more than the name itself."""
        return [voice.mention for voice in self.voices if voice.mention and voice.mention != voice.name]

    @property
    def status(self) -> str:
        """ "" for what only the program has seen."""
        return "" if self.quote.status == Quote.Status.MACHINE else self.quote.get_status_display().capitalize()

    @property
    def settled(self) -> bool:
        """An editor has decided: the program's certainty no longer matters."""
        return self.quote.status in Quote.DECIDED

    def _parts(self, role: Part.Role) -> list[str]:
        parts = self.place.parts.all() if self.place else []
        return [part.text for part in parts if part.role == role]

    def _voices(self, standing: QuoteSpeaker.Standing) -> list[Voice]:
        """Each once: two of them may have turned out to be one."""
        voices: dict[int, Voice] = {}
        for row in self.quote.quote_speakers.all():
            if row.standing == standing:
                voices.setdefault(row.speaker.now.pk, _voice(row))
        return list(voices.values())


def _voice(row: QuoteSpeaker) -> Voice:
    speaker = row.speaker.now
    return Voice(speaker.name, speaker.get_absolute_url(), row.role, row.mention, speaker.kind)


def cards(quotes: Iterable[Quote]) -> list[Card]:
    """A card for each of `quotes`, with what its article is called, how far it has come, and who tells that it was
    said. One query, and another where an article has no headline."""
    rows = list(quotes)
    return cards_of(rows, brought(beside([quote.pk for quote in rows]))) if rows else []


def beside(quotes: Sequence[int]) -> dict[str, Branch]:
    """What cards show of these quotes (ids) besides the quotes' own, as branches of a query."""
    return {**branches(quotes), **around(quotes)}


def cards_of(quotes: Sequence[Quote], rows: Mapping[str, Sequence[Sequence[Any]]]) -> list[Card]:
    """A card for each of `quotes`, of what the branches of `beside` brought."""
    called, reaches = headings(quote.article for quote in quotes), reached(quotes, rows)
    made = [Card(quote, called[quote.article_id], reaches[quote.pk]) for quote in quotes]
    return _with_tellers(made, told_by({card.quote.pk: card.place for card in made}, rows))


def told(made: list[Card]) -> list[Card]:
    """The same cards, each with its teller where it has one (J17)."""
    return _with_tellers(made, tellers({card.quote.pk: card.place for card in made}))


def _with_tellers(made: list[Card], found: Mapping[int, Teller]) -> list[Card]:
    for card in made:
        card.teller = found.get(card.quote.pk)
    return made


@dataclass(frozen=True, slots=True)
class Extract:
    """A quote of an article with the few words around it."""

    card: Card
    passage: tuple[Paragraph, ...]


def extracts(quotes: Iterable[Quote], bodies: Mapping[int, Body]) -> list[Extract]:
    """The quotes of an article in the order of the text, each with a quarter of the words that its own page shows."""
    found = []
    rows = list(quotes)
    reaches = reach(rows)
    for card in told([Card(quote, reach=reaches[quote.pk]) for quote in rows]):
        body = bodies.get(card.place.body_id) if card.place else None
        shown = context(body, card.place, settings.OTR_CONTEXT_CHARS // 4) if body and card.place else ()
        found.append((_first(card.place), Extract(card, shown)))
    return [extract for _, extract in sorted(found, key=lambda pair: pair[0])]


def context(body: Body, place: Place, around: int | None = None) -> tuple[Paragraph, ...]:
    """The passage around a quote: `around` characters on either side, by default what the setting allows (R5)."""
    return passage(body.text, _marked(place), settings.OTR_CONTEXT_CHARS if around is None else around)


def at_original(article: Article, place: Place | None = None) -> str:
    """The address of an article's original, or of `place` within it; "" where there is none."""
    url = article.url or article.canonical_url
    return original(url, place.body.text, _marked(place)) if place else original(url, "", [])


def _marked(place: Place) -> list[Marked]:
    return [Marked(part.role, part.start, part.end) for part in place.parts.all()]


def _first(place: Place | None) -> int:
    """Where the content begins."""
    return min((part.start for part in place.parts.all() if part.role == Part.Role.CONTENT), default=0) if place else 0
