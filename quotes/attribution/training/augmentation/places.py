"""Places, organisations and callings of a training text are exchanged for others, each for the same one throughout."""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.drafts import Draft, Edit
from quotes.attribution.training.augmentation.phrases import begins_sentence, worded


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:{})(?!\w)".format("|".join(map(re.escape, ordered))))


_OLD_PLACES = frozenset[str]().union(*(old for old, _ in wordlists.PLACES))
_WITH_ARTICLE = tuple(f"{article} {name}" for article in ("the", "The") for name in ("United States", "U.S."))
_PLACES = _any_of(
    wordlists.PROTECTED.union(_OLD_PLACES, _WITH_ARTICLE, (old.upper() for old in _OLD_PLACES if len(old) > 4))
)
_ORGANISATIONS = _any_of(wordlists.PROTECTED.union(form for old, _ in wordlists.ORGANISATIONS for form in old))
_ROLES = _any_of(wordlists.ROLES)


def move_places(draft: Draft, rng: random.Random) -> Draft:
    """States, cities, countries and peoples become others of the same kind."""
    present = set(_PLACES.findall(draft.text)) | set(_PLACES.findall(draft.title))
    present |= {old for old in _OLD_PLACES if old.upper() in present}
    present |= {"United States"} if present & {*_WITH_ARTICLE, "U.S."} else set()
    new: dict[str, str] = {}
    for old, instead in wordlists.PLACES:
        here = sorted(old & present)
        if not here or rng.random() < 0.2:
            continue
        new |= dict(zip(here, rng.sample(instead, min(len(here), len(instead))), strict=False))
    if country := new.get("United States", new.get("U.S.")):
        new |= dict.fromkeys(("United States", "U.S.", *_WITH_ARTICLE), country)
    capitals = {old.upper(): instead.upper() for old, instead in new.items()}
    return _exchanged(draft, _PLACES, capitals | new)


def swap_organisations(draft: Draft, rng: random.Random) -> Draft:
    """Parties, chambers, departments and papers become others, of all parts of the world and of other trades."""
    new: dict[str, str] = {}
    for old, choices in wordlists.ORGANISATIONS:
        if rng.random() < 0.75:
            new |= dict(zip(old, rng.choice(choices), strict=True))
    return _exchanged(draft, _ORGANISATIONS, new)


def change_field(draft: Draft, rng: random.Random) -> Draft:
    """What people are called goes over to another field: sport, courts, business, science, a town."""
    return _exchanged(draft, _ROLES, dict(zip(wordlists.ROLES, rng.choice(wordlists.FIELDS), strict=True)))


def _exchanged(draft: Draft, pattern: re.Pattern[str], new: Mapping[str, str]) -> Draft:
    headline = Draft(draft.title, "", ())
    return replace(
        draft.edited(_edits(draft, pattern, new)), title=headline.edited(_edits(headline, pattern, new)).text
    )


def _edits(draft: Draft, pattern: re.Pattern[str], new: Mapping[str, str]) -> list[Edit]:
    edits: list[Edit] = []
    for found in pattern.finditer(draft.text):
        instead = new.get(found.group())
        if instead is None:
            continue
        if begins_sentence(draft.text, found.start()):
            instead = instead[0].upper() + instead[1:]
        edits += worded(draft, *found.span(), instead)
    return edits
