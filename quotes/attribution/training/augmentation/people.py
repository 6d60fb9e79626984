"""The people of a training text get other names and titles, the same person the same ones throughout."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.cast import TITLE, Cast, Name, cast, names
from quotes.attribution.training.augmentation.drafts import Draft, Edit
from quotes.attribution.training.augmentation.phrases import begins_sentence


@dataclass
class _Family:
    """The people of one family name: new names; new titles for first and later mentions (None: the old ones stay)."""

    new: str
    given: dict[str, str] = field(default_factory=dict)
    family_first: bool = False
    titles: tuple[str, str] | None = None

    def renamed(self, name: Name) -> str:
        """What stands instead of a name of this family."""
        if not name.family:
            return self.given[name.given]
        if not name.given:
            return self.new
        given = self.given[name.given]
        return f"{self.new} {given}" if self.family_first else f"{given} {self.new}"


@dataclass(frozen=True)
class _Naming:
    """What all the people of a text become. `polite`: how "Mr" is written ("{}." and the like, "" for not at all)."""

    people: Cast
    families: dict[str, _Family]
    polite: str

    def edits(self, text: str) -> list[Edit]:
        """The edits that rename everybody in a text."""
        titles = {title.end(): title for title in TITLE.finditer(text)}
        bearers = self.people.bearers()
        met: set[str] = set()
        edits: list[Edit] = []
        for name in names(text, self.people):
            known = name.family or bearers[name.given]
            title = titles.get(name.start)
            untouched = edits[-1].end if edits else 0
            opening = begins_sentence(text, name.start)
            if title and untouched <= title.start():
                instead = self._title(title.group().strip(), known, known in met)
                opening = begins_sentence(text, title.start())
                instead = _cased(instead, opening)
                edits.append(Edit(title.start(), title.end(), instead and f"{instead} "))
                opening = opening and not instead
            new = self.families[known].renamed(name)
            edits.append(Edit(name.start, name.end, _like(text[name.start : name.end], _cased(new, opening))))
            edits += _possessive(text, name.end, new)
            met.add(known)
        return edits

    def _title(self, old: str, family: str, met: bool) -> str:
        bare = old.rstrip(".")
        if bare in wordlists.POLITE:
            return self.polite.format(bare)
        titles = self.families[family].titles
        return titles[met] if titles else old


def rename_people(draft: Draft, rng: random.Random) -> Draft:
    """Every person the rules can tell gets a name from anywhere in the world, and often another title; headline too."""
    people = cast(draft)
    naming = _Naming(people, _families(people, rng), rng.choice(["{}.", "{}", "{}", ""]))
    title = Draft(draft.title, "", ()).edited(naming.edits(draft.title)).text
    return replace(draft.edited(naming.edits(draft.text)), title=title)


def _families(people: Cast, rng: random.Random) -> dict[str, _Family]:
    """New names for everybody, of one part of the world or of many."""
    home = rng.choice(wordlists.REGIONS)
    mixed = rng.random() < 0.5
    retitled = rng.random() < 0.7
    taken: set[str] = set()
    families: dict[str, _Family] = {}
    for old, given in people.families.items():
        region = rng.choice(wordlists.REGIONS) if mixed else home
        new = rng.choice([name for name in region.family if name not in taken] or list(region.family))
        taken.add(new)
        families[old] = _Family(
            new,
            _given(sorted(given), old in people.women, region, rng),
            region.family_first,
            rng.choice(wordlists.NEW_TITLES) if retitled else None,
        )
    return families


def _given(old: Sequence[str], woman: bool, region: wordlists.Region, rng: random.Random) -> dict[str, str]:
    """New given names; women keep names of women, as the pronouns stay."""
    names_ = {}
    for each in old:
        female = each.lower() in wordlists.WOMEN or (woman and each.lower() not in wordlists.GIVEN)
        names_[each] = rng.choice(region.female if female else region.male)
    return names_


def _possessive(text: str, end: int, new: str) -> list[Edit]:
    """ "Sanders’ plan" becomes "Osei’s plan"."""
    bare = text[end - 1 : end] == "s" and text[end : end + 2] in {"' ", "’ "}
    return [Edit(end, end + 1, f"{text[end]}s")] if bare and not new.endswith("s") else []


def _cased(words: str, opening: bool) -> str:
    return words[:1].upper() + words[1:] if opening else words


def _like(old: str, new: str) -> str:
    return new.upper() if old.isupper() else new
