"""Sources without a name: "the minister", "a court filing", "residents"; and whom the definite ones among them mean."""

from dataclasses import dataclass

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import apposed_name, introduce, name_before, name_behind, name_told
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.epithets import country_of, is_native
from quotes.attribution.mentions.phrases import Phrase
from quotes.attribution.mentions.roles import Role
from quotes.attribution.mentions.salience import Choice, Focus
from quotes.attribution.types import SpeakerKind

_CHIEFS = frozenset(("chief", "boss", "head", "leader", "executive", "director", "president", "chair", "commissioner"))
_ANY_FIRM = frozenset(("company", "firm", "corporation", "organisation", "organization"))
_SIDES = frozenset(("club", "team", "side"))
_ONE = frozenset(("a", "an", "another", "one"))


@dataclass(slots=True)
class Descriptions:
    """Finds out whom descriptions mean; keeps those that mean nobody named, so that they are known again."""

    cast: Cast
    focus: Focus
    unnamed: list[Entity]
    given_later: dict[int, Entity]

    def resolve(self, phrase: Phrase, within: range | None = None) -> Mention:
        """Whom a description means. `within` are the tokens of the source that it heads, if it heads one."""
        mention = Mention(phrase.tok, phrase.first, phrase.last, None)
        beside = (
            apposed_name(self.cast, phrase.tok)
            or name_behind(self.cast, phrase, within)
            or name_before(self.cast, phrase, within)
            or name_told(self.cast, phrase)
        )
        if beside is not None:
            mention.entity, mention.candidates = beside.entity, beside.candidates
            if beside.entity is not None:
                introduce(beside.entity, phrase.role)
        elif (person := self.given_later.get(phrase.tok)) is not None:
            mention.entity, mention.confidence = person, 0.75
            text = self.cast.words.between(phrase.first, phrase.last)
            mention.why = f"“{text}” is {person.name}, whom the article names right after"
        elif phrase.plural and len(both := self._both(phrase)) == 2:
            mention.entity = Entity(None, " and ".join(e.name for e in both), plural=True, members=both)
            mention.confidence = 0.7
        elif is_native(self.cast.words, phrase.tok):
            self._native(phrase, mention)
        elif phrase.kind is SpeakerKind.UNNAMED and not phrase.plural:
            self._person(phrase, mention)
        elif phrase.kind is SpeakerKind.GOVERNMENT:
            self._government(phrase, mention)
        elif phrase.kind is not None and phrase.definite:
            self._thing(phrase, mention)
        if mention.entity is None and not mention.candidates:
            self._keep_words(phrase, mention)
        return mention

    def _keep_words(self, phrase: Phrase, mention: Mention) -> None:
        mention.entity = self._own_words(phrase)
        if phrase.definite and phrase.role.head in kinds.OFFICES and self._may_be_named(phrase):
            mention.confidence = 0.5

    def _may_be_named(self, phrase: Phrase) -> bool:
        """Does the article name somebody, without saying what he is, whom this office might be?"""
        return phrase.kind is SpeakerKind.UNNAMED and any(
            e.person and len(e.parts) > 1 and not e.roles and _gender_fits(e, phrase.role) for e in self.cast.entities
        )

    def _both(self, phrase: Phrase) -> tuple[Entity, ...]:
        """Those whom "both candidates", "the two senators" can mean: all whom the article has named so far."""
        words = self.cast.words
        low = words.low[phrase.first : phrase.tok]
        if not kinds.is_person(kinds.singular(words.low[phrase.tok])) or not (
            low[:1] == ["both"] or low[:2] == ["the", "two"]
        ):
            return ()
        return tuple(dict.fromkeys(m.entity for m in self.focus.history if m.entity is not None and m.entity.person))

    def _person(self, phrase: Phrase, mention: Mention) -> None:
        if not phrase.definite:
            return
        role = phrase.role
        people = [e for e in self._people() if _gender_fits(e, role)]
        fits = [e for e in people if any(r.fits(role) for r in e.roles)] or self._by_place(phrase, people)
        words = self.cast.words
        text = words.between(phrase.first, phrase.last)
        if not fits and words.in_heading(phrase.tok) and role.head in _CHIEFS and role.words:
            fits = [e for e in people if any(r.head in _CHIEFS and role.words <= r.words for r in e.roles)]
        if len(fits) > 1:  # "the prominent actress", a headline's words: no rival to whom the story names
            fits = [e for e in fits if e.named or words.low[e.introduced] in _ONE] or fits
        if role.head not in kinds.OFFICES and (role.head in kinds.CROWD or role.words or len(fits) > 1):
            # journalists, voters and the like are many: only one just spoken of is meant
            close = {m.entity for m in self.focus.history if words.para[m.tok] >= words.para[phrase.tok] - 1}
            fits = [e for e in fits if e in close]
        if len(fits) > 1:
            fits = self._nearest(phrase.tok, fits)
        if len(fits) == 1:
            mention.entity, mention.confidence = fits[0], 0.85
            mention.why = f"“{text}” is {fits[0].name}, whom the article introduces so"
        elif fits:
            mention.candidates = tuple(fits)
        elif (role.head in kinds.VAGUE and not role.words and not role.country and not phrase.possessed) or any(
            w.endswith("year-old") or w == "old" for w in role.words
        ):
            choice = self.focus.choose(
                phrase.tok,
                lambda e: 1.0 if e.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and _gender_fits(e, role) else 0.0,
            )
            _take(mention, choice, f"“{text}” is the one last spoken of")

    def _native(self, phrase: Phrase, mention: Mention) -> None:
        """ "the Basque": the one last spoken of whom the article does not say to be from elsewhere."""
        code = country_of(self.cast.words, phrase.tok)
        choice = self.focus.choose(
            phrase.tok,
            lambda e: 0.0 if not e.person or (e.country and e.country != code) else 1.5 if e.country else 1.0,
            margin=0.7,
        )
        _take(mention, choice, f"“{self.cast.words.between(phrase.first, phrase.last)}” is the one last spoken of")

    def _by_place(self, phrase: Phrase, people: list[Entity]) -> list[Entity]:
        """ "the Vermont senator" where the article has one senator only, and says of no state."""
        words, role = self.cast.words, phrase.role
        where = [w for w in words.text[phrase.first : phrase.tok] if w[0].isupper() and w.lower() in role.words]
        if not where or len(where) < len(role.words):
            return []
        holders = [e for e in people if e.named and any(r.head == role.head for r in e.roles)]
        return (
            holders if len(holders) == 1 and not any(r.words for r in holders[0].roles if r.head == role.head) else []
        )

    def _people(self) -> list[Entity]:
        return [e for e in self.cast.entities if e.person] + [e for e in self.unnamed if e.kind is SpeakerKind.UNNAMED]

    def _nearest(self, tok: int, people: list[Entity]) -> list[Entity]:
        """Of several, the only one of whom these or the last few sentences speak."""
        words = self.cast.words
        close = {m.entity for m in self.focus.history if words.para[m.tok] >= words.para[tok] - 1}
        choice = self.focus.choose(tok, lambda e: 1.0 if e in people else 0.0, margin=0.5)
        alone = choice.entity is not None and not any(e in close for e in people if e is not choice.entity)
        return [choice.entity] if choice.entity and alone else people

    def _government(self, phrase: Phrase, mention: Mention) -> None:
        """ "the Ukrainian government" is Ukraine; "the government" is the only one of which the article speaks."""
        code = phrase.role.country
        governments = [e for e in self.cast.entities if e.kind is SpeakerKind.GOVERNMENT]
        if code:
            known = next((e for e in governments if e.country == code), None)
            mention.entity = known or Entity(SpeakerKind.GOVERNMENT, self.cast.words.country(code), country=code)
            mention.confidence = 0.9
        elif phrase.definite and not phrase.role.words - {self.cast.words.low[phrase.tok]}:
            if len(governments) == 1:
                mention.entity, mention.confidence = governments[0], 0.7
                mention.why = f"{governments[0].name} is the only government in the article"
            else:
                mention.candidates = tuple(governments[:5])

    def _thing(self, phrase: Phrase, mention: Mention) -> None:
        """ "the ministry" after "the Defence Ministry": the only name, or earlier description, with that word in it."""
        if phrase.possessed:
            return
        words = self.cast.words
        low = words.low[phrase.tok]
        own = {w for w in words.low[phrase.first : phrase.last + 1] if w.isalpha()} - {
            "the",
            "this",
            "that",
            "these",
            "those",
        }
        fits = [
            e
            for e in self.cast.entities
            if not e.person and own <= set(e.name.lower().split()) and e.kind is not SpeakerKind.GOVERNMENT
        ]
        fits += [e for e in self.unnamed if e.kind is phrase.kind and own <= set(e.name.lower().split())]
        if len(fits) > 1:
            fits = self._nearest(phrase.tok, fits)
        if len(fits) == 1:
            mention.entity, mention.confidence = fits[0], 0.8
            mention.why = f"“the {low}” is {fits[0].name}"
        elif fits:
            mention.candidates = tuple(fits)
        elif low in _SIDES and len(own) == 1:
            self._side(phrase, mention)
        elif low in _ANY_FIRM and len(own) == 1:
            before = {m.entity for m in self.focus.history if m.name is None and words.low[m.tok] in _ANY_FIRM}
            choice = self.focus.choose(phrase.tok, lambda e: _firm(e) * (1.6 if e in before else 1.0), margin=0.6)
            if before and choice.entity is not None and choice.entity not in before:
                choice = Choice(
                    None, (*(e for e in before if e is not None), choice.entity)
                )  # it was another firm so far
            _take(mention, choice, f"“the {low}” is the one last spoken of")

    def _side(self, phrase: Phrase, mention: Mention) -> None:
        """ "the club": the organisation of which the sentence before speaks, as its subject."""
        focus = self.focus
        choice = focus.choose(phrase.tok, _firm, margin=0.6)
        at = choice.mention.tok if choice.mention is not None else phrase.tok
        near = focus.narrative[phrase.tok] - focus.narrative[at] <= 1 and focus.standing(at) >= 0.9
        if choice.entity is not None and near:
            _take(mention, choice, f"“{self.cast.words.between(phrase.first, phrase.last)}” is the one last spoken of")

    def _own_words(self, phrase: Phrase) -> Entity:
        """A speaker whose description is the name."""
        words = self.cast.words
        span = (words.start[phrase.first], words.end[phrase.last])
        text = words.full[slice(*span)]
        if phrase.definite:
            for known in self.unnamed:
                if known.kind is phrase.kind and known.name.lower() == text.lower():
                    return known
        kind = phrase.kind or (SpeakerKind.GROUP if phrase.plural else None)
        if kind is None and words.low[phrase.tok].endswith(("er", "or")) and words.low[phrase.first] in _ONE:
            kind = SpeakerKind.UNNAMED
        entity = Entity(
            kind, text, [text], span, named=False, plural=phrase.plural, first=span[0], introduced=phrase.first
        )
        entity.gender = 10 * phrase.role.gender
        if phrase.role.head and phrase.kind is SpeakerKind.UNNAMED:
            entity.roles.append(phrase.role)
            entity.country = phrase.role.country
        self.unnamed.append(entity)
        return entity


def _firm(entity: Entity) -> float:
    """How well an organisation may be called "the company": not at all if its name says that it is something else."""
    if entity.kind is not SpeakerKind.ORGANISATION or not entity.named:
        return 0.0
    last = entity.name.rpartition(" ")[2].lower()
    if entity.firm or last in kinds.FIRM_NAMES:
        return 1.0
    return 0.0 if last in kinds.ORGANISATION_NAMES else 0.75


def _take(mention: Mention, choice: Choice, why: str) -> None:
    if choice.entity is not None:
        mention.entity, mention.why, mention.confidence = choice.entity, why, 0.8 * choice.confidence
    elif len(choice.rivals) > 1:
        mention.candidates = choice.rivals


def _gender_fits(entity: Entity, role: Role) -> bool:
    return not role.gender or not entity.gender or abs(role.gender) < 1 or (entity.gender > 0) == (role.gender > 0)
