"""Which persons a name can mean: full names, surnames, namesakes, "Mr" and "Mrs" of one name."""

from collections.abc import Callable, Iterable

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.entities import Cast, Entity, fold
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.runs import PARTICLES
from quotes.attribution.types import SpeakerKind


def core_of(name: Name) -> tuple[str, ...]:
    """The parts of a name without Jr. and the like, and without a "van der" in front, folded."""
    parts = [p for p in name.parts if p.lower() not in kinds.SUFFIXES]
    while len(parts) > 1 and parts[0].lower() in PARTICLES and parts[0].lower() not in ("al", "ben"):
        del parts[0]
    return tuple(f for p in parts if (f := fold(p)))


def _suffix(parts: Iterable[str]) -> str:
    return next((p.lower().rstrip(".") for p in parts if p.lower() in kinds.SUFFIXES), "")


def add_person(cast: Cast, name: Name) -> None:
    """A name of two words or more: the person who has it already, or a new one."""
    core, words = core_of(name), cast.words
    known = next(iter(_of_this_name(cast, core, name)), None)
    at = words.start[name.first]
    if known is None:
        known = cast.new(Entity(SpeakerKind.PERSON, name.text, parts=name.parts, first=at))
        known.span = (at, words.end[name.last])
        known.gender = known.by_given = kinds.given(name.parts[0])
        for key in {core[-1], "".join(core[1:]), "".join(core[-2:])} if len(core) > 2 else {core[-1]}:
            cast.surnames[key].append(known)
        cast.givens[core[0]].append(known)
        if len(core) == 3 and len(core[1]) > 1:
            cast.middles[core[1]].append(known)
        if name.nick:
            cast.givens[fold(name.nick)].append(known)
            known.nick = fold(name.nick)
    elif len(core) > len([p for p in known.parts if p.lower() not in kinds.SUFFIXES]) and fold(
        "".join(known.parts)
    ) != "".join(core):
        known.name, known.parts, known.span = name.text, name.parts, (at, words.end[name.last])
    cast.offices[known].extend(name.roles)
    if name.gender and abs(name.gender) == 1:
        known.gender = 10 * name.gender
    if not words.in_heading(name.first):
        known.introduced = min(known.introduced, name.first)


def _of_this_name(cast: Cast, core: tuple[str, ...], name: Name) -> list[Entity]:
    """Those of this full name; if there are none, those of whom it is the double surname ("Rojas Pardo")."""
    same = [e for e in cast.surnames[core[-1]] + cast.givens[core[0]] if _same_name(e, core, name.parts)]
    if same or len(core) != 2 or kinds.given(name.parts[0]):
        return same
    return _unique(e for e in cast.surnames.get("".join(core), ()) if len(e.parts) > 2)


def _same_name(entity: Entity, core: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Is this the same name, middle names and initials, hyphens and spellings apart?"""
    own = tuple(f for p in entity.parts if p.lower() not in kinds.SUFFIXES and (f := fold(p)))
    if _suffix(entity.parts) != _suffix(parts):
        return False
    if fold("".join(own)) == fold("".join(core)):
        return True
    if core[0] not in (own[0], entity.nick) or own[-1] != core[-1]:
        return False
    short, long = sorted((own[1:-1], core[1:-1]), key=len)
    return not short or all(any(b.startswith(a) or a.startswith(b) for b in long) for a in short)


def people_named(cast: Cast, name: Name, votes: dict[str, float]) -> list[Entity]:
    """The persons whom the name can mean."""
    core = core_of(name)
    if not core:
        return []
    if len(core) > 1:
        if votes[name.text] <= 0:
            return []
        return _of_this_name(cast, core, name)[:1]
    if _own_introduction(cast, name):
        return []
    if (told := courtesy(cast, name)) and both_courtesies(cast, core[0]):
        return [e for e in cast.surnames[core[0]] if len(e.parts) > 1 and e.gender * told > 0]
    return _by_one_part(cast, name, core[0])


def _by_one_part(cast: Cast, name: Name, part: str) -> list[Entity]:
    """The persons of this surname; if there are none, of this given or middle name."""
    linked = _unique(cast.surnames[part] + [e for e in cast.givens[part] if _family_first(e)])
    if not linked and not (name.courtesy and kinds.given(name.parts[0])):
        linked = _unique(cast.givens[part])  # "Mr. Lou" for Lou Jiwei, but no "Mr Peter" for Peter Hale
    at = cast.words.start[name.first], cast.words.end[name.last]
    if here := [e for e in linked if e.span == at]:  # "David and Jane Hale"
        return here
    if len(linked) > 1 and (suffix := _suffix(name.parts)):
        linked = [e for e in linked if _suffix(e.parts) == suffix] or linked
    return linked or _unique(cast.middles[part])  # "Ortega" for Gabriel Ortega Fuentes


def _own_introduction(cast: Cast, name: Name) -> bool:
    """Does "President Obama" bring in somebody of his own, before or without a full name that fits the office?"""
    if name.courtesy or name.title == name.first or cast.words.in_heading(name.first):
        return False
    if not any(r.head in kinds.OFFICES for r in name.roles):
        return False
    full = _unique(cast.surnames[fold(name.parts[0])])
    if len(full) == 1 and full[0].by_given and cast.courtesies[fold(name.parts[0])] == {full[0].by_given}:
        return False  # "Mr. Obama" throughout, and no other Obama in full than a man
    return bool(full) and all(
        e.introduced > name.first
        and len(e.parts) > 1
        and not any(r.head == o.head for r in name.roles for o in cast.offices[e])
        for e in full
    )


def courtesy(cast: Cast, name: Name) -> float:
    """Below 0 for a Mr, above for a Mrs, 0 for neither. A rank before a bare surname is a Mr here: who is "PC Hoare" is
    not "Mrs Hoare" besides."""
    if name.courtesy:
        return 1.0 if name.gender > 0 else -1.0
    ranked = len(name.parts) == 1 and name.title < name.first and cast.words.low[name.first - 1] in kinds.RANKS
    return -1.0 if ranked else 0.0


def both_courtesies(cast: Cast, surname: str) -> bool:
    """Does the article speak of a Mr and a Mrs of this surname, and give a full name for one of them at most?"""
    full = [e for e in cast.surnames[surname] if len(e.parts) > 1]
    other = any(e.gender * courtesy < 0 for e in full for courtesy in cast.courtesies[surname])
    return len(full) < 2 and (other or {1.0, -1.0} <= cast.courtesies[surname])


def _family_first(entity: Entity) -> bool:
    """Chinese, Korean and the like: a given name of two syllables behind the family name ("Choe Son-hui")."""
    return (len(entity.parts) == 3 and all(len(p) < 6 for p in entity.parts)) or (
        len(entity.parts) == 2 and "-" in entity.parts[1]
    )


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    return list(dict.fromkeys(entities))


def choose_namesake(cast: Cast, name: Name, people: list[Entity]) -> tuple[Entity | None, str]:
    """Which of several of one name, by title, gender, or what stands close by; None if the article does not tell."""
    tests: tuple[Callable[[Entity], bool], ...] = (
        lambda e: e.gender * name.gender >= 0,
        lambda e: any(r.fits(own) for r in name.roles for own in e.roles),
        lambda e: e.introduced < name.first,
    )
    for test in tests:
        keep = [e for e in people if test(e)]
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
