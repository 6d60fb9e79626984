"""The people of a training text get other names and titles, the same person the same ones throughout.

Who is a person is told by rule: a given name before a capitalised word, a title before one, a capitalised word after the
unknown given name of somebody whose family name is a source, and a list of the family names that the training texts repeat.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.drafts import Draft, Edit
from quotes.attribution.training.augmentation.phrases import begins_sentence

_CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w*(?:['’-][A-ZÀ-Þ]\w*)*")
_TITLE = re.compile(
    r"\b(?:(?:%s)\.?) (?=[A-Z])"
    % "|".join(map(re.escape, sorted(wordlists.OLD_TITLES | wordlists.POLITE, key=len, reverse=True)))
)
_PLACE_WORDS = frozenset(name for old, _ in wordlists.PLACES for name in old)
_NEVER_FAMILY = (
    wordlists.NO_FAMILY | _PLACE_WORDS | frozenset(form for old, _ in wordlists.ORGANISATIONS for form in old)
)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the text: characters start to end, the given name ("" for none) and the family name ("" for none)."""

    start: int
    end: int
    given: str
    family: str


@dataclass
class _Family:
    """The people of one family name: their new names, and what becomes of their titles."""

    new: str
    given: dict[str, str] = field(default_factory=dict)
    family_first: bool = False
    title: tuple[str, str] | None = None
    met: bool = False

    def renamed(self, name: _Name) -> str:
        if not name.family:
            return self.given[name.given]
        if not name.given:
            return self.new
        given = self.given[name.given]
        return f"{self.new} {given}" if self.family_first else f"{given} {self.new}"


def rename_people(draft: Draft, rng: random.Random) -> Draft:
    """Every person the rules can tell gets a name from somewhere in the world, and often another title; headline too."""
    reader = _Reader(draft)
    families = _families(reader, rng)
    if not families:
        return draft
    polite = rng.choice(["{}.", "{}", "{}", ""])
    titled = replace(draft, title=_renamed(Draft(draft.title, "", ()), reader, families, polite).text)
    for family in families.values():
        family.met = False
    return _renamed(titled, reader, families, polite)


def _renamed(draft: Draft, known: "_Reader", families: dict[str, _Family], polite: str) -> Draft:
    names = list(_Reader(draft, known).names())
    titles = {title.end(): title for title in _TITLE.finditer(draft.text)}
    edits: list[Edit] = []
    for name in names:
        family = families[known.family_of(name)]
        new = family.renamed(name)
        if draft.text[name.start : name.end].isupper():
            new = new.upper()
        elif begins_sentence(draft.text, name.start):
            new = new[0].upper() + new[1:]
        title = titles.get(name.start)
        if title and (not edits or edits[-1].end <= title.start()):
            instead = _title(title.group().strip(), family, polite)
            if begins_sentence(draft.text, title.start()):
                instead = instead[:1].upper() + instead[1:]
            edits.append(Edit(title.start(), title.end(), instead and f"{instead} "))
        edits.append(Edit(name.start, name.end, new))
        family.met = family.met or bool(name.family)
    return draft.edited(edits)


def _title(old: str, family: _Family, polite: str) -> str:
    """What stands before the name instead of the title `old`: "" for nothing."""
    bare = old.rstrip(".")
    if bare in wordlists.POLITE:
        return polite.format(bare) if bare != "Miss" else bare
    if family.title is None:
        return old
    return family.title[1] if family.met else family.title[0]


class _Reader:
    """Finds the names of people in a text; with `known`, only the names of the people found in that other text."""

    def __init__(self, draft: Draft, known: "_Reader | None" = None) -> None:
        self._text = draft.text
        self._words = [(word.start(), word.end(), word.group()) for word in _CAPITALISED.finditer(draft.text)]
        self.women: set[str] = known.women if known else set()
        if known:
            self.families, self._solo, self._unknown_given = known.families, known._solo, known._unknown_given
            return
        self.families: dict[str, set[str]] = defaultdict(set)
        self._unknown_given: set[str] = set()
        self._solo: dict[str, str] = {}
        self._find_titled()
        self._find_given()
        self._find_alone(draft)
        bearers = defaultdict(set)
        for family, given in self.families.items():
            for each in given:
                bearers[each].add(family)
        self._solo = {given: next(iter(of)) for given, of in bearers.items() if len(of) == 1}

    def family_of(self, name: _Name) -> str:
        """The family name (as written in the text, but not in capitals) that a name found here belongs to."""
        return name.family or self._solo[name.given]

    def names(self) -> Iterator[_Name]:
        """Every name of a person in the text, in order, none overlapping."""
        place = 0
        while place < len(self._words):
            start, _, word = self._words[place]
            given, last = self._full(place)
            if given:
                yield _Name(start, self._words[last][1], given, self._as_known(self._words[last][2]))
                place = last
            elif (family := self._as_known(word)) in self.families:
                if family not in wordlists.AMBIGUOUS_CAPITALISED or self._titled(start):
                    yield _Name(start, start + len(word), "", family)
            elif word in self._solo and word not in wordlists.NO_GIVEN_CAPITALISED and not self._before_capital(place):
                yield _Name(start, start + len(word), word, "")
            place += 1

    def _find_titled(self) -> None:
        starts = {start: place for place, (start, _, _) in enumerate(self._words)}
        for title in _TITLE.finditer(self._text):
            place = starts.get(title.end())
            if place is None:
                continue
            following = self._next(place)
            last = place if following is None else following
            family, given = self._words[last][2], self._words[place][2] if last != place else ""
            if family in _NEVER_FAMILY or len(family) < 2 or family.isupper() or given in _NEVER_FAMILY:
                continue
            self.families[family] |= {given} if given else set()
            self._unknown_given |= {given} if given else set()
            if title.group().startswith(("Mrs", "Ms", "Miss")):
                self.women |= {family}

    def _find_given(self) -> None:
        for place, (_, _, word) in enumerate(self._words):
            if not self._may_be_given(word) or (following := self._next(place)) is None:
                continue
            family = self._words[following][2]
            further = self._next(following)
            if further is not None and self._words[further][2] in self.families | dict.fromkeys(wordlists.KNOWN_FAMILY):
                family = self._words[further][2]
            if family not in _NEVER_FAMILY and len(family) > 1 and not family.isupper():
                self.families[family].add(word)

    def _find_alone(self, draft: Draft) -> None:
        """Family names that stand alone as sources after an unknown given name, and those of the list."""
        words = {word for _, _, word in self._words}
        for family in sorted(words & wordlists.KNOWN_FAMILY):
            self.families[family] |= set()
        sources = {draft.text[slice(*span)] for each in draft.attributions for span in each.source}
        for place, (_, _, word) in enumerate(self._words):
            following = self._next(place)
            if following is None or word in _NEVER_FAMILY or word.lower() in wordlists.AMBIGUOUS or word.isupper():
                continue
            family = self._words[following][2]
            if family in sources and family not in _NEVER_FAMILY and len(word) > 2 and not self._titled_word(word):
                self.families[family].add(word)
                self._unknown_given.add(word)

    def _may_be_given(self, word: str) -> bool:
        return word in self._unknown_given or (
            word.lower() in wordlists.GIVEN and word.lower() not in wordlists.NO_GIVEN and not word.isupper()
        )

    def _titled_word(self, word: str) -> bool:
        return word in wordlists.OLD_TITLES or word in wordlists.POLITE

    def _titled(self, start: int) -> bool:
        return any(title.end() == start for title in _TITLE.finditer(self._text, max(0, start - 24), start + 1))

    def _as_known(self, word: str) -> str:
        if word in self.families or not word.isupper() or len(word) < 3:
            return word
        return next((family for family in self.families if family.upper() == word), word)

    def _full(self, place: int) -> tuple[str, int]:
        """(given name, place of the family name) where a full name begins at this word; ("", place) elsewhere."""
        word = self._words[place][2]
        last: int | None = place
        for _ in range(3):
            last = self._next(last) if last is not None else None
            if last is None:
                break
            family = self._as_known(self._words[last][2])
            for given in self.families.get(family, ()):
                if word == given or (word.isupper() and word == given.upper()):
                    return given, last
        return "", place

    def _next(self, place: int) -> int | None:
        """The capitalised word right after this one, initials between them passed over."""
        while place + 1 < len(self._words):
            gap = self._text[self._words[place][1] : self._words[place + 1][0]]
            if gap not in {" ", "\u00a0"} and not (gap == ". " and self._words[place][1] - self._words[place][0] == 1):
                return None
            place += 1
            if self._words[place][1] - self._words[place][0] > 1:
                return place
        return None

    def _before_capital(self, place: int) -> bool:
        return self._next(place) is not None


def _families(reader: _Reader, rng: random.Random) -> dict[str, _Family]:
    """New names for everybody, mostly of one part of the world or of many."""
    home = rng.choice(wordlists.REGIONS)
    mixed = rng.random() < 0.5
    retitled = rng.random() < 0.7
    taken: set[str] = set()
    families: dict[str, _Family] = {}
    for old, given in reader.families.items():
        region = rng.choice(wordlists.REGIONS) if mixed else home
        free = [name for name in region.family if name not in taken] or list(region.family)
        new = rng.choice(free)
        taken.add(new)
        families[old] = _Family(
            new,
            _given(sorted(given), old in reader.women, region, rng),
            region.family_first,
            rng.choice(wordlists.NEW_TITLES) if retitled else None,
        )
    return families


def _given(old: Sequence[str], woman: bool, region: wordlists.Region, rng: random.Random) -> dict[str, str]:
    names = {}
    for each in old:
        female = each.lower() in wordlists.WOMEN or (woman and each.lower() not in wordlists.GIVEN)
        names[each] = rng.choice(region.female if female else region.male)
    return names
