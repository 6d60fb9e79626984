"""What kind of speaker a word names, from the tables in data/kinds.toml. Pure: words in, kinds out."""

import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from quotes.attribution.types import SpeakerKind

_TABLE = tomllib.loads((Path(__file__).parent / "data" / "kinds.toml").read_text(encoding="utf-8"))


_GIVEN = tomllib.loads((Path(__file__).parent / "data" / "given.toml").read_text(encoding="utf-8"))
_GIVEN_GENDER = dict.fromkeys(_GIVEN["male"].split(), -1.0) | dict.fromkeys(_GIVEN["female"].split(), 1.0)


def _words(section: str, key: str = "words") -> frozenset[str]:
    return frozenset(str(_TABLE[section][key]).split())


OFFICES = _words("person", "offices")
TITLES = _words("person", "titles")
STYLES = _words("person", "styles")
RANKS = _words("person", "ranks")
BEHIND_NAMES = _words("person", "behind")
PERSONS = OFFICES | _words("person", "others")
FEMALE = _words("female")
MALE = _words("male")
WEAKLY_MALE = _words("male", "weak")
GROUPS = _words("group")
ORGANISATIONS = _words("organisation")
ORGANISATION_NAMES = _words("organisation", "names")
GOVERNMENTS = _words("government")
DOCUMENTS = _words("document")
DOCUMENT_NAMES = _words("document", "names")
PORTFOLIOS = _words("portfolio")
EITHER = _words("either")
CROWD = _words("crowd")
FIRM_NAMES = frozenset(str(_TABLE["firm"]["names"]).split())
FIRMS = _words("firm")
CALLED: dict[str, frozenset[str]] = {noun: frozenset(ends) for noun, ends in _TABLE["called"].items()}
CHIEFS = frozenset(str(_TABLE["firm"]["chiefs"]).split("\n")) - {""}
SITES = _words("site")
KIN = _words("kin")
PLAIN = _words("plain")
CANDIDACY = _words("candidacy")
VAGUE = _words("vague")
NATIVES = _words("native")
CHAMBERS = frozenset(("house", "senate", "congress", "parliament", "assembly"))  # names of their own
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_SAME: dict[str, str] = {word: office for office, words in _TABLE["same"].items() for word in words}

_AGENT_ENDINGS = ("woman", "person", "ologist", "ographer", "ician", "keeper", "maker", "holder", "worker")
_LISTS = (
    "checklist",
    "playlist",
    "shortlist",
    "wishlist",
    "blacklist",
    "waitlist",
    "resist",
    "persist",
    "insist",
    "consist",
)
_PLURALS = (("women", "woman"), ("men", "man"), ("people", "person"), ("wives", "wife"), ("children", "child"))


def office(lemma: str) -> str:
    """The usual word for an office: "sen." and "senator" are one, so are "spokeswoman" and "spokesperson"."""
    return _SAME.get(lemma, lemma)


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a lower-case noun, as far as our tables can tell; else the word itself."""
    for plural, single in _PLURALS:
        if word.endswith(plural):
            return word[: -len(plural)] + single
    if word.endswith("ies") and word[:-3] + "y" in PERSONS | ORGANISATIONS | DOCUMENTS:
        return word[:-3] + "y"
    for ending in ("es", "s"):
        if word.endswith(ending) and _known(word[: -len(ending)]):
            return word[: -len(ending)]
    return word


def _known(word: str) -> bool:
    return is_person(word) or word in ORGANISATIONS or word in DOCUMENTS or word in GOVERNMENTS


@lru_cache(maxsize=8192)
def is_person(lemma: str) -> bool:
    """Does this lower-case singular noun name one human being?"""
    if lemma in PERSONS:
        return True
    last = lemma.rpartition("-")[2]
    if last.endswith("ist") and len(last) > 6 and not last.endswith(_LISTS):
        return True
    return last in PERSONS or (lemma.endswith(_AGENT_ENDINGS) and len(lemma) > 6) or last.endswith(("woman", "sman"))


def is_title(word: str) -> bool:
    """Can this lower-case word stand before a name as an office or form of address?"""
    return word in TITLES or word in OFFICES or is_person(word)


def is_cut_title(word: str) -> bool:
    """Is this a title whose full stop has become a token of its own ("Sgt" of "Sgt. Ana Bly")?"""
    return f"{word}." in TITLES


def is_chief_of_firm(words: str) -> bool:
    """Do these lower-case words ("managing director") name somebody whom firms, not persons, have?"""
    return words in CHIEFS


def is_office(word: str) -> bool:
    """Is this lower-case word an office or form of address even in the midst of capitals ("Foreign Minister X")?"""
    return word in TITLES or word in OFFICES


def gender(lemma: str) -> float:
    """How far a noun or title tells the gender: +1 surely female, -1 surely male, 0 nothing."""
    last = lemma.rpartition("-")[2]
    if last in FEMALE or last.endswith("woman"):
        return 1.0
    if last in MALE or (last.endswith("man") and is_person(last)):
        return -0.5 if last in WEAKLY_MALE else -1.0
    return 0.0


@lru_cache(maxsize=8192)
def given(name: str) -> float:
    """What a given name tells of the gender: +1 female, -1 male, 0 nothing."""
    plain = unicodedata.normalize("NFKD", name.lower().partition("-")[0])
    return _GIVEN_GENDER.get("".join(c for c in plain if not unicodedata.combining(c)), 0.0)


_TABLES = (
    (GOVERNMENTS, SpeakerKind.GOVERNMENT),
    (DOCUMENTS, SpeakerKind.DOCUMENT),
    (ORGANISATIONS, SpeakerKind.ORGANISATION),
)


@lru_cache(maxsize=8192)
def of_noun(word: str, *, plural: bool) -> SpeakerKind | None:
    """The kind of speaker that a lower-case common noun names, or None if it tells nothing."""
    lemma = singular(word)
    if word in GROUPS:
        return SpeakerKind.GROUP
    if is_person(lemma):
        return SpeakerKind.GROUP if plural else SpeakerKind.UNNAMED
    kind = next((kind for words, kind in _TABLES if lemma in words), None)
    several = kind in (SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT) and plural and lemma != word
    return SpeakerKind.GROUP if several else kind
