"""What a name is when spelling, titles and alphabets are taken away.

No pair of names is written down here: what counts as one spelling follows from how names are carried over between
alphabets (see `transliteration`). Whether two names are one person's is `likeness`'s to say.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from quotes.identity.people import Person, person, without_titles
from quotes.identity.words import PARTICLES, TITLES_OR_NAMES

_DOUBLED = re.compile(r"(.)\1+")
# Before a common noun only: "Hale's campaign" is "the Hale campaign", and "McDonald's Corporation" is a name.
_OWNER = re.compile(r"(?<=\w)['’‘ʼ`]s(?= +[a-z])")


@lru_cache(maxsize=20_000)
def fold(name: str, *, titles: bool = True) -> str:
    """`name` in lower case and plain letters, single spaces between its words.

    Accents, punctuation, a leading article, the ’s of an owner ("Hale’s campaign", "the Hale campaign"), what stands
    in brackets and (unless `titles` is false, for names of organisations) a person's titles are left out: "Dr. Zoë
    Choe-Hûi" gives "zoe choe hui". Initials that follow one another become one word: "J. K. Rowling" and "J.K. Rowling"
    give "jk rowling". "" where nothing is left.
    """
    tokens = _tokens(name)
    return " ".join(without_titles(tokens) if titles else tokens)


def key(name: str, kind: str | None) -> str:
    """What two names of one speaker have in common where nothing but their spelling differs; at most 300 characters.

    `kind` is a speaker's kind; titles belong to the names of all but persons ("General Staff"). A person's
    Vietnamese name keeps the marks that tell it from others.
    """
    folded = fold(name, titles=is_personal(kind))
    marks = person(name).tones if is_personal(kind) else ""
    return f"{folded} {marks}".strip()[:300]


def is_personal(kind: str | None) -> bool:
    """Whether names of this kind of speaker are read as persons' names; those of nobody knows what kind are."""
    return kind in (None, "", "person", "unknown")


@lru_cache(maxsize=20_000)
def coarse(name: str, kind: str | None) -> str:
    """An index key: equal for any two names of which `same_person` could say "same". At most 80 characters.

    For persons the class of the first letter and the last consonants, which no transliteration changes; for all
    others the key itself.
    """
    if not is_personal(kind):
        return key(name, kind)[:80]
    found = person(name)
    father = found.bare[found.patronymic] if found.patronymic is not None else None
    words = [
        word.plain
        for at, word in enumerate(found.words)
        if len(word.plain) > 1 and word is not father and not (at and word.plain in PARTICLES)
    ]
    if not words:
        return ""
    joined = "".join(words).replace("x", "ks")
    first = "a" if joined[0] in "aeiouyj" else joined[0]
    consonants = re.sub(r"[aeiouyjwh ]", "", joined[0] + joined[1:].replace("kh", "h").replace("tch", "ch"))
    return f"{first}-" + _DOUBLED.sub(r"\1", consonants)[-3:]


def is_full(name: str) -> bool:
    """Whether `name` names a person by more than a surname (or initial), so that others may know them by it."""
    return full(person(name))


def full(one: Person) -> bool:
    """The same of a name in its parts."""
    words = one.bare
    if len(words) > 1 and words[0].plain in TITLES_OR_NAMES:
        return len(words) > 2
    written_out = sum(1 for word in words if len(word.plain) > 1)
    return len(words) > 2 or (len(words) == 2 and written_out == 2 and not one.starts_with_particle)


def _tokens(name: str) -> list[str]:
    text = unicodedata.normalize("NFC", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name) or name)
    text = _OWNER.sub("", text).lower()
    text = re.sub(r"['’‘ʼ`]s\b(?=\W*$)", "", text)
    text = anyascii(text).lower()
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
