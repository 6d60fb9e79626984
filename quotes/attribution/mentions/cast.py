"""The cast of an article: everybody and everything it names, each once, with all their names, roles and gender."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from quotes.attribution.mentions import kinds, places
from quotes.attribution.mentions.countries import learn_countries
from quotes.attribution.mentions.entities import Cast, Entity, Mention, fold
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.lists import share, with_shared_surnames
from quotes.attribution.mentions.names import find_names
from quotes.attribution.mentions.namesakes import (
    add_person,
    both_courtesies,
    choose_namesake,
    core_of,
    courtesy,
    people_named,
)
from quotes.attribution.mentions.organisations import meant_by_part
from quotes.attribution.mentions.personal import weigh
from quotes.attribution.mentions.places import Place, PlaceKind
from quotes.attribution.mentions.transcripts import labelled
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_MEMBERS = frozenset(("democrats", "republicans", "conservatives", "liberals", "socialists", "independents"))
_SPEAKING = {
    PlaceKind.COUNTRY: SpeakerKind.GOVERNMENT,
    PlaceKind.CAPITAL: SpeakerKind.GOVERNMENT,
    PlaceKind.SEAT: SpeakerKind.GOVERNMENT,
    PlaceKind.STATE: SpeakerKind.GOVERNMENT,
    PlaceKind.DEMONYM: SpeakerKind.GROUP,
    PlaceKind.GROUP: SpeakerKind.GROUP,
    PlaceKind.ORGANISATION: SpeakerKind.ORGANISATION,
}


def build_cast(words: Words) -> Cast:
    """Read the names of an article and put together those that mean the same."""
    cast = Cast(words)
    words.learned = learn_countries(words)
    names = _known_in_headings(words, find_names(words))
    share(words, names)
    votes = _votes(words, names)
    cast.doubtful = weigh(words, names, votes)
    cast.codes = {n.place.code for n in names if n.place is not None and n.place.kind is not PlaceKind.CAPITAL}
    cast.sites = {n.text for n in names if words.ent[n.last] in ("GPE", "LOC")}
    full = [n for n in names if len(core_of(n)) > 1 and votes[n.text] > 0] + with_shared_surnames(words, names)
    full += _named_within(names, votes, full)
    full.sort(key=lambda n: words.in_heading(n.first))
    for name in full:
        add_person(cast, name)
    _note_courtesies(cast, names)
    for name in names:  # "Mr Dunne" beside Anna Dunne is somebody, also where a bare "Dunne" stands before him
        if name.courtesy and both_courtesies(cast, fold(name.parts[-1])) and not people_named(cast, name, votes):
            _other(cast, name, votes)
    for name in names:  # organisations first by their longest names, wherever these stand
        if len(name.parts) > 1 and name.place is None and votes[name.text] <= 0 and not words.in_heading(name.first):
            _other(cast, name, votes)
    for name in names:
        _place_mention(cast, name, votes)
    return cast


def _note_courtesies(cast: Cast, names: list[Name]) -> None:
    """Which surnames have a Mr, a Mrs; a rank is a Mr there, since who is "PC Hoare" is not "Mrs Hoare" besides."""
    for name in names:
        if (core := core_of(name)) and (told := courtesy(cast, name)):
            cast.courtesies[core[-1]].add(told)


def _known_in_headings(words: Words, names: list[Name]) -> list[Name]:
    """Names without those that only a headline's capitals make ("Vowed"); longer ones keep the part that is known."""
    told = {fold(n.text) for n in names if not words.in_heading(n.first)}
    told |= {fold(p) for n in names if not words.in_heading(n.first) and n.vote > 0 for p in n.parts}
    out: list[Name] = []
    for name in names:
        parts = name.parts
        stands = not told or not words.in_heading(name.first) or name.place is not None or fold(name.text) in told
        if stands or _is_full_name_of_one_told(words, name, told):
            out.append(name)
        elif len(parts) == name.last - name.first + 1:
            sizes = (
                (i, j)
                for size in range(len(parts) - 1, 0, -1)
                for i in range(len(parts) - size + 1)
                for j in (i + size,)
            )
            cut = next(((i, j) for i, j in sizes if fold(" ".join(parts[i:j])) in told), None)
            if cut is not None:
                title = name.title if cut[0] == 0 else name.first + cut[0]
                out.append(
                    replace(
                        name,
                        first=name.first + cut[0],
                        last=name.first + cut[1] - 1,
                        title=title,
                        parts=parts[slice(*cut)],
                    )
                )
            elif len(parts) > 1 and name.vote > 0:
                out.append(name)
    return out


def _named_within(names: list[Name], votes: dict[str, float], full: list[Name]) -> list[Name]:
    """Full names within those of shows and the like ("The Ana Bly Show") of people whom the article calls "Bly"."""
    told = {n.text for n in names if len(n.parts) == 1 and votes[n.text] > 0}
    known = {fold(n.parts[-1]) for n in full}
    return [
        replace(n, last=n.first + 1, parts=n.parts[:2], title=n.first, roles=())
        for n in names
        if len(n.parts) == 3 or len(n.parts) == 4
        if n.last - n.first + 1 == len(n.parts) and votes[n.text] <= 0 and kinds.given(n.parts[0])
        if n.parts[1] in told and fold(n.parts[1]) not in known
    ]


def _is_full_name_of_one_told(words: Words, name: Name, told: set[str]) -> bool:
    """Does the headline give the full name of somebody whom the article only calls by the surname?"""
    parts = name.parts
    if not 1 < len(parts) < 4 or name.vote <= 0 or fold(parts[-1]) not in told or fold(parts[0]) in told:
        return False
    if any(w.lower() in _MEMBERS or kinds.is_title(w.lower()) for w in parts):
        return False
    starts = name.first == 0 or words.para[name.first - 1] != words.para[name.first]
    labels = starts and words.text[name.last + 1 : name.last + 2] == [":"]
    return bool(kinds.given(parts[0])) or labels


def _votes(words: Words, names: list[Name]) -> dict[str, float]:
    """How much speaks for a person, summed over all names with the same words."""
    votes: dict[str, float] = defaultdict(float)
    for name in names:
        votes[name.text] += name.vote
    for before, name in pairwise(names):
        joined = name.title - before.last == 2 and words.low[before.last + 1] in ("and", "&")
        if joined and name.vote > 0 and len(before.parts) == 2 <= len(name.parts) and votes[before.text] > -2:
            votes[before.text] += 3.0 if before.parts[-1] == name.parts[-1] else 1.3
        if joined and before.vote > 0 and len(before.parts) > 1 < len(name.parts) and votes[name.text] > -2:
            votes[name.text] += 1.3  # "Stephen Cole and Brad Stone": the model knows one of them
    alone = {n.text for n in names if len(n.parts) == 1 and not n.modifier}
    courted = {n.text for n in names if len(n.parts) == 1 and n.courtesy}
    surnames = {n.parts[-1] for n in names if len(n.parts) > 1 and n.vote > 0}
    for name in names:
        if len(name.parts) == 2 and name.parts[0] in surnames and not kinds.given(name.parts[0]):
            votes[name.text] -= 2.0  # "Falk Shipping", run by Marta Falk
        if len(name.parts) == 2 and name.parts[-1] in courted:
            votes[name.text] += 3.0  # "Ms Ott" tells that "Ada Ott" is no firm
        if len(name.parts) > 1 and name.parts[-1] in alone and votes[name.text] > -2:
            votes[name.text] += 1.5
    return votes


def _place_mention(cast: Cast, name: Name, votes: dict[str, float]) -> None:
    """Find out whom one name means, and put it on the map of tokens."""
    mention = labelled(cast, name) or _meant(cast, name, votes)
    if mention.entity is not None:
        _note(cast, mention.entity, name)
    cast.mentions.append(mention)
    for i in range(name.title, name.last + 1):
        if i >= name.first or i not in cast.by_token:
            cast.by_token[i] = mention


def _meant(cast: Cast, name: Name, votes: dict[str, float]) -> Mention:
    mention = Mention(name.last, name.title, name.last, None, name=name)
    if half := _half(cast, name):
        if len(half) > 1:
            mention.candidates = tuple(cast.other.get(f"False:{p.code}") or Entity(None, p.name) for p in half)
        name.place = half[0]
    people = [] if mention.candidates else _people(cast, name, votes)
    if len(people) > 1:
        mention.entity, mention.why = choose_namesake(cast, name, people)
        mention.candidates = () if mention.entity else tuple(people)
        mention.confidence = 0.8
    elif people:
        mention.entity = people[0]
    elif not mention.candidates and _is_seat_of_two(cast, name, mention):
        pass
    elif not mention.candidates and (parts := meant_by_part(cast, name, votes[name.text])):
        mention.entity = parts[0] if len(parts) == 1 else None
        mention.candidates = tuple(parts) if len(parts) > 1 else ()
    elif not mention.candidates and (name.place is None or name.place.kind is not PlaceKind.DEMONYM):
        mention.entity = _other(cast, name, votes)
    return mention


def _people(cast: Cast, name: Name, votes: dict[str, float]) -> list[Entity]:
    """The persons whom the name can mean, and the place if it can mean that too (Denzel Washington, the capital)."""
    people = people_named(cast, name, votes)
    if people and name.place is not None and votes[name.text] <= -3 and (place := _other(cast, name, votes)):
        after_in = name.first > 0 and cast.words.pos[name.first - 1] == "ADP"
        return [] if after_in else [*people, place]
    return people


def _half(cast: Cast, name: Name) -> list[Place]:
    """Whom "the North" or "Korea" mean: the countries so called, and of them those of which the article speaks."""
    table = places.atlas()
    codes = table.ends.get(name.text, ()) if name.place is None else ()
    if not codes and name.first and cast.words.low[name.first - 1] == "the":
        codes = tuple(c for c in table.halves.get(name.text, ()) if c in cast.codes)
    told = [c for c in codes if c in cast.codes] or codes
    return [Place(PlaceKind.COUNTRY, c, table.names[c]) for c in told]


def _is_seat_of_two(cast: Cast, name: Name, mention: Mention) -> bool:
    """Is a capital its country's government, or the organisation that sits there ("Brussels")? The article decides."""
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
    person = votes[text] > 0 or name.courtesy
    if name.courtesy and both_courtesies(cast, fold(name.parts[-1])):
        text = cast.words.between(name.title, name.last)
        key = fold(text)
    if (known := cast.other.get(key)) is not None:
        if place is not None and place.kind is PlaceKind.ORGANISATION and len(place.name) > len(known.name):
            known.name, known.span = place.name, (cast.words.start[name.first], cast.words.end[name.last])
        return known
    if place is not None and votes[text] <= 0:
        state = place.kind not in (PlaceKind.ORGANISATION, PlaceKind.GROUP)
        made = Entity(_SPEAKING[place.kind], place.name, country=place.code if state else "")
    elif person:
        made = Entity(SpeakerKind.PERSON, text, parts=name.parts)
        cast.surnames[fold(name.parts[-1])].append(made)
    else:
        plural = cast.words.tag[name.last] in ("NNPS", "NNS")
        people = plural and (len(name.parts) == 1 or _are_a_people(cast, name.last))
        kind = SpeakerKind.GROUP if people else SpeakerKind.ORGANISATION
        if len(name.parts) > 1 and name.parts[-1].lower() in kinds.DOCUMENT_NAMES:
            kind = SpeakerKind.DOCUMENT
        made = Entity(None if text in cast.doubtful and not people else kind, text, plural=people)
    at = cast.words.start[name.first]
    made.first, made.span, made.introduced = at, (at, cast.words.end[name.last]), name.first
    cast.other[key] = made
    return cast.new(made)


def _are_a_people(cast: Cast, tok: int) -> bool:
    """Does a longer name end in a people or in party members ("Asian Americans", "House Democrats")?"""
    place = cast.words.place(tok, tok)
    return (place is not None and place.kind is PlaceKind.DEMONYM) or cast.words.low[tok] in _MEMBERS


def _note(cast: Cast, entity: Entity, name: Name) -> None:
    """Remember what this name tells of its entity."""
    entity.add_name(name.text)
    entity.firm = entity.firm or name.firm
    cast.known[name.text] = entity
    cast.seen[entity].append(name.first)
    if len(name.parts) == 1:
        cast.bare[entity].append(name.first)
    if entity.person:
        if style := _style(cast.words, entity, name):
            entity.name = f"{style} {name.text}"
            entity.add_name(entity.name)
        entity.age = entity.age or name.age
        entity.country = entity.country or name.country
        for role in name.roles:
            if role.head:
                entity.roles.append(role)
            entity.country = entity.country or role.country
        if abs(name.gender) < 1:  # "chairman": hardly a hint
            entity.learn(name.gender)
        else:
            entity.gender += 10 * name.gender
            entity.sure_gender = True


def _style(words: Words, entity: Entity, name: Name) -> str:
    """The "Pope" of "Pope Francis", by whom nobody else is meant than by the name; "" before a surname's office."""
    before = name.first - 1
    if (
        len(entity.parts) > 1
        or before < 0
        or words.low[before] not in kinds.STYLES
        or words.sent[before] != words.sent[name.first]
    ):
        return ""
    return words.text[before] if words.text[before][0].isupper() else ""
