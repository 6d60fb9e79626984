"""Organisations by a part of their name: "Fenwick" for Fenwick & Sons, "EPA", "the Commission"."""

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.entities import Cast, Entity, fold
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.types import SpeakerKind

_BODIES = frozenset((SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT))


def meant_by_part(cast: Cast, name: Name, vote: float) -> list[Entity]:
    """The organisations (or laws) with longer names for which this one word, or these initials, can stand."""
    if len(name.parts) != 1 or name.courtesy or name.roles or name.place is not None or vote >= 3:
        return []
    if (spelt := _spelt_out_before(cast, name)) is not None:
        cast.other[fold(name.text)] = spelt
        return [spelt]
    if fold(name.text) in cast.other:
        return []
    longer = [e for e in cast.entities if e.kind in _BODIES and " " in e.name and e.named]
    letters = name.text.replace(".", "")
    if letters.isupper() and len(letters) > 1:
        if _is_turn(cast, name) and (asked := [e for e in cast.entities if e.person and initials(e.name) == letters]):
            return asked
        return [e for e in longer if initials(e.name) == letters]
    return [] if name.text in cast.sites else _by_first_or_last(cast, name, longer)


def _is_turn(cast: Cast, name: Name) -> bool:
    """Do these initials open a paragraph before a colon ("AB: No."), as in an interview's turns?"""
    words, i = cast.words, name.first
    opens = i == 0 or words.para[i - 1] != words.para[i]
    return opens and words.text[name.last + 1 : name.last + 2] == [":"]


def _by_first_or_last(cast: Cast, name: Name, longer: list[Entity]) -> list[Entity]:
    """Those that begin with this word; "the Commission" and the like also where they end with it."""
    key, generic = fold(name.text), name.text.lower() in kinds.ORGANISATION_NAMES
    the = name.first > 0 and cast.words.low[name.first - 1] == "the"
    if (generic and not the) or name.text.lower() in kinds.CHAMBERS:
        return []
    fits = [e for e in longer if fold(e.name.split()[0]) == key and (not generic or e.name.split()[1] in ("of", "for"))]
    fits = [e for e in fits if the or not _is_called_after(cast, e)]
    if generic:
        fits += [e for e in longer if fold(e.name.split()[-1]) == key]
    return [e for e in fits if not any(e is not o and e.name.startswith(f"{o.name} ") for o in fits)]


def _is_called_after(cast: Cast, entity: Entity) -> bool:
    """Is this "the Hale Express", something called after Hale, and no body at all? "Hale" is not short for that."""
    words, seen = cast.words, cast.seen.get(entity, [])
    body = kinds.ORGANISATION_NAMES | kinds.FIRM_NAMES
    if entity.kind is not SpeakerKind.ORGANISATION or any(w.lower() in body for w in entity.name.split()):
        return False
    return bool(seen) and all(i > 0 and words.low[i - 1] == "the" for i in seen)


def _spelt_out_before(cast: Cast, name: Name) -> Entity | None:
    """The organisation right before "(EPA)", of which this is the abbreviation."""
    words, i = cast.words, name.first
    if i < 2 or words.text[i - 1] != "(" or words.text[i + 1 : i + 2] != [")"] or not name.text.isupper():
        return None
    before = cast.by_token.get(i - 2)
    return before.entity if before is not None and before.entity and before.entity.kind in _BODIES else None


def initials(name: str) -> str:
    """The first letters of the words with capitals: "EPA" of "Environmental Protection Agency"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
