"""The cast of an article: everybody and everything it names, each once, with all their names, roles and gender."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.attribution import kinds, places
from quotes.attribution.names import PARTICLES, Name, find_names
from quotes.attribution.places import Place, PlaceKind
from quotes.attribution.roles import Role
from quotes.attribution.types import Span, SpeakerKind
from quotes.attribution.words import Words

_SPEAKING = {
    PlaceKind.COUNTRY: SpeakerKind.GOVERNMENT,
    PlaceKind.CAPITAL: SpeakerKind.GOVERNMENT,
    PlaceKind.SEAT: SpeakerKind.GOVERNMENT,
    PlaceKind.STATE: SpeakerKind.GOVERNMENT,
    PlaceKind.DEMONYM: SpeakerKind.GROUP,
    PlaceKind.GROUP: SpeakerKind.GROUP,
    PlaceKind.ORGANISATION: SpeakerKind.ORGANISATION,
}


@dataclass(eq=False, slots=True)
class Entity:
    """One who may speak. `gender` is above 0 for women, below for men; `span` is where `name` stands, or None."""

    kind: SpeakerKind | None
    name: str
    names: list[str] = field(default_factory=list)
    span: Span | None = None
    parts: tuple[str, ...] = ()
    roles: list[Role] = field(default_factory=list)
    gender: float = 0.0
    sure_gender: bool = False
    country: str = ""
    plural: bool = False
    named: bool = True
    first: int = 0
    introduced: int = 1 << 60
    same_as: "Entity | None" = None
    heard: tuple[float, float] = (0.0, 0.0)

    @property
    def person(self) -> bool:
        return self.kind is SpeakerKind.PERSON

    def learn(self, gender: float) -> None:
        """Note a pronoun that seems to mean this person: above 0 "she", below 0 "he"."""
        women, men = self.heard
        self.heard = (women + max(gender, 0.0), men + max(-gender, 0.0))

    def add_name(self, text: str) -> None:
        if text not in self.names:
            self.names.append(text)


@dataclass(eq=False, slots=True)
class Mention:
    """Words that mean an entity: `tok` is their head token. `entity` is None where several are meant equally."""

    tok: int
    first: int
    last: int
    entity: Entity | None
    candidates: tuple[Entity, ...] = ()
    name: Name | None = None
    why: str = ""
    confidence: float = 0.95
    via: Span | None = None


@lru_cache(maxsize=16384)
def fold(part: str) -> str:
    """A name's key: no accents, case, hyphens or doubled letters; y, j and i are one ("Sergey", "Sergei")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", part).casefold() if c.isalnum())
    return re.sub(r"(.)\1+", r"\1", plain.replace("y", "i").replace("j", "i"))


@dataclass(slots=True)
class Cast:
    """The entities of an article and where their names stand: `by_token` leads from any token of a name or title."""

    words: Words
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)
    known: dict[str, Entity] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    surnames: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    givens: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    other: dict[str, Entity] = field(default_factory=dict)
    seen: dict[Entity, list[int]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[Entity, list[Role]] = field(default_factory=lambda: defaultdict(list))
    courtesies: dict[str, set[float]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[Entity, list[int]] = field(default_factory=lambda: defaultdict(list))

    def new(self, entity: Entity) -> Entity:
        self.entities.append(entity)
        return entity


def build_cast(words: Words) -> Cast:
    """Read the names of an article and put together those that mean the same."""
    cast = Cast(words)
    names = find_names(words)
    votes = _votes(names)
    cast.codes = {n.place.code for n in names if n.place is not None and n.place.kind is not PlaceKind.CAPITAL}
    full = [n for n in names if len(_core(n)) > 1 and votes[n.text] > 0]
    full.sort(key=lambda n: words.in_heading(n.first))
    for name in full:
        _add_person(cast, name)
    for name in names:
        if name.courtesy and (core := _core(name)):
            cast.courtesies[core[-1]].add(1.0 if name.gender > 0 else -1.0)
    for name in names:
        _place_mention(cast, name, votes)
    return cast


def _core(name: Name) -> tuple[str, ...]:
    """The parts of a name without Jr. and the like, and without a "van der" in front, folded."""
    parts = [p for p in name.parts if p.lower() not in kinds.SUFFIXES]
    while len(parts) > 1 and parts[0].lower() in PARTICLES and parts[0].lower() not in ("al", "ben"):
        del parts[0]
    return tuple(f for p in parts if (f := fold(p)))


def _suffix(parts: Iterable[str]) -> str:
    return next((p.lower().rstrip(".") for p in parts if p.lower() in kinds.SUFFIXES), "")


def _votes(names: list[Name]) -> dict[str, float]:
    """How much speaks for a person, summed over all names with the same words."""
    votes: dict[str, float] = defaultdict(float)
    for name in names:
        votes[name.text] += name.vote
    alone = {n.text for n in names if len(n.parts) == 1 and not n.modifier}
    for name in names:
        if len(name.parts) > 1 and name.parts[-1] in alone and votes[name.text] > -2:
            votes[name.text] += 1.5
    return votes


def _add_person(cast: Cast, name: Name) -> None:
    """A name of two words or more: the person who has it already, or a new one."""
    core, words = _core(name), cast.words
    known = next((e for e in cast.surnames[core[-1]] + cast.givens[core[0]] if _same_name(e, core, name.parts)), None)
    at = words.start[name.first]
    if known is None:
        known = cast.new(Entity(SpeakerKind.PERSON, name.text, parts=name.parts, first=at))
        known.span = (at, words.end[name.last])
        for key in {core[-1], "".join(core[1:])} if len(core) > 2 else {core[-1]}:
            cast.surnames[key].append(known)
        cast.givens[core[0]].append(known)
    elif len(core) > len([p for p in known.parts if p.lower() not in kinds.SUFFIXES]) and fold(
        "".join(known.parts)
    ) != "".join(core):
        known.name, known.parts, known.span = name.text, name.parts, (at, words.end[name.last])
    cast.offices[known].extend(name.roles)
    if not words.in_heading(name.first):
        known.introduced = min(known.introduced, name.first)


def _same_name(entity: Entity, core: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Is this the same name, middle names and initials, hyphens and spellings apart?"""
    own = tuple(f for p in entity.parts if p.lower() not in kinds.SUFFIXES and (f := fold(p)))
    if _suffix(entity.parts) != _suffix(parts):
        return False
    if fold("".join(own)) == fold("".join(core)):
        return True
    if own[0] != core[0] or own[-1] != core[-1]:
        return False
    short, long = sorted((own[1:-1], core[1:-1]), key=len)
    return not short or all(any(b.startswith(a) or a.startswith(b) for b in long) for a in short)


def _place_mention(cast: Cast, name: Name, votes: dict[str, float]) -> None:
    """Find out whom one name means, and put it on the map of tokens."""
    mention = Mention(name.last, name.title, name.last, None, name=name)
    if name.text in places.atlas().halves and (half := _half(cast, name)):
        if len(half) > 1:
            mention.candidates = tuple(e for p in half if (e := cast.other.get(f"False:{p.code}")) is not None)
        name.place = half[0]
    people = [] if mention.candidates else _people(cast, name, votes)
    if len(people) > 1:
        mention.entity, mention.why = _choose(cast, name, people)
        mention.candidates = () if mention.entity else tuple(people)
        mention.confidence = 0.8
    elif people:
        mention.entity = people[0]
    elif not mention.candidates and _is_seat_of_two(cast, name, mention):
        pass
    elif not mention.candidates and (name.place is None or name.place.kind is not PlaceKind.DEMONYM):
        mention.entity = _other(cast, name, votes)
    if mention.entity is not None:
        _note(cast, mention.entity, name)
    cast.mentions.append(mention)
    for i in range(name.title, name.last + 1):
        if i >= name.first or i not in cast.by_token:
            cast.by_token[i] = mention


def _half(cast: Cast, name: Name) -> list[Place]:
    """ "the North" in an article that speaks of North Korea; several where it speaks of several such countries."""
    if name.first == 0 or cast.words.low[name.first - 1] != "the":
        return []
    table = places.atlas()
    return [Place(PlaceKind.COUNTRY, c, table.names[c]) for c in table.halves[name.text] if c in cast.codes]


def _is_seat_of_two(cast: Cast, name: Name, mention: Mention) -> bool:
    """ "Brussels": its country's government, or the organisation that sits there? What else the article names decides."""
    rivals = places.atlas().ambiguous.get(name.text)
    if rivals is None or name.place is None:
        return False
    seated = next((e for word in rivals if (e := cast.known.get(word))), None)
    country = name.place.code in cast.codes
    if seated is not None and not country:
        mention.entity, mention.why = seated, f"“{name.text}” stands for {seated.name}, of which the article speaks"
    elif not country or seated is not None:
        mention.candidates = tuple(Entity(None, n) for n in (name.place.name, rivals[0]))
    return mention.entity is not None or bool(mention.candidates)


def _people(cast: Cast, name: Name, votes: dict[str, float]) -> list[Entity]:
    """The persons whom the name can mean."""
    core = _core(name)
    if not core:
        return []
    if len(core) > 1:
        if votes[name.text] <= 0:
            return []
        same = [e for e in cast.surnames[core[-1]] + cast.givens[core[0]] if _same_name(e, core, name.parts)]
        return same[:1]
    if _own_introduction(cast, name) or (_both_courtesies(cast, core[0]) and name.courtesy):
        return []
    linked = _unique(cast.surnames[core[0]] + [e for e in cast.givens[core[0]] if _family_first(e)])
    if not linked and not name.courtesy:
        linked = _unique(cast.givens[core[0]])
    if (
        linked
        and name.place is not None
        and votes[name.text] <= -3
        and (place := _other(cast, name, votes)) is not None
    ):
        before = cast.words.pos[name.first - 1] if name.first else ""
        return [] if before == "ADP" else [*linked, place]  # Denzel Washington, or the capital?
    return linked


def _own_introduction(cast: Cast, name: Name) -> bool:
    """Does "President Obama" bring in somebody of his own, before or without a full name that fits the office?"""
    if name.courtesy or not any(r.head in kinds.OFFICES for r in name.roles) or cast.words.in_heading(name.first):
        return False
    full = _unique(cast.surnames[fold(name.parts[0])])
    return bool(full) and all(
        e.introduced > name.first
        and len(e.parts) > 1
        and not any(r.head == o.head for r in name.roles for o in cast.offices[e])
        for e in full
    )


def _both_courtesies(cast: Cast, surname: str) -> bool:
    """Does the article speak of a Mr and a Mrs of this surname, and give a full name for one of them at most?"""
    full = [e for e in cast.surnames[surname] if len(e.parts) > 1]
    return len(full) < 2 and {1.0, -1.0} <= cast.courtesies[surname]


def _family_first(entity: Entity) -> bool:
    """Chinese, Korean and the like: a given name of two syllables behind the family name ("Choe Son-hui")."""
    return (len(entity.parts) == 3 and all(len(p) < 6 for p in entity.parts)) or (
        len(entity.parts) == 2 and "-" in entity.parts[1]
    )


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    return list(dict.fromkeys(entities))


def _choose(cast: Cast, name: Name, people: list[Entity]) -> tuple[Entity | None, str]:
    """Which of several of one name, by title, gender, or what stands close by; None if the article does not tell."""
    for keep in (
        [e for e in people if not name.gender or not e.gender or (e.gender > 0) == (name.gender > 0)],
        [e for e in people if any(r.fits(own) for r in name.roles for own in e.roles)],
        [e for e in people if e.introduced < name.first],
    ):
        if len(keep) == 1:
            return keep[0], f"“{name.text}” is {keep[0].name}, by title or order of appearance"
        people = keep or people
    para = cast.words.para[name.first]
    near = [e for e in people if any(cast.words.para[t] == para for t in cast.seen[e])]
    close = [e for e in people if any(cast.words.para[t] >= para - 2 for t in cast.seen[e])]
    chief = _chief(cast, people)
    if len(near) == 1 and chief in (None, near[0]):
        return near[0], f"“{name.text}” is {near[0].name}, named in the same paragraph"
    if chief is not None and all(e is chief for e in close):
        return chief, f"“{name.text}” has been {chief.name} throughout"
    return None, ""


def _chief(cast: Cast, people: list[Entity]) -> Entity | None:
    """The one whom the article called by the bare name before it brought in the other, if there is one."""
    first, *others = sorted(people, key=lambda e: e.introduced)
    second = min(e.introduced for e in others)
    needed = 2 if len(first.parts) > 1 else 1
    return first if sum(t < second for t in cast.bare[first]) >= needed else None


def _other(cast: Cast, name: Name, votes: dict[str, float]) -> Entity | None:
    """A government, organisation or person known by one name only: the one of that name, or a new one."""
    text, place = name.text, name.place
    if len(name.parts) == 1 and place is None and name.modifier and votes[text] <= 0:
        return None
    key = (
        f"{place.kind in (PlaceKind.GROUP, PlaceKind.ORGANISATION)}:{place.code or place.name}"
        if place and votes[text] <= 0
        else fold(text)
    )
    if place is not None and place.kind is PlaceKind.STATE:
        key = fold(text)
    if name.courtesy and _both_courtesies(cast, fold(name.parts[-1])):
        text = cast.words.between(name.title, name.last)
        key = fold(text)
    if (known := cast.other.get(key)) is not None:
        return known
    if place is not None and votes[text] <= 0:
        made = Entity(_SPEAKING[place.kind], place.name, country=place.code)
    elif votes[text] > 0:
        made = Entity(SpeakerKind.PERSON, text, parts=name.parts)
        cast.surnames[fold(name.parts[-1])].append(made)
    elif (known := _by_initials(cast, name)) is not None:
        cast.other[key] = known
        return known
    else:
        people = len(name.parts) == 1 and cast.words.tag[name.last] in ("NNPS", "NNS")
        made = Entity(SpeakerKind.GROUP if people else SpeakerKind.ORGANISATION, text, plural=people)
    at = cast.words.start[name.first]
    made.first, made.span, made.introduced = at, (at, cast.words.end[name.last]), name.first
    cast.other[key] = made
    return cast.new(made)


def _by_initials(cast: Cast, name: Name) -> Entity | None:
    """ "EPA" after "Environmental Protection Agency", where one name alone has these initials."""
    letters = name.text.replace(".", "")
    if len(name.parts) != 1 or not letters.isupper() or len(letters) < 2:
        return None
    fits = [
        e
        for e in cast.entities
        if e.kind is SpeakerKind.ORGANISATION and "".join(w[0] for w in e.name.split() if w[0].isupper()) == letters
    ]
    return fits[0] if len(fits) == 1 and len(letters) > 1 else None


def _note(cast: Cast, entity: Entity, name: Name) -> None:
    """Remember what this name tells of its entity."""
    entity.add_name(name.text)
    cast.known[name.text] = entity
    cast.seen[entity].append(name.first)
    if len(name.parts) == 1:
        cast.bare[entity].append(name.first)
    if entity.person:
        for role in name.roles:
            if role.head:
                entity.roles.append(role)
            entity.country = entity.country or role.country
        if name.gender:
            entity.gender += 10 * name.gender
            entity.sure_gender = True
