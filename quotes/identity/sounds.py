"""Whether all the words of two names are spellings of each other, however they are cut into words, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz.distance import JaroWinkler

from quotes.identity.people import Person, Word
from quotes.identity.transliteration import consonants, korean, loose, wade_giles

EXACT = "the same words"
_MOST = 256  # readings of a whole name that are looked at
_SYLLABLE = 6  # letters that a syllable has at most
# How alike (Jaro-Winkler) two words are that may be one with a slip, so that "different" is too much to say.
_ALIKE = 0.88


@dataclass(frozen=True, slots=True)
class Reading:
    """Some words of a person's name: all, those without particles, or the nickname with the surname."""

    person: Person
    words: tuple[Word, ...]

    @property
    def plain(self) -> tuple[str, ...]:
        return plain(self.words)


def all_in_one(forms: Sequence[frozenset[str]]) -> set[str]:
    """Every way to write the words, given the forms of each, without spaces."""
    return {"".join(spelling) for spelling in islice(product(*map(sorted, forms)), _MOST)}


def spelled_alike(one: Reading, other: Reading, words: Sequence[Word]) -> str:
    """Why `words` of one may be spellings of all of the other's, however they are cut into words; "" where not."""
    if any(len(word.plain) == 1 for word in (*words, *other.words)):
        exact = "".join(plain(words)) == "".join(other.plain) and len(words) == len(other.words)
        return EXACT if exact else ""
    mine, theirs = plain(words), other.plain
    if mine == theirs or (len(mine) != len(theirs) and "".join(mine) == "".join(theirs)):
        return EXACT
    if _meet([loose(word) for word in mine], [loose(word) for word in theirs]):
        return "two transliterations of one name"
    scripts = {one.person.script, other.person.script}
    if len(scripts) == 2 and "unvowelled" in scripts and _consonants(mine) & _consonants(theirs):
        return "the same consonants in another script"
    if len(mine) > 1 and len(theirs) > 1:
        return _east_asian(one, other, mine, theirs)
    return ""


def close(one: str, other: str) -> bool:
    """Whether two words are nearly the same letters."""
    return JaroWinkler.similarity(one, other) >= _ALIKE


def _consonants(words: Sequence[str]) -> set[str]:
    squeezed = ("".join(spelling) for spelling in islice(product(*(sorted(consonants(w)) for w in words)), _MOST))
    return {word for word in squeezed if word}


def _east_asian(one: Reading, other: Reading, mine: Sequence[str], theirs: Sequence[str]) -> str:
    pinyin, others = [frozenset((word,)) for word in mine], [frozenset((word,)) for word in theirs]
    if _meet(pinyin, [wade_giles(word) for word in theirs]) or _meet([wade_giles(word) for word in mine], others):
        return "Pinyin and Wade-Giles for one name"
    looks_korean = any(_looks_korean(reading) for reading in (one, other))
    if looks_korean and _meet([korean(word) for word in mine], [korean(word) for word in theirs]):
        return "two romanisations of one Korean name"
    return ""


def _meet(forms: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    """Whether the two can be read alike: word by word, or in one where they are not cut into as many words."""
    if len(forms) == len(others):
        return all(a & b for a, b in zip(forms, others, strict=True))
    return bool(all_in_one(forms) & all_in_one(others))


def _looks_korean(reading: Reading) -> bool:
    """A family name of one syllable and a given name of two, the second written small; or Korean script."""
    syllables = all(len(word.plain) <= _SYLLABLE for word in reading.words) and len(reading.words) == 3
    return reading.person.script == "hangul" or (syllables and "-" in reading.person.written)


def turned(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words with some from the beginning put to the end: family name last, family name first."""
    for cut in range(1, len(words)):
        yield words[cut:] + words[:cut]


def plain(words: Sequence[Word]) -> tuple[str, ...]:
    """The words in plain small letters."""
    return tuple(word.plain for word in words)
