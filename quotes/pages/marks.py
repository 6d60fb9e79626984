"""Where quotations open and close in a text that is set in printers' marks. No Django here.

A mark opens or closes by what stands beside it, since the same one does either in different places: «so» and »so«,
“so” and „so“. An apostrophe does neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# What opens a quotation, and what then closes it.
CLOSING = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "›": "‹"}
# What opens the quotation that a mark closes, where that stood before the text.
OPENING = {"”": "“", "“": "„", "»": "«", "«": "»", "’": "‘", "‘": "‚", "›": "‹", "‹": "›"}
# Behind these a mark opens.
BEFORE_OPENING = frozenset(" \t\n\u00a0([{<—–-/‘“„‚«»‹›")
_SINGLE = frozenset("‘’‚‹›")


@dataclass(slots=True)
class Marks:
    """The marks of a text, by their places: `pairs` of what opens and what closes; `opened`, what nothing closes;
    `closed`, what closes nothing that was opened; `again`, what opens an open quotation once more in a new paragraph,
    as printers do."""

    pairs: dict[int, int] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)


def marks(text: str) -> Marks:
    """The marks of `text`."""
    found = Marks()
    for i, char in enumerate(text):
        if char not in CLOSING and char not in OPENING:
            continue
        before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
        partner = None if char != "”" and after.isalnum() else _partner(text, found.opened, char)
        if partner is not None:
            found.pairs[found.opened[partner]] = i
            del found.opened[partner:]
        elif char in CLOSING and _opens(char, before, after):
            begins = not text[:i].rpartition("\n")[2].strip()
            is_again = begins and bool(found.opened) and text[found.opened[-1]] == char
            (found.again if is_again else found.opened).append(i)
        elif char in OPENING and not _is_apostrophe(char, before, after):
            found.closed.append(i)
    return found


def _partner(text: str, opened: list[int], char: str) -> int | None:
    """Which of what is open `char` closes. What seemed to open a quotation within it was an apostrophe."""
    for number in reversed(range(len(opened))):
        opening = text[opened[number]]
        if char in CLOSING[opening]:
            return number
        if opening not in _SINGLE or char in _SINGLE:
            return None
    return None


def _opens(char: str, before: str, after: str) -> bool:
    if before.isalnum():
        return False
    if char in "«»‹›" and not after:
        return False
    return not before or before in BEFORE_OPENING or after.isalnum()


def _is_apostrophe(char: str, before: str, after: str) -> bool:
    """Whether it may well be one. A single mark behind a full stop or another mark closes a quotation."""
    return char in "‘’" and (not before or before.isalnum() or before.isspace() or after.isalnum())
