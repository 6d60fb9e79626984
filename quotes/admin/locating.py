"""Words that an editor selected in a text, or pasted from it: where they stand there. Pure."""

from __future__ import annotations

import re

Span = tuple[int, int]
_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class NotFound(ValueError):  # noqa: N818 (what was typed is at fault, and it is told)
    """The words stand nowhere in the text, or more than once; the message says which."""


def span_at(text: str, at: str) -> Span | None:
    """The stretch of `text` that `at`, "12-40", names in characters, without the space around it; None where it is no
    stretch of it."""
    if not (match := _AT.fullmatch(at)):
        return None
    start, end = map(int, match.groups())
    words = text[start:end].strip()
    if not words or end > len(text):
        return None
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(words)


def locate(text: str, words: str, *, at: str = "", near: Span | None = None) -> Span:
    """Where `words` stand in `text`: at the characters `at`, "12-40", if these are they, else where they stand once.

    How much space is between the words, and of what kind, makes no difference. With `near` they may stand elsewhere
    too, as long as they stand once in the paragraphs of that stretch. Raises NotFound.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        raise NotFound("There are no words.")
    if (span := span_at(text, at)) and re.compile(pattern).fullmatch(text, *span):
        return span
    anywhere = re.compile(f"(?=({pattern}))")
    found = [match.span(1) for match in anywhere.finditer(text)]
    if near and len(found) > 1:
        start, end = text.rfind("\n", 0, near[0]) + 1, text.find("\n", near[1])
        # The stretch itself is other words' already.
        found = [
            (s, e) for s, e in found
            if start <= s and (e <= end or end < 0) and (e <= near[0] or near[1] <= s)
        ] or found  # fmt: skip
    if not found:
        raise NotFound("These words do not stand in the article like this: take them from its text as they are.")
    if len(found) > 1:
        raise NotFound(f"These words stand {len(found)} times in the article: select them in the text, or take more.")
    return found[0]
