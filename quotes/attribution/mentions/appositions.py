"""Names and descriptions that stand side by side: "the treasurer, Ana Bly,", "Ana Bly, an engineer who …"."""

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.phrases import ENDS, Phrase
from quotes.attribution.mentions.roles import Role
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

ANYBODY = frozenset(("number", "colleague", "hero", "voice", "face", "head"))
"""Nouns that are no office, but may describe a person beside whose name they stand ("her opposite number")."""
_BEFORE_NAMES = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"))
_GIVING = frozenset(("gave", "giving", "gives"))
_CALLING = frozenset(("identified", "introduced"))


def apposed_name(cast: Cast, tok: int) -> Mention | None:
    """The person (or organisation) named beside a description: "the union’s treasurer, Yusuf Demir,"."""
    words = cast.words
    if words.pos[tok] not in ("NOUN", "PROPN"):
        return None
    for kid in words.kids[tok]:
        if words.dep[kid] == "appos" and (found := cast.by_token.get(kid)) is not None and found.entity is not None:
            if words.quoted[kid] and found.entity.kind is SpeakerKind.GOVERNMENT:
                continue  # the report “Mexico by Numbers”
            human = kinds.of_noun(words.low[tok], plural=False) is SpeakerKind.UNNAMED
            if found.entity.person == human or (found.entity.person and words.low[tok] in ANYBODY):
                return found
    return None


def name_behind(cast: Cast, phrase: Phrase, within: range | None) -> Mention | None:
    """The name in apposition after a description ("Her opposite number, Ana Bly,", "the owner, the group Acme,").

    In a source of which the description is the head, the name may close it; elsewhere a comma must close it.
    """
    words = cast.words
    at = phrase.last + 1
    end = within.stop if within is not None else len(words)
    if phrase.plural or at >= end or words.text[at] not in (",", "—", "–", "--"):
        return None
    i = at + 1
    while i < end and (
        (found := cast.by_token.get(i)) is None or found.name is None or found.name.modifier or found.name.possessive
    ):
        if (words.pos[i] not in _BEFORE_NAMES and not words.joins(i)) or i > at + 6:
            return None
        i += 1
    if i >= end or found is None or found.name is None or (found.name.title > at + 1 and within is None):
        return None
    after = words.text[found.last + 1] if found.last + 1 < len(words) else ""
    closed = (
        after in ENDS or after in (".", ")", "of", "from") or (within is not None and found.last + 1 >= within.stop)
    )
    return found if closed and _same_sort(words, phrase, found) else None


def names_listed(cast: Cast, phrase: Phrase) -> Mention | None:
    """The first of the names right behind those who bear them ("the twins Ola and Per Bly")."""
    at = phrase.tok + 1
    found = cast.by_token.get(at) if phrase.plural and phrase.definite else None
    if found is None or found.first != at or found.name is None or found.name.possessive or found.name.modifier:
        return None
    return found if kinds.is_person(kinds.singular(cast.words.low[phrase.tok])) else None


def name_told(cast: Cast, phrase: Phrase) -> Mention | None:
    """The name in "…, who gave his name only as Ana Bly", "…, who identified herself as Ana Bly"."""
    words = cast.words
    at = phrase.last + 1
    rest = words.low[at : at + 12]
    if phrase.plural or phrase.kind is not SpeakerKind.UNNAMED or not {"who", "giving", "identified"} & set(rest[:3]):
        return None
    as_ = next((k for k, w in enumerate(rest) if w == "as" or w in (".", ";")), 0)
    before = rest[:as_]
    if rest[as_ : as_ + 1] != ["as"] or not (("name" in before and _GIVING & set(before)) or _CALLING & set(before)):
        return None
    found = cast.by_token.get(at + as_ + 1)
    return found if found is not None and found.entity is not None and found.entity.person else None


def name_before(cast: Cast, phrase: Phrase, within: range | None) -> Mention | None:
    """The person whose apposition this description is ("Ana Bly, an engineer who …")."""
    words = cast.words
    at = phrase.first - 1
    found = cast.by_token.get(at - 1) if at > 0 and words.text[at] in (",", "—", "–") else None
    if found is None or found.name is None or found.last != at - 1 or phrase.plural or found.name.possessive:
        return None
    if phrase.kind is SpeakerKind.ORGANISATION and phrase.definite and not phrase.possessed:
        closed = words.text[phrase.last + 1 : phrase.last + 2] == [","]
        firm = found.entity is not None and found.entity.kind is SpeakerKind.ORGANISATION
        return found if firm and closed else None
    if phrase.kind is not SpeakerKind.UNNAMED or (words.low[phrase.first] in ("another", "one") and within is None):
        return None
    listed = cast.by_token.get(found.first - 2) if words.text[found.first - 1] == "," else None
    if listed is not None and listed.last == found.first - 2:
        return None  # "Ana Bly, Tom Hale, a nurse, and …"
    after = words.text[phrase.last + 1] if phrase.last + 1 < len(words) else ""
    inside = within is not None and found.first in within
    closed = after in (",", ".", "—", "–", ")") or words.low[phrase.last + 1 : phrase.last + 2] in (["who"], ["whose"])
    return found if (inside or closed) and found.entity is not None and found.entity.person else None


def _same_sort(words: Words, phrase: Phrase, found: Mention) -> bool:
    """Can this description and this name mean the same: both a human being, or both none?"""
    if found.entity is None:
        return bool(found.candidates) and phrase.kind is SpeakerKind.UNNAMED
    noun = kinds.singular(words.low[phrase.tok])
    if found.entity.person:
        return phrase.kind in (SpeakerKind.UNNAMED, None) or noun in ANYBODY
    firm = found.entity.kind is SpeakerKind.ORGANISATION
    return firm and (noun in kinds.EITHER or phrase.kind is SpeakerKind.ORGANISATION)


def introduce(entity: Entity, role: Role) -> None:
    """Note the office by which the article introduces somebody."""
    if entity.person and role.head and role not in entity.roles:
        entity.roles.append(role)
        entity.country = entity.country or role.country
        if abs(role.gender) == 1:
            entity.gender += 10 * role.gender
            entity.sure_gender = True
