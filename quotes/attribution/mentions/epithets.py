"""Somebody called after where he is from: "the Basque", "the German"."""

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.words import Words

_PEOPLES = ("sh", "ch", "ese", "ss")  # "the French", "the Chinese" are many


def is_native(words: Words, i: int) -> bool:
    """Is token i such a word, with "the" before it and no noun behind?"""
    low = words.low[i]
    if not words.text[i][0].isupper() or i == 0 or words.low[i - 1] != "the" or words.tag[i] in ("NNPS", "NNS"):
        return False
    if words.pos[i + 1 : i + 2] in (["NOUN"], ["PROPN"], ["ADJ"], ["PART"]) or words.text[i + 1 : i + 2] == ["-"]:
        return False
    if low in kinds.NATIVES:
        return True
    place = words.place(i, i)
    single = low == "czech" or not (low.endswith(_PEOPLES) or low.endswith("s"))
    return place is not None and place.kind is PlaceKind.DEMONYM and single


def country_of(words: Words, i: int) -> str:
    """The code of the country that such a word names, or ""."""
    place = words.place(i, i)
    return place.code if place is not None else ""
