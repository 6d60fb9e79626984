"""Utterances for tests, from a line of text."""

from quotes.linking.types import Utterance
from quotes.linking.words import stems_of, words_of


def said(text: str, *, kind: str = "", day: int | None = 100, said_on: int | None = None, **other: object) -> Utterance:
    """A stretch of an article of its own. Without `kind`: direct where all stands in “…”, mixed where some does."""
    whole = text.startswith("“") and text.find("”") >= len(text) - 1
    kind = kind or ("direct" if whole else "mixed" if "“" in text else "indirect")
    to = other.pop("to", "")
    return Utterance(
        tuple(words_of(text, quoted=kind == "direct")),
        str(other.pop("article", "")) or f"{day} {text}",
        int(str(other.pop("start", 0))),
        kind,
        str(other.pop("stance", "asserts")),
        day,
        said_on,
        stems_of(str(to)),
    )
