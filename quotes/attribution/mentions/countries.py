"""Countries that no table knows (new, renamed, invented): what the article itself says of countries and capitals."""

import re
from collections.abc import Iterator

from quotes.attribution.mentions import places
from quotes.attribution.mentions.places import Place, PlaceKind
from quotes.attribution.mentions.words import Words

_NAME = r"([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)?)"
_OWN = r"['’]s"
_STATE_OFFICE = (
    r"(?:prime minister|(?:foreign|interior|defen[cs]e|finance) (?:minister|ministry)|ambassador|government|embassy)\b"
)
_COUNTRY = tuple(
    re.compile(p)
    for p in (
        rf"\b{_NAME}{_OWN} {_STATE_OFFICE}",
        rf"\b(?i:{_STATE_OFFICE}) of (?:the )?{_NAME}",
        rf"\b[Tt]he {_NAME} (?:government|embassy)\b",
        r"\b[Tt]he ([A-Z][^\W\d_]+ (?:Republic|Kingdom|Federation))\b",
        rf"\b((?:Republic|Kingdom) of {_NAME})",
    )
)
_CAPITAL = tuple(
    re.compile(p)
    for p in (
        rf"\b(?P<city>{_NAME}), (?:the )?capital of (?:the )?(?P<country>{_NAME})",
        rf"\b(?P<country>{_NAME}){_OWN} capital,? (?P<city>{_NAME})",
        rf"\b(?P<city>{_NAME}), (?P<country>{_NAME}){_OWN} capital\b",
        rf"\b(?P<city>{_NAME}), the (?P<country>{_NAME}) capital\b",
        rf"\b[Tt]he (?P<country>{_NAME}) (?:capital,?|government in) (?P<city>{_NAME})",
    )
)
_THE_CAPITAL = re.compile(rf"\b(?:(?P<city>{_NAME}), the capital[,.;]|[Tt]he capital, (?P<after>{_NAME}))")
_ARTICLES = frozenset(("the", "a", "an", "in", "of", "and", "for", "to", "from", "by", "but", "as", "with", "at", "on"))


def learn_countries(words: Words) -> dict[str, Place]:
    """Place words that the article explains: countries with an office or embassy of state, their capitals, demonyms.

    Words that the tables know, and names of persons ("Ott’s government"), are left out.
    """
    text = words.full
    found: dict[str, Place] = {}
    if "capital" not in text and not any(p.search(text) for p in _COUNTRY):
        return found
    surnames = _surnames(words)
    pairs = [(m["city"], m["country"]) for p in _CAPITAL for m in p.finditer(text)]
    for name in (*(m[1] for p in _COUNTRY for m in p.finditer(text)), *(country for _, country in pairs)):
        if _unknown(name) and name not in surnames:
            found[name] = Place(PlaceKind.COUNTRY, name, name)
    for short in [n for n in found if any(n != m and n in m.split() for m in found)]:
        found[short] = Place(PlaceKind.DEMONYM, *next((m, m) for m in found if short != m and short in m.split()))
    for name in [n for n, p in found.items() if p.kind is PlaceKind.COUNTRY]:
        found.update(_demonyms(words, name))
    for city, country in (*pairs, *_lone_capital(text, found, [c for _, c in pairs])):
        place = found.get(country) or places.find(country)
        if place is not None and place.kind in (PlaceKind.COUNTRY, PlaceKind.DEMONYM) and _unknown(city):
            found[city] = Place(PlaceKind.CAPITAL, place.code, place.name)
    return found


def _unknown(name: str) -> bool:
    return places.find(name) is None and not any(places.find(part) for part in name.split())


def _surnames(words: Words) -> set[str]:
    """Words that the article uses, at least once, behind a given name or a form of address."""
    out: set[str] = set()
    for i in range(1, len(words)):
        before = words.text[i - 1]
        if words.pos[i] == "PROPN" and before[0].isupper() and before.lower() not in _ARTICLES:
            out.add(words.text[i])
    return out


def _demonyms(words: Words, country: str) -> Iterator[tuple[str, Place]]:
    """ "Ruritanian" for Ruritania, "Tarrish" for the Tarrish Republic."""
    head, _, rest = country.partition(" ")
    stem = head.rstrip("aeiou")
    place = Place(PlaceKind.DEMONYM, country, country)
    for word in {t for t in words.text if t[0].isupper() and t.startswith(stem) and t != country and _unknown(t)}:
        if (rest in ("Republic", "Kingdom", "Federation") and word == head) or (
            not rest and re.fullmatch(r"(?:i?an|er|ish|ese|i|ic)s?", word[len(stem) :])
        ):
            yield word, place


def _lone_capital(text: str, found: dict[str, Place], taken: list[str]) -> Iterator[tuple[str, str]]:
    """ "Orsk, the capital," where the article speaks of one country only whose capital it does not name."""
    codes = {p.code for c in taken if (p := found.get(c)) is not None}
    open_ = [n for n, p in found.items() if p.kind is PlaceKind.COUNTRY and p.code not in codes]
    if len(open_) == 1:
        for match in _THE_CAPITAL.finditer(text):
            yield match["city"] or match["after"], open_[0]
