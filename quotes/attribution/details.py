"""What else a sentence tells of an attribution: its kind, to whom it was said, and when."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dateutil import parser
from spacy.tokens import Token

from quotes.attribution.lexicon import TELLING
from quotes.attribution.page import Page
from quotes.attribution.rates import VERBAL
from quotes.attribution.types import Kind, Span

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tonight": 0, "yesterday": 1}
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_YEAR = re.compile(r"\b\d{4}\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_LEADS = re.compile(r"^(?:on|late|early|earlier|last|this|in|by)\s+", re.IGNORECASE)


def kind_of(page: Page, content: Sequence[Span]) -> Kind:
    """Direct, mixed or indirect: all of the content's words in quotation marks, some, or none."""
    inside = outside = 0
    for start, end in content:
        held = [(q.start, q.end) for q in page.quotations_between(start, end)]
        for word in _WORD.finditer(page.text, start, end):
            if any(s <= word.start() < e for s, e in held):
                inside += 1
            else:
                outside += 1
    if not inside:
        return Kind.INDIRECT
    return Kind.MIXED if outside else Kind.DIRECT


def addressee_of(cue: Token) -> Token | None:
    """The head of the words for whom it was said to: "told Lavrov", "said to reporters"; None if not told."""
    for child in cue.rights:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            return child
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and cue.lemma_.lower() not in ("go", "speak"):
            return next((noun for noun in child.children if noun.dep_ == "pobj" and noun.ent_type_ != "DATE"), None)
        if child.dep_ == "dobj" and cue.lemma_.lower() in TELLING:
            return child
        if child.dep_ == "ccomp" and cue.lemma_.lower() in TELLING:
            return None
    return None


def time_of(cue: Token) -> Span | None:
    """The words that say when it was said ("on Friday", "yesterday"): a character span, or None."""
    for child in cue.children:
        if child.dep_ == "npadvmod" and child.ent_type_ == "DATE":
            return _characters(child)
        if child.dep_ == "advmod" and child.lower_ in _NEAR:
            return _characters(child)
        if child.dep_ == "prep" and child.lower_ in ("on", "in", "late", "early"):
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ == "DATE":
                    return _characters(noun)
    if cue.dep_ in ("xcomp", "advcl") and cue.head.pos_ in VERBAL:
        return time_of(cue.head)
    return None


def _characters(token: Token) -> Span:
    last = token.right_edge
    return token.left_edge.idx, last.idx + len(last)


def day_of(words: str, published: str | None) -> str | None:
    """The ISO date that `words` mean in an article published then, or None.

    Weekdays and "yesterday" need `published` (ISO date or date-time); a weekday is the last one up to that day. Words
    without a day ("last month", "in June") give None.
    """
    try:
        return _day(words, _anchor(published))
    except OverflowError:  # at the ends of the calendar
        return None


def _day(words: str, anchor: date | None) -> str | None:
    bare = _LEADS.sub("", words.strip().strip(",.")).lower()
    if anchor is not None:
        if bare in _NEAR:
            return (anchor - timedelta(days=_NEAR[bare])).isoformat()
        weekday = bare.split()[0] if bare else ""
        if weekday in _WEEKDAYS:
            back = (anchor.weekday() - _WEEKDAYS.index(weekday)) % 7
            return (anchor - timedelta(days=back)).isoformat()
    return _calendar_day(bare, anchor)


def _calendar_day(words: str, anchor: date | None) -> str | None:
    """The day of "3 May" or "May 3, 2031"; a day without a year is the last such day up to `anchor`."""
    if not (_DAY.search(words) and _MONTH.search(words)):
        return None
    year = _YEAR.search(words)
    if anchor is None and not year:
        return None
    try:
        january = datetime(anchor.year if anchor else 1, 1, 1)  # noqa: DTZ001
        day: date = parser.parse(words, default=january).date()
        if anchor and not year and day > anchor:
            day = day.replace(year=day.year - 1)
    except (ValueError, OverflowError):
        return None
    return day.isoformat()


def _anchor(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return datetime.fromisoformat(published).date()
    except ValueError:
        return None
