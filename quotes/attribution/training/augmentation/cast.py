"""Who the people of a training text are, told by rule and without any model.

Taken for a person: a given name before a capitalised word, what follows a title, two capitalised words whose second is
a source for itself, and the family names that the training texts repeat.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.drafts import Draft

TITLE = re.compile(
    r"\b(?:{})\.? (?=[A-ZÀ-Þ])".format(
        "|".join(map(re.escape, sorted(wordlists.OLD_TITLES | wordlists.POLITE, key=len, reverse=True)))
    )
)
"""A title, the full stop after it and the space before the name."""
_CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w*(?:['’-][A-ZÀ-Þ]\w*)*")
_NEVER_FAMILY = wordlists.NO_FAMILY.union(
    (name for old, _ in wordlists.PLACES for name in old),
    (form for old, _ in wordlists.ORGANISATIONS for form in old),
)
_LONGEST_TITLE = 24


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: characters start to end, the given and the family name ("" for the one that is not there)."""

    start: int
    end: int
    given: str
    family: str


@dataclass
class Cast:
    """The people of a text: family names with the given names they stand with; family names of women."""

    families: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    women: set[str] = field(default_factory=set)

    def bearers(self) -> dict[str, str]:
        """Family names by the given name, where one person only bears it."""
        found: dict[str, set[str]] = defaultdict(set)
        for family, names in self.families.items():
            for given in names:
                found[given].add(family)
        return {given: next(iter(of)) for given, of in found.items() if len(of) == 1}

    def spelled(self, word: str) -> str:
        """The family name that a word in capitals stands for; the word itself elsewhere."""
        if word in self.families or not word.isupper() or len(word) < 3:
            return word
        return next((family for family in self.families if family.upper() == word), word)


class Words:
    """The capitalised words of a text, and which of them stand next to each other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = [(word.start(), word.end(), word.group()) for word in _CAPITALISED.finditer(text)]

    def next(self, place: int) -> int | None:
        """The capitalised word right after the one at `place`; initials between them are passed over."""
        while place + 1 < len(self.found):
            start, end, _ = self.found[place]
            gap = self.text[end : self.found[place + 1][0]]
            if gap not in {" ", "\u00a0"} and not (gap == ". " and end - start == 1):
                return None
            place += 1
            if self.found[place][1] - self.found[place][0] > 1:
                return place
        return None

    def titled(self, start: int) -> bool:
        """Whether a title stands before the offset."""
        return any(
            title.end() == start for title in TITLE.finditer(self.text, max(0, start - _LONGEST_TITLE), start + 1)
        )


def cast(draft: Draft) -> Cast:
    """The people of a text."""
    words = Words(draft.text)
    people = Cast()
    _after_titles(words, people)
    _after_given_names(words, people)
    for family in sorted({word for _, _, word in words.found} & wordlists.KNOWN_FAMILY):
        people.families[family] |= set()
    sources = {draft.text[slice(*span)] for each in draft.attributions for span in each.source}
    _before_sources(words, people, sources)
    return people


def names(text: str, people: Cast) -> Iterator[Name]:
    """Every mention of these people by name, in order, none overlapping."""
    words = Words(text)
    bearers = people.bearers()
    place = 0
    while place < len(words.found):
        start, end, word = words.found[place]
        family = people.spelled(word)
        given, last = _full(words, people, place)
        if given:
            yield Name(start, words.found[last][1], given, people.spelled(words.found[last][2]))
            place = last
        elif word[:-1] in people.families and word.endswith("s") and family not in people.families:
            yield Name(start, end - 1, "", word[:-1])
        elif family in people.families:
            if family.lower() not in wordlists.AMBIGUOUS or words.titled(start):
                yield Name(start, end, "", family)
        elif word in bearers and word.lower() not in wordlists.NO_GIVEN and words.next(place) is None:
            yield Name(start, end, word, "")
        place += 1


def _after_titles(words: Words, people: Cast) -> None:
    places = {start: place for place, (start, _, _) in enumerate(words.found)}
    for title in TITLE.finditer(words.text):
        place = places.get(title.end())
        if place is None:
            continue
        following = words.next(place)
        family = words.found[place if following is None else following][2]
        given = "" if following is None else words.found[place][2]
        if not _may_be_family(family) or given in _NEVER_FAMILY:
            continue
        people.families[family] |= {given} if given else set()
        if title.group().startswith(("Mrs", "Ms", "Miss")):
            people.women.add(family)


def _after_given_names(words: Words, people: Cast) -> None:
    for place, (_, _, word) in enumerate(words.found):
        if word.lower() not in wordlists.GIVEN or word.lower() in wordlists.NO_GIVEN or word.isupper():
            continue
        following = words.next(place)
        if following is None:
            continue
        family = words.found[following][2]
        further = words.next(following)
        if further is not None and words.found[further][2] in wordlists.KNOWN_FAMILY | people.families.keys():
            family = words.found[further][2]
        if _may_be_family(family):
            people.families[family].add(word)


def _before_sources(words: Words, people: Cast, sources: set[str]) -> None:
    for place, (_, _, word) in enumerate(words.found):
        following = words.next(place)
        if following is None or not _may_be_family(word) or word in wordlists.OLD_TITLES | wordlists.POLITE:
            continue
        family = words.found[following][2]
        if family in sources and _may_be_family(family) and len(word) > 2 and word.lower() not in wordlists.AMBIGUOUS:
            people.families[family].add(word)


def _may_be_family(word: str) -> bool:
    return word not in _NEVER_FAMILY and len(word) > 1 and not word.isupper()


def _full(words: Words, people: Cast, place: int) -> tuple[str, int]:
    """(given name, place of the family name) where a full name begins at this word; ("", place) elsewhere."""
    word = words.found[place][2]
    last: int | None = place
    for _ in range(3):
        last = words.next(last) if last is not None else None
        if last is None:
            break
        for given in sorted(people.families.get(people.spelled(words.found[last][2]), ())):
            if word in {given, given.upper()}:
                return given, last
    return "", place
