"""Offices ("Russian Foreign Minister", "the union’s treasurer"), taken apart so that they can be compared."""

from dataclasses import dataclass

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.words import Words

_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "this",
        "that",
        "of",
        "for",
        "at",
        "in",
        "on",
        "to",
        "and",
        "'s",
        "’s",
        "'",
        "’",
        "-",
        ",",
        "former",
        "then",
        "ex",
        "no",
        "longer",
    ]
)
_BEHIND = frozenset(("of", "for", "to", "at", "with", "from", "who"))
COURTESIES = frozenset(("sir", "dame", "dr", "prof", "rev", "lord", "lady", "baroness", "viscount", "viscountess"))
"""What may stand between an office and a name, and is none, without a full stop."""
_FIRST_OF_ALL = frozenset(("chief", "top"))  # a country’s top diplomat is its foreign minister
_MARKS = frozenset(("“", "”", '"', "``", "''", "«", "»"))
_STATES = frozenset((PlaceKind.COUNTRY, PlaceKind.CAPITAL, PlaceKind.DEMONYM, PlaceKind.SEAT))


@dataclass(frozen=True, slots=True)
class Role:
    """An office: its head noun in its usual form, the words that narrow it down, and the country's code or "".

    `text` is the office as the article writes it, without determiner, "" where it only says what somebody is like or
    whose kin; `first` its first token.
    """

    head: str
    words: frozenset[str] = frozenset()
    country: str = ""
    text: str = ""
    gender: float = 0.0
    first: int = 0
    former: bool = False

    def fits(self, other: "Role") -> bool:
        """Can `other` (a later, perhaps shorter description) mean the holder of this office?"""
        if self.head != other.head or (self.country and other.country and self.country != other.country):
            return False
        if self.former != other.former and other.former:
            return False
        return other.words <= self.words or (self.words <= other.words and bool(self.words))


def read_role(words: Words, first: int, last: int) -> Role:
    """The office that tokens first..last (both inclusive) spell out; its `head` is "" if they name none."""
    addressed = kinds.gender(words.low[last])
    last = before_address(words, first, last)
    low = words.low[first : last + 1]
    limit = _end_of_office(words, first, low)
    at = max((k for k in range(limit) if kinds.is_title(low[k]) and kinds.singular(low[k]) == low[k]), default=-1)
    head = kinds.office(low[at]) if at >= 0 else ""
    country, used = _country(words, first, last)
    narrow = frozenset(
        w for k, w in enumerate(low) if k != at and first + k not in used and w not in _EMPTY and w[0].isalpha()
    )
    owned = max((k + 1 for k in range(limit) if low[k] in ("’s", "'s", "’", "'")), default=0)
    gender = max((*(kinds.gender(w) for w in low[owned:limit]), addressed), key=abs)
    start = first
    ended = words.low[first : first + 2] == ["no", "longer"]
    while start < last and words.pos[start] in ("DET", "PRON", "PUNCT") and not ended:
        start += 1
    if head == "diplomat" and narrow & _FIRST_OF_ALL:
        head, narrow = "minister", frozenset(("foreign",))
    former = ended or any(w in ("former", "ex", "then", "late") for w in low)
    return Role(head, narrow, country, _told(words, start, last, at + first), gender, first, former)


def before_address(words: Words, first: int, last: int) -> int:
    """The last token of an office without the form of address behind it: "Sir", "Dr"; a rank ("Lt. Col.", "Father") in
    capitals, if the office is in small letters ("an army spokesman")."""
    end = last
    while end > first:
        if words.text[end] == "." and words.glued(end) and kinds.is_cut_title(words.low[end - 1]):
            end -= 1
            continue
        before = words.text[first:end]
        small = any(kinds.is_title(w) for w in before if w.islower())
        rank = words.low[end] in kinds.RANKS and words.text[end][0].isupper() and small
        courtesy = words.low[end].rstrip(".") in COURTESIES and any(kinds.is_title(w.lower()) for w in before)
        if not rank and not courtesy:
            break
        end -= 1
        last = end
    return last


def _end_of_office(words: Words, first: int, low: list[str]) -> int:
    """Where what the office is held of begins, behind its noun; the "of" of "the Bank of Senn’s governor" is none."""
    ends = [k for k, w in enumerate(low) if k and w in _BEHIND and words.text[first + k] != "WHO"]
    owner = max((k for k, w in enumerate(low[:-1]) if w in ("’s", "'s")), default=0)
    if ends and owner > ends[0] and not any(map(kinds.is_title, low[: ends[0]])):
        ends = [k for k in ends if k > owner]
    return ends[0] if ends else len(low)


def _told(words: Words, start: int, last: int, office: int) -> str:
    """The words start..last as an introduction; "" where they praise or blame, or the noun is nobody's office."""
    while last > start and words.pos[last] in ("CCONJ", "PUNCT"):
        last -= 1
    low = words.low[start : last + 1]
    noun = words.low[office] if office >= 0 else ""
    if "than" in low or not _MARKS.isdisjoint(low) or noun in kinds.PLAIN | kinds.KIN:
        return ""
    if office > start and noun.rstrip(".") in COURTESIES:  # "her colleague Dr": no office stands before it
        return ""
    return words.between(start, last)


def _country(words: Words, first: int, last: int) -> tuple[str, set[int]]:
    """The country named in these tokens, and the tokens that name it."""
    for i in range(first, last + 1):
        if not words.text[i][0].isupper():
            continue
        for j in range(min(last, i + 3), i - 1, -1):
            place = words.place(i, j)
            if place is not None and place.kind in _STATES:
                return place.code, set(range(i, j + 1))
    return "", set()
