"""Stems of words, and which words of news language stand for one another. No spaCy."""

from functools import cache, lru_cache
from typing import Any

from quotes.claims.lexicon import alike, opposite


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball's stem of a word, in lower case, less possessive endings."""
    stemmed: str = _stemmer().stemWord(word.lower().removesuffix("'s").removesuffix("’s"))
    return stemmed


@cache
def _lines() -> dict[str, frozenset[int]]:
    """For each stem the lines of words alike that it stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(alike()):
        for word in line:
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(lines) for word, lines in found.items()}


def meanings(word: str) -> frozenset[int]:
    """The lines of words alike that the stem stands in."""
    return _lines().get(word, frozenset())


def say_alike(one: str, other: str) -> bool:
    """Whether two stems are one, or stand in one line."""
    return one == other or bool(meanings(one) & meanings(other))


@cache
def _sides(table: str) -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(opposite(table)):
        for side, words in enumerate(pair):
            for word in words:
                found.setdefault(stem(word), set()).add((number, side))
    return {word: frozenset(sides) for word, sides in found.items()}


def exclude(one: str, other: str, table: str = "opposite") -> bool:
    """Whether of two stems one says the opposite of the other: "rise", "fall".

    With the table "sequel": whether one comes after the other, or goes the other way ("open", "close"; "buy", "sell").
    """
    sides = _sides(table).get(other, frozenset())
    return any((number, 1 - side) in sides for number, side in _sides(table).get(one, ()))
