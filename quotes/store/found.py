"""What a pass has found, in the shape of rows: the same words printed twice are one quote with two places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from articles.models import Body
from quotes.accusations import accuses
from quotes.attribution.types import AttributedQuote, Span, Voice
from quotes.identity import Record, fold
from quotes.models import Part, QuoteSpeaker
from quotes.models.quotes import CHAIN
from quotes.naming.speakers import Cast, cast
from quotes.store.spans import Spans

# (role, start, end), in order of the text: the parts of one place.
Parts = tuple[tuple[str, int, int], ...]
_NOT_WORDS = re.compile(r"[\W_]+")
_LONGEST_MENTION = QuoteSpeaker._meta.get_field("mention").max_length or 0
_LONGEST_ROLE = QuoteSpeaker._meta.get_field("role").max_length or 0
_LONGEST_ADDRESSEE = 300


@dataclass(frozen=True, slots=True)
class Saying:
    """Who speaks in a quote, or might: one QuoteSpeaker."""

    speaker: int
    standing: str
    position: int
    mention: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One quote to be: `lead` gives its fields, `places` its parts at every place, in order of the text."""

    lead: AttributedQuote
    text: str
    places: tuple[Parts, ...]
    sayings: tuple[Saying, ...]
    headline: bool
    accuses: bool

    @property
    def contents(self) -> tuple[Spans, ...]:
        return tuple(content_of(parts) for parts in self.places)

    @property
    def speakers(self) -> frozenset[int]:
        return frozenset(saying.speaker for saying in self.sayings if saying.standing == QuoteSpeaker.Standing.SPEAKS)

    @property
    def fields(self) -> dict[str, object]:
        """The machine's fields of the Quote."""
        lead = self.lead
        return {
            "text": self.text,
            "kind": lead.kind.value,
            "stance": lead.stance.value,
            "headline": self.headline,
            "accuses": self.accuses,
            "sourced": bool(self.speakers)
            or any(role == Part.Role.SOURCE for parts in self.places for role, *_ in parts),
            "confidence": lead.confidence,
            "name_confidence": lead.name_confidence,
            "reasons": list(lead.reasons),
            "addressee": (lead.addressee or "")[:_LONGEST_ADDRESSEE],
            "said_on": _date(lead.said_on),
        }


def content_of(parts: Parts) -> Spans:
    return tuple((start, end) for role, start, end in parts if role == Part.Role.CONTENT)


def content_text(text: str, spans: Sequence[Span]) -> str:
    """A quote's `text`: its content's parts, joined."""
    return " … ".join(text[start:end] for start, end in spans)


def gather(body: Body, quotes: Sequence[AttributedQuote]) -> list[Found]:
    """Resolve the speakers, and put the same words of one speaker together. Quotes without content are left out."""
    quotes = [quote for quote in quotes if quote.content]
    company = cast(
        body.article_id,
        [_record(voice, body.article_id) for quote in quotes for voice in quote.voices],
        [name for quote in quotes for name in quote.candidates],
    )
    groups: dict[object, list[AttributedQuote]] = {}
    for quote in sorted(quotes, key=lambda quote: quote.content):
        groups.setdefault(_sameness(body.text, quote, company), []).append(quote)
    return [_found(body.text, group, company) for group in groups.values()]


def _record(voice: Voice, article_id: int) -> Record:
    roles = (voice.role[:_LONGEST_ROLE],) if voice.role else ()
    return Record(voice.name, _kind(voice), voice.names, article_id, roles)


def _kind(voice: Voice) -> str:
    return voice.kind.value if voice.kind else ""


def _sameness(text: str, quote: AttributedQuote, company: Cast) -> object:
    """Equal for two attributions that are one quote: the same words, said by the same, in the same way.

    Where nobody knows who speaks, the source's words must be the same too.
    """
    words = _NOT_WORDS.sub(" ", content_text(text, quote.content)).strip().casefold()
    speakers = tuple(sorted(company.speaker(voice.name, _kind(voice)) for voice in quote.voices))
    source = () if speakers else tuple(text[start:end].casefold() for start, end in quote.source)
    return words, quote.kind, quote.stance, speakers or (source, quote.candidates)


def _found(text: str, group: Sequence[AttributedQuote], company: Cast) -> Found:
    lead = min(group, key=lambda quote: (quote.headline, -quote.confidence, quote.content))
    return Found(
        lead,
        content_text(text, lead.content),
        tuple(dict.fromkeys(_parts(quote) for quote in group)),
        tuple(_sayings(text, lead, company)),
        all(quote.headline for quote in group),
        accuses(content_text(text, lead.cue), content_text(text, lead.content)),
    )


def _parts(quote: AttributedQuote) -> Parts:
    roles = {
        Part.Role.CONTENT: quote.content,
        Part.Role.CUE: quote.cue,
        Part.Role.SOURCE: quote.source,
        Part.Role.MENTION: [span for voice in quote.voices for span in voice.mentions],
    }
    parts = {(role.value, start, end) for role, spans in roles.items() for start, end in spans}
    return tuple(sorted(parts, key=lambda part: (part[1], part[2], part[0])))


def _sayings(text: str, quote: AttributedQuote, company: Cast) -> list[Saying]:
    sayings: dict[int, Saying] = {}
    for voice in quote.voices:
        speaker = company.speaker(voice.name, _kind(voice))
        mention, role = _chain(text, voice)[:_LONGEST_MENTION], voice.role[:_LONGEST_ROLE]
        sayings.setdefault(speaker, Saying(speaker, QuoteSpeaker.Standing.SPEAKS.value, len(sayings), mention, role))
    for name in quote.candidates:
        candidate = company.candidate(name)
        if candidate is not None:
            standing = QuoteSpeaker.Standing.CANDIDATE.value
            sayings.setdefault(candidate, Saying(candidate, standing, len(sayings)))
    return list(sayings.values())


def _chain(text: str, voice: Voice) -> str:
    """From the source's words to the name: "she → Choe → Choe Son-hui"."""
    links: list[str] = []
    for link in [*(" ".join(text[start:end].split()) for start, end in voice.mentions), voice.name]:
        if not links or fold(links[-1]) != fold(link):
            links.append(link)
    return CHAIN.join(links)


def _date(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
