"""Small questions of wording that several rules ask: articles, beginnings of sentences, plural subjects."""

import re

from quotes.attribution.training.augmentation.drafts import Draft, Edit
from quotes.attribution.types import Span

PRONOUNS = frozenset(
    {"i", "he", "she", "it", "we", "you", "they", "who", "which", "that", "this", "these", "those", "one"}
)
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_VOWEL = re.compile(r"(?!uni|use|eu|one\b|u\.)[aeiouáéíóúàèâêîôûäöåø]|h(?:our|onest|eir)", re.IGNORECASE)
_SENTENCE_BEFORE = re.compile(r"(?:^|[\n.?!:“\"„«‘'`—–])[ \u00a0]*$")
_PLURAL = frozenset(
    {
        "they",
        "we",
        "i",
        "you",
        "people",
        "police",
        "some",
        "many",
        "others",
        "both",
        "few",
        "most",
        "all",
        "women",
        "men",
    }
)


def worded(draft: Draft, start: int, end: int, new: str) -> list[Edit]:
    """Edits that put `new` in place of some words, with "a" or "an" before it as it has to be."""
    edits = [Edit(start, end, new)]
    if article := _ARTICLE.search(draft.text, max(0, start - 4), start):
        fitting = "an" if _VOWEL.match(new) else "a"
        if fitting != article[1].lower():
            fitting = fitting.capitalize() if article[1][0].isupper() else fitting
            edits.append(Edit(article.start(1), article.end(1), fitting))
    return edits


def begins_sentence(text: str, offset: int) -> bool:
    """Whether a sentence, a quotation or a line begins at the offset."""
    return bool(_SENTENCE_BEFORE.search(text, max(0, offset - 4), offset)) or offset == 0


def is_pronoun(text: str, span: Span) -> bool:
    """Whether the span holds a pronoun alone."""
    return text[slice(*span)].lower() in PRONOUNS


def plural(text: str, span: Span) -> bool | None:
    """Whether the words of a subject are plural; None where that can't be told without a parse."""
    words = re.findall(r"[\w'’.-]+", text[slice(*span)])
    if not words or "," in text[slice(*span)]:
        return None
    last = words[-1]
    if "and" in words or len(words) > 5:
        return None
    if last.lower() in _PLURAL:
        return True
    if last.endswith("s"):
        return None if last[0].isupper() else not last.endswith(("ss", "us", "is"))
    return None if len(words) > 3 and last.islower() else False
