"""Numbers and their units by quantulum3, with what it does not read: "£20m", "half a million", "six in 10", ranges.

quantulum3 (MIT, https://github.com/nielstron/quantulum3) is run without its classifier, which would need scikit-learn
and a pickle of another version of it; of its units only those that news articles write are taken.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from quotes.attribution.types import Span

_ENTITIES = frozenset((
    "currency", "length", "mass", "area", "volume", "time", "temperature", "speed", "power", "energy", "force",
    "pressure", "data storage", "frequency",
))  # fmt: skip
_COMMON = frozenset((
    "dollar", "pound sterling", "euro", "cent", "yen", "metre", "kilometre", "centimetre", "mile", "foot", "gram",
    "kilogram", "tonne", "second", "minute", "hour", "day", "week", "month", "year", "degree celsius", "percentage",
    "litre", "hectare", "acre", "currency", "length", "mass", "time", "area", "volume", "speed", "temperature",
))  # fmt: skip
_WINDOW = 28
"""Characters behind a number in which its unit is looked for: quantulum3 takes its time by the length of the text."""
_BEFORE = 14
_NUMERAL = re.compile(
    r"\d|\b(?:half an?|one(?=[ -](?:hundred|thousand|\w+illion))|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)(?:teen|ty)|twenty|thirty|forty|fifty|eighty|hundred|thousand|million|billion|trillion|third|quarter|zero)",
    re.IGNORECASE,
)
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "mln": "million", "bn": "billion", "tn": "trillion"}
_SHORT = re.compile(r"(?<=\d)\s?(k|m|mn|mln|bn|tn)\b")
_MONEY_BEFORE = re.compile(r"(?:[$£€¥₹]|\b(?:US|A|C|NZ|HK)\$)\s?[\d.,]+$")
_HALF = re.compile(r"\bhalf\s+an?\s+(?=(?:hundred|thousand|million|billion|trillion|dozen)\b)", re.IGNORECASE)
_WORD = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred)"
_OUT_OF = re.compile(rf"\b({_WORD})\s+(?:in|out\s+of)(?:\s+every)?\s+({_WORD})\b(?!\s*(?:%|per))", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?P<top>a|an|one|two|three|four|five|nine|half)(?:[ -](?P<part>half|third|quarter|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth)s?)?\s+of\b(?!\s+(?:a\s+)?(?:percent|per\s+cent))",
    re.IGNORECASE,
)
_PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TOPS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "nine": 9}
_ENDS = re.compile(
    r"(?<=[\d%])\s?[-–—]\s?(?=[$£€]?\d)|(?<=[\dnts%])\s+(?:and|to|or)\s+(?=(?:US)?[$£€]?\d)", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:and|to|or|[-–—])\s*$", re.IGNORECASE)
_PERCENT = frozenset(("percentage", "per cent", "percent"))
_SPELLINGS = {"united states dollar": "dollar", "pound sterling": "pound", "pound-mass": "pound"}


@dataclass(frozen=True, slots=True)
class Number:
    """Where a number stands with its unit (characters of the text), the least and the greatest that it allows."""

    span: Span
    low: float
    high: float
    unit: str = ""


@cache
def _parser() -> Any:
    """quantulum3's parser, loaded where a number is read: it builds its tables for some seconds."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its classifier, which is not used
        from quantulum3 import classifier, no_classifier, parser
    classifier.USE_CLF = False
    no_classifier.disambiguate_no_classifier = _commonest  # it would read its whole training set for each "pounds"
    return parser


def _commonest(readings: Iterable[Any], *_: Any) -> Any:
    """Of the units (or kinds of units) that a word may mean the one that news articles mean."""
    return min(readings, key=lambda each: (each.name not in _COMMON, len(each.name), each.name))


def numbers(text: str, apart: Sequence[Span] = ()) -> list[Number]:
    """The numbers of a sentence in order: shares and fractions as percent, "$3.5bn" as dollars, ranges as one.

    Nothing is read for the sake of a numeral within the spans `apart`, where times stand.
    Ordinals, dates and what only looks like a quantity ("Boeing 737") are not told apart here.
    """
    found = [*_shares(text), *_fractions(text)]
    taken = [number.span for number in found]
    found += [n for n in _ranged(text, _read(text, apart)) if not any(_meet(n.span, span) for span in taken)]
    return sorted(found, key=lambda number: number.span)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _read(text: str, apart: Sequence[Span] = ()) -> list[Number]:
    """What quantulum3 finds around each numeral of the text."""
    windows: list[list[int]] = []
    for match in _NUMERAL.finditer(text):
        if any(first <= match.start() < last for first, last in apart):
            continue
        start, end = _between_words(text, match.start() - _BEFORE), _between_words(text, match.end() + _WINDOW)
        if windows and start <= windows[-1][1]:
            windows[-1][1] = end
        else:
            windows.append([start, end])
    return [
        Number((n.span[0] + start, n.span[1] + start), n.low, n.high, n.unit)
        for start, end in windows
        for n in _read_window(text[start:end])
    ]


def _between_words(text: str, at: int) -> int:
    """The next white space from there on, or the text's end."""
    if at <= 0:
        return 0
    while at < len(text) and not text[at].isspace():
        at += 1
    return min(at, len(text))


@lru_cache(maxsize=5_000)
def _read_window(text: str) -> tuple[Number, ...]:
    """What quantulum3 finds in a few words with their short forms written out."""
    plain, origin = _written_out(text)
    found = []
    for quantity in _parser().parse(plain):
        start, end = quantity.span
        if start >= end or not plain[start:end].strip():
            continue
        unit = _unit(quantity)
        if not unit:
            end = start + len(plain[start:end].rstrip())
        off = quantity.uncertainty or 0.0
        span = (origin[start], origin[end - 1] + 1)
        if not _NUMERAL.search(text[span[0] : span[1]]):  # "a Boeing" is no billion
            continue
        found.append(Number(span, quantity.value - off, quantity.value + off, unit))
    return tuple(found)


def _unit(quantity: Any) -> str:
    name = str(quantity.unit.name)
    if name in _PERCENT:
        return "percent"
    if quantity.unit.entity.name not in _ENTITIES:
        return ""
    return _SPELLINGS.get(name, name)


def _written_out(text: str) -> tuple[str, list[int]]:
    """The text with "20m" as "20 million", "half a" as "0.5 " and the ends of a range apart; for each of its characters
    where it was."""
    changes = [(m.start(), m.end(), "0.5 ") for m in _HALF.finditer(text)]
    changes += [(m.start(), m.end(), " ; ") for m in _ENDS.finditer(text)]  # of two ends it may read one
    for match in _SHORT.finditer(text):
        if match[1] in ("bn", "tn", "mn", "mln") or _MONEY_BEFORE.search(
            text, max(match.start() - 20, 0), match.start()
        ):
            changes.append((match.start(), match.end(), f" {_SCALES[match[1]]}"))
    plain, origin, at = "", [], 0
    for start, end, written in sorted(changes):
        plain += text[at:start] + written
        origin += [*range(at, start), start, *[end - 1] * (len(written) - 1)]
        at = end
    return plain + text[at:], [*origin, *range(at, len(text))]


def _ranged(text: str, found: list[Number]) -> list[Number]:
    """Two numbers that are the ends of one stretch as one: "between 20 and 30", "20 to 30", "$2-3 million"."""
    out: list[Number] = []
    for number in found:
        before = out[-1] if out else None
        if before and _is_range(text, before, number):
            low = before.low * _scale(before, number)
            out[-1] = Number((before.span[0], number.span[1]), low, number.high, number.unit or before.unit)
        else:
            out.append(number)
    return out


def _is_range(text: str, one: Number, other: Number) -> bool:
    between = text[one.span[1] : other.span[0]]
    if not _RANGE.match(between) or (one.unit and other.unit and one.unit != other.unit):
        return False
    if text[: one.span[0]].rstrip().lower().endswith("from"):
        return False  # from one value to another: two figures
    if "and" in between.lower():
        return text[: one.span[0]].rstrip().lower().endswith("between")
    return one.low * _scale(one, other) < other.high


def _scale(one: Number, other: Number) -> float:
    """ "20 to 30 million" is 20 million to 30 million."""
    if one.high >= 1000 or other.high < 1000:
        return 1.0
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3) if other.high >= scale), 1.0)


def _shares(text: str) -> list[Number]:
    found = []
    for match in _OUT_OF.finditer(text):
        top, bottom = (_value(word) for word in match.groups())
        if top and bottom and top < bottom:
            share = 100 * top / bottom
            found.append(Number(match.span(), share, share, "percent"))
    return found


def _value(word: str) -> float:
    read = _read(word)
    return read[0].low if read else 1.0 if word.lower() == "one" else 0.0


def _fractions(text: str) -> list[Number]:
    found = []
    for match in _FRACTION.finditer(text):
        top, part = match["top"].lower(), (match["part"] or "").lower().replace("fourth", "quarter")
        if top == "half":
            share = 50.0
        elif part in _PARTS:
            share = 100.0 * _TOPS[top] / (_PARTS.index(part) + 2)
        else:
            continue
        if share <= 100:
            words = match[0][: -len("of")].rstrip()
            found.append(Number((match.start(), match.start() + len(words)), share, share, "percent"))
    return found
