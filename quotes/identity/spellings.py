"""What the spellings of a name have in common, word by word: for looking names up, where `resolve` compares them."""

from collections.abc import Sequence
from itertools import islice, product

from quotes.identity.people import person
from quotes.identity.transliteration import reduced

# Umlauts give a word two readings; no real name has more than a few such words.
_MOST = 8


def name_spellings(name: str) -> list[tuple[str, ...]]:
    """A person's name as all its transliterations have it in common, in words; more than one where letters leave open
    how they are written in English ("Müller": muller, mueller). Titles are left out.
    """
    return list(islice(product(*map(sorted, person(name).forms)), _MOST))


def typed_spellings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The same for some words of a name, in lower case, of which nobody knows whose they are or where they stood."""
    if not all(words):
        return []
    readings = [
        sorted({reduced(word, slavic=slavic, last=last) for slavic in (True, False) for last in (True, False)})
        for word in words
    ]
    return list(islice(product(*readings), _MOST))
