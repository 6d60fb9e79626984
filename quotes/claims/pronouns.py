"""Whom "I", "he" and "she" mean in a claim: only what the attribution has read, and only where that is sure.

Nothing is resolved here. "I" within quotation marks is the quote's speaker; for "he" and "she" the reading of the
article's mentions is asked (`quotes.attribution.mentions`). "We", "they" and "it" stay nobody, and so do "my" and
"his": what one's firm did one has not done, and mostly they mean the subject, which says so.
"""

import re
from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from quotes.attribution.page import Page
from quotes.attribution.types import AttributedQuote, Kind, SpeakerKind
from quotes.claims.names import folded
from quotes.identity.words import TITLES

# Set by reading 60 of the names that it gave.
_SURE = 0.87
_SURE_OF_SPEAKER = 0.8
_FIRST = "I"
_THIRD = frozenset(("he", "she"))
_JOINTS = re.compile(r"[\s‐‑–-]+")
_OPENED = re.compile(r"(?<!\w)[\"“‘'](?=\w)")


def names_meant(
    doc: Doc, page: Page, quotes: Sequence[AttributedQuote], quote_of: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """By token the names of whom a pronoun means: the words of the person's name, folded.

    `quote_of` says for each token which of the `quotes` it stands in, -1 for none.
    """
    found: dict[int, str] = {}
    meant = doc._.meant if doc.has_extension("meant") else {}
    for index, person in meant.items():
        if person.confidence >= _SURE and doc[index].lower_ in _THIRD and page.quotation_of[index] < 0:
            found[index] = person.name
    speakers = [_speaker(quote) for quote in quotes]
    for index in np.nonzero(doc.to_array("ORTH") == doc.vocab.strings[_FIRST])[0].tolist():
        quote = quote_of[index]
        if quote >= 0 and speakers[quote] and _is_own_voice(doc, page, index, quotes[quote]):
            found[index] = speakers[quote]
    return {index: keys for index, name in found.items() if (keys := keys_of_name(name))}


def keys_of_name(name: str) -> tuple[str, ...]:
    """The words of a person's name as `names_in` would give them: no titles, initials or particles."""
    words = [word for word in _JOINTS.split(name) if word[:1].isupper()]
    keys = (folded(word) for word in words if word.lower().strip(".") not in TITLES)
    return tuple(dict.fromkeys(key for key in keys if len(key) > 1))


def _speaker(quote: AttributedQuote) -> str:
    """Who says a quote, by name; "" where that is nobody, several, no person, or not sure."""
    who = quote.voices[0] if len(quote.voices) == 1 else None
    sure = who is not None and who.kind is SpeakerKind.PERSON and quote.name_confidence >= _SURE_OF_SPEAKER
    return who.name if who is not None and sure else ""


def _is_own_voice(doc: Doc, page: Page, index: int, quote: AttributedQuote) -> bool:
    """Whether a word of a quote is its speaker's, in quotation marks, and in no further ones within these."""
    quotation = page.quotation_of[index]
    if quotation < 0:
        return quote.kind is Kind.DIRECT  # a transcript
    return _OPENED.search(page.text, page.quotations[quotation].inner_start, doc[index].idx + 1) is None
