"""What a name is when spelling, titles and alphabets are taken away, and whether two names are one person's.

No pair of names is written down here: what counts as one spelling follows from how names are carried over between
alphabets (y, i and j behind vowels; -sky, -skiy and -skyi; ks and x; umlauts). What could be another given name is
"unsure", and whoever is unsure does not merge.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from quotes.identity.words import GENERATIONS, LETTERS_AFTER, PARTICLES, REGNAL, TITLES, TITLES_OR_NAMES

Likeness = Literal["same", "different", "unsure"]

_DOUBLED = re.compile(r"(.)\1+")
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_ALIKE = 0.88  # how alike two words must be (Jaro-Winkler) for "different" to be too much to say


@lru_cache(maxsize=20_000)
def fold(name: str, *, titles: bool = True) -> str:
    """`name` in lower case and plain letters, single spaces between its words.

    Accents, punctuation, a leading article, what stands in brackets and (unless `titles` is false, for names of
    organisations) a person's titles are left out: "Dr. Zoë Choe-Hûi" gives "zoe choe hui". Initials that follow one
    another become one word: "J. K. Rowling" and "J.K. Rowling" give "jk rowling". "" where nothing is left.
    """
    tokens = _tokens(name, expand=False)
    return " ".join(_without_titles(tokens) if titles else tokens)


def key(name: str, kind: str | None) -> str:
    """What two names of one speaker have in common where nothing but their spelling differs; at most 300 characters.

    `kind` is a speaker's kind; titles belong to the names of all but persons ("General Staff").
    """
    return fold(name, titles=is_personal(kind))[:300]


def is_personal(kind: str | None) -> bool:
    """Whether names of this kind of speaker are read as persons' names; those of nobody knows what kind are."""
    return kind in (None, "", "person", "unknown")


def coarse(name: str, kind: str | None) -> str:
    """An index key: equal for any two names of which `same_person` could say "same". At most 80 characters.

    For persons the class of the first letter and the last consonants, which no transliteration changes; for all
    others the key itself.
    """
    if not is_personal(kind):
        return key(name, kind)[:80]
    words = [word for word in _person(name).words if len(word) > 1]
    if not words:
        return ""
    joined = "".join(words).replace("x", "ks")
    first = "a" if joined[0] in "aeiouyj" else joined[0]
    consonants = re.sub(r"[aeiouyjwh ]", "", joined[0] + joined[1:].replace("kh", "h").replace("tch", "ch"))
    return f"{first}-" + _DOUBLED.sub(r"\1", consonants)[-3:]


def is_full(name: str) -> bool:
    """Whether `name` names a person by more than a surname (or initial), so that others may know them by it."""
    words = _person(name).words
    if len(words) < 2 or words[0] in TITLES_OR_NAMES:
        return len(words) > 2
    return len(words[0]) > 1


def same_person(a: str, b: str) -> Likeness:
    """Whether two names are spellings of one person's name, in so far as names can tell.

    "same" only for full names that differ in spelling, hyphens, titles or a middle initial; "different" where a given
    name, a surname or a generation ("Jr.") contradicts; "unsure" for all else, a surname alone among it.
    """
    one, other = _person(a), _person(b)
    if not one.words or not other.words:
        return "unsure"
    if one.generation and other.generation and one.generation != other.generation:
        return "different"
    likeness = _compare(one, other)
    if likeness == "same" and (one.generation != other.generation or not (is_full(a) and is_full(b))):
        return "unsure"
    return likeness


@dataclass(frozen=True, slots=True)
class _Person:
    """A name in words, without titles; `forms` holds for each word the spellings that it may stand for."""

    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    generation: str


@lru_cache(maxsize=20_000)
def _person(name: str) -> _Person:
    words, generation = _split(_tokens(name, expand=False))
    expanded, _ = _split(_tokens(name, expand=True))
    if len(expanded) != len(words):  # a lone "Ö." is two letters long when it is expanded, and no initial any more
        expanded = words
    slavic = bool(words) and bool(_SLAVIC.search(words[-1]))
    forms = tuple(
        frozenset(_reduced(word, slavic=slavic, last=position == len(words) - 1) for word in spellings)
        for position, spellings in enumerate(zip(words, expanded, strict=True))
    )
    return _Person(tuple(words), forms, generation)


def _split(tokens: list[str]) -> tuple[list[str], str]:
    """A person's words and generation, titles, letters and particles left out."""
    words, generation = _without_titles(tokens), ""
    while len(words) > 1 and (words[-1] in LETTERS_AFTER or words[-1] in GENERATIONS):
        generation = GENERATIONS.get(words.pop(), generation)
    bare = [word for word in words if word not in PARTICLES]
    return bare or words, generation


def _without_titles(tokens: list[str]) -> list[str]:
    rest = tokens
    while len(rest) > 1:
        left = sum(1 for word in rest[1:] if word not in GENERATIONS and word not in LETTERS_AFTER)
        named_by_title = rest[0] in REGNAL or rest[0] in TITLES_OR_NAMES
        if left and (rest[0] in TITLES or (named_by_title and left > 1)):
            rest = rest[1:]
        elif left > 1 and rest[0] in ("of", "state") and len(rest) < len(tokens):
            rest = rest[1:]  # "Secretary of State"
        else:
            break
    return rest


def _tokens(name: str, *, expand: bool) -> list[str]:
    text = unicodedata.normalize("NFC", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name) or name).lower()
    text = re.sub(r"['’‘ʼ`]s\b(?=\W*$)", "", text)
    text = anyascii(text.translate(_EXPANDED) if expand else text).lower()
    text = re.sub(r"['’‘`\"]|\.(?=\S)(?<=\b\w\.)|\.", "", text.replace("&", " and "))
    tokens = re.findall(r"[a-z0-9]+", text)
    if len(tokens) > 1 and tokens[0] in ("the", "a", "an"):
        tokens = tokens[1:]
    return _initials_joined(tokens)


def _initials_joined(tokens: list[str]) -> list[str]:
    joined: list[str] = []
    for position, token in enumerate(tokens):
        if position and len(token) == 1 and len(tokens[position - 1]) == 1 and token.isalpha():
            joined[-1] += token
        else:
            joined.append(token)
    return joined


_SLAVIC = re.compile(r"(?:[oey]v|ova|eva|enko|sk(?:y|i|iy|ij|yy|yi|ii|aya|aia|aja)|[iy]ch|chuk)$")
_ALWAYS = (
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?<=..)kh"), "h"),
    (re.compile(r"^tch"), "ch"),
    (re.compile(r"(?:iy|ii|yy|ij|yj|yi)$"), "y"),
    (re.compile(r"i[yj]a$"), "ia"),
    (re.compile(r"(?<=[szc]k)[yi]$"), "y"),
    (re.compile(r"(?<=...[aeou])[yj]$"), "i"),
    (re.compile(r"(?<=[aeiou])[yij]e(?=va?$)"), "e"),
    (re.compile(r"yov$"), "ev"),
)
# Given names of other languages differ in these alone (Toni and Tony), so they ask for a long or a Slavic name.
_LOOSE = (
    (re.compile(r"(?<=[^aeiouyj])[yj](?=[aeou])"), "i"),
    (re.compile(r"(?<=[^aeiou])i$"), "y"),
    (re.compile(r"^ye"), "e"),
)
_LONG = 6
_VOWELS = re.compile(r"[aeiou]+")


def _reduced(word: str, *, slavic: bool, last: bool) -> str:
    """The one spelling for all transliterations of `word`; a surname's (`last`) is less often one of several."""
    loose = slavic or (len(word) >= _LONG and not last)
    for pattern, replacement in (*_ALWAYS, *(_LOOSE if loose else ())):
        word = pattern.sub(replacement, word)
    if word[0] == "j" and not last and (slavic or (len(word) >= _LONG - 1 and len(_VOWELS.findall(word)) > 1)):
        return (
            "y" + word[1:]
        )  # but not in names of one syllable, of which there are so many: Jun and Yun, Jeong and Yeong
    return word


def _compare(one: _Person, other: _Person) -> Likeness:
    if min(len(one.words), len(other.words)) == 1:
        return _compare_surnames(one, other)
    shared = bool(one.forms[0] & other.forms[0]), bool(one.forms[-1] & other.forms[-1])
    if len(one.words) != len(other.words) and any(shared) and _joined_forms(one) & _joined_forms(other):
        return "same"
    if sorted(one.words) == sorted(other.words) and not all(shared):
        return "unsure"
    if not shared[0] and not _may_be_short(one.words[0], other.words[0]):
        return "different"
    if not shared[-1] and not _close(one.words[-1], other.words[-1]):
        return "different"
    return _compare_middles(one.words[1:-1], other.words[1:-1]) if all(shared) else "unsure"


def _compare_surnames(one: _Person, other: _Person) -> Likeness:
    """One of the two is a single word: it is the other's surname, its first name, or another's."""
    short, long = sorted((one, other), key=lambda person: len(person.words))
    fits = any(short.forms[0] & forms for forms in long.forms) or short.words[0] == "".join(long.words)
    return "unsure" if fits or _close(short.words[0], long.words[-1]) else "different"


def _compare_middles(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    if not one or not other:
        return "same" if all(len(word) == 1 for word in one + other) else "unsure"
    if len(one) != len(other):
        return "unsure"
    pairs = list(zip(one, other, strict=True))
    if any(a[0] != b[0] for a, b in pairs):
        return "different"
    return "same" if all(a == b or min(len(a), len(b)) == 1 for a, b in pairs) else "unsure"


def _joined_forms(person: _Person) -> set[str]:
    """All words in one, so that hyphens and spaces make no difference."""
    joined = {""}
    for forms in person.forms:
        joined = {begin + form for begin in joined for form in forms}
    return joined


def _close(a: str, b: str) -> bool:
    return JaroWinkler.similarity(a, b) >= _ALIKE


def _may_be_short(a: str, b: str) -> bool:
    """Whether two given names could be one person's: an initial, a beginning, or nearly the same word."""
    short, long = sorted((a, b), key=len)
    return (short[0] == long[0] and len(short) <= 3) or long.startswith(short) or _close(a, b)
