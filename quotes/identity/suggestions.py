"""Which known speakers may be one, for editors to look at. Pure, and linear: names meet in blocks of bounded size.

A block holds the most quoted speakers whose names have a key in common: two words, a word and an initial, the sounds of
all words in any order, an abbreviation. A single name ("Lavrov") is suggested with the person across articles who bears
it as surname: of two or three with the most quoted, of more with nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from quotes.identity.alignment import Comparison
from quotes.identity.likeness import compare
from quotes.identity.names import fold, is_personal
from quotes.identity.people import Person, person
from quotes.identity.resolve import Known, kinds_agree
from quotes.identity.short_forms import long_forms
from quotes.identity.transliteration import loose
from quotes.identity.words import SMALL

BLOCK = 30  # speakers of one block that a name is compared with: the most quoted ones
_NOBODY = frozenset({"unnamed", "document", "group"})
_NAMES = 4  # names of one speaker that are compared
_WORDS = 5
_BEARERS = 3  # people of one surname; of more, none is suggested for the surname alone
_LETTERS = range(2, 8)  # of an abbreviation
_CLASSES = str.maketrans("bfvwgqcCjJzZsxd", "ppppkkkkkkkkkkt", "aeiouyhA")
_RUNS = re.compile(r"(.)\1+|r(?=k)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two speakers by id and why they may be one, in short phrases for an editor. The first is the one that is known
    across articles; of two, or none, the more quoted."""

    one: int
    other: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Blocks:
    """Speakers by key, as far as they came."""

    by_key: dict[str, list[Known]] = field(default_factory=dict)

    def near(self, keys: Iterable[str]) -> list[Known]:
        return list({other.id: other for key in keys for other in self.by_key.get(key, ())}.values())

    def put(self, keys: Iterable[str], one: Known) -> None:
        for key in keys:
            block = self.by_key.setdefault(key, [])
            if len(block) < BLOCK:
                block.append(one)


def suggestions(known: Sequence[Known]) -> Iterator[Suggestion]:
    """Pairs of `known`, which come the most quoted first."""
    blocks = _Blocks()
    for one in known:
        keys = sorted(_keys(one))
        for other in blocks.near(keys):
            if reasons := reasons_for(other, one):
                yield _suggestion(other, one, reasons)
        blocks.put(keys, one)
    yield from _single_names(known)


def _suggestion(one: Known, other: Known, reasons: tuple[str, ...]) -> Suggestion:
    first, second = (other, one) if one.article is not None and other.article is None else (one, other)
    return Suggestion(first.id, second.id, reasons)


def rough(one: Known, *, other_spellings: bool = False) -> set[str]:
    """What a speaker has in common with nearly everybody whom `suggestions` would compare it with, and few others.

    Cheap, for choosing among very many; with `other_spellings` of all the readings of its names' words.
    """
    names = (one.name, *one.names)
    if one.kind in _NOBODY:
        return set()
    if not is_personal(one.kind):
        return {letters for name in names for letters in _letters(name)}
    words = {word for name in names for word in fold(name).split() if len(word) > 1}
    return {_sound(reading) for word in words for reading in (loose(word) if other_spellings else (word,))} - {""}


def reasons_for(one: Known, other: Known) -> tuple[str, ...]:
    """Why two speakers with names of several words may be one; () where nothing speaks for it or something against."""
    if not kinds_agree(one.kind, other.kind) or (one.article is not None and other.article is not None):
        return ()
    if not is_personal(one.kind) or not is_personal(other.kind):
        return _abbreviation(one.name, other.name) or _abbreviation(other.name, one.name)
    found = [compare(a, b) for a, b in product(_long_names(one), _long_names(other))]
    if any(comparison.likeness == "different" for comparison in found):
        return ()
    return _best_reasons(found)


def _best_reasons(found: Iterable[Comparison]) -> tuple[str, ...]:
    likely = [comparison.reasons for comparison in found if comparison.likeness in ("same", "likely")]
    return min(likely, key=len, default=())


def _long_names(one: Known) -> list[str]:
    """Names of more than one word: full ones, or an initial and a surname."""
    names = dict.fromkeys((one.name, *one.names))
    return list(islice((name for name in names if len(person(name).bare) > 1), _NAMES))


def _keys(one: Known) -> set[str]:
    if one.kind in _NOBODY or (one.article is not None and not one.name[:1].isupper()):
        return set()
    if not is_personal(one.kind):
        return set(_letters(one.name))
    return {key for name in _long_names(one) for key in _keys_of(person(name))}


def _keys_of(one: Person) -> Iterator[str]:
    words = [word.plain for word in one.bare[:_WORDS]]
    long = [word for word in (*words, *(word.plain for word in one.nickname)) if len(word) > 1]
    for pair in combinations(sorted(set(long)), 2):
        yield "two " + " ".join(pair)
    first, last = words[0], words[-1]
    yield from {f"initial {first[0]} {last}", f"initial {last[0]} {first}"}
    yield from (f"form {form} {last}" for form in {first, *long_forms(first)})
    without_father = tuple(word for place, word in enumerate(words) if place != one.patronymic)
    for kept in {tuple(words), without_father, tuple(word.plain for word in one.words[:_WORDS])}:
        for sound in islice(product(*(sorted({_sound(reading) for reading in loose(w)}) for w in kept)), BLOCK):
            yield "sounds " + "".join(sorted("".join(sound)))


def _sound(reading: str) -> str:
    """Consonants in rough classes; the same for all that `likeness` takes for one."""
    return _RUNS.sub(r"\1", reading.translate(_CLASSES))


def _letters(name: str) -> Iterator[str]:
    """What an organisation's name may be abbreviated to, or is."""
    words = fold(name, titles=False).split()
    if len(words) == 1 and name.isupper():
        yield "letters " + words[0]
    yield from ("letters " + letters for letters in _abbreviations(words))


def _abbreviations(words: Sequence[str]) -> set[str]:
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word not in SMALL)
    return {letters for letters in (every, large) if len(letters) in _LETTERS}


def _abbreviation(short: str, long: str) -> tuple[str, ...]:
    letters = fold(short, titles=False)
    fits = short.isupper() and " " not in letters and letters in _abbreviations(fold(long, titles=False).split())
    return (f"“{short}” may stand for “{long}”",) if fits else ()


def _single_names(known: Sequence[Known]) -> Iterator[Suggestion]:
    """People whom an article calls by one name, each with the only person who may be meant."""
    bearers: dict[str, list[Known]] = {}
    alone: dict[str, Known] = {}
    for one in known:
        if one.article is None and is_personal(one.kind) and (words := person(one.name).bare):
            for sound in loose(words[-1].plain):
                bearers.setdefault(sound, []).append(one)
    for one in known:
        words = person(one.name).bare
        if (
            one.article is None
            or one.kind not in ("person", "unknown")
            or len(words) != 1
            or not one.name[:1].isupper()
        ):
            continue
        found = {other.id: other for sound in loose(words[0].plain) for other in bearers.get(sound, ())[: _BEARERS + 1]}
        namesakes = len(found) - 1
        if 0 < namesakes < _BEARERS:
            found = dict([next(iter(found.items()))])
        sound = min(loose(words[0].plain))
        if not found and sound in alone:
            found = {alone[sound].id: alone[sound]}
        alone.setdefault(sound, one)
        for other in found.values() if len(found) == 1 else ():
            comparison = compare(other.name, one.name)
            if comparison.likeness in ("same", "likely"):
                more = (f"{namesakes} more of this surname, quoted less",) if namesakes > 0 else ()
                yield _suggestion(other, one, (*comparison.reasons, *more))
