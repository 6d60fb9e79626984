"""Rows of who said what. One file a subject; everything is imported from here."""

from quotes.models.corrections import Correction
from quotes.models.passes import Pass
from quotes.models.quotes import Part, Place, Quote, QuoteSpeaker
from quotes.models.search import NameTail, SearchEntry
from quotes.models.speakers import Alias, NotSame, Speaker
from quotes.models.suggestions import Suggestion

__all__ = [
    "Alias",
    "Correction",
    "NameTail",
    "NotSame",
    "Part",
    "Pass",
    "Place",
    "Quote",
    "QuoteSpeaker",
    "SearchEntry",
    "Speaker",
    "Suggestion",
]
