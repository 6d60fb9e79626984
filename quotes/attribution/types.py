"""What the attribution takes and gives: plain values, no spaCy and no Django.

Every offset is a position in the text as given, in characters (``str`` indices), end exclusive.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes.claims.types import DrawnClaim

Span = tuple[int, int]


class WeightsError(RuntimeError):
    """A file of the learned parts can't be used; the message says which and what to do."""


class Kind(StrEnum):
    """How much of the content stands in quotation marks: all of it, a part, nothing."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DECLINES = "declines"
    ASKS = "asks"
    SUPPOSES = "supposes"


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Document:
    """One text to attribute. `published` is an ISO date or date-time; only needed for "on Friday"."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks, as far as the article tells.

    `name` is the fullest name that the article gives (for capitals and the like the country's usual name, for
    unnamed sources their own words); `names` are all the names that the article uses for them; `role` is what the
    article calls them by way of introduction ("US Secretary of State") or ""; `mentions` is the chain from the
    source's words to the name.
    """

    name: str
    kind: SpeakerKind | None
    mentions: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class AttributedQuote:
    """One attribution in one text: who (voices), the cue, and what (content), with confidence and reasons.

    `voices` is empty where the speaker is unknown or ambiguous; then `candidates` says who it might be.
    `source` is empty where the speaker is inherited from the paragraph before.
    """

    content: tuple[Span, ...]
    kind: Kind
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    stance: Stance = Stance.ASSERTS
    voices: tuple[Voice, ...] = ()
    candidates: tuple[str, ...] = ()
    addressee: str | None = None
    said_on: str | None = None
    headline: bool = False
    confidence: float = 0.0
    name_confidence: float = 0.0
    reasons: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The machine's contract: one entry of "attributions" in the JSON lines of `extract`."""
        mentions = [list(span) for voice in self.voices for span in voice.mentions]
        return {
            "content": [list(s) for s in self.content],
            "cue": [list(s) for s in self.cue],
            "source": [list(s) for s in self.source],
            "kind": self.kind.value,
            "stance": self.stance.value,
            "speaker": self.voices[0].name if self.voices else None,
            "speakers": [v.name for v in self.voices],
            "candidates": list(self.candidates),
            "speaker_kind": self.voices[0].kind.value if self.voices and self.voices[0].kind else None,
            "mentions": mentions,
            "addressee": self.addressee,
            "said_on": self.said_on,
            "headline": self.headline,
            "confidence": self.confidence,
            "name_confidence": self.name_confidence,
            "reasons": list(self.reasons),
        }


@dataclass(slots=True)
class Draft:
    """An attribution in the making: its spans are found, who the source is is not yet decided.

    Spans are character offsets into the Doc's text, in order of the text. `rule` names the rule that found it.
    `inherits` is the index of the draft, earlier in the same list, whose source goes on speaking here without being
    named again; then `source` and `cue` are empty. `in_turn` is the index of an earlier one whose speaker it may be
    instead, because two ask and answer in turn. `addressee` and `time` are the words for whom it was said to and
    when.
    """

    content: tuple[Span, ...]
    rule: str
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    headline: bool = False
    inherits: int | None = None
    in_turn: int | None = None
    stance: Stance = Stance.ASSERTS
    addressee: Span | None = None
    time: Span | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a draft's source is: the voices, or, where that is in doubt, no voice and the candidates' names.

    `addressee` is the name of whom it was said to, or their words as they stand; None where the draft has none.
    """

    voices: tuple[Voice, ...] = ()
    candidates: tuple[str, ...] = ()
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a pronoun means: the person's fullest name in the article, and how sure that is, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one Document: its quotes, or the reason why it could not be attributed (law 4).

    `claims` were drawn from it, where that was asked for; `claims_error` says why none could be, though there are
    quotes.
    """

    id: str
    quotes: tuple[AttributedQuote, ...] = ()
    error: str = ""
    claims: "tuple[DrawnClaim, ...]" = ()
    claims_error: str = ""
