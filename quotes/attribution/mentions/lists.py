"""What the names of a list share: "Senators Ana Bly and Tom Hale", "his lawyers, Ana Bly and …", "Ana and Tom Hale"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.roles import Role, read_role
from quotes.attribution.mentions.words import Words

_BETWEEN = ("PROPN", "CCONJ", "ADP", "DET")
_MODIFYING = ("ADJ", "NOUN", "PROPN", "PART", "NUM")
_REACH = 8
_PARTED = 3.0
"""A title in the plural is as good as one in the singular (see `names`)."""


def share(words: Words, names: Sequence[Name]) -> None:
    """Give each name of a list the office, or the country, that stands before the first of them."""
    for one, other in pairwise(names):
        if (role := _of_the_second(words, one, other)) is not None:
            other.roles += (role,)
    for at, first in enumerate(names):
        listed = _listed(words, names[at:])
        if len(listed) < 2:
            continue
        role = _plural_role(words, first) or _told_behind(words, listed[-1])
        for name in listed if role is not None else ():
            name.roles += (role,) if role is not None else ()
            name.vote += _PARTED if words.text[first.title - 1] != "," else 0.0
        for name in listed[1:] if first.country else ():
            name.country = name.country or first.country


def _listed(words: Words, names: Sequence[Name]) -> list[Name]:
    """The names from the first on that "," and "and" join, if an "and" closes the list."""
    out = [names[0]]
    for name in names[1:]:
        between = words.low[out[-1].last + 1 : name.title]
        if name.title != name.first or between not in ([","], ["and"], ["&"], [",", "and"]):
            break
        out.append(name)
        if between != [","]:
            return out
    return []


def _of_the_second(words: Words, one: Name, other: Name) -> Role | None:
    """The office between the names of "the treasurer, Ana Bly, the clerk, Tom Hale, …", which is the second’s."""
    between = range(one.last + 1, other.title)
    enclosed = len(between) > 3 and words.text[between[0]] == words.text[between[-1]] == ","
    if not enclosed or one.title < 2 or words.text[one.title - 1] != "," or words.pos[one.title - 2] != "NOUN":
        return None
    if words.low[between[1]] != "the" or "," in [words.text[i] for i in between[1:-1]]:
        return None
    role = read_role(words, between[1], between[-2])
    return role if role.head else None


def _plural_role(words: Words, first: Name) -> Role | None:
    """The office of "Senators Ana Bly and …", "the ministers of Orsk and Senn, Ana Bly and …", in the singular."""
    at = first.title - 1
    if at >= 0 and words.text[at] == ",":
        low = at - 1
        while low > max(0, at - _REACH) and not _are_people(words, low) and words.pos[low] in _BETWEEN:
            low -= 1
        at = low
    if at < 0 or not _are_people(words, at):
        return None
    start = at
    while start and words.pos[start - 1] in _MODIFYING and words.sent[start - 1] == words.sent[at]:
        start -= 1
    own = max((i + 1 for i in range(start, at) if words.tag[i] == "POS"), default=start)
    role = read_role(words, own, at)
    noun = kinds.singular(words.low[at])
    narrow = frozenset(w for w in role.words if w != words.low[at] and not _is_number(words, own, at, w))
    return replace(role, head=kinds.office(noun), words=narrow, gender=kinds.gender(noun), text=noun)


def _told_behind(words: Words, last: Name) -> Role | None:
    """The office of "Ana Bly and Tom Hale are the authors of …", in the singular."""
    verb = last.last + 1
    if verb >= len(words) or words.low[verb] not in ("are", "were"):
        return None
    told = next((k for k in words.kids[verb] if words.dep[k] == "attr" and _are_people(words, k)), None)
    if told is None or "," in words.text[verb:told]:
        return None
    noun = kinds.singular(words.low[told])
    return Role(kinds.office(noun), text=noun, gender=kinds.gender(noun), first=told)


def _is_number(words: Words, first: int, last: int, word: str) -> bool:
    return any(words.low[i] == word and words.pos[i] == "NUM" for i in range(first, last))


def _are_people(words: Words, i: int) -> bool:
    noun = kinds.singular(words.low[i])
    return noun != words.low[i] and words.many(i) and kinds.is_person(noun)


def with_shared_surnames(words: Words, names: Sequence[Name]) -> list[Name]:
    """The full names behind "Ana and Tom Hale": Ana Hale, at the token of her given name."""
    surnames = {n.parts[-1] for n in names if len(n.parts) > 1}
    men, women = ({n.parts[-1] for n in names if n.courtesy and n.gender * sex > 0} for sex in (-1, 1))
    out = []
    for one, other in pairwise(names):
        joined = words.low[one.last + 1 : other.title] == ["and"] and other.title == other.first
        given = len(one.parts) == 1 < len(other.parts) and one.title == one.first and one.place is None
        told = kinds.given(one.parts[0]) and kinds.given(other.parts[0])
        told = told or other.parts[-1] in men & women  # "Mr Hale" and "Mrs Hale"
        if joined and given and told and other.vote > 0 and one.parts[0] not in surnames:
            out.append(replace(one, parts=(one.parts[0], *other.parts[1:]), vote=other.vote))
    return out
