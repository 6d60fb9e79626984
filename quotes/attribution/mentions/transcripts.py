"""Interviews printed word for word: whom "OTT:" at the head of a paragraph means."""

from articles.text import ZoneKind
from quotes.attribution.mentions.entities import Cast, Entity, Mention, fold
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.runs import is_capital, is_label
from quotes.attribution.types import SpeakerKind


def labelled(cast: Cast, name: Name) -> Mention | None:
    """ "OTT:" at the head of a paragraph: the one of that surname in the article, or its writer by the byline."""
    if name.first != name.last or not is_label(cast.words, name.first):
        return None
    people = list(dict.fromkeys(cast.surnames[fold(name.parts[-1])] + cast.givens[fold(name.parts[-1])]))
    if not people and (writer := _writer(cast, name.parts[-1])) is not None:
        people = [writer]
    if len(people) != 1:
        return None
    return Mention(name.last, name.first, name.last, people[0], name=name, why=f"{name.text} is {people[0].name}")


def _writer(cast: Cast, surname: str) -> Entity | None:
    """The writer named in the byline whose surname this is."""
    words = cast.words
    last = next(
        (i for i, t in enumerate(words.text) if words.zone[i] is ZoneKind.BYLINE and fold(t) == fold(surname)), None
    )
    if last is None:
        return None
    first = last
    while first and words.zone[first - 1] is ZoneKind.BYLINE and is_capital(words, first - 1):
        first -= 1
    span = (words.start[first], words.end[last])
    made = Entity(SpeakerKind.PERSON, words.between(first, last), parts=tuple(words.text[first : last + 1]), span=span)
    cast.surnames[fold(surname)].append(made)
    return cast.new(made)
