"""Text in, attributed quotes out. This is all that the rest of the house may import; it never needs Django.

spaCy is loaded only when something is attributed: the web process imports the bands and the types from here.
"""

from typing import TYPE_CHECKING, Any

from quotes.attribution.bands import LIKELY_FROM, SURE_FROM, Band, band_of
from quotes.attribution.types import AttributedQuote, Document, Kind, Result, SpeakerKind, Stance, Voice, WeightsError

if TYPE_CHECKING:
    from quotes.attribution.pipeline import VERSION, attribute, attribute_many

__all__ = [
    "LIKELY_FROM",
    "SURE_FROM",
    "VERSION",
    "AttributedQuote",
    "Band",
    "Document",
    "Kind",
    "Result",
    "SpeakerKind",
    "Stance",
    "Voice",
    "WeightsError",
    "attribute",
    "attribute_many",
    "band_of",
]


def __getattr__(name: str) -> Any:
    if name in ("VERSION", "attribute", "attribute_many"):
        from quotes.attribution import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
