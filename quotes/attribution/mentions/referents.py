"""From the words of a source to the mentions in them: its list of speakers, its relative pronouns."""

from collections.abc import Sequence

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import apposed_name, name_before, name_behind
from quotes.attribution.mentions.bodies import state_meant
from quotes.attribution.mentions.entities import Entity, Mention, fold
from quotes.attribution.mentions.phrases import Phrase, read_phrase
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.pronouns import PRONOUNS
from quotes.attribution.mentions.runs import DATES
from quotes.attribution.mentions.several import meant_by_they
from quotes.attribution.mentions.story import Story, together
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import Span, SpeakerKind

_ARTICLES = frozenset(("the", "a", "an"))
_LINKS = frozenset(("and", "&", ",", "or", "both"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_FIRST = frozenset(("i", "me", "my", "myself", "we", "us", "our", "ourselves", "you", "your"))
_COURTESIES = frozenset(("mr", "mrs", "ms", "dr"))
_NOBODY = frozenset(("nobody", "none", "neither", "no-one", "nothing"))
_SINGLE = frozenset(("one", "another", "someone", "somebody", "anyone", "anybody", "everyone", "other", "it"))


def speaker_for(story: Story, mention: Mention) -> Mention:
    """The person of a firm where only the firm was taken for the source ("analyst Ana Bly of Nordbank wrote")."""
    words, before = story.cast.words, story.cast.by_token.get(mention.first - 2)
    if mention.name is None or mention.entity is None or mention.entity.person or mention.first < 2:
        return mention
    if words.low[mention.first - 1] not in ("of", "at") or before is None or before.last != mention.first - 2:
        return mention
    return before if before.entity is not None and before.entity.person else mention


def named_list(story: Story, spans: Sequence[Span]) -> list[Mention]:
    """The speakers of "A, B and C" where each part is a name; else an empty list. Needs no parse."""
    words = story.cast.words
    parts: list[list[int]] = [[]]
    joined = False
    depth = 0
    for i in (i for span in spans for i in words.at(span)):
        depth += (words.text[i] == "(") - (words.text[i] == ")")
        if words.low[i] in _LINKS and story.cast.by_token.get(i) is None:
            joined = joined or words.low[i] in ("and", "&")
            parts.append([])
        elif not depth and words.text[i] != ")" and words.pos[i] != "SPACE":
            parts[-1].append(i)
    filled = [p for p in parts if p]
    if not joined or len(filled) < 2:
        return []
    if len(filled) == 2 and len(filled[0]) == 1 and words.low[filled[0][0]].rstrip(".") in _COURTESIES:
        return _mr_and_mrs(story, filled[1])
    found = [_named_part(story, p) for p in filled]
    return [m for m in found if m is not None] if all(found) else []


def _mr_and_mrs(story: Story, part: list[int]) -> list[Mention]:
    """The man and the woman of one surname in "Mr and Mrs Hale", if the article has but these two of it."""
    named = story.cast.by_token.get(part[-1])
    if named is None or named.name is None:
        return []
    family = [e for e in story.cast.surnames[fold(named.name.parts[-1])] if e.person and len(e.parts) > 1]
    if len(family) != 2 or family[0].gender * family[1].gender > 0:
        return [Mention(named.tok, named.first, named.last, None, tuple(family))] if family else []
    return [Mention(named.tok, named.first, named.last, e, why=f"“{named.name.text}” is {e.name}") for e in family]


def _named_part(story: Story, part: list[int]) -> Mention | None:
    """The name that is the whole of this part, its title, article and "of Kentucky" apart."""
    words = story.cast.words
    start = 1 if words.low[part[0]] in ("the", "its", "his", "her", "their") and len(part) > 1 else 0
    mention = story.cast.by_token.get(part[start])
    if mention is None or mention.name is None or (mention.entity is None and not mention.candidates):
        return None
    rest = [i for i in part if i > mention.last]
    return mention if not rest or words.low[rest[0]] == "of" else None


def referent(story: Story, tok: int, *, depth: int = 0) -> Mention | None:
    """Whom the head token of a source means; None if that can't be told at all (the writer, nobody)."""
    words = story.cast.words
    low = words.low[tok]
    if low in _RELATIVE and words.tag[tok] in ("WP", "WDT", "WP$", "IN", "DT"):
        above = _holder(story, _antecedent(words, tok)) if low != "which" else _telling(story, _antecedent(words, tok))
        pair = _pair_before(story, tok, above)
        if pair is not None or above is None or depth > 3:
            return pair
        return referent(story, above, depth=depth + 1)
    if low in _NOBODY or (low in _FIRST and words.text[tok] != "US"):
        return None
    named = story.cast.by_token.get(tok)
    if named is not None and (named.entity is not None or named.candidates):
        return named
    beside = apposed_name(story.cast, tok) or _owner(story, tok)
    if beside is not None:
        return beside
    return _described(story, tok)


def _described(story: Story, tok: int) -> Mention | None:
    """Whom a head means that is no name: as it was read in its turn, or by what stands in the source."""
    words = story.cast.words
    if words.low[tok] in DATES and words.ent[tok] == "DATE":
        return _closing_name(story, story.wanted.get(tok))
    if (several := _one_of_several(story, tok)) is not None:
        return several
    return story.at.get(tok) or (None if words.low[tok] in PRONOUNS else _unread(story, tok))


def _one_of_several(story: Story, tok: int) -> Mention | None:
    """ "One of them", where "they" are people with names: it may be each of these."""
    words = story.cast.words
    if words.low[tok] not in ("one", "another") or words.low[tok + 1 : tok + 3] != ["of", "them"]:
        return None
    them = meant_by_they(story.cast, story.focus, tok + 2).entity
    named = them is not None and bool(them.members) and all(e.named for e in them.members)
    return Mention(tok, tok, tok + 2, None, them.members) if them is not None and named else None


def _unread(story: Story, tok: int) -> Mention | None:
    """The head of a source that is neither name, pronoun nor known noun: the name beside it, or its own words."""
    within = story.wanted.get(tok)
    phrase = read_phrase(story.cast.words, tok, within)
    if (opening := _opening_name(story, within or range(phrase.first, phrase.last + 1))) is not None:
        return opening
    beside = name_behind(story.cast, phrase, within) or name_before(story.cast, phrase, within)
    people = Mention(tok, phrase.first, phrase.last, None)
    if beside is None and state_meant(story.cast, phrase, people):
        return people
    return beside or _own_words(story, phrase)


def _opening_name(story: Story, within: range) -> Mention | None:
    """The name that opens a long source, whatever the parse makes its head: "Ana Bly, who …", "Acme released …"."""
    words = story.cast.words
    start = within.start + (words.low[within.start] in _ARTICLES and len(within) > 1)
    found = story.cast.by_token.get(start)
    if found is None or found.name is None or found.entity is None or found.last + 1 >= within.stop:
        return None
    return found if words.text[found.last + 1] == "," or words.pos[found.last + 1] in ("VERB", "AUX") else None


def _closing_name(story: Story, within: range | None) -> Mention | None:
    """The person named at the end of a source that opens with a time ("Monday at the congress Sen. Ana Bly")."""
    found = story.cast.by_token.get(within.stop - 1) if within else None
    return found if found is not None and found.entity is not None and found.entity.person else None


def _owner(story: Story, tok: int) -> Mention | None:
    """The person beside whose name this description stands ("Carla Ruiz, a voter who …")."""
    words = story.cast.words
    if words.dep[tok] != "appos" or words.pos[tok] not in ("NOUN", "PROPN"):
        return None
    owner = story.cast.by_token.get(words.head[tok])
    return owner if owner is not None and owner.entity is not None and owner.entity.person else None


def _antecedent(words: Words, tok: int) -> int | None:
    """The noun to which a relative pronoun belongs: by the parse, else the noun right before it."""
    i = tok - 1
    while i >= 0 and words.text[i] in (",", "—", "–", "-"):
        i -= 1
    beside = i if i >= 0 and words.pos[i] in ("NOUN", "PROPN", "PRON") else None
    for above in words.ancestors(tok):
        if words.dep[above] == "relcl":
            noun = words.head[above]
            thing = words.pos[noun] == "NOUN" and kinds.of_noun(words.low[noun], plural=True) is None
            return beside if thing and beside is not None and words.low[tok] != "which" else noun
    return beside


def _telling(story: Story, above: int | None) -> int | None:
    """What "which" belongs to, if that can tell something: in "rates rose, which suggests that …" it is the whole
    clause."""
    words = story.cast.words
    if above is None or words.pos[above] != "NOUN" or story.cast.by_token.get(above) is not None:
        return above
    return above if kinds.of_noun(words.low[above], plural=True) is not None else None


def _holder(story: Story, above: int | None) -> int | None:
    """The analyst of "Ana Bly, an analyst at Acme, who says": not the firm."""
    words = story.cast.words
    if above is None or words.dep[above] != "pobj":
        return above
    noun, named = words.head[words.head[above]], story.cast.by_token.get(above)
    person = named is not None and named.entity is not None and named.entity.person
    holds = words.pos[noun] == "NOUN" and kinds.is_person(words.low[noun])
    return noun if holds and (words.low[words.head[above]] == "at" or not person) else above


def _pair_before(story: Story, tok: int, above: int | None) -> Mention | None:
    """ "A and B, who say": with a verb in the plural both are meant; None where it is one."""
    words = story.cast.words
    verb = words.head[tok]
    plural = words.tag[verb] == "VBP" or any(
        words.tag[k] == "VBP" and words.dep[k] in ("aux", "auxpass") for k in words.kids[verb]
    )
    beside = tok - 2 if words.text[tok - 1] in (",", "—", "–") else tok - 1
    named = story.cast.by_token.get(beside) or story.cast.by_token.get(-1 if above is None else above)
    if not plural or named is None or named.entity is None or not named.entity.person or words.dep[tok] != "nsubj":
        return None
    if (pair := together(story.cast, named)) is not None:
        return pair
    return Mention(named.tok, named.first, named.last, None, (named.entity,))


def _own_words(story: Story, phrase: Phrase) -> Mention | None:
    """A source that is neither name, pronoun nor known noun: its words are its name."""
    words, tok = story.cast.words, phrase.tok
    text = words.between(phrase.first, phrase.last)
    place = words.place(phrase.first, phrase.last)
    kind = phrase.kind
    if (
        (place is not None and place.kind is PlaceKind.DEMONYM)
        or words.low[tok] in kinds.GROUPS
        or words.low[tok] in ("they", "those")
    ):
        kind = SpeakerKind.GROUP
    elif kind is None and words.pos[tok] == "PROPN":
        kind = SpeakerKind.ORGANISATION
    elif kind is None:
        single = words.low[tok] in _SINGLE or words.tag[tok] == "NN"
        kind = SpeakerKind.UNNAMED if single else SpeakerKind.GROUP
    if text.lower() in _ARTICLES or not any(c.isalpha() or c.isdigit() for c in text):
        return None
    span = (words.start[phrase.first], words.end[phrase.last])
    entity = Entity(kind, text, [text], span, named=False, first=span[0])
    return Mention(tok, phrase.first, phrase.last, entity, confidence=0.7)
