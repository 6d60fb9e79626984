"""Descriptions whose name comes after them: "The judge spoke of greed. … “Slow theft is theft,” Ana Bly observed."."""

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import introduce
from quotes.attribution.mentions.entities import Entity, Mention
from quotes.attribution.mentions.pronouns import HE, SHE
from quotes.attribution.mentions.runs import POSSESSIVES
from quotes.attribution.mentions.story import Story
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_FAR = 2
_ONE = frozenset(("a", "an", "one", "another", "some"))
_ONCE = frozenset(("former", "onetime", "one-time", "ex", "retired"))
_REPLYING = frozenset(("retort", "reply", "counter", "respond", "answer", "disagree", "object", "interject", "agree"))
_THINGS = frozenset((SpeakerKind.GOVERNMENT, SpeakerKind.ORGANISATION, SpeakerKind.GROUP, None))
_OF_THE_OFFICE = frozenset(("post", "job", "role", "office", "position", "title"))


def names_given_later(story: Story) -> dict[int, Entity]:
    """For the head tokens of such descriptions the person named after them, who gets the office as well.

    A person qualifies who is new, brought in by full name as a source without a word of introduction, within two
    sentences of the article's own; nobody else may speak or be brought in between.
    """
    out: dict[int, Entity] = {}
    words = story.cast.words
    described = [(tok, m) for tok, m in sorted(story.at.items()) if _may_be_named_later(story, m)]
    people = [e for e in story.cast.entities if (e.person and len(e.parts) > 1) or _may_be_person(story, e)]
    people.sort(key=lambda e: e.introduced)
    bare = [e for e in people if e.introduced < len(words) and _without_introduction(story, e)] if described else []
    for person in bare:
        last = _named_by(story, person, people, described, alone=len(bare) == 1)
        if last is None or last.entity is None or (_is_anybody(story, last) and out):
            continue
        entity = last.entity
        for tok, mention in described:
            if mention.entity is entity:
                out[tok] = person
        if not person.person:
            person.kind, person.parts = SpeakerKind.PERSON, tuple(person.name.split())
        women, men = entity.heard
        if not person.gender and max(women, men) >= max(0.78, 4 * min(women, men)):
            person.gender = women - men  # what pronouns told of the description
        introduce(person, entity.roles[0])
    return out


def name_the_first_pronouns(story: Story) -> None:
    """Let a "he" or "she" before anybody is named or described mean the one person named in the next two sentences.

    That person has to be the subject, and the only one whose gender fits; in the body of the article only.
    """
    focus, words = story.focus, story.cast.words
    early = [m for _, m in sorted(story.at.items()) if words.low[m.tok] in HE | SHE]
    for mention in early:
        if mention.entity is not None or mention.candidates or words.in_heading(mention.tok):
            continue
        gender = 1.0 if words.low[mention.tok] in SHE else -1.0
        here = focus.narrative[mention.tok]
        after = [m for m in story.cast.mentions if m.entity and m.entity.person and m.tok > mention.tok]
        near = [m for m in after if focus.narrative[m.tok] - here <= _FAR and not words.quoted[m.tok]]
        people = list(dict.fromkeys(m.entity for m in near if m.entity and m.entity.gender * gender >= 0))
        before = any(m.tok < mention.tok and m.entity and m.entity.person for m in story.cast.mentions)
        if len(people) != 1 or before or near[0].entity is not people[0] or words.dep[near[0].tok] != "nsubj":
            continue
        mention.entity, mention.confidence = people[0], 0.7
        mention.why = f"“{words.text[mention.tok]}” is {people[0].name}, whom the article names right after"


def _of_a_state(mention: Mention, alone: bool) -> bool:
    """Does this one hold an office of a country, and is there but one person whose name may follow?"""
    return alone and mention.entity is not None and bool(mention.entity.country)


def _is_anybody(story: Story, mention: Mention) -> bool:
    return story.cast.words.low[mention.first] in _ONE


def _opens_the_story(story: Story, mention: Mention) -> bool:
    """ "A former minister told a court …" at the head of an article: somebody told apart, whose name is to follow."""
    entity, words = mention.entity, story.cast.words
    if entity is None or not entity.roles or words.low[mention.first] not in ("a", "an"):
        return False
    role = entity.roles[0]
    first = next(
        (i for i in range(len(words)) if not words.skip(i) and not words.in_heading(i) and words.low[i].isalpha()), 0
    )
    return words.sent[mention.tok] == words.sent[first] and bool(role.words or role.country or role.former)


def _named_by(
    story: Story, person: Entity, people: list[Entity], described: list[tuple[int, Mention]], *, alone: bool
) -> Mention | None:
    """The last description before this person that the name may answer, if nobody else comes between."""
    here = story.focus.narrative[person.introduced]
    before = [
        (t, m)
        for t, m in described
        if t < person.introduced and here - story.focus.narrative[t] <= _FAR + 2 * _of_a_state(m, alone)
    ]
    tok, last = before[-1] if before else (0, None)
    if last is None or last.entity is None or last.entity.gender * person.gender < 0:
        return None
    if not person.person and not story.cast.words.quoted[max(person.introduced - 1, 0)]:
        return None
    of_state, entity = _of_a_state(last, alone), last.entity
    between = [t for t in story.focus.sources if tok < t < person.introduced]
    if any(_somebody_else(story, t, entity, of_state=of_state) for t in between):
        return None
    return None if any(_steps_in(story, e, tok, person.introduced) for e in people) else last


def _may_be_person(story: Story, entity: Entity) -> bool:
    """A name of two words that the model takes for a firm's, and for which nothing else speaks."""
    mention = story.cast.by_token.get(entity.introduced)
    if entity.kind is not SpeakerKind.ORGANISATION or mention is None or mention.name is None:
        return False
    return len(mention.name.parts) == 2 and mention.name.vote > -1 and not entity.firm


def _steps_in(story: Story, person: Entity, after: int, before: int) -> bool:
    """Is this person brought in between two tokens, as the subject of a sentence?"""
    mention = story.cast.by_token.get(person.introduced)
    return after < person.introduced < before and mention is not None and story.focus.standing(mention.tok) >= 0.9


def _may_be_named_later(story: Story, mention: Mention) -> bool:
    entity, words = mention.entity, story.cast.words
    return (
        entity is not None
        and entity.kind is SpeakerKind.UNNAMED
        and not entity.plural
        and not words.in_heading(mention.tok)
        and not words.quoted[mention.tok]
        and not _is_named_there(words, mention.tok)
        and (_opens_the_story(story, mention) if _is_anybody(story, mention) else _has_office(entity))
        and (mention.tok in story.focus.sources or words.dep[mention.tok] in ("nsubj", "nsubjpass"))
    )


def _is_named_there(words: Words, tok: int) -> bool:
    """Does the same clause say who this is ("The mayor is Ana Bly")?"""
    verb = words.head[tok]
    copula = words.dep[tok] == "nsubj" and words.doc[verb].lemma_ in ("be", "become", "remain")
    return copula and any(words.dep[k] == "attr" and words.pos[k] == "PROPN" for k in words.kids[verb])


def _has_office(entity: Entity) -> bool:
    return any(r.head in kinds.OFFICES for r in entity.roles)


def _somebody_else(story: Story, tok: int, entity: Entity, *, of_state: bool) -> bool:
    """Does somebody else speak here? States and organisations are no rivals to one who speaks for a state."""
    mention = story.mention_at(tok)
    if mention is None or mention.entity is None or mention.entity is entity:
        return False
    return not (of_state and mention.entity.kind in _THINGS)


def _without_introduction(story: Story, person: Entity) -> bool:
    """Is this person brought in as a source by the bare name, as if known: no title, no apposition, no clause?"""
    words, cast = story.cast.words, story.cast
    mention = cast.by_token.get(person.introduced)
    if mention is None or mention.name is None or mention.name.title < mention.name.first:
        return False
    replying = words.doc[words.head[mention.tok]].lemma_ in _REPLYING
    if (
        replying
        or any(not r.former for r in person.roles)
        or not any(t in story.focus.sources for t in range(mention.first, mention.last + 1))
    ):
        return False
    rest = words.low[mention.last + 1 : mention.last + 14]
    if rest[:1] == [","] and set(rest[1:4]) & _ONCE:
        pass  # what somebody once was leaves open what he is
    elif rest[:1] == [","] and rest[1:2] and not rest[1].isdigit():
        clause = rest[1] in ("who", "whose")
        return bool(_OF_THE_OFFICE & set(rest)) if clause else words.pos[mention.last + 2] == "VERB"
    before = words.low[max(mention.first - 1, 0)]
    if (before in POSSESSIVES and words.pos[mention.first - 1] == "PART") or (
        before == "," and words.pos[mention.first - 2] in ("NOUN", "PROPN") and not _fronted(words, mention.first)
    ):
        return False
    return rest[:1] not in (["of"], ["from"], ["("], ["—"])


def _fronted(words: Words, tok: int) -> bool:
    """Does the comma before this name close a phrase put first ("In an interview with the radio, Ana Bly said")?"""
    first = tok - 1
    while first and words.sent[first - 1] == words.sent[tok]:
        first -= 1
    while first < tok and words.pos[first] in ("SPACE", "PUNCT"):
        first += 1
    return words.pos[first] == "ADP" and first in words.ancestors(tok - 2)
