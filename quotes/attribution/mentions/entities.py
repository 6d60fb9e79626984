"""Those who may speak in an article, the words that mean them, and the cast that holds both."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.roles import Role
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import Span, SpeakerKind


@dataclass(eq=False, slots=True)
class Entity:
    """One who may speak; `span` is where `name` stands, or None.

    `country` is the code of the state to which the article assigns this one, `age` are the years it gives, or "".
    `called` are the words by which the article introduces an organisation ("the radio regulator").
    `gender` is above 0 for women, below for men; `by_given` is what the given name tells of it.
    """

    kind: SpeakerKind | None
    name: str
    names: list[str] = field(default_factory=list)
    span: Span | None = None
    parts: tuple[str, ...] = ()
    nick: str = ""
    roles: list[Role] = field(default_factory=list)
    gender: float = 0.0
    by_given: float = 0.0
    sure_gender: bool = False
    country: str = ""
    age: str = ""
    plural: bool = False
    firm: bool = False
    named: bool = True
    first: int = 0
    introduced: int = 1 << 60
    same_as: "Entity | None" = None
    called: set[str] = field(default_factory=set)
    members: "tuple[Entity, ...]" = ()
    heard: tuple[float, float] = (0.0, 0.0)

    @property
    def person(self) -> bool:
        return self.kind is SpeakerKind.PERSON

    def learn(self, gender: float) -> None:
        """Note a pronoun that seems to mean this person: above 0 "she", below 0 "he"."""
        women, men = self.heard
        self.heard = (women + max(gender, 0.0), men + max(-gender, 0.0))

    def add_name(self, text: str) -> None:
        if text not in self.names:
            self.names.append(text)


@dataclass(eq=False, slots=True)
class Mention:
    """Words that mean an entity: `tok` is their head token. `entity` is None where several are meant equally."""

    tok: int
    first: int
    last: int
    entity: Entity | None
    candidates: tuple[Entity, ...] = ()
    name: Name | None = None
    why: str = ""
    confidence: float = 0.95
    via: Span | None = None


@lru_cache(maxsize=16384)
def fold(part: str) -> str:
    """A name's key: no accents, case, hyphens or doubled letters; y, j and i are one ("Sergey", "Sergei")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", part).casefold() if c.isalnum())
    return re.sub(r"(.)\1+", r"\1", plain.replace("y", "i").replace("j", "i"))


@dataclass(slots=True)
class Cast:
    """The entities of an article and where their names stand: `by_token` leads from any token of a name or title.

    `relations` leads from an office and whose it is ("wife", somebody) to the people so called; `sites` are the names
    that the model holds to be places; `doubtful` are bare names that may be a person's or an organisation's.
    """

    words: Words
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)
    known: dict[str, Entity] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    surnames: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    givens: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    other: dict[str, Entity] = field(default_factory=dict)
    middles: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[tuple[str, Entity], dict[Entity, None]] = field(default_factory=lambda: defaultdict(dict))
    sites: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    seen: dict[Entity, list[int]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[Entity, list[Role]] = field(default_factory=lambda: defaultdict(list))
    courtesies: dict[str, set[float]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[Entity, list[int]] = field(default_factory=lambda: defaultdict(list))

    def new(self, entity: Entity) -> Entity:
        self.entities.append(entity)
        return entity
