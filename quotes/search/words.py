"""Text to the words that are indexed and compared: ASCII, lower case, letters and digits only. No Django here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from anyascii import anyascii
from snowballstemmer import stemmer

from quotes.identity.spellings import name_spellings

# Before the tails of names that belong to one article alone ("the ministry"): there are as many as there are articles,
# and who looks for a name is not to go through all of them.
OWN = "~"
# Between the parts of one content: no phrase matches across what the outlet left out.
CUT = "0cut0"
_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> tuple[str, ...]:
    """The words of `text`: "Łódź’s 1,000" gives ("lodz", "s", "1", "000"). Empty where there is no letter or digit."""
    return tuple(_WORD.findall(_fold(text)))


def joined(text: str) -> str:
    """The words of `text` with one space between each, and CUT where an ellipsis stands."""
    return f" {CUT} ".join(" ".join(words(piece)) for piece in re.split(r"…|\.\.\.", text)).strip()


def stems(words: Iterable[str]) -> tuple[str, ...]:
    """Each of `words`, as `words()` gives them, cut to what its forms have in common (Porter's second stemmer)."""
    return tuple(map(stem, words))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    return str(_english().stemWord(word))


def tails(name: str) -> set[str]:
    """Every ending of a name that begins at a word, each closed by a space: "Anna Berg" gives "anna berg ", "berg ".

    Whatever stands in the name as whole words, in order, is the beginning of a tail, so that a plain B-tree index
    finds it.
    """
    return _tails(words(name))


def loose_tails(name: str) -> set[str]:
    """The same of a person's name, its words written as all their transliterations have them in common."""
    return {tail for spelling in name_spellings(name) for tail in _tails(spelling)}


@cache
def _english() -> Any:
    return stemmer("english")


def _tails(parts: Sequence[str]) -> set[str]:
    return {" ".join(parts[i:]) + " " for i in range(len(parts))}


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    # Letters and digits only: anyascii would spell an emoji out and turn a curly quotation mark into an apostrophe.
    return "".join(anyascii(c) if c.isalnum() else " " for c in bare).lower()
