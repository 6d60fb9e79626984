"""Reading an article from first to last: every name, description and pronoun in turn (see `read_through`)."""

from dataclasses import dataclass, field

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import introduce
from quotes.attribution.mentions.descriptions import Descriptions
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.gatherings import counts_people
from quotes.attribution.mentions.phrases import read_phrase
from quotes.attribution.mentions.pronouns import HE, PRONOUNS, SHE, meant_by_pronoun
from quotes.attribution.mentions.relations import owners, relate
from quotes.attribution.mentions.salience import Focus
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_SURE = 0.7
_TELLING = frozenset(("appos", "pobj"))
"""Where a noun stands that may tell what somebody named beside it is."""
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
            mention = meant_by_pronoun(cast, focus, i, learn=learn)
            if mention.entity is not None and mention.confidence >= _SURE and words.dep[i] == "nsubj":
                _learn_office(story, i, mention.entity)
            story.at[i] = mention
            focus.push(mention)
        elif words.dep[i] in _TELLING and _is_told(story, i):
            continue
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


def _is_told(story: Story, i: int) -> bool:
    """Does token i say what somebody named beside it is, and is no mention of its own? Note it of that person."""
    words = story.cast.words
    if _is_apposed(words, i) and (person := story.cast.by_token.get(words.head[i])) is not None:
        phrase = read_phrase(words, i)
        if person.entity is not None:
            relate(story.cast, phrase, owners(story.cast, story.at, phrase), person.entity)
        return True
    if (holder := _served_as(story, i)) is not None:
        introduce(holder, read_phrase(words, i).role)
    return holder is not None


def _served_as(story: Story, i: int) -> Entity | None:
    """Who is, was or is called what token i says, in "Bly resigned as head of the bank", "named Bly as its head"."""
    words = story.cast.words
    if words.dep[i] != "pobj" or words.low[words.head[i]] != "as" or words.pos[i] != "NOUN" or i in story.wanted:
        return None
    verb = words.head[words.head[i]]
    if words.pos[verb] != "VERB" or kinds.of_noun(words.low[i], plural=words.many(i)) is not SpeakerKind.UNNAMED:
        return None
    for deps in (("dobj",), ("nsubj", "nsubjpass")):
        for kid in words.kids[verb]:
            if words.dep[kid] in deps and kid < i:
                found = story.mention_at(kid)
                return found.entity if found is not None and found.entity and found.entity.person else None
    return None


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
    return _may_speak(words, i)


def _may_speak(words: Words, i: int) -> bool:
    """Does the noun at token i, by what it means and where it stands, bring in somebody?"""
    kind = kinds.of_noun(words.low[i], plural=words.many(i))
    above = words.head[i] if words.dep[i] == "conj" else i
    if kind is None and above != i and words.many(i) and words.many(above):
        return kinds.of_noun(words.low[above], plural=True) is SpeakerKind.GROUP  # "bakers and millers"
    if kind is None or kind in _HUMANS or words.dep[above] in ("nsubj", "nsubjpass"):
        return kind is not None
    return kind is SpeakerKind.GROUP and (words.share_of(i) is not None or _put_first(words, i))


def _put_first(words: Words, i: int) -> bool:
    """Does the phrase of token i open its sentence behind a preposition ("To her followers, …")?"""
    prep = words.head[i]
    opens = prep == 0 or words.sent[prep - 1] != words.sent[prep]
    return words.dep[i] == "pobj" and opens
