"""Mention records to speakers: whom an article names is somebody known already, or somebody new.

Rather two speakers for one person than one speaker for two: an editor can merge, and cannot know what was mixed up.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from quotes.identity.likeness import clash, same_person
from quotes.identity.names import coarse, fold, is_full, is_personal, key
from quotes.identity.short_forms import coarse_by_short_form
from quotes.identity.words import GENERIC, INDEFINITE, SMALL

_INSTITUTIONS = frozenset({"organisation", "government"})


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody whom one article names: the fullest name, every name it uses, the kind ("" where unknown), and what it
    calls them by way of introduction."""

    name: str
    kind: str = ""
    names: tuple[str, ...] = ()
    article: int = 0
    roles: tuple[str, ...] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """Each name once, the fullest first."""
        return tuple(dict.fromkeys((self.name, *self.names)))


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker who exists, with all names; `article` where they are known in one article only."""

    id: int
    name: str
    kind: str = ""
    names: tuple[str, ...] = ()
    article: int | None = None


@dataclass(slots=True)
class Directory:
    """Known speakers by what their names have in common with those of a record that could mean them.

    `resolve` says the same of `near(record)` as of all: an article with thousands of names takes no time by the square.
    With those who may be meant by a usual short form.
    """

    known: dict[int, Known] = field(default_factory=dict)
    _by_sign: dict[str, set[int]] = field(default_factory=dict)

    def put(self, one: Known) -> None:
        """Add the speaker, or another name of one who is there."""
        self.known[one.id] = one
        for sign in _signs((one.name, *one.names), one.kind):
            self._by_sign.setdefault(sign, set()).add(one.id)

    def near(self, record: Record) -> list[Known]:
        signs = {*_signs(record.all_names, record.kind), *coarse_forms(record)}
        ids = {pk for sign in signs for pk in self._by_sign.get(sign, ())}
        return [self.known[pk] for pk in sorted(ids)]


def _signs(names: Iterable[str], kind: str) -> Iterator[str]:
    for name in names:
        yield from {_sign(name, kind), coarse(name, kind), coarse(name, "person")} - {""}


def _sign(name: str, kind: str) -> str:
    """The name's key; a name without letters, "***", is known by itself."""
    return key(name, kind) or name.casefold()


def coarse_forms(record: Record) -> set[str]:
    """Index keys of those whose name differs from one of a person's full names by a usual short form."""
    if not is_personal(record.kind):
        return set()
    return {sign for name in record.all_names if is_full(name) for sign in coarse_by_short_form(name)}


def known_beyond_article(record: Record) -> bool:
    """Whether the record's name is enough to know its bearer again in another article.

    It is not for unnamed sources and documents, for a surname alone, for "the ministry" or "Police", and for groups
    without a name of their own.
    """
    words = record.name.split()
    if record.kind in ("unnamed", "document") or not words or words[0].lower() in INDEFINITE:
        return False
    if record.kind == "person":
        return is_full(record.name)
    folded = fold(record.name, titles=False).split()
    if not any(letter.isupper() for letter in record.name) or all(word in GENERIC for word in folded):
        return False
    if len("".join(folded)) < 2:
        return False
    if record.kind in _INSTITUTIONS:
        return True
    written_large = all(word[0].isupper() for word in words if word.lower() not in SMALL)
    return written_large and len(folded) > 1 and (record.kind == "group" or is_full(record.name))


def resolve(record: Record, known: Iterable[Known]) -> int | None:
    """The id of the speaker among `known` who is behind the record; None where there is none, or more than one."""
    if not known_beyond_article(record):
        own = [other for other in known if other.article == record.article]
        return _only(_of_same_name(record, own)) or _only(_called_alike(record, own))
    others = [other for other in known if other.article is None and kinds_agree(record.kind, other.kind)]
    if exact := _of_same_name(record, others):
        return _only(exact)
    if is_personal(record.kind):
        return _only(other.id for other in others if _is_same(record, other))
    return None


def called_both(one: Known, other: Known) -> bool:
    """Whether articles call one of two people across articles by the main name of the other as well, in full."""
    if one.article is not None or other.article is not None or not kinds_agree(one.kind, other.kind):
        return False
    return is_personal(one.kind) and is_personal(other.kind) and (_has_name_of(one, other) or _has_name_of(other, one))


def _has_name_of(one: Known, other: Known) -> bool:
    wanted = key(other.name, other.kind)
    return is_full(other.name) and any(
        key(name, one.kind) == wanted and not clash(name, other.name) for name in one.names
    )


def _of_same_name(record: Record, known: Iterable[Known]) -> set[int]:
    """Those whose main name is the record's, spelling apart; failing those, whose other full names hold it."""
    known = list(known)
    wanted = key(record.name, record.kind)
    if not wanted:
        return set()
    if not is_personal(record.kind):
        return {other.id for other in known if key(other.name, other.kind) == wanted}

    def fits(name: str, kind: str) -> bool:
        return key(name, kind) == wanted and not clash(name, record.name)

    main = {other.id for other in known if fits(other.name, other.kind)}
    return main or {other.id for other in known if any(fits(name, other.kind) for name in other.names)}


def _called_alike(record: Record, own: Iterable[Known]) -> set[int]:
    """Those of the same article who are called by the record's name among others."""
    wanted = _sign(record.name, record.kind)
    return {o.id for o in own if kinds_agree(record.kind, o.kind) and wanted in {_sign(n, o.kind) for n in o.names}}


def _is_same(record: Record, other: Known) -> bool:
    """At least one pair of full names says so, and none contradicts."""
    verdicts = {
        same_person(a, b) for a in record.all_names if is_full(a) for b in (other.name, *other.names) if is_full(b)
    }
    return "same" in verdicts and "different" not in verdicts


def kinds_agree(one: str, other: str) -> bool:
    """Whether speakers of these kinds may be one: where a kind is unknown, or both are institutions."""
    unknown = ("", "unknown")
    return one == other or one in unknown or other in unknown or {one, other} <= _INSTITUTIONS


def _only(ids: Iterable[int]) -> int | None:
    found: Collection[int] = set(ids)
    return next(iter(found)) if len(found) == 1 else None
