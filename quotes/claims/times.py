"""Times in words: where they stand in a text, and from which day to which day they reach. No spaCy.

Days are read as the attribution reads them (`quotes.attribution.days`, dateparser); months, quarters, seasons, weeks,
years and decades are stretches of the calendar, which need no parser. A time that has no year is the last one that had
begun when the article was published: what is told has been. Seasons are those of the north.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from articles.dates import parse_published
from quotes.attribution.days import day_of, days_in
from quotes.claims.types import When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec)\.)"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10}
_OF = r"(?:,?\s+(?:of\s+)?(?P<{0}>(?:1[5-9]|20)\d\d|last\s+year|this\s+year))?"
_LEAD = r"(?P<lead>in|since|until|till|by|before|after|during|from|early|mid|late|this|last|of|through|throughout)"
_PERIOD = re.compile(
    rf"""\b(?:
      (?:{_LEAD}[\s-]+(?:early\s+|mid-|late\s+)?)?(?P<month>(?-i:{_MONTH})){_OF.format("month_year")}
    | (?:the\s+)?(?P<quarter>first|second|third|fourth)[\s-]quarter{_OF.format("quarter_year")}
    | (?P<which>this|last|the|in|that|since)\s+(?:past\s+)?(?P<season>spring|summer|autumn|fall|winter)\b
      {_OF.format("season_year")}
    | (?P<shift>this|last|past|the\s+past|the\s+last|previous|the\s+previous)\s+(?P<unit>week|month|year|decade)
    | (?:the\s+)?(?:(?:early|mid|late)[\s-])?(?P<decade>(?:1[5-9]|20)\d0)(?:['’])?s
    | (?P<ago>a|one|two|three|four|five|six|seven|eight|nine|ten|\d\d?)\s+
      (?P<ago_unit>week|month|year)s?\s+(?:ago|earlier)
    | (?:(?:in|since|by|from|until|of|for|during|to|and|,|\()\s*)(?P<year>(?:1[5-9]|20)\d\d)(?!(?<=of\s.{4})\s+[a-z])
    )(?![\w%,]\d|\w|['’]s\b(?!\s))""",
    re.VERBOSE | re.IGNORECASE,
)
_FEW = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAY = timedelta(days=1)
_Stretch = tuple[date, date]


def times_in(text: str, start: int, end: int, published: str | None) -> list[When]:
    """The times named in `text[start:end]`, in order and apart, each with its first and last day as far as known."""
    found = [_day(text, span, published) for span in days_in(text, start, end)]
    today = _today(published)
    for match in _PERIOD.finditer(text, start, end):
        span = _span(match)
        if span and not any(span[0] < w.span[1] and w.span[0] < span[1] for w in found):
            stretch = _reaches(match, today)
            days = (stretch[0].isoformat(), stretch[1].isoformat()) if stretch else (None, None)
            found.append(When(span, text[span[0] : span[1]], *days))
    return sorted(found, key=lambda when: when.span)


def _day(text: str, span: tuple[int, int], published: str | None) -> When:
    words = text[span[0] : span[1]]
    day = _day_of(words, published)
    return When(span, words, day, day)


_day_of = lru_cache(maxsize=2_000)(day_of)  # an article says "on Thursday" many times


def _today(published: str | None) -> date | None:
    try:
        moment = parse_published(published) if published else None
    except ValueError:
        return None
    return moment.date() if isinstance(moment, datetime) else moment


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    """Without the preposition; None for what is only spelt like a time: "May" without one, or behind a name."""
    if match["month"]:
        if match["month"].lower() == "may" and not (match["lead"] or match["month_year"]):
            return None
        lead = (match["lead"] or "").lower()
        return (match.start() if lead in ("this", "last") else match.start("month"), match.end())
    if match["season"] == "fall" and match["which"].lower() in ("the", "that") and not match["season_year"]:
        return None
    if match["season"] and match["which"].lower() in ("in", "since"):
        return match.start("season"), match.end()
    return (match.start("year"), match.end("year")) if match["year"] else match.span()


def _reaches(match: re.Match[str], today: date | None) -> _Stretch | None:
    if match["year"]:
        return _year(int(match["year"]))
    if match["decade"]:
        first = int(match["decade"])
        return date(first, 1, 1), date(first + 9, 12, 31)
    if match["month"] or match["quarter"] or match["season"]:
        return _named(match, today)
    if today is None:
        return None
    return _ago(match, today) if match["ago"] else _shifted(match, today)


def _named(match: re.Match[str], today: date | None) -> _Stretch | None:
    """A month, a quarter or a season."""
    if match["month"]:
        number = _MONTHS.index(match["month"][:3].lower()) + 1
        return _months(number, 1, _year_of(match["month_year"], today), today)
    if match["quarter"]:
        return _months(_QUARTERS[match["quarter"].lower()], 3, _year_of(match["quarter_year"], today), today)
    year = _year_of(match["season_year"], today)
    return _season(_SEASONS[match["season"].lower()], year, today, 1 if match["which"].lower() == "last" else 0)


def _year(number: int) -> _Stretch:
    return date(number, 1, 1), date(number, 12, 31)


def _year_of(words: str | None, today: date | None) -> int | None:
    if words and words.isdigit():
        return int(words)
    if words and today:
        return today.year - words.lower().startswith("last")
    return None


def _months(first: int, count: int, year: int | None, today: date | None) -> _Stretch | None:
    """So many months from the first; without a year the last that have begun by the article's day."""
    if year is None:
        if today is None:
            return None
        year = today.year if first <= today.month else today.year - 1
    last_year, last = divmod(first + count - 2, 12)
    return date(year, first, 1), date(year + last_year, last + 1, monthrange(year + last_year, last + 1)[1])


def _season(first: int, year: int | None, today: date | None, back: int) -> _Stretch | None:
    """ "last summer" said in autumn is this year's; said in that very summer it is the one before."""
    found = _months(first, 3, year, today)
    if found and back and today and found[0] <= today <= found[1]:
        return _months(first, 3, found[0].year - 1, today)
    return found


def _shifted(match: re.Match[str], today: date) -> _Stretch:
    """ "this week", "last month", "the past year"."""
    unit, shift = match["unit"].lower(), match["shift"].lower()
    back = 0 if shift == "this" else 1
    if shift.startswith(("the past", "the last", "past")):  # up to now
        return today - {"week": 7, "month": 31, "year": 366, "decade": 3653}[unit] * _DAY, today
    if unit == "week":
        monday = today - (today.weekday() + 7 * back) * _DAY
        return monday, monday + 6 * _DAY
    if unit == "month":
        ended = today.replace(day=1) - _DAY if back else today
        return ended.replace(day=1), ended.replace(day=monthrange(ended.year, ended.month)[1])
    if unit == "year":
        return _year(today.year - back)
    first = today.year // 10 * 10 - 10 * back
    return date(first, 1, 1), date(first + 9, 12, 31)


def _ago(match: re.Match[str], today: date) -> _Stretch:
    """ "two years ago" is that day, give or take half the unit."""
    word = match["ago"].lower()
    count = int(word) if word.isdigit() else _FEW.index(word) + 1 if word in _FEW else 1
    days = {"week": 7, "month": 30.44, "year": 365.25}[match["ago_unit"].lower()]
    middle = today - int(count * days) * _DAY
    return middle - int(days / 2) * _DAY, middle + int(days / 2) * _DAY
