"""Two names word for word, where one may leave out words that the other has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.identity.people import Word, spelled
from quotes.identity.sounds import Reading, turned
from quotes.identity.transliteration import loose

Likeness = Literal["same", "likely", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names say of each other, and reasons in short phrases for editors."""

    likeness: Likeness
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Walk:
    """How the words of a short name fit those of a long one: `pairs` with the fit of each, `left` the words of the
    long one that were passed over, `inside` whether all of these stand between its first and its last."""

    pairs: tuple[tuple[str, Word, Word], ...]
    left: tuple[Word, ...]
    inside: bool
    in_order: bool

    @property
    def kinds(self) -> list[str]:
        return [fit for fit, _, _ in self.pairs]

    @property
    def sure_ends(self) -> bool:
        """Whether given name and surname are the same for sure."""
        return self.in_order and self.kinds[0] == self.kinds[-1] == "exact"

    @property
    def reasons(self) -> tuple[str, ...]:
        initials = [sorted((a.plain, b.plain), key=len) for fit, a, b in self.pairs if fit == "initial"]
        found = [f"“{short.title()}.” may stand for “{long.title()}”" for short, long in initials]
        if initials and self.kinds[-1] == "exact":
            found.insert(0, "same family name")
        found += ["two transliterations of one name"] * ("spelled" in self.kinds)
        return (*found, *["the same names in another order"] * (not self.in_order))


def aligned(one: Reading, other: Reading) -> Comparison | None:
    """What the names say word for word; None where they do not fit so."""
    short, long = sorted((one, other), key=lambda reading: len(reading.words))
    for words in (short.words, *turned(short.words)):
        walk = _walk(words, long.words, in_order=words == short.words)
        if walk and set(walk.kinds) != {"initial"}:
            return _judged(walk, short, long)
    return None


def _walk(short: Sequence[Word], long: Sequence[Word], *, in_order: bool) -> _Walk | None:
    pairs: list[tuple[str, Word, Word]] = []
    extra: list[int] = []
    for at, word in enumerate(long):
        left = len(short) - len(pairs)
        fit = fits(short[len(pairs)], word) if left else ""
        # Surname goes with surname, where it could go with a word before, too.
        if fit and not (left == 1 and at < len(long) - 1 and fits(short[-1], long[-1])):
            pairs.append((fit, short[len(pairs)], word))
        else:
            extra.append(at)
    if len(pairs) < len(short):
        return None
    inside = bool(extra) and extra[0] > 0 and extra[-1] < len(long) - 1
    return _Walk(tuple(pairs), tuple(long[at] for at in extra), inside, in_order)


def fits(one: Word, other: Word) -> str:
    """ "exact", "spelled" (in another way), "initial" where one may stand for the other, or ""."""
    if one.plain == other.plain:
        return "exact"
    short, long = sorted((one, other), key=lambda word: len(word.plain))
    if short.short and long.plain.startswith(short.plain) and not long.short:
        return "initial"
    if len(one.plain) == 1 or len(other.plain) == 1:
        return ""
    if any(a & b for a, b in zip(spelled((one,)), spelled((other,)), strict=True)):
        return "exact"
    return "spelled" if loose(one.plain) & loose(other.plain) else ""


def _judged(walk: _Walk, short: Reading, long: Reading) -> Comparison | None:
    kinds, reasons = set(walk.kinds), walk.reasons
    joined: Likeness = "same" if walk.sure_ends and "spelled" not in kinds else "likely"
    if not walk.left:
        return Comparison(joined, reasons or ("the same name",))
    if walk.inside and all(len(word.plain) == 1 for word in walk.left):
        # Where both have a middle name, the initials are other ones: George W. and George H. W.
        return Comparison(joined, (*reasons, "a middle initial left out")) if len(short.words) == 2 else None
    father = long.person.patronymic
    if father is not None and walk.left == (long.person.bare[father],):
        return Comparison(joined, (*reasons, "a father’s name left out"))
    if (len(walk.left) > 1 and not walk.inside) or "spelled" in kinds or walk.kinds[-1] == "initial":
        return None
    names = " ".join(word.plain.title() for word in walk.left)
    return Comparison("likely", (*reasons, f"all the same but for “{names}”, which one leaves out"))
