"""Whom "they" mean: a crowd, a firm, those named together, the two last spoken of."""

import re

from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.salience import Choice, Focus
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_NEITHER = re.compile(
    r"\bnon-?binary\b|\bgender-?(?:neutral|fluid)\b|\bthey(?:/| and )them\b|\bas a (?:man or a woman|woman or a man)\b"
)
_AT_ODDS = re.compile(
    r"\b(?:each other|one another|the other|others? side|fall(?:en)? out|fell out|(?:not|never|n[’']t) agree|disagree|"
    r"n?either\b|blam|accus|quarrel|clash|feud|disput|differs?\b|differed)",
    re.IGNORECASE,
)
_SAYING_SO = frozenset(("say", "call", "put"))
_BESIDE = 0.75  # how prominent both of two people have to be
_PAIR = 0.6


def meant_by_they(cast: Cast, focus: Focus, i: int) -> Choice:
    """Those who are many; else an organisation; else one of whom no he or she is told; else the two just spoken of.

    Of groups that "and" joins all are meant, unless the article sets them against one another.
    """
    if _anybody(cast.words, i):
        return Choice(None)
    neither = _NEITHER.search(cast.words.full) is not None

    def fits(entity: Entity) -> float:
        if entity.plural or entity.kind is SpeakerKind.GROUP:
            return 1.0
        if entity.kind is SpeakerKind.ORGANISATION:
            return 0.0 if _only_opens_a_sentence(cast, entity) else 0.5
        unknown = not entity.gender and not any(entity.heard)
        return 0.2 if unknown and (entity.kind is SpeakerKind.UNNAMED or (entity.person and neither)) else 0.0

    choice = focus.choose(i, fits)
    several = choice.mention is not None and (choice.rivals[:1] and fits(choice.rivals[0]) >= 0.5)
    if choice.mention is None or not several:
        return _two_people(focus, i) or choice
    beside = [m for m in focus.history if m.entity is not None and fits(m.entity) > 0]
    joined = _chain(cast.words, choice.mention, beside)
    if len(joined) < 2:
        return choice
    entities = tuple(dict.fromkeys(m.entity for m in joined if m.entity is not None))
    if len(entities) < 2 or any(e.members for e in entities):
        return choice
    if _at_odds(cast.words, joined[0].tok, i) or {"or", "nor"} & set(cast.words.low[joined[0].tok : joined[-1].tok]):
        return Choice(None, entities)
    both = Entity(None, " and ".join(e.name for e in entities), plural=True, members=entities)
    return Choice(both, (both,), max(choice.confidence, _PAIR), choice.mention)


def _anybody(words: Words, i: int) -> bool:
    """Is this the "they" of "as they say", which is everybody and nobody?"""
    said = words.doc[words.head[i]].lemma_ in _SAYING_SO and words.dep[i] == "nsubj"
    return said and i > 0 and words.low[i - 1] == "as" and words.tag[words.head[i]] in ("VBP", "VB")


def _chain(words: Words, mention: Mention, others: list[Mention]) -> list[Mention]:
    """The mention with all that "and" and commas join to it, in order of the text."""
    found = {mention.tok: mention}
    grown = True
    while grown:
        more = {o.tok: o for o in others if o.tok not in found and any(_joined(words, o.tok, tok) for tok in found)}
        found |= more
        grown = bool(more)
    return [found[tok] for tok in sorted(found)]


def _joined(words: Words, one: int, other: int) -> bool:
    """Do "and", "or", "nor" join these two tokens?"""
    return any(words.dep[a] == "conj" and words.head[a] == b for a, b in ((one, other), (other, one)))


def _at_odds(words: Words, first: int, last: int) -> bool:
    """Do the sentences from one token to the other set those that they name against one another?"""
    while first and words.sent[first - 1] == words.sent[first]:
        first -= 1
    while last + 1 < len(words) and words.sent[last + 1] == words.sent[last]:
        last += 1
    return _AT_ODDS.search(words.between(first, last)) is not None


def _only_opens_a_sentence(cast: Cast, entity: Entity) -> bool:
    """Is this "name" but the first word of one sentence, of which the model makes no name ("Bread rose in March.")?"""
    words, seen = cast.words, cast.seen.get(entity, [])
    return (
        len(seen) == 1
        and " " not in entity.name
        and not words.ent[seen[0]]
        and (seen[0] == 0 or words.sent[seen[0] - 1] != words.sent[seen[0]])
    )


def _two_people(focus: Focus, i: int) -> Choice | None:
    """The only two people of whom the sentences right before speak, both of them foremost; else None."""
    here = focus.narrative[i]
    near = [m for m in focus.history if m.entity is not None and 0 <= here - focus.narrative[m.tok] <= 2 and m.tok < i]
    people = dict.fromkeys(m.entity for m in near if m.entity is not None and m.entity.kind is SpeakerKind.PERSON)
    foremost = {m.entity for m in near if focus.standing(m.tok) >= _BESIDE}
    if len(people) != 2 or not all(e in foremost for e in people):
        return None
    pair = tuple(e for e in people if e is not None)
    both = Entity(None, " and ".join(e.name for e in pair), plural=True, members=pair)
    return Choice(both, (both,), _PAIR, near[-1])
