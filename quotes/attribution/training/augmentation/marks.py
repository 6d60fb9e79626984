"""Quotation marks of a text, told by their role: does a mark open or close, and is it within another quotation?"""

import re
from dataclasses import dataclass

from quotes.attribution.training.augmentation.drafts import Draft
from quotes.attribution.types import Span

_SIGN = re.compile(r"``|''|[“”\"„«»‘’'`]")
_DOUBLE = frozenset(["``", "''", "“", "”", '"', "„", "«", "»"])
_ALWAYS_OPEN = frozenset(["``", "“", "„", "«"])
_ALWAYS_CLOSE = frozenset(["”", "»"])
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:“\"„«`']")
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
            for mark, following in zip(outer, outer[1:], strict=False)
            if mark.opens and not following.opens and mark.end < following.start
        ]
    return found


def within(span: Span, quoted: list[Quotation]) -> bool:
    """Whether the span touches one of the quotations."""
    return any(each.opening.start < span[1] and span[0] < each.closing.end for each in quoted)


def _in_paragraph(text: str, start: int, end: int) -> list[Mark]:
    found: list[Mark] = []
    double = single = False
    for sign in _SIGN.finditer(text, start, end):
        before = text[sign.start() - 1] if sign.start() > start else " "
        after = text[sign.end()] if sign.end() < end else " "
        if sign.group() in _DOUBLE:
            opens = _double_opens(sign.group(), before, after, double)
            if opens is None:
                continue
            double, single = opens, False
            found.append(Mark(sign.start(), sign.end(), opens))
        else:
            opens = _single_opens(text, sign, end, before, after, single)
            if opens is None:
                continue
            single = opens
            found.append(Mark(sign.start(), sign.end(), opens, inner=double))
    return found


def _double_opens(sign: str, before: str, after: str, within_double: bool) -> bool | None:
    if sign in _ALWAYS_OPEN or sign in _ALWAYS_CLOSE:
        return sign in _ALWAYS_OPEN
    if before.isdigit() and not within_double:  # inches
        return None
    if within_double:
        return bool(before.isspace() and after.isalnum())
    return not after.isspace()


def _single_opens(
    text: str, sign: re.Match[str], end: int, before: str, after: str, within_single: bool
) -> bool | None:
    """True for an opening, False for a closing single mark, None for an apostrophe."""
    if within_single:
        return False if sign.group() != "‘" and not after.isalnum() and not before.isspace() else None
    if not _BEFORE_OPENING.match(before) or after.isspace() or _ELIDED.match(text, sign.start(), end):
        return None
    if sign.group() == "’":
        return None
    closes = re.compile(r"(?<=[^\s])['’](?!\w)").search(text, sign.end() + 1, min(end, sign.end() + 400))
    return True if closes else None
