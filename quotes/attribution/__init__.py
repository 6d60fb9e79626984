"""Text in, attributed quotes out. This is all that the rest of the house may import; it needs spaCy, never Django."""

from quotes.attribution.pipeline import VERSION, attribute, attribute_many
from quotes.attribution.types import AttributedQuote, Document, Kind, Result, SpeakerKind, Stance, Voice

__all__ = [
    "VERSION",
    "AttributedQuote",
    "Document",
    "Kind",
    "Result",
    "SpeakerKind",
    "Stance",
    "Voice",
    "attribute",
    "attribute_many",
]
