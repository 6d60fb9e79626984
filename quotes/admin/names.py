"""Speakers by name, as the desk looks for them."""

from __future__ import annotations

from quotes.models.speakers import SpeakerQuerySet
from quotes.search.grammar import parse
from quotes.search.words import words


def named(speakers: SpeakerQuerySet, typed: str) -> SpeakerQuerySet:
    """Those of `speakers` one of whose names has the words `typed`, the last of each perhaps half typed.

    Empty where there is no word in it at all.
    """
    return speakers.named(parse(typed)) if words(typed) else speakers.none()
