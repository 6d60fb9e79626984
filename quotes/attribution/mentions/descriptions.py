"""Sources without a name: "the minister", "a court filing", "residents"; and whom the definite ones among them mean."""

from dataclasses import dataclass

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import (
    apposed_name,
    introduce,
    name_before,
    name_behind,
    name_told,
    names_listed,
)
from quotes.attribution.mentions.bodies import body_meant, government_meant
from quotes.attribution.mentions.entities import Cast, Entity, Mention
from quotes.attribution.mentions.epithets import country_of, is_native
from quotes.attribution.mentions.gatherings import gathered, listed_from
from quotes.attribution.mentions.phrases import Phrase, age_in
from quotes.attribution.mentions.relations import owners, relate, related, somebody_elses
from quotes.attribution.mentions.roles import Role
from quotes.attribution.mentions.salience import Choice, Focus, take
from quotes.attribution.types import SpeakerKind

_CHIEFS = frozenset(("chief", "boss", "head", "leader", "executive", "director", "president", "chair", "commissioner"))
_ONE = frozenset(("a", "an", "another", "one"))


@dataclass(slots=True)
class Descriptions:
    """Finds out whom descriptions mean; keeps those that mean nobody named, so that they are known again."""

    cast: Cast
    focus: Focus
    unnamed: list[Entity]
    given_later: dict[int, Entity]
    at: dict[int, Mention]

    def resolve(self, phrase: Phrase, within: range | None = None) -> Mention:
        """Whom a description means. `within` are the tokens of the source that it heads, if it heads one."""
        mention = Mention(phrase.tok, phrase.first, phrase.last, None)
        owned_by = owners(self.cast, self.at, phrase)
        beside = (
            apposed_name(self.cast, phrase.tok)
            or name_behind(self.cast, phrase, within)
            or name_before(self.cast, phrase, within)
            or name_told(self.cast, phrase)
            or ((listed := names_listed(self.cast, phrase)) and listed_from(self.cast, listed) and listed)
        )
        if beside:
            self._beside(phrase, mention, beside, owned_by)
        elif not self._told_elsewhere(phrase, mention, owned_by):
            self._by_kind(phrase, mention, owned_by)
        if mention.entity is None and not mention.candidates:
            self._keep_words(phrase, mention)
        return mention

    def _beside(self, phrase: Phrase, mention: Mention, beside: Mention, owned_by: tuple[Entity, ...]) -> None:
        """Take the name, or the list of names, that stands beside the description, and note what that tells."""
        people = listed_from(self.cast, beside) if phrase.plural else ()
        if people:
            mention.entity = Entity(None, " and ".join(e.name for e in people), plural=True, members=people)
            for person in people:
                relate(self.cast, phrase, owned_by, person)
            return
        mention.entity, mention.candidates = beside.entity, beside.candidates
        if beside.entity is not None:
            introduce(beside.entity, phrase.role)
            if beside.entity.kind is SpeakerKind.ORGANISATION:
                beside.entity.called |= set(self.cast.words.low[phrase.first : phrase.last + 1])
            relate(self.cast, phrase, owned_by, beside.entity)
            self._name_the_last(phrase, beside.entity)

    def _told_elsewhere(self, phrase: Phrase, mention: Mention, owned_by: tuple[Entity, ...]) -> bool:
        """Does the article say elsewhere whose wife this is, or name him right after, or all of them together?"""
        text = self.cast.words.between(phrase.first, phrase.last)
        if theirs := related(self.cast, phrase, owned_by):
            mention.entity = theirs[0] if len(theirs) == 1 else None
            mention.candidates = tuple(theirs) if len(theirs) > 1 else ()
            mention.why = f"“{text}” is {theirs[0].name}, whom the article introduces so"
        elif (person := self.given_later.get(phrase.tok)) is not None:
            mention.entity, mention.confidence = person, 0.75
            mention.why = f"“{text}” is {person.name}, whom the article names right after"
        else:
            return gathered(self.cast, self.focus, phrase, self.unnamed, mention)
        return True

    def _by_kind(self, phrase: Phrase, mention: Mention, owned_by: tuple[Entity, ...]) -> None:
        """Whom a description means that nothing beside it or elsewhere explains."""
        if is_native(self.cast.words, phrase.tok):
            self._native(phrase, mention)
        elif age_in(self.cast.words, phrase):
            self._aged(phrase, mention)
        elif phrase.kind is SpeakerKind.UNNAMED and not phrase.plural:
            self._person(phrase, mention, owned_by)
        elif phrase.kind is SpeakerKind.GOVERNMENT:
            government_meant(self.cast, phrase, mention)
        elif phrase.definite:
            body_meant(self.cast, self.focus, self.unnamed, phrase, mention)

    def _keep_words(self, phrase: Phrase, mention: Mention) -> None:
        mention.entity = self._own_words(phrase)
        if phrase.definite and phrase.role.head in kinds.OFFICES and self._may_be_named(phrase):
            mention.confidence = 0.5

    def _may_be_named(self, phrase: Phrase) -> bool:
        """Does the article name somebody, without saying what he is, whom this office might be?"""
        return phrase.kind is SpeakerKind.UNNAMED and any(
            e.person and len(e.parts) > 1 and not e.roles and _gender_fits(e, phrase.role) for e in self.cast.entities
        )

    def _name_the_last(self, phrase: Phrase, person: Entity) -> None:
        """ "a fisherman said. … The man, Pedro Quispe,": the one last spoken of has his name now."""
        words = self.cast.words
        if phrase.role.head not in kinds.VAGUE or words.low[phrase.first] != "the" or phrase.role.words:
            return
        if person.introduced < phrase.first or words.in_heading(phrase.tok):
            return
        human = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
        last = next((m.entity for m in reversed(self.focus.history) if m.entity and m.entity.kind in human), None)
        if last is not None and not last.named and not last.plural and _gender_fits(last, phrase.role):
            last.same_as = person

    def _aged(self, phrase: Phrase, mention: Mention) -> None:
        """ "the 43-year-old": the one of that age, or the one last spoken of, of whom the article tells no other."""
        words = self.cast.words
        age, text = age_in(words, phrase), words.between(phrase.first, phrase.last)
        fits = [e for e in self.cast.entities if e.person and e.age == age and _gender_fits(e, phrase.role)]
        if len(fits) > 1:
            fits = self.focus.nearest(phrase.tok, fits)
        if len(fits) == 1:
            mention.entity, mention.confidence = fits[0], 0.9
            mention.why = f"“{text}” is {fits[0].name}, whose age the article gives"
        elif fits:
            mention.candidates = tuple(fits)
        else:
            take(mention, self._last_spoken_of(phrase, age), f"“{text}” is the one last spoken of")

    def _last_spoken_of(self, phrase: Phrase, age: str = "") -> Choice:
        role, human = phrase.role, (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
        widowed = role.head in ("widow", "widower")

        def fits(entity: Entity) -> float:
            if entity.kind not in human or not _gender_fits(entity, role) or (age and entity.age):
                return 0.0
            # Who has an office in the story, a judge or a coroner, is spoken of by that.
            return 1.0 if not widowed or (entity.gender * role.gender > 0 and not entity.roles) else 0.0

        return self.focus.choose(phrase.tok, fits)

    def _person(self, phrase: Phrase, mention: Mention, owned_by: tuple[Entity, ...]) -> None:
        if not phrase.definite:
            return
        role = phrase.role
        people = [
            e
            for e in self._people()
            if _gender_fits(e, role) and e not in owned_by and not somebody_elses(self.cast, phrase, owned_by, e)
        ]
        fits = [e for e in people if any(r.fits(role) for r in e.roles)] or self._by_place(phrase, people)
        words = self.cast.words
        text = words.between(phrase.first, phrase.last)
        if not fits and words.in_heading(phrase.tok) and role.head in _CHIEFS and role.words:
            fits = [e for e in people if any(r.head in _CHIEFS and role.words <= r.words for r in e.roles)]
        if len(fits) > 1 and not role.former:  # "the mayor" beside "the former mayor"
            fits = [e for e in fits if any(r.fits(role) and not r.former for r in e.roles)] or fits
        if len(fits) > 1:  # "the prominent actress", a headline's words: no rival to whom the story names
            fits = [e for e in fits if e.named or words.low[e.introduced] in _ONE] or fits
        if role.head not in kinds.OFFICES and (role.head in kinds.CROWD or role.words or len(fits) > 1):
            fits = self._just_spoken_of(phrase, fits)
        if len(fits) > 1:
            fits = self.focus.nearest(phrase.tok, fits)
        if len(fits) == 1:
            mention.entity, mention.confidence = fits[0], 0.85
            mention.why = f"“{text}” is {fits[0].name}, whom the article introduces so"
        elif fits:
            mention.candidates = tuple(fits)
        elif role.head in kinds.VAGUE and not role.words and not role.country and not phrase.possessed:
            take(mention, self._last_spoken_of(phrase), f"“{text}” is the one last spoken of")

    def _just_spoken_of(self, phrase: Phrase, people: list[Entity]) -> list[Entity]:
        """Journalists, voters and the like are many: those of the last sentences, or all where none is named yet."""
        para = self.cast.words.para
        close = {m.entity for m in self.focus.history if para[m.tok] >= para[phrase.tok] - 1}
        near = [e for e in people if e in close]
        later = len(people) > 1 and all(e.introduced > phrase.tok for e in people)
        return people if later and not near else near

    def _native(self, phrase: Phrase, mention: Mention) -> None:
        """ "the Basque": the one last spoken of whom the article does not say to be from elsewhere."""
        code = country_of(self.cast.words, phrase.tok)
        choice = self.focus.choose(
            phrase.tok,
            lambda e: 0.0 if not e.person or (e.country and e.country != code) else 1.5 if e.country else 1.0,
            margin=0.7,
        )
        take(mention, choice, f"“{self.cast.words.between(phrase.first, phrase.last)}” is the one last spoken of")

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


def _gender_fits(entity: Entity, role: Role) -> bool:
    return not role.gender or not entity.gender or abs(role.gender) < 1 or (entity.gender > 0) == (role.gender > 0)
