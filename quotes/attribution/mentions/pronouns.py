"""Whom "he", "she", "it" and "they" mean."""

from collections.abc import Callable

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.exchanges import asked_before, settle, spoken_of_by_another
from quotes.attribution.mentions.salience import Choice, Focus
from quotes.attribution.mentions.several import meant_by_they
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
PRONOUNS = HE | SHE | IT | THEY
_THINGS = frozenset((SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.DOCUMENT))
_HUMANS = frozenset((SpeakerKind.PERSON, SpeakerKind.UNNAMED))
_SURE = 0.7
_FROM_THE_HEADLINE = 0.6
_OPENING = 2  # sentences
_OWNED = 0.5


def meant_by_pronoun(cast: Cast, focus: Focus, i: int, *, learn: bool) -> Mention:
    """Whom the pronoun at token i means; while learning, note what it tells of a gender."""
    low = cast.words.low[i]
    mention = Mention(i, i, i, None)
    if low in HE or low in SHE:
        choice = _human(cast, focus, i, 1.0 if low in SHE else -1.0, learn=learn)
    elif low in IT:
        choice = focus.choose(i, _thing_weight)
    else:
        choice = meant_by_they(cast, focus, i)
    mention.entity, mention.confidence = choice.entity, choice.confidence
    if choice.entity is None:
        mention.candidates = choice.rivals
    else:
        if choice.mention is not None:
            words = cast.words
            mention.via = (words.start[choice.mention.first], words.end[choice.mention.last])
        mention.why = f"“{cast.words.text[i]}” goes back to {choice.entity.name}"
    return mention


def _thing_weight(entity: Entity) -> float:
    """How well "it" may mean this: not a body's own papers ("its guidance"), its bodies not so well as the body."""
    owned = not entity.named and entity.name.lower().startswith("its ")
    if entity.kind not in _THINGS or (owned and entity.kind is SpeakerKind.DOCUMENT):
        return 0.0
    return _OWNED if owned else 1.0


def _human(cast: Cast, focus: Focus, i: int, gender: float, *, learn: bool) -> Choice:
    """Whom "he" or "she" means; while learning, note what the pronoun tells of a gender."""

    def fits(entity: Entity) -> float:
        if entity.kind not in _HUMANS or entity.plural:
            return 0.0
        if entity.gender * gender < 0:
            return 0.0
        women, men = entity.heard
        if not learn and not entity.gender and (women - men) * gender < -0.3:
            return 0.1
        return (1.0 if entity.gender else 0.8) * (1.0 if entity.named else 0.7)

    if not learn and (asked := asked_before(focus, i, fits)) is not None:
        return settle(focus, i, asked, fits)
    choice = focus.choose(i, fits, _fronted(cast, i), margin=0.4 if learn else 0.82)
    if choice.entity is None and (only := _only_in_the_headline(focus, i, choice)) is not None:
        return Choice(only.entity, choice.rivals, _FROM_THE_HEADLINE, only)
    if not learn and (doubt := spoken_of_by_another(focus, i, choice, fits)):
        return Choice(None, doubt)
    pair = _pair_just_named(focus, i, choice) or _two_spoken_of(cast, focus, i, choice, fits)
    if pair and all(e.gender * gender >= 0 and not (e.heard[0] - e.heard[1]) * gender < -_SURE for e in pair):
        return Choice(None, pair)
    if choice.entity is not None and not choice.entity.sure_gender:
        choice.entity.learn(gender * choice.confidence)
    return choice


def _only_in_the_headline(focus: Focus, i: int, choice: Choice) -> Mention | None:
    """The headline's only person, if the first sentences of the article speak of nobody else who could be meant."""
    words = focus.words
    if len(choice.rivals) != 1 or not choice.rivals[0].person or words.in_heading(i):
        return None
    found = [m for m in focus.history if m.entity is choice.rivals[0]]
    first = next(t for t in range(len(words)) if not words.in_heading(t) and not words.skip(t))
    near = focus.narrative[i] - focus.narrative[first] <= _OPENING
    return found[-1] if found and near and all(words.in_heading(m.tok) for m in found) else None


def _pair_just_named(focus: Focus, i: int, choice: Choice) -> tuple[Entity, ...]:
    """The two whom the article has named as one ("Bly and Lind shook hands."), if the choice is one of them.

    They are named so in the sentence before, or neither is named anywhere else so far.
    """
    pair = next((m for m in reversed(focus.history) if m.entity is not None and m.entity.members), None)
    if pair is None or pair.entity is None or choice.entity not in pair.entity.members or choice.mention is None:
        return ()
    members = pair.entity.members
    near = focus.narrative[i] - focus.narrative[pair.last] <= 1
    alone = any(
        m.entity in members and m.name is not None and not pair.first <= m.tok <= pair.last for m in focus.history
    )
    return members if choice.mention.tok <= pair.last and (near or not alone) else ()


def _two_spoken_of(
    cast: Cast, focus: Focus, i: int, choice: Choice, fits: Callable[[Entity], float]
) -> tuple[Entity, ...]:
    """The last two who fit where the sentence calls both of them "the two men", "both ministers"."""
    words = cast.words
    if choice.entity is None or not _speaks_of_two(words, i):
        return ()
    known = dict.fromkeys(m.entity for m in reversed(focus.history) if m.entity is not None and fits(m.entity) > 0)
    other = next((e for e in known if e is not choice.entity and e.named), None)
    return (choice.entity, other) if other is not None else ()


def _speaks_of_two(words: Words, i: int) -> bool:
    """Does the sentence of token i, hold "the two men", "both women" and the like?"""
    first = last = i
    while first and words.sent[first - 1] == words.sent[i]:
        first -= 1
    while last + 1 < len(words) and words.sent[last + 1] == words.sent[i]:
        last += 1
    return any(
        (words.low[k] == "both" or words.low[k - 1 : k + 1] == ["the", "two"])
        and not words.quoted[k]
        and words.tag[k + 1] == "NNS"
        and kinds.is_person(kinds.singular(words.low[k + 1]))
        for k in range(max(first, 1), last)
    )


def _fronted(cast: Cast, i: int) -> list[Mention]:
    """The subject behind a pronoun in a phrase put first ("In her speech, Choe said")."""
    words = cast.words
    chain = words.ancestors(i)
    for below, verb in zip([i, *chain], chain, strict=False):
        if words.dep[below] in ("advcl", "prep", "pcomp") and below < verb and words.pos[verb] in ("VERB", "AUX"):
            for kid in words.kids[verb]:
                if words.dep[kid] in ("nsubj", "nsubjpass") and kid > i and not words.quoted[kid]:
                    found = cast.by_token.get(kid)
                    return [found] if found is not None else []
    return []
