"""Quotation marks: which stretches of a text stand between them.

Conventions follow the marks' usual roles (Unicode Standard, section 6.2, "Quotation Marks"): “…”, "…", ‘…’, '…', «…»,
„…“ or „…”, ``…'' and ''…''. A quotation may be closed by another mark than the one that belongs to its opener (mixed
marks), a quotation left open at the end of a paragraph goes on in the next, and what is quoted within a quotation
belongs to the outer one. Where a mark was forgotten, reporting words tell where the quotation ends or begins (see
`unmarked`). Apostrophes, feet and inches, and decades ('90s) are no marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.attribution.types import Kind, Span
from quotes.attribution.unmarked import end_of_unclosed, is_closed_by


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks within one paragraph; `text[start:end]` holds its marks.

    `start`, `end`: character offsets, end exclusive. `inner_start`, `inner_end`: the same without the marks.
    `continues`: the quotation was left open by the paragraph before. `open`: it has no closing mark in its paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False
    open: bool = False


MARKS = frozenset("“”„‟\"«»‘’‚'`[($£€")
"""Signs with which a quotation or its words may begin."""
_MARK = re.compile(r"``|''|[“”„‟\"«»‘’‚']")
_CLOSERS = {
    "“": ("”", '"', "''"),
    "”": ("”", '"', "''"),
    '"': ('"', "”", "“", "''"),
    "„": ("“", "”", '"'),
    "‟": ("”", '"'),
    "«": ("»",),
    "»": ("«",),
    "``": ("''", '"', "”"),
    "''": ("''", '"', "”"),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
}
_DEEPEST = 6
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_SINGLE = frozenset("‘’'‚")
_DOUBLE_EITHER_WAY = frozenset({'"', "''", "”"})
_BEFORE_OPENER = re.compile(r"[\s(\[{—–\-/:;,.“‘\"'„«]")
_AFTER_CLOSER = re.compile(r"[\s)\]},.;:!?—–\-/…”’\"'»]")
_ELISION = re.compile(r"['’‘](?:\d\ds?\b|tis\b|twas\b|til\b|em\b|n['’]|cause\b|round\b)", re.IGNORECASE)


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The outermost quotations of `text`, paragraph by paragraph, in order, never overlapping.

    `paragraphs` are character spans. A quotation that runs over several paragraphs gives one Quotation for each.
    """
    found: list[Quotation] = []
    pending = ""
    for index, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[index + 1])] if index + 1 < len(paragraphs) else ""
        here, pending = _in_paragraph(text, start, end, pending, following)
        found.extend(here)
    return found


def kind_by_marks(text: str, content: Sequence[Span], held: Sequence[Quotation]) -> Kind:
    """Direct, mixed or indirect: all of the content's words in one of the quotations `held`, some, or none."""
    inside = outside = 0
    for start, end in content:
        near = [(q.start, q.end) for q in held if q.start < end and start < q.end]
        for word in _WORD.finditer(text, start, end):
            if any(s <= word.start() < e for s, e in near):
                inside += 1
            else:
                outside += 1
    if not inside:
        return Kind.INDIRECT
    return Kind.MIXED if outside else Kind.DIRECT


def _in_paragraph(text: str, start: int, end: int, pending: str, following: str) -> tuple[list[Quotation], str]:
    """The quotations of one paragraph, and the opener that stays open for the next one ("" for none)."""
    found: list[Quotation] = []
    position = start
    if pending:
        mark = _MARK.match(text, start, end)
        inner = mark.end() if mark else start
        closer = _find_closer(text, inner, end, pending)
        if mark is None and closer is None:
            pending = ""
        else:
            stop = closer.end() if closer else end
            found.append(
                Quotation(start, stop, inner, closer.start() if closer else end, continues=True, open=not closer)
            )
            if closer is None:
                return found, pending if _goes_on(pending, following) else ""
            position = stop
    unclosed: set[str] = set()  # signs that nothing behind them closes: looked for once
    if not pending and (unopened := _unopened(text, start, end)):
        found.append(unopened)
        position = unopened.end
    while opener := _find_opener(text, position, start, end):
        closer = None if opener.group() in unclosed else _find_closer(text, opener.end(), end, opener.group())
        if (cut := _where_unclosed(text, opener, closer, end, following)) is not None:
            found.append(Quotation(opener.start(), cut, opener.end(), cut, open=True))
            position = cut
            continue
        if closer is None:
            unclosed.add(opener.group())
            if not _may_stay_open(opener.group(), following, text[opener.end() : end]):
                position = opener.end()
                continue
            found.append(Quotation(opener.start(), end, opener.end(), end, open=True))
            return found, opener.group() if _goes_on(opener.group(), following) else ""
        if text[opener.end() : closer.start()].strip():
            found.append(Quotation(opener.start(), closer.end(), opener.end(), closer.start()))
        position = closer.end()
    return found, ""


def _unopened(text: str, start: int, end: int) -> Quotation | None:
    """The quotation with which a paragraph begins, if it has a mark at its end only."""
    mark = next((m for m in _MARK.finditer(text, start, end) if m.group() not in _SINGLE), None)
    if mark is None or mark.group() not in _DOUBLE_EITHER_WAY or _opens(text, mark, start, end):
        return None
    if mark.start() == start or not is_closed_by(text, mark.end(), end):
        return None
    return Quotation(start, mark.end(), start, mark.start())


def _where_unclosed(
    text: str, opener: re.Match[str], closer: re.Match[str] | None, end: int, following: str
) -> int | None:
    """Where a quotation ends whose closing mark was forgotten; None where it was not, or nothing tells."""
    sign = opener.group()
    if sign in _SINGLE or (closer is None and _goes_on(sign, following)):
        return None
    stop = end_of_unclosed(text, opener.end(), closer.start() if closer else end)
    if stop is None or closer is None:
        return stop
    again = any(
        m.group() == sign and _opens(text, m, opener.end(), end) for m in _MARK.finditer(text, stop, closer.start())
    )
    return stop if again and _is_uneven(text[opener.start() : end], sign) else None


def _is_uneven(rest: str, sign: str) -> bool:
    """Whether marks of this kind do not come in pairs."""
    return bool(rest.count(sign) % 2) if sign in ('"', "''") else rest.count(sign) != rest.count(_CLOSERS[sign][0])


def _find_opener(text: str, position: int, start: int, end: int) -> re.Match[str] | None:
    for mark in _MARK.finditer(text, position, end):
        if _opens(text, mark, start, end):
            return mark
    return None


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else ""
    after = text[mark.end()] if mark.end() < end else ""
    if not after or after.isspace():
        return False
    if sign in ("“", "„", "‟", "«", "``"):
        return True
    if before and not _BEFORE_OPENER.match(before):
        return False
    if sign in _SINGLE:
        return sign != "’" and not _ELISION.match(text, mark.start()) and (after.isalnum() or after in '[(…$£€“"')
    return sign in _DOUBLE_EITHER_WAY


def _find_closer(text: str, position: int, end: int, opener: str) -> re.Match[str] | None:
    """The mark that closes a quotation opened by `opener` and running from `position`; None if there is none.

    Marks that open within are stacked and closed first. Only where an inner one is never closed, the last mark that
    could close the outer one does.
    """
    stack = [opener]
    doubtful: re.Match[str] | None = None
    fallback: re.Match[str] | None = None
    for mark in _MARK.finditer(text, position, end):
        sign = mark.group()
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < end else ""
        if _opens(text, mark, position, end) and (before.isspace() or not _closes_any(sign, before, after, stack)):
            if doubtful is not None:
                return doubtful
            if len(stack) < _DEEPEST:
                stack.append(sign)
        elif _closes_any(sign, before, after, stack):
            if len(stack) == 1 and _may_be_no_mark(sign, before, after):
                doubtful = doubtful or mark
                continue
            while sign not in _CLOSERS[stack.pop()]:
                pass
            if not stack:
                return mark
            if sign in _CLOSERS[opener]:
                fallback = mark
    return doubtful or (fallback if len(stack) > 1 else None)


def _closes_any(sign: str, before: str, after: str, stack: Sequence[str]) -> bool:
    if not any(sign in _CLOSERS[opener] for opener in stack):
        return False
    if sign in _SINGLE:
        return not before.isspace() and (not after or bool(_AFTER_CLOSER.match(after)))
    if sign in ('"', "''"):
        return not (before.isspace() and after and not _AFTER_CLOSER.match(after))
    return True


def _may_be_no_mark(sign: str, before: str, after: str) -> bool:
    """The dogs’ bowls, a 6" pipe: an apostrophe or an inch sign rather than the end, if a better end follows."""
    if sign in _SINGLE:
        return before in "sSzx" and after == " "
    return sign in ('"', "''") and before.isdigit() and after == " "


def _goes_on(opener: str, following: str) -> bool:
    """Whether the next paragraph takes up a quotation that was left open."""
    first = _MARK.match(following)
    if first:
        return first.group() == opener or (opener in _SINGLE) == (first.group() in _SINGLE)
    if opener in _SINGLE:
        return False
    for mark in _MARK.finditer(following):
        if mark.group() not in _SINGLE:
            return mark.group() in _CLOSERS[opener] and not _opens(following, mark, 0, len(following))
    return False


def _may_stay_open(opener: str, following: str, rest: str) -> bool:
    """An opener without a closer: for single and straight marks only where the next paragraph takes it up."""
    if opener in _SINGLE:
        return _goes_on(opener, following) and opener == "‘"
    if opener in ('"', "''"):
        return _goes_on(opener, following) or len(rest.split()) >= 4
    return True
