"""Reading an article from first to last: every name, description and pronoun in turn (see `read_through`)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import introduce
from quotes.attribution.mentions.descriptions import Descriptions
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.gatherings import counts_people
from quotes.attribution.mentions.phrases import read_phrase
from quotes.attribution.mentions.relations import owners, relate
from quotes.attribution.mentions.salience import Choice, Focus
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
PRONOUNS = HE | SHE | IT | THEY
_THINGS = frozenset((SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.DOCUMENT))
_SURE = 0.7
_HUMANS = frozenset((SpeakerKind.PERSON, SpeakerKind.UNNAMED))


@dataclass(slots=True)
class Story:
    """What was read: `at` leads from a head token to its mention, beside the cast's own map of names.

    `wanted` leads from the heads of sources and of addressees, which are read in any case, to all their tokens.
    """

    cast: Cast
    focus: Focus
    descriptions: Descriptions
    wanted: dict[int, range]
    at: dict[int, Mention] = field(default_factory=dict)

    def mention_at(self, tok: int) -> Mention | None:
        return self.cast.by_token.get(tok) or self.at.get(tok)


def read_through(
    cast: Cast, sources: dict[int, range], told: dict[int, range], given_later: dict[int, Entity], *, learn: bool
) -> Story:
    """One reading. `given_later` are the descriptions whose name comes after them; to `learn` is to note genders."""
    words = cast.words
    focus = Focus(words, frozenset(sources))
    wanted = told | sources
    story = Story(cast, focus, Descriptions(cast, focus, [], given_later, {}), wanted)
    story.at = story.descriptions.at
    names = {m.tok: m for m in cast.mentions}
    for i in range(len(words)):
        low = words.low[i]
        if (mention := names.get(i)) is not None:
            if mention.name is None or not mention.name.modifier:
                focus.push(mention)
                if (pair := together(cast, mention)) is not None:
                    focus.push(pair)
        elif low in PRONOUNS and (i in wanted or ((low in HE or low in SHE) and not words.quoted[i])):
            mention = _pronoun(story, i, learn=learn)
            if mention.entity is not None and mention.confidence >= _SURE and words.dep[i] == "nsubj":
                _learn_office(story, i, mention.entity)
            story.at[i] = mention
            focus.push(mention)
        elif _is_apposed(words, i) and (person := cast.by_token.get(words.head[i])) is not None:
            phrase = read_phrase(words, i)
            if person.entity is not None:
                relate(cast, phrase, owners(cast, story.at, phrase), person.entity)
        elif _is_description(story, i):
            mention = story.descriptions.resolve(read_phrase(words, i, wanted.get(i)), wanted.get(i))
            story.at[i] = mention
            focus.push(mention)
    return story


def _learn_office(story: Story, i: int, entity: Entity) -> None:
    """ "She is the museum’s director", "he was no longer manager": an office told of a pronoun."""
    words = story.cast.words
    verb = words.head[i]
    if words.low[verb] not in ("is", "was", "be", "been", "became", "’s", "'s"):
        return
    for kid in words.kids[verb]:
        if words.dep[kid] == "attr" and words.low[kid] in kinds.OFFICES and "," not in words.text[verb:kid]:
            introduce(entity, read_phrase(words, kid).role)


def together(cast: Cast, mention: Mention) -> Mention | None:
    """The list that ends with this name ("A, B and C") as one mention, for "they" and "who"; None if it ends none.

    It goes by the words between the names: the parse of such lists is often wrong.
    """
    words = cast.words
    chain = [mention]
    links: tuple[str, ...] = ("and", "&")
    while (at := _before_title(cast, chain[-1])) > 0 and words.low[at] in links:
        before = cast.by_token.get(at - 1)
        if before is None or before.last != at - 1:
            break
        chain.append(before)
        links = (",",)
    people = dict.fromkeys(m.entity for m in reversed(chain) if m.entity is not None and m.entity.person)
    if len(people) < max(2, len(chain)):
        return None
    both = Entity(None, " and ".join(e.name for e in people), plural=True, members=tuple(people))
    return Mention(chain[-1].tok, chain[-1].first, mention.last, both)


def _before_title(cast: Cast, mention: Mention) -> int:
    """The token before a name with its title or apposition ("and the counsel, Ana Bly")."""
    words = cast.words
    at = (mention.name.title if mention.name else mention.first) - 1
    if at > 1 and words.text[at] == ",":
        first = at
        while first > 1 and first > at - 5 and words.pos[first - 1] in ("NOUN", "ADJ", "DET", "PRON"):
            first -= 1
        if first < at - 1 and words.pos[first] in ("DET", "PRON") and words.low[first - 1] in ("and", "&"):
            return first - 1
    return at


def _is_apposed(words: Words, i: int) -> bool:
    """Is token i the noun of "Ana Bly, his wife,"?"""
    return words.dep[i] == "appos" and words.pos[i] == "NOUN" and kinds.is_person(words.low[i])


def _is_description(story: Story, i: int) -> bool:
    """Is token i the noun of a phrase that may mean a speaker?"""
    words = story.cast.words
    if i in story.wanted and (counts_people(words, i) or words.low[i - 2 : i + 1] == ["year", "-", "old"]):
        return True
    if words.pos[i] not in ("NOUN", "PROPN") or words.skip(i) or i in story.cast.by_token:
        return False
    if i in story.wanted:
        return True
    if words.quoted[i] or words.dep[i] in ("compound", "amod", "nmod", "attr", "appos", "npadvmod"):
        return False
    kind = kinds.of_noun(words.low[i], plural=words.tag[i] == "NNS")
    return kind is not None and (kind in _HUMANS or words.dep[i] in ("nsubj", "nsubjpass"))


def _pronoun(story: Story, i: int, *, learn: bool) -> Mention:
    low = story.cast.words.low[i]
    mention = Mention(i, i, i, None)
    if low in HE or low in SHE:
        choice = _human(story, i, 1.0 if low in SHE else -1.0, learn=learn)
    elif low in IT:
        choice = story.focus.choose(i, _thing_weight)
    else:
        choice = story.focus.choose(i, _they_weight)
    mention.entity, mention.confidence = choice.entity, choice.confidence
    if choice.entity is None:
        mention.candidates = choice.rivals
    else:
        if choice.mention is not None:
            words = story.cast.words
            mention.via = (words.start[choice.mention.first], words.end[choice.mention.last])
        mention.why = f"“{story.cast.words.text[i]}” goes back to {choice.entity.name}"
    return mention


def _thing_weight(entity: Entity) -> float:
    return 1.0 if entity.kind in _THINGS else 0.0


def _they_weight(entity: Entity) -> float:
    if entity.plural or entity.kind is SpeakerKind.GROUP:
        return 1.0
    return 0.5 if entity.kind is SpeakerKind.ORGANISATION else 0.0


def _human(story: Story, i: int, gender: float, *, learn: bool) -> Choice:
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

    choice = story.focus.choose(i, fits, _fronted(story, i), margin=0.4 if learn else 0.82)
    pair = _pair_just_named(story, i, choice) or _two_spoken_of(story, i, choice, fits)
    if pair and all(e.gender * gender >= 0 and not (e.heard[0] - e.heard[1]) * gender < -_SURE for e in pair):
        return Choice(None, pair)
    if choice.entity is not None and not choice.entity.sure_gender:
        choice.entity.learn(gender * choice.confidence)
    return choice


def _pair_just_named(story: Story, i: int, choice: Choice) -> tuple[Entity, ...]:
    """The two whom the sentence before named as one ("Bly and Lind shook hands."), if the choice is one of them."""
    focus = story.focus
    pair = next((m for m in reversed(focus.history) if m.entity is not None and m.entity.members), None)
    if pair is None or pair.entity is None or choice.entity not in pair.entity.members or choice.mention is None:
        return ()
    near = focus.narrative[i] - focus.narrative[pair.last] <= 1
    return pair.entity.members if near and choice.mention.tok <= pair.last else ()


def _two_spoken_of(story: Story, i: int, choice: Choice, fits: Callable[[Entity], float]) -> tuple[Entity, ...]:
    """The last two who fit where the sentence calls both of them "the two men", "both ministers"."""
    words, focus = story.cast.words, story.focus
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


def _fronted(story: Story, i: int) -> list[Mention]:
    """The subject behind a pronoun in a phrase put first ("In her speech, Choe said")."""
    words = story.cast.words
    chain = words.ancestors(i)
    for below, verb in zip([i, *chain], chain, strict=False):
        if words.dep[below] in ("advcl", "prep", "pcomp") and below < verb and words.pos[verb] in ("VERB", "AUX"):
            for kid in words.kids[verb]:
                if words.dep[kid] in ("nsubj", "nsubjpass") and kid > i and not words.quoted[kid]:
                    found = story.cast.by_token.get(kid)
                    return [found] if found is not None else []
    return []
