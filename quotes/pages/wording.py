"""How words are set on the pages: on one line, in their quotation marks, cut to a length. No Django here."""

import re
from collections.abc import Iterable

from quotes.pages.marks import BEFORE_OPENING, CLOSING, OPENING, marks

_TYPED = re.compile(r"``|(?<!\S)''(?='\w)|''(?!')|\"")
# A single one opens before a word that stands behind a space, and closes behind a full stop, a comma or another mark.
_OPENS_TYPED, _CLOSES_TYPED = re.compile(r"(?<![^\s“(])'(?=\w)"), re.compile(r"(?<=[^\w\s“(])'(?!\w)")
# A mark of two characters is followed by one that takes no room.
_FILLER = "\u2060"


def plain(text: str) -> str:
    """`text` on one line, with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def printed(text: str) -> str:
    """`text` with printers' quotation marks in the place of typewriters' (``so'', ''so'', "so"). What is stored stays
    as it is.

    A mark behind a figure where no quotation is open (a 65" screen) is no quotation mark.
    """
    return unfilled(printed_in_place(text))


def printed_in_place(text: str) -> str:
    """`text` as `printed` gives it, each character where it was; `unfilled` makes a stretch of it fit to be shown."""
    opened = ""

    def mark(found: re.Match[str]) -> str:
        nonlocal opened
        typed, before = found[0], text[found.start() - 1 : found.start()] if found.start() else ""
        opens = _opens(typed, before, text[found.end() : found.end() + 1], opened)
        if not opens and before.isdigit() and not opened:
            return typed
        opened = typed if opens else ""
        return ("“" if opens else "”") + _FILLER * (len(typed) - 1)

    return _TYPED.sub(mark, text)


def _opens(typed: str, before: str, after: str, opened: str) -> bool:
    """Whether a typewriter's mark opens a quotation, by what stands beside it, where `opened` has opened the last."""
    if typed == "``":
        return True
    if before and before not in BEFORE_OPENING:
        return False
    # "I was —" she said: an open quotation is closed where no word follows.
    closes = opened and (not after or after.isspace() or after in ",.;:!?)")
    return not closes and (typed, opened) != ("''", "``")


def unfilled(text: str) -> str:
    """A stretch of what `printed_in_place` gave, for readers."""
    return text.replace(_FILLER, "")


def in_marks(text: str) -> str:
    """`text`, a stretch of direct speech, on one line in its outlet's quotation marks where it has a pair, else in “ ”.

    All marks are printers'. What is quoted within “ ” stands in ‘ ’. Speech that goes on in the next paragraph is
    opened there once more, as printers do; on one line it is not.
    """
    text = _on_one_line(printed(text))
    bare = text.rstrip(",;: ")  # “He won”, she said: the comma behind the mark is the sentence's, not the speaker's
    last = len(bare) - 1
    if text.startswith("'"):  # an apostrophe by its form, so that no rule for marks takes it for one
        return f"‘{_with_typed_pairs(bare[1:-1])}’" if last and bare[-1] in "'’" else in_marks(text[1:])
    found = marks(bare)
    if last > 0 and bare[-1] in CLOSING.get(bare[0], "") and 0 not in found.opened:
        return bare
    is_closed = last > 0 and (last in found.closed or _closes_typed(bare))
    begin = int(0 in found.opened or 0 in found.closed)
    return _enclosed(bare[begin:-1] if is_closed else text[begin:], is_closed=is_closed)


def set_out(stretches: Iterable[str], *, is_direct: bool) -> str:
    """The stretches of a quote as they may be shown: each of direct speech in marks, anything else as running text."""
    return " … ".join(in_marks(each) if is_direct else printed(plain(each)) for each in stretches)


def _on_one_line(text: str) -> str:
    found = marks(text)
    again = set(found.again)
    if 0 not in found.pairs and 0 not in found.opened:  # cut out of a speech: what opens a paragraph, opens it again
        again.update(i for i in found.opened if not text[:i].rpartition("\n")[2].strip())
    return plain("".join(char for i, char in enumerate(text) if i not in again))


def _closes_typed(text: str) -> bool:
    """Whether a typewriter's single mark ends `text` and closes what was opened before it."""
    return bool(_CLOSES_TYPED.search(text, len(text) - 1)) and not _OPENS_TYPED.search(text)


def _with_typed_pairs(text: str) -> str:
    """`text` with printers' single marks for a typewriter's, where as many close as open: else some are apostrophes."""
    if len(_OPENS_TYPED.findall(text)) != len(_CLOSES_TYPED.findall(text)):
        return text
    return _CLOSES_TYPED.sub("’", _OPENS_TYPED.sub("‘", text))


def _enclosed(text: str, *, is_closed: bool) -> str:
    """Direct speech in “ ”; `is_closed`: the mark that closes it was taken off its end.

    Where the speech is closed, or opened again, within `text`, the outlet's own words stand between: its marks are
    completed, and nothing is put around it.
    """
    found = marks(text)
    whole = f"{''.join(OPENING[text[i]] for i in reversed(found.closed))}{text}{_closing_marks(text)}"
    closed_within = bool(found.closed) and not is_closed
    opened_again = 0 in found.pairs and any(text[i] == text[0] for i in found.opened)
    return whole if closed_within or opened_again else f"“{_as_inner(whole)}”"


def _as_inner(text: str) -> str:
    """`text` to stand within “ ”: its “ ” become ‘ ’, and ‘ ’ within these “ ”."""
    chars = list(text)
    pairs = marks(text).pairs
    for opening, closing in pairs.items():
        if text[opening] == "“":
            chars[opening], chars[closing] = "‘", "’"
        elif text[opening] == "‘" and any(text[i] == "“" and i < opening and closing < pairs[i] for i in pairs):
            chars[opening], chars[closing] = "“", "”"
    return "".join(chars)


def shortened(text: str, most: int) -> str:
    """`text` or, where it has more than `most` characters, its first words with an ellipsis.

    A quotation that is cut open is closed, behind the ellipsis.
    """
    if len(text) <= most:
        return text
    words = text[: most - 1].rpartition(" ")[0] or text[: most - 1]
    words = words.rstrip(" ,;:…–—")
    return f"{words}…{_closing_marks(words)}"


def cut_out(before: str, text: str) -> str:
    """`text`, which stood behind `before`, on one line: what was quoted there stands in marks here, though the marks
    themselves stood outside of it. All marks are printers'."""
    whole = printed_in_place(before + text)
    found = marks(whole)
    there = len(before)
    waiting = sorted({*found.opened, *(start for start, end in found.pairs.items() if end >= there)})
    opened = "".join(whole[i] for i in waiting if i < there)
    stretch = plain(f"{opened}{unfilled(whole[there:]).strip()}")
    return f"{stretch}{_closing_marks(stretch)}".replace("“”", "").strip()


def _closing_marks(text: str) -> str:
    """What closes the quotations that are open at the end of `text`, in typewriters' marks where these opened them."""
    typed = {'"': '"', "`": "''", "'": "''"}
    opened = reversed(marks(printed_in_place(text)).opened)
    return "".join(typed.get(text[i]) or CLOSING[text[i]][0] for i in opened)
