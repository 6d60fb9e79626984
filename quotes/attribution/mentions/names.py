"""Proper names in a text: where they stand, and which title goes before them."""

from collections.abc import Iterator

from quotes.attribution.mentions import kinds, places
from quotes.attribution.mentions.epithets import is_native
from quotes.attribution.mentions.evidence import Name, judge
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.runs import (
    ARABIC_ARTICLES,
    OPENING,
    POSSESSIVES,
    is_capital,
    is_country,
    opens,
    past_nickname,
    past_seat,
    run_end,
)
from quotes.attribution.mentions.titles import HELD, before_abbreviations, office_of_state, read_title
from quotes.attribution.mentions.words import HYPHENS, Words

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
_STATE_OFFICES = frozenset(("minister", "secretary", "ambassador", "chancellor", "governor", "commissioner"))
_MEMBERS = frozenset(("republican", "democrat", "conservative", "independent", "libertarian", "socialist"))


def find_names(words: Words) -> list[Name]:
    """All proper names outside bylines, credits and the like, in order of the text."""
    found: list[Name] = []
    i = 0
    while i < len(words):
        text = words.text[i]
        if (text[0].isupper() or text in ARABIC_ARTICLES) and opens(words, i):
            last = run_end(words, i)
            found.extend(_split(words, i, last))
            i = last + 1
        else:
            i += 1
    return sorted(found + _reopened(words, found), key=lambda n: n.first)


def _reopened(words: Words, found: list[Name]) -> list[Name]:
    """Names at the head of a sentence that the tagger missed, but that stand elsewhere in a longer name."""
    known = {p for n in found if len(n.parts) > 1 and n.vote > 0 for p in n.parts if len(p) > 2}
    covered = {t for n in found for t in range(n.first, n.last + 1)}
    out: list[Name] = []
    for i, text in enumerate(words.text):
        if (
            text in known
            and i not in covered
            and words.pos[i] in ("NOUN", "ADJ", "X", "VERB", "INTJ", "AUX")
            and not words.skip(i)
        ):
            follows = words.pos[i + 1] if i + 1 < len(words) else ""
            told = words.tag[i + 1 : i + 2] in (["VBD"], ["VBZ"]) or words.pos[i - 1 : i] == ["VERB"]
            if told if words.pos[i] == "AUX" else words.pos[i] != "VERB" or follows in ("VERB", "AUX", "PART"):
                name = Name(i, i, i, (text,))
                judge(words, name, [words.low[i]])
                out.append(name)
    return out


def _units(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The words of a run, those joined by hyphens or ’s as one and nicknames left out: (first token, last token)."""
    i = first
    while i <= last:
        if words.text[i] in OPENING and (past := past_nickname(words, i)) is not None:
            i = past
        j = i
        while j + 2 <= last and words.text[j + 1] in HYPHENS and words.glued(j + 1) and words.glued(j + 2):
            j += 2
        if j + 1 < last and words.low[j + 1] in POSSESSIVES and words.glued(j + 1):
            j += 1
        yield i, j
        i = j + 1


def _nickname(words: Words, first: int, last: int) -> str:
    """The nickname in quotation marks within a run of capitals, or ""."""
    at = next((i for i in range(first, last) if words.text[i] in OPENING), None)
    past = past_nickname(words, at) if at is not None else None
    return words.between(at + 1, past - 2) if at is not None and past is not None else ""


def _split(words: Words, first: int, last: int) -> Iterator[Name]:
    """The name in a run of capitals, without title, nationality or party before it."""
    if first == last and (is_native(words, first) or len(words.text[first].strip(".")) == 1):
        return  # "the Basque"; the "Q" of an interview
    units = list(_units(words, first, last))
    low = [words.between(a, b).lower() for a, b in units]
    if last + 2 < len(words) and before_abbreviations(words, last + 2) < last + 2 and is_capital(words, last + 2):
        return  # the "Col" of "Col. Bly", a token of its own
    if low[-1] in _MEMBERS or (len(units) == 1 and kinds.is_office(low[0]) and _only_an_office(words, first)):
        return  # "the Kentucky Republican", "the MP", "Speaker of the House" describe somebody
    if _names_the_holder(words, first, last):
        return  # "The Grand Imam, Sheikh Omar Bly,"
    cut = _title_end(words, units, low)
    if cut == len(units) or _owned_office(words, first, last):
        return
    if cut == 0:
        cut = _adjectives_end(words, units, low)
    bare = _without_honours(words, units, cut)
    parts = tuple(words.between(a, b).rstrip("-–") for a, b in bare)
    name = Name(units[cut][0], last, first, parts, nick=_nickname(words, units[cut][0], last))
    read_title(words, name)
    judge(words, name, low[cut : cut + len(bare)])
    yield name


def _without_honours(words: Words, units: list[tuple[int, int]], cut: int) -> list[tuple[int, int]]:
    """The units of a name from `cut` on, without the "KC" or "MBE" behind a full name of a person."""
    end = len(units)
    known = words.ent[units[cut][0]] == "PERSON" or kinds.given(words.low[units[cut][0]])
    while known and end - cut > 2 and words.between(*units[end - 1]) in kinds.BEHIND_NAMES:
        end -= 1
    return units[cut:end]


def _only_an_office(words: Words, i: int) -> bool:
    """Is the office at token i an abbreviation, behind "the", or before what it is held of, and so nobody's name?"""
    held = words.low[i + 1 : i + 3] == ["of", "the"]
    called = words.low[i - 1 : i] == ["the"] and words.low[i] in kinds.OFFICES  # "the Sheikh"
    return called or words.text[i].isupper() or (len(words.text[i]) > 2 and words.text[i].endswith(".")) or held


def _owned_office(words: Words, first: int, last: int) -> bool:
    """Is this an office in capitals that somebody has ("Its Fisheries Minister, Ana Bly,"), and no name?"""
    office = words.low[last] in kinds.OFFICES and words.ent[last] != "PERSON"
    return office and first > 0 and (words.tag[first - 1] in ("PRP$", "POS") or words.low[last] in _STATE_OFFICES)


def _names_the_holder(words: Words, first: int, last: int) -> bool:
    """Is this an office in capitals behind "the", with the name of who holds it beside it?"""
    if not first or words.low[first - 1] != "the" or words.low[last] not in kinds.OFFICES:
        return False
    beside = (k for k in words.kids[last] if words.dep[k] == "appos" and words.text[last + 1 : last + 2] == [","])
    return any(words.ent[k] == "PERSON" for k in beside)


def _title_end(words: Words, units: list[tuple[int, int]], low: list[str]) -> int:
    """How many units of the run are a title; all of them if there is no name after it."""
    size = len(units)
    while size and low[size - 1] in kinds.SUFFIXES and size > 1:
        size -= 1
    if size > 1 and low[0] in kinds.PORTFOLIOS and office_of_state(words, units[0][0] + 1) is not None:
        return 0 if _an_organisation(low[:size]) else 1  # "leader of the Labour Party", "secretary of State Bly"
    whole_person = _one_person(words, units)
    cut = 0
    called = size == 2 and whole_person and bool(kinds.given(low[0]))  # "Dean Marsh" is no dean
    several = _is_of_several(words, units)
    for k in range(called, size):
        if (kinds.is_office(low[k]) or (not k and (several or kinds.is_title(low[k])))) and not (
            k == size - 1 and (whole_person or size == 1 or not _all_title(low[:k]))
        ):
            cut = k + 1
    if 1 < cut == size - 1 and kinds.given(low[cut - 1]) and _one_person(words, units[cut - 1 : size]):
        cut -= 1  # "Mayor Don Marsh"
    while 0 < cut < size and (
        low[cut] in ("of", "for", "the", "-")
        or (
            (low[cut - 1] in ("of", "the") or cut > 1)
            and (low[cut] in HELD or (low[cut - 1] == "of" and is_country(words, units[cut][0])))
            and _of_before(low, cut)
        )
    ):
        cut += 1
    if 0 < cut < size and low[cut - 1] in ("of", "for", "the"):
        name = past_seat(words, units[cut][0])
        cut = next((k for k in range(cut, size) if units[k][0] == name), cut)
    if 0 < cut < size and _an_organisation(low[cut:size]):
        return cut if size - cut == 2 and kinds.given(low[cut]) and _one_person(words, units[cut:size]) else 0
    if not cut and size > 2 and kinds.given(low[-2]) and _ends_a_description(words, units):
        return size - 2  # "Navy SEAL Tim Hale"
    return len(units) if cut >= size > 0 else cut


def _is_of_several(words: Words, units: list[tuple[int, int]]) -> bool:
    """Does an office in the plural open a list of names ("are Senators Ana Bly, the whip, and Tom Hale")?"""
    i, last = units[0][0], units[-1][1]
    listed = words.low[last + 1 : last + 2] in ([","], ["and"], ["&"])
    return listed and words.many(i) and len(units) > 1 and kinds.is_office(kinds.singular(words.low[i]))


def _an_organisation(low: list[str]) -> bool:
    return any(word in kinds.ORGANISATION_NAMES for word in low)


def _ends_a_description(words: Words, units: list[tuple[int, int]]) -> bool:
    """Does the word before the last two end what somebody is or works for ("Navy SEAL", "Fox News", "Democrat")?"""
    before = words.between(*units[-3])
    if before.isupper() and before.isalpha() and 1 < len(before) < 6:
        return True
    surname = words.text[units[-1][1]]
    low = before.lower()
    return (low in kinds.ORGANISATION_NAMES or low in _MEMBERS | {"democrat"}) and words.text.count(surname) > 1


def _one_person(words: Words, units: list[tuple[int, int]]) -> bool:
    """Does the model take these for one person's name?"""
    first, last = units[0][0], units[-1][1]
    return words.ent[first] == "PERSON" and words.ent_no[first] == words.ent_no[last]


def _of_before(low: list[str], cut: int) -> bool:
    return "of" in low[:cut] or "for" in low[:cut]


def _all_title(low: list[str]) -> bool:
    """Are these the words of an office without a name ("Prime", "Foreign", "US Deputy")?"""
    return all(
        w in kinds.PORTFOLIOS
        or kinds.is_office(w)
        or places.find(w.title())
        or w in ("of", "first", "vice", "chief", "grand")
        for w in low
    )


def _adjectives_end(words: Words, units: list[tuple[int, int]], low: list[str]) -> int:
    """How many units before a name without title are nationalities or parties ("Republican Donald Trump")."""
    cut = 0
    while cut + 2 < len(units) and (low[cut] in _PARTIES or _is_demonym(words, units[cut][0])):
        cut += 1
    return 0 if _an_organisation(low) else cut


def _is_demonym(words: Words, i: int) -> bool:
    place = words.place(i, i)
    return place is not None and place.kind is PlaceKind.DEMONYM
