"""What drawing claims gives and comparing them takes: plain values, no spaCy and no Django.

Every offset is a position in the article's text as given, in characters (``str`` indices), end exclusive.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from quotes.attribution.types import Span, Stance


class Bound(StrEnum):
    """How a figure is meant: the very number, about it, at most, at least, between two, or only a manner of many."""

    EXACT = "exact"
    ABOUT = "about"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `words` as they stand, the numbers that they allow (None: open), what is counted or measured.

    `unit` is singular English ("percent", "dollar", "kilometre", "year", "" for a bare count); `approximator` are the
    words that make it loose ("up to", "some", "more than") or "". `of` are the stems of what is counted ("troop"),
    `per` the stems of what it is a share or a rate of ("day"; "voter" in "a third of voters"). A `VAGUE` figure
    ("some of", "dozens", "hundreds") has the numbers that the words allow, not a number that somebody gave.
    """

    span: Span
    words: str
    low: float | None
    high: float | None
    unit: str = ""
    bound: Bound = Bound.EXACT
    approximator: str = ""
    of: tuple[str, ...] = ()
    per: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time in words, and the first and last day that it can mean: ISO dates, None where nothing tells.

    "this summer" is 1 June to 31 August of the article's year.
    """

    span: Span
    words: str
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that take a claim back a little: "reportedly", "appears to", "up to"."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """What of a claim is compared, without offsets: to be stored as JSON and read again.

    Stems are lower case (Snowball's English), names are folded keys ("north korea", "kursk"). `actors`, `deed` and
    `objects` are the stems of subject, predicate and the rest; `names` all names in it; `places` the names and stems
    that say where it is; `scope` the names that its article speaks of most, which say what "the two countries" may
    be. `keys` are what an index holds: two claims that share none are never compared. `weights` say how rare each
    stem and name is in English (0 to 8, by the table of when it was drawn), so that nothing has to be looked up to
    compare. `figures` and `times` keep their spans within the article. `by_pronoun` are those of the names that only a
    pronoun gives: they do not stand in the text.
    """

    text: str
    deed: tuple[str, ...]
    actors: tuple[str, ...]
    objects: tuple[str, ...]
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[When, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    negated: bool = False
    keys: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    published: str | None = None
    by_pronoun: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The record as what JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "ClaimRecord":
        """The record that `as_dict` gave, also after a way through JSON. Raises KeyError, TypeError for others."""
        stems = {name: tuple(values.get(name, ())) for name in _TUPLES}
        return cls(
            text=values["text"],
            **stems,
            weights=tuple((word, weight) for word, weight in values.get("weights", ())),
            figures=tuple(_figure(each) for each in values.get("figures", ())),
            times=tuple(When(**{**each, "span": tuple(each["span"])}) for each in values.get("times", ())),
            hedges=tuple(Hedge(tuple(each["span"]), each["words"]) for each in values.get("hedges", ())),
            negated=bool(values.get("negated", False)),
            published=values.get("published"),
        )


_TUPLES = ("deed", "actors", "objects", "names", "places", "scope", "keys", "by_pronoun")


def _figure(values: Mapping[str, Any]) -> Figure:
    return Figure(
        **{
            **values,
            "span": tuple(values["span"]),
            "bound": Bound(values["bound"]),
            "of": tuple(values["of"]),
            "per": tuple(values["per"]),
        }
    )


@dataclass(frozen=True, slots=True)
class DrawnClaim:
    """A checkable proposition, as it stands in one article.

    `spans` are its places in the text, in order. `quote` is the index of the quote that it lies in, in the sequence
    given to `draw`; None is the article's own voice: a claim of the outlet. `stance` is that quote's; only what a quote
    asserts is asserted by its source (a denial or a question is drawn with its stance, and is no assertion).
    `worth` is how much it wants checking, 0 to 1. `record` is what `compare` takes.
    """

    spans: tuple[Span, ...]
    quote: int | None
    text: str
    worth: float
    record: ClaimRecord
    stance: Stance = Stance.ASSERTS

    @property
    def asserted(self) -> bool:
        """Whether its source says that it is so."""
        return self.stance is Stance.ASSERTS

    @property
    def negated(self) -> bool:
        return self.record.negated

    @property
    def hedges(self) -> tuple[Hedge, ...]:
        return self.record.hedges

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.record.figures

    @property
    def times(self) -> tuple[When, ...]:
        return self.record.times

    @property
    def places(self) -> tuple[str, ...]:
        return self.record.places

    @property
    def names(self) -> tuple[str, ...]:
        return self.record.names

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which an index holds it; claims that share no key are never compared."""
        return self.record.keys


class Likeness(StrEnum):
    """What two claims are to one another."""

    SAME = "same"
    DIFFERS = "differs"
    UNRELATED = "unrelated"


class DifferenceKind(StrEnum):
    """How two claims about one thing differ. CONTRADICTION: both can't be right; which one is, nobody says here."""

    MORE_EXACT = "more_exact"
    HEDGED_OTHERWISE = "hedged_otherwise"
    CONTRADICTION = "contradiction"


class Aspect(StrEnum):
    """In what two claims differ."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    HEDGE = "hedge"
    NEGATION = "negation"
    QUANTITY = "quantity"  # of whom: some, all, none of them
    DEED = "deed"  # opposites: rose / fell


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `words` are those of the one and of the other claim (with "" where one says nothing of it).

    `towards` is 0 or 1: which of the two is more exact, or the less hedged; None where it goes neither way.
    """

    kind: DifferenceKind
    aspect: Aspect
    words: tuple[str, str]
    towards: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What `compare` finds. `alike` (0 to 1) is how sure it is that both speak of one thing; `shared` are the stems and
    names that say so, rarest first."""

    likeness: Likeness
    alike: float = 0.0
    differences: tuple[Difference, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def kind(self) -> DifferenceKind | None:
        """The gravest of the differences."""
        order = (DifferenceKind.CONTRADICTION, DifferenceKind.MORE_EXACT, DifferenceKind.HEDGED_OTHERWISE)
        kinds = {difference.kind for difference in self.differences}
        return next((kind for kind in order if kind in kinds), None)

    def turned(self) -> "Relation":
        """The same, seen from the other claim: `compare(a, b)` is `compare(b, a).turned()`."""
        turned = tuple(
            Difference(d.kind, d.aspect, (d.words[1], d.words[0]), None if d.towards is None else 1 - d.towards)
            for d in self.differences
        )
        return Relation(self.likeness, self.alike, turned, self.shared)
