"""When an article was published, from what its source says. No Django here."""

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, available_timezones

# There was no newspaper before. What a publishing system puts for want of a date (0001-01-01, 9999-12-31) lies outside;
# what a monthly bears, the day up to which it is on sale, does not.
_EARLIEST = date(1600, 1, 1)
_AHEAD = timedelta(days=31)


def parse_published(value: str) -> date | datetime | None:
    """The date or date-time that `value` names; None where it names none.

    ISO 8601 and the dates of mail and feeds ("Fri, 01 Nov 2024 10:00:00 GMT") first, then English in words
    ("1 November 2024, 10.30"), which must have day, month and year.
    """
    value = value.strip()
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return _in_words(value)


def _in_words(value: str) -> date | datetime | None:
    if len(value) > 60 or not any(map(str.isdigit, value)):
        return None
    # Loaded only for the rare date in words: it takes a good part of a second.
    import dateparser

    parts = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    found: datetime | None = dateparser.parse(value, languages=["en"], settings={**parts, "DATE_ORDER": "DMY"})
    if found is None:
        return None
    return found if ":" in value or found.hour or found.minute else found.date()


def in_zone(published: date | datetime, zone: ZoneInfo) -> tuple[datetime | None, date]:
    """The moment in UTC, where the hour is known, and the date in `zone`; a time without an offset is in `zone`.

    Raises OverflowError at the ends of the calendar.
    """
    if not isinstance(published, datetime):
        return None, published
    aware = published if published.tzinfo else published.replace(tzinfo=zone)
    return aware.astimezone(UTC), aware.astimezone(zone).date()


def is_plausible(published_on: date, today: date) -> bool:
    """Whether an article that is here `today` can have been published then."""
    return _EARLIEST <= published_on <= today + _AHEAD


def is_zone(name: str) -> bool:
    """Whether a time zone is called so."""
    return name in available_timezones()
