"""Figures of a parsed text: numbers, what makes them loose, what they count; and manners of many without a number."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from quotes.attribution.types import Span
from quotes.claims import lexicon
from quotes.claims.numbers import Number, numbers
from quotes.claims.stems import stem
from quotes.claims.types import Bound, Figure

_NEAR = 0.15
"""How far "about 100" may be from 100, as a share of it; a choice, not a measure."""
_MANY = 1e9
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d\d\s?(?:[ap]\.?m\b)|\d:\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
_HINT = re.compile(
    r"\d|\b(?:half|third|quarter|fifth|all|every|each|none|no|most|part|parts|much|majority|couple|few|several|handful"
    r"|dozens?|scores|number|numerous|many|some|hundreds?|thousands?|millions?|billions?|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b",
    re.IGNORECASE,
)
_PLURALS = frozenset(("NNS", "NNPS"))
_NUMBERED = frozenset(("no.", "number", "#", "@", "chapter", "section", "article", "page"))
_PERIODS = ("hour", "day", "week", "month", "year")
_NAMED = frozenset(("PRODUCT", "WORK_OF_ART", "LAW", "FAC", "DATE", "TIME", "ORDINAL"))


def figures_in(whole: str, sentence: Stretch, apart: Sequence[Span]) -> list[Figure]:
    """The figures of a sentence in order; `apart` are spans of times, in which no figure is looked for.

    `whole` is the text of the sentence's Doc, which a Doc would build anew each time it is asked.
    """
    doc = sentence.doc
    text = whole[sentence.start_char : sentence.end_char]
    if not _HINT.search(text):
        return []
    offset = sentence.start_char
    found = [
        figure
        for number in numbers(text, [(start - offset, end - offset) for start, end in apart])
        if (figure := _figure(whole, doc, _moved(number, offset), apart)) is not None
    ]
    taken = [*apart, *(figure.span for figure in found)]
    found += [figure for figure in _loose(doc, text, offset) if not _touches(figure.span, taken)]
    return sorted(found, key=lambda figure: figure.span)


def _moved(number: Number, by: int) -> Number:
    start, end = number.span
    return Number((start + by, end + by), number.low, number.high, number.unit)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _figure(whole: str, doc: Doc, number: Number, apart: Sequence[Span]) -> Figure | None:
    start, end = number.span
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or _touches(number.span, apart) or _is_no_figure(whole, tokens, number):
        return None
    bound, words, span = _bound(whole, tokens, number.span)
    low, high = _allowed(number, bound, words)
    noun = _counted(tokens, number)
    of, per = _stems(noun), _stems(_whole(noun or tokens.root))
    if number.unit == "percent":
        of, per = (), of or per
    return Figure(span, whole[span[0] : span[1]], low, high, number.unit, bound, words, of, per)


def _is_no_figure(whole: str, tokens: Stretch, number: Number) -> bool:
    """Ordinals, clock times, names with a number in them, "9/11", "one" as a pronoun, "a day", years."""
    around = whole[max(number.span[0] - 3, 0) : number.span[1] + 6]
    first = tokens[0]
    before = first.nbor(-1) if first.i > 0 else None
    of_time = tokens.text.lower().startswith(("a ", "an ")) and number.high == 1
    if of_time or "/" in whole[max(number.span[0] - 1, 0) : number.span[1] + 1]:
        return True
    if _ORDINAL.search(tokens.text) or (number.unit == "" and _CLOCK.search(around) and number.high <= 59):
        return True
    if any(token.ent_type_ in _NAMED for token in tokens) and not number.unit:
        return True
    if before is not None and (before.lower_ in _NUMBERED or _is_numbered(before, tokens, number)):
        return True
    if number.low == number.high and 1500 <= number.low <= 2100 and not number.unit and "," not in tokens.text:
        return first.head.i <= first.i or first.head.tag_ not in _PLURALS
    return number.high == 1 and not number.unit and first.dep_ != "nummod"


def _is_numbered(before: Token, tokens: Stretch, number: Number) -> bool:
    """Whether the number is part of the name before it: "Boeing 737"."""
    if before.pos_ != "PROPN":
        return False
    return tokens[0].pos_ != "NUM" or (not number.unit and _counted(tokens, number) is None)


@cache
def _approximators() -> tuple[tuple[tuple[str, ...], Bound, bool], ...]:
    """Phrases as words, the longest first, with their bound and whether they stand behind the number."""
    rows = [
        (tuple(phrase.split()), Bound(name.removeprefix("behind_")), name.startswith("behind_"))
        for name, phrases in lexicon.approximators().items()
        for phrase in phrases
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _bound(whole: str, tokens: Stretch, span: Span) -> tuple[Bound, str, Span]:
    """How the number is meant, the words that say so, and the span with them."""
    doc = tokens.doc
    before = [t.lower_ for t in doc[max(tokens.start - 4, 0) : tokens.start]]
    behind = [t.lower_ for t in doc[tokens.end : tokens.end + 3]]
    if before and before[-1] in ("$", "£", "€", "between", "the"):
        before.pop()
    cut = tokens.start - (1 if len(before) < min(4, tokens.start) else 0)
    for words, bound, is_behind in _approximators():
        count = len(words)
        if is_behind and tuple(behind[:count]) == words:
            end = doc[tokens.end + count - 1]
            return bound, " ".join(words), (span[0], end.idx + len(end))
        if not is_behind and tuple(before[-count:]) == words:
            return bound, " ".join(words), (doc[cut - count].idx, span[1])
    if whole[span[1] : span[1] + 1] == "+":
        return Bound.AT_LEAST, "+", (span[0], span[1] + 1)
    return Bound.EXACT, "", span


def _allowed(number: Number, bound: Bound, words: str) -> tuple[float | None, float | None]:
    if bound is Bound.AT_MOST:
        return None, number.high
    if bound is Bound.AT_LEAST:
        return number.low, None
    if bound is Bound.ABOUT:
        above = 1.0 if words in ("nearly", "almost", "close to") else 1 + _NEAR
        return number.low * (1 - _NEAR), number.high * above
    return number.low, number.high


def _counted(tokens: Stretch, number: Number) -> Token | None:
    """What is counted: "120 buses", "8000 of the nurses", "two thirds of the members", "37 kilograms of ivory"."""
    number_word = next((t for t in tokens if t.like_num or t.pos_ == "NUM"), tokens.root)
    root = tokens.root
    if (of := _of(root)) is not None or (of := _of(number_word)) is not None:
        return of
    after = tokens.end
    if after + 1 < len(tokens.doc) and tokens.doc[after].lower_ == "of":
        return _object(tokens.doc[after])
    if number.unit:
        return None
    for token in (number_word, root):
        head = token.head
        if token.dep_ in ("nummod", "quantmod", "compound", "amod") and head.i >= tokens.end and head.pos_ != "NUM":
            return head
    return None


def _of(token: Token) -> Token | None:
    of = next((child for child in token.children if child.lower_ == "of" and child.i > token.i), None)
    return _object(of) if of is not None else None


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _whole(noun: Token | None) -> Token | None:
    """What it is a share or a rate of: "112 of the 300 delegates", "600,000 a day"."""
    if noun is None:
        return None
    per = next((c for c in noun.children if c.lower_ in ("per", "every", "each") and c.dep_ == "prep"), None)
    if per is not None:
        return _object(per)
    return next(
        (c for c in noun.children if c.dep_ == "npadvmod" and c.lower_ in ("day", "week", "month", "year", "hour")),
        None,
    )


def _stems(noun: Token | None) -> tuple[str, ...]:
    """The stem of a noun and of what stands before it: "north korean troop"."""
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return ()
    before = [c for c in noun.lefts if c.dep_ in ("compound", "amod") and c.is_alpha and not c.like_num]
    before = [c for c in before if c.lower_ not in ("estimated", "other", "more", "such")]
    return tuple(stem(token.lemma_) for token in (*before, noun))


@cache
def _manners() -> tuple[re.Pattern[str], dict[str, tuple[float, float]], dict[str, tuple[float, float]]]:
    counts, shares = lexicon.vague(), lexicon.shares()
    phrases = sorted((*counts, *shares), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE), counts, shares


def _loose(doc: Doc, text: str, offset: int) -> Iterator[Figure]:
    """ "some of the hostages", "dozens of kilograms", "every school", "none of them"."""
    pattern, counts, shares = _manners()
    for match in pattern.finditer(text):
        words = match[0].lower()
        span = (match.start() + offset, match.end() + offset)
        tokens = doc.char_span(*span, alignment_mode="expand")
        noun = _quantified(tokens) if tokens is not None else None
        if noun is None:
            continue
        if words in shares:
            low, high = shares[words]
            yield Figure(span, match[0], low, high, "percent", Bound.VAGUE, "", (), _stems(noun))
        else:
            low, high = counts[words]
            yield Figure(span, match[0], low, high if high < _MANY else None, "", Bound.VAGUE, "", _stems(noun))


def _quantified(tokens: Stretch) -> Token | None:
    """The noun that such words are said of; None where they mean something else ("no doubt", "most important")."""
    last = tokens[-1]
    if last.lower_ == "of":
        return _object(last)
    for token in tokens:
        if (of := _of(token)) is not None:
            return of
    head = last.head
    if last.dep_ in ("det", "amod", "nummod", "predet") and head.pos_ in ("NOUN", "PROPN") and head.i > last.i:
        return None if last.lower_ == "no" and head.tag_ not in (*_PLURALS, "NN") else head
    return None
