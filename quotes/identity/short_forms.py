"""Given names that are usual short forms of others: English ones, by the list of the package `nicknames`.

Such a pair proves nothing: "Chris" is Christopher and Christina. It only makes two names worth a second look. All given
names here are in small plain letters.
"""

from collections.abc import Iterable
from functools import lru_cache

from nicknames import NickNamer

from quotes.identity.names import coarse
from quotes.identity.people import person
from quotes.identity.sounds import close


@lru_cache(maxsize=1)
def _listed() -> NickNamer:
    return NickNamer()


def _shorter(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The pairs without those of which the list has as short form what is another spelling, or another name: nearly
    the same letters, and not fewer ("Marion", "Marian")."""
    return ((short, long) for short, long in pairs if len(short) < len(long) or not close(short, long))


@lru_cache(maxsize=20_000)
def long_forms(given: str) -> frozenset[str]:
    """The given names of which `given` is a usual short form."""
    return frozenset(long for _, long in _shorter((given, long) for long in _listed().canonicals_of(given)))


@lru_cache(maxsize=20_000)
def short_forms(given: str) -> frozenset[str]:
    """The usual short forms of `given`."""
    return frozenset(short for short, _ in _shorter((short, given) for short in _listed().nicknames_of(given)))


def is_short_form(one: str, other: str) -> bool:
    """Whether one of two given names is a usual short form of the other. Symmetric."""
    return other in long_forms(one) or other in short_forms(one)


def short_form(one: str, other: str) -> str:
    """Why two given names may be one person's, in words; "" where the list has no reason, or they are the same."""
    if one == other:
        return ""
    if is_short_form(one, other):
        short, long = sorted((one, other), key=lambda given: (len(given), given))
        return f"“{short.title()}” is a usual short form of “{long.title()}”"
    if common := long_forms(one) & long_forms(other):
        first, second = sorted((one, other))
        return f"“{first.title()}” and “{second.title()}” are usual short forms of “{min(common).title()}”"
    return ""


def coarse_by_short_form(name: str) -> set[str]:
    """Index keys (`coarse`) of the person whom `name` names, were the given name a usual short form of it, or what it
    is short for."""
    words = person(name).words
    if len(words) < 2:
        return set()
    rest = " ".join(word.plain for word in words[1:])
    forms = long_forms(words[0].plain) | short_forms(words[0].plain)
    return {coarse(f"{form} {rest}", "person") for form in forms} - {""}
