"""Marks: words that no text has, by which the index finds what filters ask for. No Django here.

They stand in a column of their own, so that a quote's own words are never taken for one.
"""

import re
import unicodedata
from datetime import date

EVERY = "0a"  # every quote has it: what "everything but" is taken from
SHOWN = "0v"  # readers may see it
NAMED = "0n"  # somebody is known to speak
SAMPLE = "0p"  # one of SAMPLED quotes, by id
THIN_SAMPLE = "0q"  # one of THINLY_SAMPLED
DATED = "0d"  # the day on which it was said is known
ANY_SPELLING = "0cany"  # the article's words for who speaks are not known: an editor gave the name
SAMPLED = 32
THINLY_SAMPLED = 128
_WORD = re.compile(r"\w+")


def speaker(pk: int) -> str:
    return f"0s{pk}"


def speakers_of(marks: str) -> set[int]:
    """The speakers of an entry's marks."""
    return {int(mark[2:]) for mark in marks.split() if mark.startswith("0s")}


def outlet(pk: int) -> str:
    return f"0o{pk}"


def kind(value: str) -> str:
    return f"0k{value}"


def status(value: str) -> str:
    return f"0t{value}"


def month(day: date) -> str:
    """Of the day on which it was said."""
    return f"0m{day:%Y%m}"


def spelled(text: str) -> list[str]:
    """The words of a name as the article spells them, accents and all, one mark each."""
    plain = unicodedata.normalize("NFC", text.casefold())
    return [f"0c{''.join(_letter(letter) for letter in word)}" for word in _WORD.findall(plain)]


def _letter(letter: str) -> str:
    return letter if letter.isascii() and letter.isalnum() else f"x{ord(letter):x}"
