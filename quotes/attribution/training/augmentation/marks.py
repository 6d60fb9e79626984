"""Quotation marks of a text, told by their role: does a mark open or close, and is it within another quotation?"""

import re
from dataclasses import dataclass
from itertools import pairwise

from quotes.attribution.training.augmentation.drafts import Draft
from quotes.attribution.types import Span

_SIGN = re.compile(r"``|''|[“”\"„«»‘’'`]")
_DOUBLE = frozenset(["``", "''", "“", "”", '"', "„", "«", "»"])
_ALWAYS_OPEN = frozenset(["``", "“", "„", "«"])
_ALWAYS_CLOSE = frozenset(["”", "»"])
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:“\"„«`']")
_CLOSING_SINGLE = re.compile(r"(?<=\S)['’](?!\w)")
_LONGEST = 400
"""How far, in characters, a single mark may be from the one that closes it."""
_ELIDED = re.compile(r"['’‘](?:\d\d|tis\b|twas\b|til\b|em\b|n['’]|cause\b|bout\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at `start` to `end`. `inner`: it belongs to a quotation within a quotation."""

    start: int
    end: int
    opens: bool
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """An opening mark and the mark that closes it, within one paragraph."""

    opening: Mark
    closing: Mark


def marks(draft: Draft) -> list[Mark]:
    """All quotation marks of the text, in order; apostrophes and signs of measure are none."""
    return [mark for start, end in draft.paragraphs for mark in _in_paragraph(draft.text, start, end)]


def quotations(draft: Draft) -> list[Quotation]:
    """The outer quotations that are opened and closed within one paragraph, in order."""
    found = []
    for start, end in draft.paragraphs:
        outer = [mark for mark in _in_paragraph(draft.text, start, end) if not mark.inner]
        found += [
            Quotation(mark, following)
            for mark, following in pairwise(outer)
            if mark.opens and not following.opens and mark.end < following.start
        ]
    return found


def within(span: Span, quoted: list[Quotation]) -> bool:
    """Whether the span touches one of the quotations."""
    return any(each.opening.start < span[1] and span[0] < each.closing.end for each in quoted)


def _in_paragraph(text: str, start: int, end: int) -> list[Mark]:
    line = text[start:end]
    found: list[Mark] = []
    double = single = False
    for sign in _SIGN.finditer(line):
        outer = sign.group() in _DOUBLE
        opens = _double_opens(line, sign, double) if outer else _single_opens(line, sign, single)
        if opens is None:
            continue
        found.append(Mark(start + sign.start(), start + sign.end(), opens, inner=double and not outer))
        if outer:
            double, single = opens, False
        else:
            single = opens
    return found


def _around(line: str, sign: re.Match[str]) -> tuple[str, str]:
    return line[max(0, sign.start() - 1) : sign.start()] or " ", line[sign.end() : sign.end() + 1] or " "


def _double_opens(line: str, sign: re.Match[str], within_double: bool) -> bool | None:
    """True for an opening, False for a closing mark, None for inches."""
    if sign.group() in _ALWAYS_OPEN or sign.group() in _ALWAYS_CLOSE:
        return sign.group() in _ALWAYS_OPEN
    before, after = _around(line, sign)
    if within_double:
        return before.isspace() and after.isalnum()
    return None if before.isdigit() else not after.isspace()


def _single_opens(line: str, sign: re.Match[str], within_single: bool) -> bool | None:
    """True for an opening, False for a closing mark, None for an apostrophe."""
    before, after = _around(line, sign)
    if within_single:
        return False if sign.group() != "‘" and not after.isalnum() and not before.isspace() else None
    if sign.group() == "’" or not _BEFORE_OPENING.match(before) or after.isspace() or _ELIDED.match(line, sign.start()):
        return None
    return True if _CLOSING_SINGLE.search(line, sign.end() + 1, sign.end() + _LONGEST) else None
