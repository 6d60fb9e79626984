"""The key under which a quote is indexed: one number that sorts quotes by day of publication, article and place.

Both engines give what they find in the order of keys, or backwards, without sorting; a stretch of days is a range of
keys; and a page begins behind the last key of the one before. Bits, from the top: 18 for the day (0: not known),
29 for the article, 16 for the place within it, counted down, so that the newest first means an article's text in order.
"""

from datetime import date, timedelta

_EPOCH = date(1600, 1, 1).toordinal() - 1
_LAST_DAY: int = 2**18 - 1
_DAY = 45
_ARTICLE = 16
MOST_IN_ARTICLE: int = 2**_ARTICLE


def day_number(day: date | None) -> int:
    """1 for 1 January 1600; days before it count as it, and days after the year 2300 as the last. 0 for None."""
    return min(max(day.toordinal() - _EPOCH, 1), _LAST_DAY) if day else 0


def day_of(number: int) -> date | None:
    """The day of a day number; None for 0."""
    return date(1600, 1, 1) + timedelta(days=number - 1) if number else None


def key(day: date | None, article: int, place: int) -> int:
    """The key of an article's quote; `place` counts from 0. Raises OverflowError where one of them does not fit."""
    if not (0 <= place < MOST_IN_ARTICLE and 0 <= article < 2 ** (_DAY - _ARTICLE)):
        raise OverflowError(f"no key for quote {place} of article {article}")
    return day_number(day) << _DAY | article << _ARTICLE | (MOST_IN_ARTICLE - 1 - place)


def place_of(key: int) -> int:
    """Which of its article's quotes a key stands for, from 0."""
    return MOST_IN_ARTICLE - 1 - key % MOST_IN_ARTICLE


def day_number_of(key: int) -> int:
    return key >> _DAY


def month_of(number: int) -> int:
    """The month of a day number, counted from January of the year 0; 0 for 0."""
    day = day_of(number)
    return day.year * 12 + day.month - 1 if day else 0


def between(since: date | None, until: date | None) -> tuple[int | None, int | None]:
    """The lowest key and the highest of these days, both included; None where there is no bound.

    Of quotes without a day none lies within bounds.
    """
    if since is None and until is None:
        return None, None
    return day_number(since or date.min) << _DAY, ((day_number(until) + 1) << _DAY) - 1 if until else None


# The lowest key of a quote whose day is known.
DATED = 1 << _DAY
# In SQL: the day number of a key, and its article.
DAY_BITS, ARTICLE_BITS = _DAY, _ARTICLE
MOST_ARTICLES = 2 ** (_DAY - _ARTICLE)
