"""What says beyond the names that two are one: that both are called by one distinctive role at about the same time.

It is asked for where the names alone leave it open by a usual short form ("Joe Norvin", "Joseph R. Norvin Jr."). Rather
two speakers for one person than one for two: whatever contradicts, or leaves more than one to choose from, ends it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quotes.identity.alignment import fits
from quotes.identity.likeness import same_person
from quotes.identity.names import is_full, is_personal
from quotes.identity.people import person
from quotes.identity.resolve import Known, Record, kinds_agree
from quotes.identity.short_forms import is_short_form

# Of so many others with a role, or of a surname, no more are counted: then they say nothing.
MANY = 20
# So many people known for each whom chance could have put there, or nobody can say that it was not chance.
PEOPLE_FOR_EACH = 100
# Seen no further apart than this, a role is in force at about the same time.
_STILL = timedelta(days=365)
_WORD = re.compile(r"[^\W_]+(?:[.'’]\w+)*\.?")
# "Governor of Pennsylvania", "Pennsylvania's governor", "the Pennsylvania governor".
_LITTLE = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "of"})
_OWNER = re.compile(r"['’]s?$")
# What follows these is another thing than what stands before: "China's ambassador to Russia".
_TOWARDS = frozenset({"to", "from", "for", "in", "at", "on", "with", "against", "under", "by", "and"})


@dataclass(frozen=True, slots=True)
class Office:
    """What articles call somebody ("former Pennsylvania governor") and the first and last day on which any did."""

    words: str
    first: date
    last: date

    @property
    def meaning(self) -> frozenset[str]:
        """Equal for the same words in another order, little words apart."""
        found: set[str] = set()
        before = ""
        for word in _WORD.findall(self.words.lower()):
            if word in _TOWARDS:
                before += word + " "
            elif (plain := _OWNER.sub("", word).rstrip(".")) not in _LITTLE:
                found.add(before + plain)
                before = ""
        return frozenset(found)

    def is_also(self, other: "Office") -> bool:
        """Whether the other is the same role, in force at about the same time."""
        apart = max(self.first, other.first) - min(self.last, other.last)
        return apart <= _STILL and self.meaning == other.meaning != frozenset()


def shared(mine: Iterable[Office], theirs: Collection[Office]) -> list[frozenset[str]]:
    """For each role that both have at about the same time the wordings that either is called by."""
    found: dict[frozenset[str], set[str]] = {}
    for one in mine:
        for other in theirs:
            if one.is_also(other):
                found.setdefault(one.meaning, set()).update((one.words, other.words))
    return [frozenset(wordings) for _, wordings in sorted(found.items(), key=lambda item: sorted(item[0]))]


def needed(others: int, namesakes: int) -> int | None:
    """How many people must be known for a role to say that two of one surname are one, where so many others have the
    role, and so many others are of that surname; None where no number is enough.

    Of `namesakes` people so many would have the role by chance as their share among all people known: of fewer than one
    in a hundred that is not to be expected.
    """
    if max(others, namesakes) >= MANY:
        return None
    return PEOPLE_FOR_EACH * (others + 1) * (namesakes + 1)


def family_name(name: str) -> str:
    """The last word of a name in small plain letters; "" where it has none."""
    words = person(name).bare
    return words[-1].plain if words else ""


def by_short_form(record: Record, other: Known) -> bool:
    """Whether names leave open that these are one, by a usual short form of a given name before one surname."""
    pairs = _full_pairs(record, other)
    return any(_is_form(a, b) for a, b in pairs) and all(same_person(a, b) != "different" for a, b in pairs)


def the_only_one(
    record: Record, near: Iterable[Known], heads: Mapping[int, int], besides: int | None = None
) -> Known | None:
    """Who among `near` alone may be the record's by a short form; None where somebody else is as likely by any names.

    `heads` has whom somebody was merged into; `besides` is somebody whom the record is already.
    """
    may_be = {
        heads.get(other.id, other.id): other
        for other in near
        if heads.get(other.id, other.id) != besides and _likely(record, other)
    }
    only = next(iter(may_be.values())) if len(may_be) == 1 else None
    return only if only and by_short_form(record, only) else None


def _likely(record: Record, other: Known) -> bool:
    found = {same_person(a, b) for a, b in _full_pairs(record, other)}
    return bool(found & {"same", "likely"}) and "different" not in found


def _full_pairs(record: Record, other: Known) -> list[tuple[str, str]]:
    if other.article is not None or not kinds_agree(record.kind, other.kind):
        return []
    if not is_personal(record.kind) or not is_personal(other.kind):
        return []
    names = dict.fromkeys((other.name, *other.names))
    return [(a, b) for a in record.all_names if is_full(a) for b in names if is_full(b)]


def _is_form(one: str, other: str) -> bool:
    mine, theirs = person(one).bare, person(other).bare
    return fits(mine[-1], theirs[-1]) == "exact" and is_short_form(mine[0].plain, theirs[0].plain)
