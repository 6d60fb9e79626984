"""Several meant by one description: "the brothers", "both candidates", "the couple", "all three"."""

from collections.abc import Sequence
from dataclasses import replace

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.phrases import Phrase
from quotes.attribution.mentions.roles import Role
from quotes.attribution.mentions.salience import Focus
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PAIRS = {"couple": 2, "pair": 2, "duo": 2, "spouses": 2, "twins": 2, "trio": 3, "quartet": 4}
_KIN = frozenset(("brother", "sister", "sibling", "twin", "cousin", "spouse"))
_DOERS = ("ers", "ors", "ists", "ians", "men", "women")
_ALL = frozenset(("the", "both", "all", "these"))
_PERSONAL = frozenset((SpeakerKind.PERSON, SpeakerKind.UNNAMED))


def counts_people(words: Words, tok: int) -> bool:
    """Is token `tok` the head of "both", "all three", "the two" without a noun?"""
    low = words.low[tok]
    return low == "both" or (low in _NUMBERS and tok > 0 and words.low[tok - 1] in ("all", "the"))


def gathered(cast: Cast, focus: Focus, phrase: Phrase, unnamed: Sequence[Entity], mention: Mention) -> bool:
    """Note whom such a description means, or who could be meant; False where it means none of the article’s people."""
    words, tok = cast.words, phrase.tok
    low = words.low[tok]
    bare = counts_people(words, tok)
    if not (phrase.plural or low in _PAIRS or bare) or words.low[phrase.first] not in _ALL:
        return False
    noun = kinds.singular(low)
    unknown = tok in focus.sources and kinds.of_noun(low, plural=True) is None and low.endswith(_DOERS)
    if not bare and low not in _PAIRS and not kinds.is_person(noun) and not unknown:
        return False
    number = _PAIRS.get(low) or next((n for w in words.low[phrase.first : tok + 1] if (n := _NUMBERS.get(w))), 0)
    if not bare and any(_told_before(words, e, phrase, number) for e in unnamed):
        return False
    found = _meant(focus, tok, _single(phrase, noun), number)
    if len(found) == 1:
        members = found[0]
        mention.entity = Entity(None, " and ".join(e.name for e in members), plural=True, members=members)
        mention.why = f"“{words.between(phrase.first, phrase.last)}” are those named together"
        mention.confidence = 0.7
    elif found:
        mention.candidates = tuple(dict.fromkeys(e for members in found for e in members))
    return bool(found)


def listed_from(cast: Cast, first: Mention) -> tuple[Entity, ...]:
    """The people of the list that begins with this name ("Ana Bly, Tom Hale and Ada Ott"); none if it begins none."""
    words, out, here = cast.words, [first.entity], first
    while True:
        at = here.last + 1
        joined = words.low[at : at + 1] == ["and"] or words.low[at : at + 2] == [",", "and"]
        step = 2 if words.low[at : at + 2] == [",", "and"] else 1
        after = cast.by_token.get(at + step) if joined or words.text[at : at + 1] == [","] else None
        if after is None or after.entity is None or not after.entity.person or after.first > at + step + 1:
            return ()
        out.append(after.entity)
        here = after
        if joined:
            return tuple(e for e in out if e is not None)


def _told_before(words: Words, entity: Entity, phrase: Phrase, number: int) -> bool:
    """Has the article spoken of such people without their names ("a couple", "two men")?"""
    low, told = words.low[phrase.tok], entity.name.lower().split()
    if low not in told or entity.first >= words.start[phrase.first]:
        return False
    return not number or low in _PAIRS or any(_NUMBERS.get(w) == number for w in told)


def _single(phrase: Phrase, noun: str) -> Role:
    """The office of one of them."""
    narrow = (
        phrase.role.words - {noun, *_NUMBERS, *_PAIRS, *_ALL} - {w for w in phrase.role.words if w.startswith(noun)}
    )
    return replace(phrase.role, head=kinds.office(noun), words=narrow, gender=kinds.gender(noun))


def _meant(focus: Focus, tok: int, role: Role, number: int) -> list[tuple[Entity, ...]]:
    """The sets of people who can be meant: by their office, as named in one list, or as all whom the article names."""
    before = [m for m in focus.history if m.tok < tok and m.entity is not None]
    people = tuple(dict.fromkeys(m.entity for m in before if m.entity is not None and m.entity.person))
    lists = {frozenset(m.entity.members): m.entity.members for m in before if m.entity is not None and m.entity.members}
    sets = [members for members in lists.values() if all(_of_gender(e, role) for e in members)]
    office = tuple(e for e in people if any(r.fits(role) for r in e.roles))
    if number:
        if len(office) == number:
            return [office]
        sets = [members for members in sets if len(members) == number]
        fitting = tuple(e for e in people if _of_gender(e, role))
        return sets or ([fitting] if len(fitting) == number else [])
    if role.head in _KIN:
        return [members for members in sets if len({e.parts[-1] for e in members if e.parts}) == 1]
    return [members for members in sets if len(office) > 1 and set(members) == set(office)]


def _of_gender(entity: Entity, role: Role) -> bool:
    return entity.kind in _PERSONAL and entity.gender * role.gender >= 0
