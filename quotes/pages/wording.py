"""How words are set on the pages: on one line, in their quotation marks, cut to a length. No Django here."""

import re

# What opens a quotation, and what then closes it. The marks of typewriters are shown as printers' marks.
_CLOSING = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "'": "'"}
_TYPEWRITTEN = (("``", "''"), ('"', '"'))
_INNER = str.maketrans("“”", "‘’")
_TYPED = re.compile(r"``|''|\"")
# Behind these a typewriter's mark opens; a mark of two characters is followed by one that takes no room.
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{<—–-/‘“")
_FILLER = "\u2060"


def plain(text: str) -> str:
    """`text` on one line, with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def printed(text: str) -> str:
    """`text` with printers' quotation marks in the place of typewriters' (``so'', "so"). What is stored stays as it is.

    A mark behind a figure where no quotation is open (a 65" screen) is no quotation mark.
    """
    return unfilled(printed_in_place(text))


def printed_in_place(text: str) -> str:
    """`text` as `printed` gives it, each character where it was; `unfilled` makes a stretch of it fit to be shown."""
    is_open = False

    def mark(found: re.Match[str]) -> str:
        nonlocal is_open
        typed, before = found[0], text[found.start() - 1 : found.start()]
        opens = typed == "``" or (typed == '"' and (not before or before in _BEFORE_OPENING))
        if not opens and before.isdigit() and not is_open:
            return typed
        is_open = opens
        return ("“" if opens else "”") + _FILLER * (len(typed) - 1)

    return _TYPED.sub(mark, text)


def unfilled(text: str) -> str:
    """A stretch of what `printed_in_place` gave, for readers."""
    return text.replace(_FILLER, "")


def in_marks(text: str) -> str:
    """`text`, a stretch of direct speech, on one line in its outlet's quotation marks where it has a pair, else in “ ”.

    Speech that goes on in the next paragraph is opened there once more, as printers do; on one line it is not.
    """
    text = plain(_without_reopening(text))
    for opening, closing in _TYPEWRITTEN:
        if text.startswith(opening):
            return f"“{text.removeprefix(opening).removesuffix(closing)}”"
    closing = _CLOSING.get(text[:1], "")
    bare = text.rstrip(",;: ")  # “He won”, she said: the comma behind the mark is the sentence's, not the speaker's
    if closing and len(bare) > 1 and bare[-1] in closing:
        return f"‘{bare[1:-1]}’" if bare[0] == "'" else bare
    if closing:
        return f"“{text[1:]}”"
    if "“" in text:  # a quotation within words that the outlet printed without marks, as in an interview
        return f"“{text.translate(_INNER)}”"
    return f"“{text.removesuffix('”')}”"


def _without_reopening(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    pairs = (*_TYPEWRITTEN, *_CLOSING.items())
    opening, closing = next((pair for pair in pairs if text.startswith(pair[0])), ("", ""))
    for i in range(1, len(lines) if opening else 0):
        closed = lines[i - 1].endswith(closing if len(closing) == len(opening) else tuple(closing))
        if lines[i].startswith(opening) and not closed:
            lines[i] = lines[i].removeprefix(opening)
    return " ".join(lines)


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
    themselves stood outside of it."""
    opened = "".join(_waiting(before))
    whole = plain(f"{opened}{text.strip()}")
    return f"{whole}{_closing_marks(whole)}".replace("“”", "").strip()


def _closing_marks(text: str) -> str:
    """What closes the quotations that are open at the end of `text`."""
    return "".join(mark if mark == '"' else _CLOSING[mark][0] for mark in reversed(_waiting(text)))


def _waiting(text: str) -> list[str]:
    """What opened the quotations that are open at the end of `text`. An apostrophe neither opens nor closes one."""
    waiting: list[str] = []
    for i, char in enumerate(text):
        if waiting and char in _CLOSING[waiting[-1]] and not text[i + 1 : i + 2].isalnum():
            waiting.pop()
        elif char in _CLOSING and char != "'" and not (i and text[i - 1].isalnum()):
            waiting.append(char)
    # Typewriters' marks look alike on both sides: an odd number of them leaves one open, innermost.
    return [*waiting, '"'] if text.count('"') % 2 else waiting
