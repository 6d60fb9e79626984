"""Rows of who said what. One file a subject; everything is imported from here."""

from quotes.models.claims import Assertion, AssertionKey, AssertionPart, Claim, ClaimEntry
from quotes.models.corrections import Correction
from quotes.models.differences import AssertionPair, Difference
from quotes.models.passes import Pass
from quotes.models.quotes import Part, Place, Quote, QuoteSpeaker
from quotes.models.reports import Report
from quotes.models.search import (
    IndexState,
    NameTail,
    OutletTally,
    SearchEntry,
    SearchText,
    SpeakerCount,
    SpeakerTally,
)
from quotes.models.speakers import Alias, NotSame, Speaker
from quotes.models.statements import Bond, DueLink, Segment, SegmentKey, SegmentPart, Statement, Tie
from quotes.models.suggestions import Suggestion

__all__ = [
    "Alias",
    "Assertion",
    "AssertionKey",
    "AssertionPair",
    "AssertionPart",
    "Bond",
    "Claim",
    "ClaimEntry",
    "Correction",
    "Difference",
    "DueLink",
    "IndexState",
    "NameTail",
    "NotSame",
    "OutletTally",
    "Part",
    "Pass",
    "Place",
    "Quote",
    "QuoteSpeaker",
    "Report",
    "SearchEntry",
    "SearchText",
    "Segment",
    "SegmentKey",
    "SegmentPart",
    "Speaker",
    "SpeakerCount",
    "SpeakerTally",
    "Statement",
    "Suggestion",
    "Tie",
]
