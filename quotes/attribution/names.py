"""Proper names in a text: where they stand, which title goes before them, and whether they look like a person's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quotes.attribution import kinds, places
from quotes.attribution.places import Place, PlaceKind
from quotes.attribution.roles import Role, read_role
from quotes.attribution.words import Words

_CAPITAL = re.compile(r"[^\W\d_]")
_NOT_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "i",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)
PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "bin",
        "ibn",
        "al",
        "el",
        "ter",
        "ten",
        "ben",
        "zu",
        "af",
        "av",
        "st.",
    ]
)
_JOINING = PARTICLES | {"&"}
_CLOSED = frozenset(
    ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SYM", "NUM", "INTJ", "ADV", "SPACE")
)
_ENTITIES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"))
_NER_VOTE = {"PERSON": 1.5, "ORG": -1.2, "GPE": -1.5, "LOC": -1.5, "FAC": -1.5, "NORP": -1.5}
_PARTIES = frozenset(
    [
        "republican",
        "democrat",
        "democratic",
        "independent",
        "labour",
        "tory",
        "conservative",
        "liberal",
        "libertarian",
        "green",
    ]
)
_MEMBERS = frozenset(("republican", "democrat", "conservative", "independent", "libertarian", "socialist"))
_HYPHENS = frozenset(("-", "‑", "–"))


@dataclass(slots=True)
class Name:
    """A name at tokens first..last (inclusive); its title, if any, begins at `title` (else that is `first`).

    `vote` says how much speaks for a person (above 0) or against; `modifier` that it only modifies the next noun
    ("Trump supporters"), `possessive` that it owns it ("Lavrov’s deputy").
    """

    first: int
    last: int
    title: int
    parts: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    vote: float = 0.0
    gender: float = 0.0
    courtesy: bool = False
    modifier: bool = False
    possessive: bool = False
    place: Place | None = None

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def find_names(words: Words) -> list[Name]:
    """All proper names outside bylines, credits and the like, in order of the text."""
    found: list[Name] = []
    i = 0
    while i < len(words):
        if words.text[i][0].isupper() and _opens(words, i):
            last = _run_end(words, i)
            found.extend(_split(words, i, last))
            i = last + 1
        else:
            i += 1
    return sorted(found + _reopened(words, found), key=lambda n: n.first)


def _reopened(words: Words, found: list[Name]) -> list[Name]:
    """Names at the head of a sentence that the tagger did not take for one, but that stand elsewhere in a longer name."""
    known = {p for n in found if len(n.parts) > 1 and n.vote > 0 for p in n.parts if len(p) > 2}
    covered = {t for n in found for t in range(n.first, n.last + 1)}
    out: list[Name] = []
    for i, text in enumerate(words.text):
        if (
            text in known
            and i not in covered
            and words.pos[i] in ("NOUN", "ADJ", "X", "VERB", "INTJ")
            and not words.skip(i)
        ):
            follows = words.pos[i + 1] if i + 1 < len(words) else ""
            if words.pos[i] != "VERB" or follows in ("VERB", "AUX", "PART"):
                name = Name(i, i, i, (text,))
                _judge(words, name, [words.low[i]])
                out.append(name)
    return out


def _opens(words: Words, i: int) -> bool:
    """Can a name begin at token i?"""
    if words.skip(i) or not _is_capital(words, i):
        return False
    if i == 0 or words.sent[i - 1] != words.sent[i] or not words.text[i - 1][-1].isalnum():
        return (
            words.pos[i] == "PROPN"
            or words.ent[i] in _ENTITIES
            or (kinds.is_title(words.low[i]) and _followed(words, i))
        )
    return True


def _followed(words: Words, i: int) -> bool:
    return i + 1 < len(words) and _is_capital(words, i + 1)


def _is_capital(words: Words, i: int) -> bool:
    text = words.text[i]
    if not text[0].isupper() or not _CAPITAL.match(text) or (words.low[i] in _NOT_NAMES and words.ent[i] != "PERSON"):
        return False
    return words.pos[i] not in _CLOSED or (words.ent[i] in _ENTITIES and words.low[i] not in ("the", "a", "an"))


def _run_end(words: Words, i: int) -> int:
    """The last token of the run of capitals that begins at i; hyphens, particles and "of" may join it."""
    end, size = i, len(words)
    while end + 1 < size:
        nxt = end + 1
        if _is_capital(words, nxt):
            end = nxt
        elif (
            words.text[nxt] in _HYPHENS
            and words.glued(nxt)
            and nxt + 1 < size
            and words.glued(nxt + 1)
            and words.text[nxt + 1].isalpha()
        ):
            end = nxt + 1
        elif words.low[nxt] in _JOINING and (past := _past_particles(words, nxt)) is not None:
            end = past
        elif (bridge := _bridge(words, i, end)) is not None:
            end = bridge
        else:
            break
    return end


def _past_particles(words: Words, i: int) -> int | None:
    """The capital behind "van der", "de la", "&" at token i, if there is one."""
    for j in range(i + 1, min(i + 3, len(words))):
        if _is_capital(words, j):
            return j
        if words.low[j] not in PARTICLES:
            break
    return None


def _bridge(words: Words, first: int, end: int) -> int | None:
    """Where "of", "for", "the" … lead on to the rest of a name ("Secretary of State X", "Bank of England"), if they do."""
    nxt = end + 1
    if words.low[nxt] not in ("of", "for", "and", "on", "to", "in"):
        return None
    to = nxt + 1
    if to < len(words) and words.low[to] == "the":
        to += 1
    if to >= len(words) or not _is_capital(words, to):
        return None
    one_entity = (
        words.ent_no[end] >= 0 and words.ent_no[end] == words.ent_no[to] and words.ent[end] in ("ORG", "LAW", "FAC")
    )
    if words.low[nxt] == "of":
        low = words.low[end]
        joins = (
            (low in kinds.OFFICES and to + 1 < len(words) and _is_country(words, to) and _is_capital(words, to + 1))
            or low in kinds.ORGANISATION_NAMES
            or one_entity
            or (low in kinds.OFFICES and words.low[to] in kinds.PORTFOLIOS)
        )
        return to if joins else None
    organisation = any(words.low[k] in kinds.ORGANISATION_NAMES for k in range(first, end + 1))
    return to if one_entity and (organisation or words.low[nxt] != "and") else None


def _is_country(words: Words, i: int) -> bool:
    place = places.find(words.text[i])
    return place is not None and place.kind in (PlaceKind.COUNTRY, PlaceKind.STATE)


def _units(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The words of a run, those joined by hyphens as one: (first token, last token) each."""
    i = first
    while i <= last:
        j = i
        while j + 2 <= last and words.text[j + 1] in _HYPHENS and words.glued(j + 1):
            j += 2
        yield i, j
        i = j + 1


def _split(words: Words, first: int, last: int) -> Iterator[Name]:
    """The name in a run of capitals, without title, nationality or party before it."""
    units = list(_units(words, first, last))
    low = [words.between(a, b).lower() for a, b in units]
    if low[-1] in _MEMBERS:
        return  # "the Kentucky Republican" describes somebody
    cut = _title_end(words, units, low)
    if cut == len(units):
        return
    if cut == 0:
        cut = _adjectives_end(words, units, low)
    parts = tuple(words.between(a, b) for a, b in units[cut:])
    name = Name(units[cut][0], last, first, parts)
    _read_title(words, name)
    _judge(words, name, low[cut:])
    yield name


def _title_end(words: Words, units: list[tuple[int, int]], low: list[str]) -> int:
    """How many units of the run are a title; all of them if there is no name after it."""
    size = len(units)
    while size and low[size - 1] in kinds.SUFFIXES and size > 1:
        size -= 1
    whole_person = words.ent[units[0][0]] == "PERSON" and words.ent_no[units[0][0]] == words.ent_no[units[-1][1]]
    cut = 0
    for k in range(size):
        if (kinds.is_office(low[k]) or (not k and kinds.is_title(low[k]))) and not (
            k == size - 1 and (whole_person or size == 1 or not _all_title(low[:k]))
        ):
            cut = k + 1
    while 0 < cut < size and (
        low[cut] in ("of", "for", "the", "-")
        or (
            (low[cut - 1] in ("of", "the") or cut > 1)
            and (low[cut] in kinds.PORTFOLIOS or (low[cut - 1] == "of" and _is_country(words, units[cut][0])))
            and _of_before(low, cut)
        )
    ):
        cut += 1
    if 0 < cut < size and any(w in kinds.ORGANISATION_NAMES for w in low[cut:size]):
        return 0
    return len(units) if cut >= size > 0 else cut


def _of_before(low: list[str], cut: int) -> bool:
    return "of" in low[:cut] or "for" in low[:cut]


def _all_title(low: list[str]) -> bool:
    """Are these the words of an office without a name ("Prime", "Foreign", "US Deputy")?"""
    return all(
        w in kinds.PORTFOLIOS or kinds.is_office(w) or places.find(w.title()) or w in ("of", "first", "vice", "chief")
        for w in low
    )


def _adjectives_end(words: Words, units: list[tuple[int, int]], low: list[str]) -> int:
    """How many units before a name without title are nationalities or parties ("Republican Donald Trump")."""
    cut = 0
    while cut + 2 < len(units) and (low[cut] in _PARTIES or _is_demonym(words.text[units[cut][0]])):
        cut += 1
    if cut and any(w in kinds.ORGANISATION_NAMES for w in low):
        return 0
    return cut


def _is_demonym(word: str) -> bool:
    place = places.find(word)
    return place is not None and place.kind is PlaceKind.DEMONYM


def _read_title(words: Words, name: Name) -> None:
    """Take the words before the name that are its title, small letters included ("Kremlin spokesman Dmitry Peskov")."""
    i = name.title
    if i == name.first and not (
        i and kinds.is_person(words.low[i - 1]) and words.pos[i - 1] in ("NOUN", "PROPN", "ADJ")
    ):
        return
    while (
        i
        and words.para[i - 1] == words.para[i]
        and (
            words.pos[i - 1] in ("NOUN", "PROPN", "ADJ")
            or words.text[i - 1] in _HYPHENS
            or words.low[i - 1] in ("’s", "'s")
        )
    ):
        i -= 1
    name.title = i
    role = read_role(words, i, name.first - 1)
    name.gender = role.gender
    name.courtesy = words.low[name.first - 1].rstrip(".") in ("mr", "mrs", "ms", "miss", "mx")
    if not role.country and words.low[name.last + 1 : name.last + 2] == ["of"]:
        role = replace(role, country=read_role(words, name.last + 2, min(name.last + 3, len(words) - 1)).country)
    name.roles = (role,) if role.head and not name.courtesy else ()
    name.vote += 3.0


def _judge(words: Words, name: Name, low: list[str]) -> None:
    """Person or not, by the name's own words and what stands right beside it."""
    i, after = name.first, name.last + 1
    name.place = places.find(words.between(name.first, name.last))
    name.vote += _NER_VOTE.get(words.ent[name.last], -0.5 if words.ent[name.last] else 0.0)
    if any(w in kinds.ORGANISATION_NAMES for w in low):
        name.vote -= 3.0
    elif len(low) == 1 and name.parts[0].isupper() and len(low[0]) > 1:
        name.vote -= 2.5
    elif 1 < len(low) < 5:
        name.vote += 0.3 + ("-" in low[0]) + 2 * any(len(w) == 2 and w[1] == "." for w in low[:-1])
    if name.title == name.first and i and words.low[i - 1] in ("the", "a", "an"):
        name.vote -= 2.0
    if name.place is not None and name.title == name.first:
        name.vote -= 2.0
    if after < len(words):
        name.possessive = words.low[after] in ("’s", "'s", "’", "'") and words.tag[after] in ("POS", "VBZ", "''")
        name.modifier = (
            words.pos[after] in ("NOUN", "ADJ")
            and words.text[after][0].islower()
            and words.head[name.last] > name.last
            and words.dep[name.last] in ("compound", "nmod", "amod", "poss", "npadvmod")
        )
        rest = words.low[after : after + 3]
        if rest[0] in ("who", "whose") or rest[:2] in ([",", "who"], [",", "whose"], ["—", "who"]):
            name.vote += 2.5
        elif len(rest) == 3 and rest[0] == rest[2] == "," and rest[1].isdigit():
            name.vote += 3.0
        _read_apposition(words, name)


def _read_apposition(words: Words, name: Name) -> None:
    """Roles given beside the name: ", the union’s treasurer,", "is the mayor of"; and before it: "the treasurer, X"."""
    kids = [
        k for t in range(name.first, name.last + 1) for k in words.kids[t] if words.dep[k] == "appos" and k > name.last
    ]
    head = words.head[name.last]
    if words.dep[name.last] == "nsubj" and words.low[head] in ("is", "was", "be"):
        kids += [k for k in words.kids[head] if words.dep[k] == "attr"]
    if words.dep[name.last] == "appos":
        kids.append(head)
    for kid in kids:
        noun = kinds.singular(words.low[kid])
        if (
            words.pos[kid] == "NOUN"
            and not name.title <= kid <= name.last
            and kinds.is_person(noun)
            and noun == words.low[kid]
        ):
            first, last = _phrase(words, kid)
            first, last = (first, min(last, name.title - 1)) if kid < name.first else (max(first, name.last + 1), last)
            role = read_role(words, first, last)
            name.roles += (role,)
            name.vote += 2.0
            name.gender = name.gender or role.gender


def _phrase(words: Words, i: int) -> tuple[int, int]:
    """A noun's phrase, cut at the first comma or relative clause behind it."""
    first, last = words.edges(i)
    for j in range(i + 1, last + 1):
        if (
            words.text[j] in (",", "—", "–", ";", "(")
            or words.tag[j] in ("WP", "WDT", "VBN", "VBG")
            or "\n" in words.text[j]
        ):
            last = j - 1
            break
    while first < i and words.pos[first] in ("DET", "PUNCT", "SPACE", "CCONJ", "ADP"):
        first += 1
    return first, max(last, i)
