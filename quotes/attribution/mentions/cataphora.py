"""Descriptions whose name comes after them: "The judge spoke of greed. … “Slow theft is theft,” Ana Bly observed."."""

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import introduce
from quotes.attribution.mentions.entities import Entity, Mention
from quotes.attribution.mentions.runs import POSSESSIVES
from quotes.attribution.mentions.story import Story
from quotes.attribution.types import SpeakerKind

_FAR = 2
_OF_THE_OFFICE = frozenset(("post", "job", "role", "office", "position", "title"))


def names_given_later(story: Story) -> dict[int, Entity]:
    """For the head tokens of such descriptions the person named after them, who gets the office as well.

    A person qualifies who is new, brought in by full name as a source without a word of introduction, within two
    sentences of the article's own; nobody else may speak or be brought in between.
    """
    out: dict[int, Entity] = {}
    words = story.cast.words
    described = [(tok, m) for tok, m in sorted(story.at.items()) if _may_be_named_later(story, m)]
    people = sorted((e for e in story.cast.entities if e.person and len(e.parts) > 1), key=lambda e: e.introduced)
    for person in people:
        if person.introduced >= len(words) or not _without_introduction(story, person):
            continue
        here = story.focus.narrative[person.introduced]
        before = [(t, m) for t, m in described if t < person.introduced and here - story.focus.narrative[t] <= _FAR]
        if not before:
            continue
        last_tok, last = before[-1]
        entity = last.entity
        if entity is None or entity.gender * person.gender < 0:
            continue
        between = [t for t in story.focus.sources if last_tok < t < person.introduced]
        if any(_somebody_else(story, t, entity) for t in between):
            continue
        if any(_steps_in(story, e, last_tok, person.introduced) for e in people):
            continue
        for tok, mention in described:
            if mention.entity is entity:
                out[tok] = person
        introduce(person, entity.roles[0])
    return out


def _steps_in(story: Story, person: Entity, after: int, before: int) -> bool:
    """Is this person brought in between two tokens, as the subject of a sentence?"""
    mention = story.cast.by_token.get(person.introduced)
    return after < person.introduced < before and mention is not None and story.focus.standing(mention.tok) >= 0.9


def _may_be_named_later(story: Story, mention: Mention) -> bool:
    entity, words = mention.entity, story.cast.words
    return (
        entity is not None
        and entity.kind is SpeakerKind.UNNAMED
        and any(r.head in kinds.OFFICES for r in entity.roles)
        and not entity.plural
        and not words.in_heading(mention.tok)
        and not words.quoted[mention.tok]
        and words.low[mention.first] not in ("a", "an", "one", "another", "some")
        and (mention.tok in story.focus.sources or words.dep[mention.tok] in ("nsubj", "nsubjpass"))
    )


def _somebody_else(story: Story, tok: int, entity: Entity) -> bool:
    mention = story.mention_at(tok)
    return mention is not None and mention.entity is not entity and mention.entity is not None


def _without_introduction(story: Story, person: Entity) -> bool:
    """Is this person brought in as a source by the bare name, as if known: no title, no apposition, no clause?"""
    words, cast = story.cast.words, story.cast
    mention = cast.by_token.get(person.introduced)
    if mention is None or mention.name is None or mention.name.title < mention.name.first or person.roles:
        return False
    if not any(t in story.focus.sources for t in range(mention.first, mention.last + 1)):
        return False
    rest = words.low[mention.last + 1 : mention.last + 14]
    if rest[:1] == [","] and rest[1:2] and not rest[1].isdigit():
        clause = rest[1] in ("who", "whose")
        return bool(_OF_THE_OFFICE & set(rest)) if clause else words.pos[mention.last + 2] == "VERB"
    before = words.low[max(mention.first - 1, 0)]
    if (before in POSSESSIVES and words.pos[mention.first - 1] == "PART") or (
        before == "," and words.pos[mention.first - 2] in ("NOUN", "PROPN")
    ):
        return False
    return rest[:1] not in (["of"], ["from"], ["("], ["—"])
