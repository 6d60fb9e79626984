"""Titles before a name, small letters included: where they begin, and what they tell of the person."""

from dataclasses import replace

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.evidence import Name
from quotes.attribution.mentions.roles import Role, before_address, read_role
from quotes.attribution.mentions.words import HYPHENS, Words

HELD = kinds.PORTFOLIOS | kinds.CHAMBERS
"""What a "secretary of", "minister for", "speaker of" may be one of."""


def office_of_state(words: Words, i: int) -> int | None:
    """Where "secretary of state" in small letters begins, right before the name at token i; None if it does not."""
    if i < 3 or words.low[i - 1] not in HELD:
        return None
    of = i - 3 if words.low[i - 2] == "the" else i - 2
    return of - 1 if of > 0 and words.low[of] == "of" and words.low[of - 1] in kinds.OFFICES else None


def _opens_a_title(words: Words, i: int) -> bool:
    """Is this an abbreviated title behind a noun that is no part of it ("at the congress Sen. Ana Bly said")?"""
    abbreviated = words.low[i].endswith(".") and words.low[i] in kinds.TITLES
    return abbreviated and words.pos[i - 1] == "NOUN" and not kinds.is_person(words.low[i - 1])


def _rank_behind(words: Words, first: int, last: int) -> tuple[Role, ...]:
    """The rank of "an army spokesman, Col. Ana Bly", who is a colonel besides; the introduction does not tell it."""
    end = before_address(words, first, last)
    if end == last or words.low[end + 1] not in kinds.RANKS:
        return ()
    return (replace(read_role(words, end + 1, last), text=""),)


def before_abbreviations(words: Words, i: int) -> int:
    """Where the titles before token i begin whose full stop is a token of its own ("Lt. Col. Bly"); i if there are
    none."""
    while i > 1 and words.text[i - 1] == "." and words.glued(i - 1) and words.text[i - 2][0].isupper():
        if not kinds.is_cut_title(words.low[i - 2]):
            break
        i -= 2
    return i


def read_title(words: Words, name: Name) -> None:
    """Take the words before the name that are its title, small letters included ("Kremlin spokesman Dmitry Peskov")."""
    i = before_abbreviations(words, name.title)
    if (start := office_of_state(words, name.first)) is not None:
        i = start
    elif i == name.first and not (
        i
        and kinds.is_person(words.low[i - 1])
        and (words.pos[i - 1] in ("NOUN", "PROPN", "ADJ") or words.pos[i - 2 : i - 1] == ["NOUN"])
    ):
        return
    while (
        i
        and words.para[i - 1] == words.para[i]
        and not _opens_a_title(words, i)
        and (
            (words.pos[i - 1] in ("NOUN", "PROPN", "ADJ") and words.head[i - 1] >= i)
            or i == name.first
            or (words.text[i - 1] in HYPHENS and words.glued(i - 1))
            or words.low[i - 1] in ("’s", "'s")
        )
    ):
        i -= 1
    if i and words.joins(i):  # "the show’s co-host Ana Bly", where the parse hangs "co" elsewhere
        i -= 1
    name.title = i
    role = read_role(words, i, name.first - 1)
    name.gender = role.gender
    name.courtesy = words.low[name.first - 1].rstrip(".") in ("mr", "mrs", "ms", "miss", "mx")
    if not role.country and words.low[name.last + 1 : name.last + 2] == ["of"]:
        role = replace(role, country=read_role(words, name.last + 2, min(name.last + 3, len(words) - 1)).country)
    name.roles = (role, *_rank_behind(words, i, name.first - 1)) if role.head and not name.courtesy else ()
    name.vote += 3.0
