"""Days in words: where they stand in a text, and which day they are in an article of a given date. No spaCy."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.dates import parse_published
from quotes.attribution.types import Span

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!['’]?s\b)\b|(?-i:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.))"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<{}>(?:19|20)\d\d)\b)?"
_FEW = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CALENDAR = (
    rf"(?:{_WEEKDAY},?\s+)?(?:(?:the\s+)?{_NUMBER}(?:\s+of)?\s+{_MONTH}{_YEAR.format('year')}"
    rf"|{_MONTH}\s+{_NUMBER}\b(?![:.]\d|%|,\d){_YEAR.format('year_behind')})"
)
_DAY = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<calendar>{_CALENDAR})"
    rf"|(?P<hours>{_FEW}\s+(?:hours?|minutes?)\s+ago)"
    rf"|(?P<near>the\s+day\s+before\s+yesterday|(?:yesterday|today|tonight)(?!['’]s)|last\s+night"
    rf"|this\s+(?:morning|afternoon|evening)(?!['’]s)|{_FEW}\s+days?\s+ago)"
    rf"|(?P<other>(?:next|every|each|most|coming|following)\s+)?(?:(?P<last>last|past)\s+|this\s+)?"
    rf"(?P<weekday>{_WEEKDAY})(?P<week_before>(?:\s+of)?\s+last\s+week)?)(?!\w)",
    re.IGNORECASE,
)
_DAY_LATER = timedelta(days=1)


def days_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Where `text[start:end]` names a day: "Friday", "May 3", "two days ago". Months, weeks and years are none."""
    for match in _DAY.finditer(text, start, end):
        yield match.start(), match.end()


def day_of(words: str, published: str | None) -> str | None:
    """The ISO date that `words` mean in an article published then, or None.

    Only a whole date can do without `published` (a date or date-time; the day is that of its own time zone). What is
    told has been said: a weekday is the last one up to that day, a day without a year likewise, and a day to come is
    none. Words without a day ("last month", "in June", "earlier this week") give None.
    """
    match = _DAY.search(words)
    if match is None or match["other"]:
        return None
    try:
        return _meant(match, parse_published(published) if published else None)
    except (ValueError, OverflowError):  # no such day; at the ends of the calendar
        return None


def _meant(match: re.Match[str], published: date | datetime | None) -> str | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"]).isoformat()
    moment = published if isinstance(published, datetime) else None
    today = moment.date() if moment else published
    if match["hours"] and moment is None:
        return None
    if today is None:
        return _read(match[0], date.today()) if match["year"] or match["year_behind"] else None  # noqa: DTZ011
    if match["hours"] and moment is not None:
        return _read(match[0], today, moment.hour, moment.minute)
    day = _read(match["weekday"] or match[0], _base(match, today))
    # A day to come is a slip or another year's; one that has begun only elsewhere in the world is neither.
    return day if day is not None and (date.fromisoformat(day) - today).days <= 1 else None


def _base(match: re.Match[str], today: date) -> date:
    """The day before which the words are to be looked for: a bare weekday may be today's, "last Friday" may not."""
    if match["week_before"]:
        return today - timedelta(days=today.weekday())
    return today + _DAY_LATER if match["weekday"] and not match["last"] else today


def _read(words: str, base: date, hour: int = 12, minute: int = 0) -> str | None:
    found = _parser(datetime(base.year, base.month, base.day, hour, minute)).get_date_data(words)  # noqa: DTZ001
    if found is None or found.date_obj is None or found.period not in ("day", "time"):
        return None
    day: date = found.date_obj.date()
    return day.isoformat()


@lru_cache(maxsize=16)
def _parser(base: datetime) -> "DateDataParser":
    """Loaded only where a day is named; made once for the articles of a day, which costs more than reading a date."""
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return DateDataParser(languages=["en"], settings=settings)
