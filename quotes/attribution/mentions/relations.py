"""Who is whose: "his wife, Ana Bly", "the coach’s wife", "her Kenyan counterpart, Tom Hale"."""

from collections.abc import Mapping
from dataclasses import replace

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import introduce
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.phrases import Phrase
from quotes.attribution.types import SpeakerKind

# What the counterpart of a minister is, that of a "leader" need not be.
_HIGH = kinds.OFFICES - {"counterpart", "leader", "chief", "head"}


def owners(cast: Cast, at: Mapping[int, Mention], phrase: Phrase) -> tuple[Entity, ...]:
    """Whose deputy, wife, lawyer a description speaks of; several where that is in doubt, none where it is unknown."""
    words = cast.words
    for kid in words.kids[phrase.tok]:
        if words.dep[kid] == "poss" and (mention := cast.by_token.get(kid) or at.get(kid)) is not None:
            found = (mention.entity,) if mention.entity is not None else mention.candidates
            if words.pos[kid] == "PRON":  # "his lawyer" is hardly the lawyer’s
                found = tuple(e for e in found if not any(r.head == phrase.role.head for r in e.roles))
            return found
    return ()


def relate(cast: Cast, phrase: Phrase, owned_by: tuple[Entity, ...], person: Entity) -> None:
    """Note that the article says whose this person is; the counterpart of a minister is a minister."""
    head = phrase.role.head or kinds.office(kinds.singular(cast.words.low[phrase.tok]))
    if len(owned_by) != 1 or not person.person or not head or person is owned_by[0]:
        return
    cast.relations[head, owned_by[0]].setdefault(person)
    if head == "counterpart" and phrase.role.country:
        office = next((r for r in owned_by[0].roles if r.head in _HIGH), None)
        if office is not None:
            text = f"{office.head}"
            introduce(person, replace(office, country=phrase.role.country, text=text, gender=0.0))


def related(cast: Cast, phrase: Phrase, owned_by: tuple[Entity, ...]) -> list[Entity]:
    """The people of whom the article says that they are this one’s wife, deputy, lawyer."""
    if phrase.kind is not SpeakerKind.UNNAMED or phrase.plural:
        return []
    return list(dict.fromkeys(e for owner in owned_by for e in cast.relations.get((phrase.role.head, owner), ())))


def somebody_elses(cast: Cast, phrase: Phrase, owned_by: tuple[Entity, ...], person: Entity) -> bool:
    """Is this person such a one of others only ("Bly’s lawyer" where this is Hale’s)?"""
    of = [owner for (head, owner), people in cast.relations.items() if head == phrase.role.head and person in people]
    return bool(of and owned_by) and not set(of) & set(owned_by)
