"""Where a story was filed: "MOSCOW (Agency) -", "Paris, 12 March:", at a paragraph's start. No Django here."""

import re
from collections.abc import Sequence

from articles import lines

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n:()“”\"‒-―]{1,60}?)??"
    r"(?P<agency>\s*\([^()\n]{2,40}\))?"
    r"(?P<mark>\s*(?::(?=\s)|--|[‒-―])|\s+[-_](?=\s))\s*"
    r"(?P<opening>[“‘«„\"'`]{0,2})(?P<first>[A-Z0-9À-Þ]\S*)"
)
_DASH = re.compile(r"\s[-–]\s|[—―]|--")
_PREFIXED = re.compile(r"(?P<who>[A-Z][^:\n.!?]{0,40}|Q|A):\s+\S")
# Somebody who speaks after a colon tends to begin so; a report does not.
_FIRST_PERSON = frozenset(["i", "i’m", "i'm", "we", "we’re", "we're", "you", "your", "my", "our", "yes", "no", "well"])


def is_transcript(page: Sequence[str]) -> bool:
    """Whether several lines begin with somebody's name and a colon, as in an interview."""
    return sum(_prefix(line) for line in page) >= 2


def _prefix(line: str) -> bool:
    match = _PREFIXED.match(line[:60])
    return bool(match and lines.words(match["who"]) <= 4 and lines.capitalised(match["who"]))


def is_alone(line: str) -> bool:
    """Whether the whole line is a place in capitals with a date: "LONDON, March 3"."""
    place, _, date = line.partition(",")
    return len(line) <= 60 and place.isupper() and bool(date) and _is_date(date) and lines.words(place) <= 3


def dateline(page: Sequence[str], index: int, order: int, *, headed: bool) -> int:
    """How many characters of `page[index]` are a dateline, from its start; 0 where there is none.

    `order` is the paragraph's place among those of running text, from 0; `headed` says whether anything, a headline
    or a byline, stands before it. A place in capitals with an agency may begin any paragraph, other forms only the
    first ones.
    """
    match = _DATELINE.match(page[index][:160])
    capitals = _in_capitals(match) if match else None
    if not match or capitals is None:
        return 0
    if capitals and match["agency"]:
        fits = True
    elif match["mark"].strip() == ":":
        fits = order == 0 and _may_follow_colon(page, index, match, headed=headed)
    elif capitals:
        fits = order < 3
    else:
        # In running text a second dash closes what the first has opened: "Moscow – Europe's largest city – said".
        fits = order == 0 and not _DASH.search(page[index], match.end("mark"), match.end("mark") + 200)
    return match.end("mark") if fits else 0


def _in_capitals(match: re.Match[str]) -> bool | None:
    """True for "KYIV, Ukraine" or "(Agency)" alone, False for "Kyiv, 12 March", None where it can be no dateline."""
    if match["agency"] and not _is_agency(match["agency"].strip(" ()")):
        return None
    if not match["place"]:
        return True if match["agency"] else None
    return _place_in_capitals(match["place"])


def _place_in_capitals(place: str) -> bool | None:
    town, *others = (part.strip() for part in place.split(","))
    if not 1 <= lines.words(town) <= 4 or len(others) > 2 or not lines.capitalised(town):
        return None
    if not all(_is_date(other) or (lines.words(other) <= 3 and lines.capitalised(other)) for other in others if other):
        return None
    if sum(map(str.isalpha, town)) < 3 or any(map(lines.is_weekday, town.split())):
        return None
    return town.isupper()


def _is_date(part: str) -> bool:
    return lines.is_date(part) or lines.is_weekday(part)


def _is_agency(inside: str) -> bool:
    return inside[:1].isupper() or _is_date(inside)


def _may_follow_colon(page: Sequence[str], index: int, match: re.Match[str], *, headed: bool) -> bool:
    """A place before a colon, not somebody who speaks: a report follows, and nothing else is said that way."""
    rest = page[index][match.end("mark") :]
    return (
        (headed or len(page) - index >= 3)
        and not match["opening"]
        and match["first"].lower().strip(",.!") not in _FIRST_PERSON
        and lines.words(rest) >= 8
        and lines.ends_sentence(rest)
        and sum(_prefix(line) for line in page[index:]) <= 1
    )
