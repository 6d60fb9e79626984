"""A person's name in its parts: words, marks, particles, nickname, generation, and what a title tells of the sex."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from anyascii import anyascii

from quotes.identity.transliteration import EXPANDED, is_slavic, reduced
from quotes.identity.words import (
    ALWAYS_PARTICLES,
    ARTICLES,
    COMPOUNDS,
    FEMALE_TITLES,
    GENERATIONS,
    GENERATIONS_BEFORE,
    LETTERS_AFTER,
    MALE_TITLES,
    PARTICLES,
    REGNAL,
    TITLES,
    TITLES_BEFORE_FULL,
    TITLES_OR_NAMES,
)

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NICKNAME = re.compile(r"[“”„«\"]([^“”„«»\"]+)[“”»\"]|(?<=\s)['‘]([^'’‘]+)['’](?=\s)")
_POSSESSIVE = re.compile(r"['’‘ʼ`]s\b(?=\W*$)", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’‘ʼʻʹʿʾ`\"“”„«»]")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—,;:/·•・.&]+")
# The Arabic article before a sun letter: "ash-Shammari", "an-Nasir".
_SUN = re.compile(r"\b[ae](sh|th|dh|[sdtnrzl])-(?=\1)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b[ae]l-(?=\w)", re.IGNORECASE)
_PATRONYMIC = re.compile(r"(?:[oeyi]v[iy]t?s?ch|owitsch|[oeiy]vna|[iy]ichna|ichna)$")
# What Vietnamese alone writes: letters with two marks, the horn, the hook, the dot below.
_VIETNAMESE = re.compile("[\u031b\u0323\u0309]|[\u0302\u0306][\u0300\u0301\u0303]|[\u0300\u0301\u0303][\u0302\u0306]")
_SCRIPTS = {"CJK": "han", "HANGUL": "hangul", **dict.fromkeys(("ARABIC", "HEBREW", "DEVANAGARI"), "unvowelled")}
_DOTTED = re.compile(r"\s*\w+\.")
_CAMEL = re.compile(r"[A-Z][a-z]*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: in plain small letters; the marks that it was written with; whether a full stop or a single
    letter shows that it is shortened; whether it is no more than a particle."""

    plain: str
    marks: str = ""
    short: bool = False
    particle: bool = False


@dataclass(frozen=True)
class Person:
    """A name without titles. `words` hold its particles, `nickname` what stands in quotation marks."""

    words: tuple[Word, ...] = ()
    nickname: tuple[Word, ...] = ()
    generation: str = ""
    sex: str = ""
    script: str = "latin"
    written: str = ""

    @cached_property
    def bare(self) -> tuple[Word, ...]:
        """Without particles, unless nothing else is left."""
        return tuple(word for word in self.words if not word.particle) or self.words

    @cached_property
    def forms(self) -> tuple[frozenset[str], ...]:
        """For each of `words` the spellings that all its transliterations have in common."""
        return spelled(self.words)

    @cached_property
    def vietnamese(self) -> bool:
        return self.script == "latin" and bool(_VIETNAMESE.search(unicodedata.normalize("NFD", self.written)))

    @cached_property
    def tones(self) -> str:
        """The marks of a Vietnamese name, wherever on a syllable they stand: there they make another name. Else ""."""
        if not self.vietnamese:
            return ""
        return " ".join(marks_of(word) for word in self.words)

    @cached_property
    def starts_with_particle(self) -> bool:
        """ "Le Pen", "al-Assad": a surname that looks like two names."""
        return bool(self.words) and (self.words[0].particle or self.words[0].plain in PARTICLES - ARTICLES)

    @cached_property
    def patronymic(self) -> int | None:
        """Where among the bare words an East Slavic father's name stands."""
        inner = range(1, len(self.bare) - 1)
        return next((at for at in inner if _PATRONYMIC.search(self.bare[at].plain)), None)


def marks_of(word: Word) -> str:
    """The letters and marks of a word in a fixed order; "" where it has no marks."""
    return "".join(sorted(unicodedata.normalize("NFD", word.marks)))


def spelled(words: tuple[Word, ...]) -> tuple[frozenset[str], ...]:
    """For each word the spellings that its transliterations have in common; umlauts may give two."""
    slavic = bool(words) and is_slavic(words[-1].plain)
    return tuple(
        frozenset(
            reduced(spelling, slavic=slavic, last=position == len(words) - 1)
            for spelling in {word.plain, _expanded(word)}
        )
        for position, word in enumerate(words)
    )


@lru_cache(maxsize=20_000)
def person(name: str) -> Person:
    """The parts of a person's name; of any text at all, with no words where there is no letter in it."""
    text = unicodedata.normalize("NFC", _BRACKETS.sub(" ", name) or name)
    text = _in_order(_POSSESSIVE.sub("", text))
    nickname = _NICKNAME.search(text)
    if nickname and len(_words(rest := text[: nickname.start()] + " " + text[nickname.end() :])) > 1:
        known_as = _words(nickname[1] or nickname[2])
        return _person(rest, tuple(known_as))
    return _person(text, ())


def _person(text: str, nickname: tuple[Word, ...]) -> Person:
    words = _words(_ARTICLE.sub("al ", _SUN.sub("al-", text)))
    if len(words) > 1 and words[0].plain == "the":
        words = words[1:]
    before = [word.plain for word in words]
    generation = GENERATIONS_BEFORE.get(before[0], "") if len(before) > 2 else ""
    words = words[1:] if generation else words
    dropped = len(words) - len(without_titles([word.plain for word in words]))
    titles, words = {word.plain for word in words[:dropped]}, words[dropped:]
    if len(words) > 2 and words[0].plain in TITLES_BEFORE_FULL and not _DOTTED.match(text):
        words = words[1:]
    while len(words) > 1 and (words[-1].plain in LETTERS_AFTER or words[-1].plain in GENERATIONS):
        generation = GENERATIONS.get(words.pop().plain, generation)
    sex = "m" * bool(titles & MALE_TITLES) or "f" * bool(titles & FEMALE_TITLES)
    return Person(tuple(_compounded(words)), nickname, generation, sex, _script(text), text)


def without_titles(tokens: list[str]) -> list[str]:
    """What is left of a name in plain words when the titles before it are taken away."""
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


def _in_order(text: str) -> str:
    """ "Lavrov, Sergei" as "Sergei Lavrov"; "Vance, Jr." stays."""
    before, comma, after = text.partition(",")
    words = [word.plain for word in _words(after)] if comma and "," not in after else []
    if not words or all(word in GENERATIONS or word in LETTERS_AFTER for word in words):
        return text
    return f"{after} {before}"


def _words(text: str) -> list[Word]:
    short = {_plain(part) for part in re.findall(r"\w+(?=\.)", text)}
    words = []
    for piece in _pieces(_APOSTROPHES.sub("", re.sub(r"(?<=\w)['’ʼ`](?=\w)", "", text))):
        plain = _plain(piece)
        if plain:
            particle = plain in ALWAYS_PARTICLES or (plain in PARTICLES and piece[0].islower())
            abbreviated = len(plain) == 1 or (plain in short and len(plain) < 5)
            words.append(Word(plain, _marks(piece), abbreviated, particle))
    return words


def _pieces(text: str) -> list[str]:
    """Words; those of Chinese and Korean script by syllables, in Latin letters."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(text):
        if _script(piece) in ("han", "hangul"):
            pieces += _CAMEL.findall(anyascii(piece)) or [piece]
        elif piece:
            pieces.append(piece)
    return pieces


def _compounded(words: list[Word]) -> list[Word]:
    """Arabic names put together: the article left out, "Abd al-Rahman" and "Nur al-Din" as one word each."""
    made: list[Word] = []
    for word in words:
        plain = COMPOUNDS.sub("abdul", word.plain)
        if made and made[-1].plain == "abdul":
            if plain not in ARTICLES:
                made[-1] = Word("abdul" + plain, made[-1].marks + word.marks)
            continue
        if plain in ("abd", "abdul", "abdel", "abdal", "abdoul"):
            plain = "abdul"
        if plain in ARTICLES and (made or word.particle) and len(words) > 1:
            continue
        plain = "bin" if plain == "ibn" else plain
        made.append(Word(plain, word.marks, word.short, word.particle))
    return made or words


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(word).lower())


def _expanded(word: Word) -> str:
    """The word with its umlauts written out, "mueller"; the word itself where it has none."""
    written_out = word.marks.translate(EXPANDED)
    return word.plain if written_out == word.marks or len(word.plain) == 1 else _plain(written_out)


def _marks(piece: str) -> str:
    """The word as it was written, in small letters, where it has marks; "" where it has none."""
    small = piece.lower()
    return "" if small.isascii() else small


def _script(text: str) -> str:
    letter = next((character for character in text if character.isalpha() and not character.isascii()), "")
    if not letter or any(character.isascii() and character.isalpha() for character in text):
        return "latin"
    kind = unicodedata.name(letter, "LATIN").split()[0].split("-")[0]
    return _SCRIPTS.get(kind, "latin" if kind == "LATIN" else "other")
