"""Whom "the government", "the ministry", "the company", "the party" mean: organisations by a description."""

from collections.abc import Iterable

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.phrases import Phrase
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.salience import Choice, Focus, take
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import SpeakerKind

_ANY_FIRM = frozenset(("company", "firm", "corporation", "organisation", "organization"))
_SIDES = frozenset(("club", "team", "side"))
_OF_STATE = kinds.GOVERNMENTS | frozenset(
    ("delegation", "negotiator", "diplomat", "ambassador", "embassy", "minister", "ministry", "president", "envoy")
)
_DETERMINERS = frozenset(("the", "this", "that", "these", "those"))


def government_meant(cast: Cast, phrase: Phrase, mention: Mention) -> None:
    """ "the Ukrainian government" is Ukraine; "the government" is the only one of which the article has spoken."""
    code = phrase.role.country
    governments = [e for e in cast.entities if e.kind is SpeakerKind.GOVERNMENT]
    if code:
        known = next((e for e in governments if e.country == code), None)
        mention.entity = known or Entity(SpeakerKind.GOVERNMENT, cast.words.country(code), country=code)
        mention.confidence = 0.9
    elif phrase.definite and not phrase.role.words - {cast.words.low[phrase.tok]}:
        if len(governments) == 1 and _has_acted(cast, governments[0], phrase.tok):
            mention.entity, mention.confidence = governments[0], 0.7
            mention.why = f"{governments[0].name} is the only government in the article"
        elif len(governments) > 1:
            mention.candidates = tuple(governments[:5])


def _has_acted(cast: Cast, state: Entity, before: int) -> bool:
    """Has the article, before this token, told what a state does or says, or of its ministers and the like? A country
    in which something happens is not yet one with whose government the article deals."""
    words = cast.words
    does = (
        words.dep[m.tok] in ("agent", "nsubj") and words.pos[words.head[m.tok]] == "VERB"
        for m in cast.mentions
        if m.entity is state and m.tok < before
    )
    return any(does) or _opens_with(cast, state, before) or _has_organs(words, state.country, before, until=before)


def _opens_with(cast: Cast, state: Entity, tok: int) -> bool:
    """Does the sentence of this token open with the state's name ("In Britain, the government …")?"""
    words, first = cast.words, tok
    while first and words.sent[first - 1] == words.sent[tok]:
        first -= 1
    named = cast.by_token.get(first + 1)
    return named is not None and named.entity is state and words.low[first] == "in" and named.last < tok


def state_meant(cast: Cast, phrase: Phrase, mention: Mention) -> bool:
    """Note that "the Germans" are a state where the article speaks of their delegation, government, ministers."""
    words = cast.words
    place = words.place(phrase.tok, phrase.tok)
    if place is None or place.kind is not PlaceKind.DEMONYM or words.low[phrase.first] != "the":
        return False
    if words.tag[phrase.tok] not in ("NNPS", "NNS") or not _has_organs(words, place.code, phrase.tok):
        return False
    known = next((e for e in cast.entities if e.kind is SpeakerKind.GOVERNMENT and e.country == place.code), None)
    mention.entity = known or Entity(SpeakerKind.GOVERNMENT, place.name, country=place.code)
    mention.why = f"“{words.between(phrase.first, phrase.last)}” act for {place.name}"
    mention.confidence = 0.7
    return True


def _has_organs(words: Words, code: str, tok: int, *, until: int | None = None) -> bool:
    """Does the article, elsewhere than at `tok` and before `until`, speak of a delegation, government, minister of this
    country?"""
    own = (i for i, t in enumerate(words.text[:until]) if t[0].isupper() and i != tok and words.head[i] != i)
    of_country = (i for i in own if (place := words.place(i, i)) is not None and place.code == code)
    return any(words.doc[words.head[i]].lemma_.lower() in _OF_STATE for i in of_country)


def body_meant(cast: Cast, focus: Focus, unnamed: Iterable[Entity], phrase: Phrase, mention: Mention) -> None:
    """ "the ministry" after "the Defence Ministry": the only name, or earlier description, with that word in it.

    A noun of which the tables know nothing means an organisation only if its name ends so ("the district").
    """
    if phrase.possessed:
        return
    words, low = cast.words, cast.words.low[phrase.tok]
    own = {w for w in words.low[phrase.first : phrase.last + 1] if w.isalpha()} - _DETERMINERS
    bodies = [e for e in cast.entities if not e.person and e.kind is not SpeakerKind.GOVERNMENT]
    if phrase.kind is None:
        ends = [e for e in bodies if e.named and " " in e.name and e.name.lower().split()[-1] == low]
        fits = ends if own == {low} else []
    else:
        fits = [e for e in bodies if own <= set(e.name.lower().split()) or own <= e.called]
        fits += [e for e in unnamed if e.kind is phrase.kind and own <= set(e.name.lower().split())]
        if not fits and len(own) == 1 and low in kinds.CALLED:
            fits = [e for e in bodies if e.named and e.name.lower().split()[-1] in kinds.CALLED[low]]
    if len(fits) > 1:
        fits = focus.nearest(phrase.tok, fits)
    if len(fits) == 1:
        mention.entity, mention.confidence = fits[0], 0.8
        mention.why = f"“the {low}” is {fits[0].name}"
    elif fits:
        mention.candidates = tuple(fits)
    elif low in _SIDES and len(own) == 1:
        _side(cast, focus, phrase, mention)
    elif low in _ANY_FIRM and len(own) == 1:
        _any_firm(cast, focus, phrase, mention)


def _any_firm(cast: Cast, focus: Focus, phrase: Phrase, mention: Mention) -> None:
    """ "the company": the firm last spoken of, unless the words meant another one so far."""
    words, low = cast.words, cast.words.low[phrase.tok]
    before = {m.entity for m in focus.history if m.name is None and words.low[m.tok] in _ANY_FIRM}
    choice = focus.choose(phrase.tok, lambda e: _firm(e) * (1.6 if e in before else 1.0), margin=0.6)
    if before and choice.entity is not None and choice.entity not in before:
        choice = Choice(None, (*(e for e in before if e is not None), choice.entity))
    take(mention, choice, f"“the {low}” is the one last spoken of")


def _side(cast: Cast, focus: Focus, phrase: Phrase, mention: Mention) -> None:
    """ "the club": the organisation of which the sentence before speaks, as its subject; a team may be of people."""
    if cast.words.low[phrase.tok] == "team" and any(_several(m.entity) for m in focus.history):
        return
    choice = focus.choose(phrase.tok, _firm, margin=0.6)
    at = choice.mention.tok if choice.mention is not None else phrase.tok
    near = focus.narrative[phrase.tok] - focus.narrative[at] <= 1 and focus.standing(at) >= 0.9
    if choice.entity is not None and near:
        take(mention, choice, f"“{cast.words.between(phrase.first, phrase.last)}” is the one last spoken of")


def _several(entity: Entity | None) -> bool:
    """Whether these are people whom the article does not name: "researchers at the institute"."""
    return entity is not None and entity.plural and not entity.named


def _firm(entity: Entity) -> float:
    """How well an organisation may be called "the company": not at all if its name says that it is something else."""
    if entity.kind is not SpeakerKind.ORGANISATION or not entity.named:
        return 0.0
    last = entity.name.rpartition(" ")[2].lower()
    if entity.firm or last in kinds.FIRM_NAMES:
        return 1.0
    return 0.0 if last in kinds.ORGANISATION_NAMES else 0.75
