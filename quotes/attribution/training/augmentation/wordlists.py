"""The word lists of augmentation, from `data/*.toml`: names, places, organisations, callings, verbs."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_HERE = files("quotes.attribution.training.augmentation") / "data"


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Region:
    """Names of one part of the world. `family_first`: the full name begins with the family name."""

    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]
    family_first: bool


def _region(table: dict[str, Any]) -> Region:
    family = (*table["family"].split(), *table.get("joined", ()))
    return Region(
        tuple(table["female"].split()), tuple(table["male"].split()), family, table.get("family_first", False)
    )


_PEOPLE = _load("people")
_KNOWN = _PEOPLE["known"]
_TITLES = _load("titles")
_PLACES = _load("places")
_ROLES = _load("roles")
_VERBS = _load("verbs")
_GIVEN = tomllib.loads((files("quotes.attribution.mentions") / "data" / "given.toml").read_text(encoding="utf-8"))

REGIONS = tuple(_region(table) for table in _PEOPLE["region"])
KNOWN_FAMILY = frozenset(_KNOWN["family"].split())
AMBIGUOUS = frozenset(_KNOWN["ambiguous"].split())
NO_GIVEN = frozenset(_KNOWN["no_given"].split())
NO_FAMILY = frozenset(_KNOWN["no_family"].split())
WOMEN = frozenset(_GIVEN["female"].split()) | frozenset(_KNOWN["nicknames_female"].lower().split())
GIVEN = WOMEN | frozenset(_GIVEN["male"].split()) | frozenset(_KNOWN["nicknames"].lower().split())

POLITE = frozenset(_TITLES["polite"].split())
OLD_TITLES = frozenset(_TITLES["from"])
NEW_TITLES: tuple[tuple[str, str], ...] = tuple((first, later) for first, later in _TITLES["to"])

PLACES: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = tuple(
    (frozenset(_PLACES[kind]), tuple(_PLACES[f"new_{kind}"])) for kind in ("regions", "cities", "countries", "peoples")
)
COUNTRIES = tuple(_PLACES["new_countries"])
CITIES = tuple(_PLACES["new_cities"])
PROTECTED = frozenset(_PLACES["protected"])
DATELINES = tuple(_PLACES["datelines"])
AGENCIES = tuple(_PLACES["agencies"])
ORGANISATIONS: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = tuple(
    (tuple(group["old"]), tuple(tuple(forms) for forms in group["new"])) for group in _load("organisations")["group"]
)
ROLES = tuple(_ROLES["old"])
FIELDS: tuple[tuple[str, ...], ...] = tuple(tuple(words) for words in _ROLES["new"].values())


def _forms(text: str) -> tuple[tuple[str, ...], ...]:
    """Verbs as tuples of four forms; only a particle verb holds spaces ("went on")."""
    return tuple(
        tuple(verb.split("/")) for verb in re.findall(r"\w+(?: \w+)?/(?:\w+(?: \w+)?/){2}\w+(?: (?:on|in|up)\b)?", text)
    )


SAYING = _forms(_VERBS["saying"])
UTTERING = _forms(_VERBS["uttering"])
ASKING = _forms(_VERBS["asking"])
TELLING = _forms(_VERBS["telling"])
FREQUENT = frozenset(_VERBS["frequent"].split())
BLOCKING = frozenset(_VERBS["blocking"].split())
AUXILIARIES = frozenset(_VERBS["auxiliaries"].split())
