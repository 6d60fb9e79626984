"""Rules on the order of source, cue and content, and on what stands between them."""

import random
import re

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.drafts import Attribution, Carry, Draft, Edit
from quotes.attribution.training.augmentation.marks import quotations, within
from quotes.attribution.training.augmentation.phrases import is_pronoun
from quotes.attribution.types import Span

SAID = frozenset(form for verb in wordlists.SAYING for form in verb[:3])
"""Verbs of saying in the forms of a main clause."""
_SENTENCE_BEFORE = re.compile(r"[a-z]{2}[.?!][”\"]? $")
_SENTENCE_AFTER = re.compile(r"\.(?:$|\n| [A-Z“\"])")
_FUNCTION_WORDS = re.compile(
    r"(?:the|an?|he|she|it|they|we|you|th[ai]t|this|these|those|there|his|her|its|their|our|my|your|in|on|at|for|if|when|"
    r"while|as|after|before|some|many|most|not?|all|both|each|every|one|two|what|such|more|people|with|by|to|from)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"(?!to\b|by\b|that\b|on\b|with\b|from\b|what\b)(?:{_FUNCTION_WORDS.pattern}|(?-i:[A-Z]))", re.IGNORECASE
)
"""How a clause begins that may stand alone: with a subject that can be told by its first word."""
_LONGEST_TURNED = 5
"""The most words of a source that is put before its verb, or after it."""


def turn_inversions(draft: Draft, rng: random.Random) -> Draft:
    """`“…,” X said` and `“…,” said X`: each becomes the other, for a part of the attributions or all; no pronouns."""
    share = rng.choice([0.3, 0.6, 1.0])
    edits: list[Edit] = []
    for each in draft.attributions:
        pair = _quoted_tag(draft, each)
        if pair and rng.random() < share and free(edits, pair[0][0], pair[1][1]):
            edits += _swapped(draft, *pair)
    return draft.edited(edits)


def move_tags(draft: Draft, rng: random.Random) -> Draft:
    """`X said (that) ….` becomes `…, X said.`, and the other way round, where the attribution fills its sentence."""
    share = rng.choice([0.2, 0.5])
    edits: list[Edit] = []
    for each in draft.attributions:
        if rng.random() > share:
            continue
        new = _tag_behind(draft, each) or _tag_before(draft, each, rng)
        if new and free(edits, min(edit.start for edit in new), max(edit.end for edit in new)):
            edits += new
    return draft.edited(edits)


def say_that(draft: Draft, rng: random.Random) -> Draft:
    """ "said that" loses its "that", or "said" gets one before a clause, for a part of the attributions."""
    dropping = rng.random() < 0.5
    edits: dict[int, Edit] = {}
    for each in draft.attributions:
        if not _plain(draft, each) or rng.random() > 0.6:
            continue
        start, end = each.content[0]
        if draft.text[each.cue[0][1] : start] != " ":
            continue
        words = draft.text[start:end].split()
        if dropping and words[0] == "that" and len(words) > 3 and _CLAUSE.match(words[1]):
            edits[start] = Edit(start, start + len("that "), "")
        elif not dropping and words[0].lower() in {"he", "she", "it", "they", "we", "there", "the"} and len(words) > 3:
            edits[start] = Edit(start, start, "that ", joins="content")
    return draft.edited(edits.values())


def _plain(draft: Draft, each: Attribution) -> bool:
    """Whether the cue is one plain verb of saying right behind its source."""
    if len(each.cue) != 1 or len(each.source) != 1 or draft.text[slice(*each.cue[0])] not in SAID:
        return False
    return draft.text[each.source[0][1] : each.cue[0][0]] == " "


def free(edits: list[Edit], start: int, end: int) -> bool:
    """Whether no edit so far touches the stretch."""
    return all(edit.end < start or end < edit.start for edit in edits)


def _quoted_tag(draft: Draft, each: Attribution) -> tuple[Span, Span] | None:
    """The source and the cue, as they stand in the text, of a tag right behind a quotation; None elsewhere."""
    if len(each.cue) != 1 or len(each.source) != 1:
        return None
    source, cue = each.source[0], each.cue[0]
    first, second = sorted((source, cue))
    behind = any(end <= first[0] and draft.text[end : first[0]] in {" ", ", "} for _, end in each.content)
    quoted = draft.text[: first[0]].rstrip(", ")[-1:] in {"”", '"', "’", "'", "»", "“"}
    words = draft.text[slice(*source)]
    if not behind or not quoted or draft.text[first[1] : second[0]] != " " or draft.text[slice(*cue)] not in SAID:
        return None
    if is_pronoun(draft.text, source) or len(words.split()) > _LONGEST_TURNED or "," in words:
        return None
    return None if crossed(draft, first[0], second[1], (source, cue)) else (first, second)


def crossed(draft: Draft, start: int, end: int, whole: tuple[Span, ...]) -> bool:
    """Whether a span begins or ends within the stretch and not within one of these parts of it."""
    return any(
        start < edge < end
        for span in draft.spans
        if not any(part[0] <= span[0] and span[1] <= part[1] for part in whole)
        for edge in span
    )


def _swapped(draft: Draft, first: Span, second: Span) -> list[Edit]:
    one, other = draft.text[slice(*first)], draft.text[slice(*second)]
    return [
        Edit(*first, other, carries=(Carry(*second, 0, len(other)),)),
        Edit(*second, one, carries=(Carry(*first, 0, len(one)),)),
    ]


def _tag_behind(draft: Draft, each: Attribution) -> list[Edit]:
    """The edits that put `X said` behind its sentence; none where that is not safe."""
    if not _plain(draft, each) or len(each.content) != 1 or is_pronoun(draft.text, each.source[0]):
        return []
    text, (source, _), cue, (start, end) = draft.text, each.source[0], each.cue[0], each.content[0]
    if text[cue[1] : start] != " " or not _begins(text, source) or not _ends(text, end):
        return []
    stop = end - 1 if text[end - 1] == "." else end
    first = start + len("that ") if text.startswith("that ", start) else start
    name = _within_sentence(text, each.source[0])
    if not name or not _CLAUSE.match(text, first) or stop - first < 12 or text[stop : stop + 1] != ".":
        return []
    if within((source, end), quotations(draft)) or crossed(draft, source, first, ((source, cue[1]), each.content[0])):
        return []
    tag = name + text[each.source[0][1] : cue[1]]
    return [
        Edit(source, first, ""),
        Edit(first, first + 1, text[first].upper()),
        Edit(stop, stop + 1, f", {tag}.", carries=(Carry(source, cue[1], 2, len(tag)),)),
    ]


def _tag_before(draft: Draft, each: Attribution, rng: random.Random) -> list[Edit]:
    """The edits that put `X said (that)` before its sentence; none where that is not safe."""
    if not _plain(draft, each) or len(each.content) != 1 or is_pronoun(draft.text, each.source[0]):
        return []
    text, (source, _), cue, (start, end) = draft.text, each.source[0], each.cue[0], each.content[0]
    comma = end - 1 if text[end - 1] == "," else end
    if end > source or text[comma:source] != ", " or text[cue[1] : cue[1] + 1] != ".":
        return []
    if not _FUNCTION_WORDS.match(text, start) or not _begins(text, start) or not _ends(text, cue[1]):
        return []
    if within((start, cue[1]), quotations(draft)) or crossed(draft, end, cue[1], ((source, cue[1]),)):
        return []
    tag = text[source].upper() + text[source + 1 : cue[1]]
    that = rng.choice(["", "that "])
    return [
        Edit(start, start, f"{tag} ", carries=(Carry(source, cue[1], 0, len(tag)),)),
        Edit(start, start + 1, that + text[start].lower()),
        Edit(comma, cue[1], ""),
    ]


def _within_sentence(text: str, source: Span) -> str:
    """The words of a source that began its sentence as they stand within one; "" where their case is not sure."""
    words = text[slice(*source)]
    first, _, others = words.partition(" ")
    if _FUNCTION_WORDS.fullmatch(first) or re.search(rf"\b{re.escape(first.lower())}\b", text):
        return words[0].lower() + words[1:]
    return words if not others or others[0].isupper() else ""


def _begins(text: str, offset: int) -> bool:
    """Whether a sentence begins here: at the start of a line or after the end of another sentence."""
    return text[offset - 1 : offset] in {"", "\n"} or bool(_SENTENCE_BEFORE.search(text, max(0, offset - 6), offset))


def _ends(text: str, offset: int) -> bool:
    """Whether a sentence ends here: a full stop at or right before the offset, then a line's end or a capital."""
    stop = offset - 1 if text[offset - 1] == "." else offset
    return bool(_SENTENCE_AFTER.match(text, stop)) and text[stop - 3 : stop].isalnum()
