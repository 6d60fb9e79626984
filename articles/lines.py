"""What one line of an article looks like: a name, a date, a byline, a heading. No Django here.

Everything is told by the line's form, so that an outlet never seen before is treated like any other. All functions
take a line without its surrounding space and look at no more than its first few hundred characters.
"""

import re

# Headings, bylines and invitations are short; longer lines are running text and cost no more than a look.
MAX_LINE = 400

OPENING_MARKS = "“‘«„\"'`("
_CLOSING_MARKS = "”’»“\"')]"
_PARTICLES = frozenset(
    (
        *("al", "af", "bin", "da", "das", "de", "del", "der", "di", "do", "dos", "du", "e", "el", "en", "ibn", "la"),
        *("las", "le", "los", "of", "op", "san", "st", "sur", "ter", "the", "van", "von", "y", "zu"),
    )
)
_ROLE = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|writers?|staff|columnists?|analysts?|agency|agencies|contributors?"
    r"|producers?|bureau|desk|journalists?|critics?|bloggers?|authors?|special to)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE_TOKEN = re.compile(
    rf"{_MONTH}\.?|{_DAY}|\d{{1,4}}(?:st|nd|rd|th)?|\d{{1,4}}(?:[-/.]\d{{1,4}}){{1,2}}|\d{{4}}-\d\d-\d\dT\S+"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:am|pm|z)?|[ap]\.?m\.?|noon|midnight|at|on|[A-Z]{1,4}T|UTC|[+-]\d\d:?\d\d"
    r"|[|·•–—-]",
    re.IGNORECASE,
)
_WORD_OF_TIME = re.compile(rf"(?:{_MONTH}\.?|{_DAY}|noon|midnight|dawn|dusk|today|tomorrow|then|now)$", re.IGNORECASE)
_DATED = re.compile(r"(?:first |last )?(?:published|updated|posted|modified|issued)\b[^.!?]*\d", re.IGNORECASE)
_READING_TIME = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?$", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:words|story|text|report|reporting|analysis|written|reported|posted|commentary) )?by:?\s+(\S.*)$",
    re.IGNORECASE,
)
_LEADING_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_SPLIT_NAMES = re.compile(r"\s*(?:,|;|\||·|•|/|&|\s[–—-]\s|\band\b|\bwith\b|\bin\b|\bfor\b)\s*")
_HANDLE = re.compile(r"@\w+$|\S+@\S+\.\w+$|https?://\S+$|www\.\S+$", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:said|says|told|tells|asked|asks|added|adds|replied|replies|explained|insisted|insists|argued|argues|stated|"
    r"declared|declares|announced|announces|warned|warns|denied|denies|admitted|admits|vowed|vows|urged|urges|recalled|"
    r"according to|quoted as)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"„[^“”]*[“”]|“[^”]*”|«[^»]*»|»[^«]*«|\"[^\"]*\"|``.*?''|‘[^‘]*’")
_SENTENCE_END = re.compile(r"[.!?…][”’»\"')\]]*$")


def words(line: str) -> int:
    """How many words the line has, told by its spaces."""
    return len(line.split())


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does, closing quotation marks aside."""
    return bool(_SENTENCE_END.search(line[-6:]))


def reports(line: str) -> bool:
    """Whether the line has a verb of saying that cannot well be anything else."""
    return bool(_REPORTING.search(line[:MAX_LINE]))


def capitalised(phrase: str) -> bool:
    """Whether every word begins with a capital, particles ("van", "of") aside; at least one does."""
    tokens = phrase.split()
    proper = [t for t in tokens if t.lower() not in _PARTICLES or t[0].isupper()]
    return bool(proper) and all(t[0].isupper() and t[-1] not in ":!?…" for t in proper)


def is_name(phrase: str, least: int = 2) -> bool:
    """Whether it looks like the name of one person or desk: `least` to five capitalised words and nothing else."""
    tokens = phrase.split()
    return (
        least <= len(tokens) <= 5
        and capitalised(phrase)
        and not any(_WORD_OF_TIME.match(t) for t in tokens)
        and all(c.isalpha() or c in " .'’-" for c in phrase)
    )


def is_weekday(part: str) -> bool:
    """Whether it is a day of the week, a month or a time of day by name."""
    return all(_WORD_OF_TIME.match(t) for t in part.split())


def is_date(line: str) -> bool:
    """Whether it is a date or time and nothing else, or says when the article was published."""
    if len(line) > 100:
        return False
    if _DATED.match(line) or _READING_TIME.match(line):
        return True
    tokens = line.replace(",", " ").split()
    return any(c.isdigit() for c in line) and all(_DATE_TOKEN.fullmatch(t) for t in tokens)


def is_address(line: str) -> bool:
    """Whether it is nothing but a handle, an e-mail address or a URL."""
    return bool(_HANDLE.match(line))


def _is_byline_part(part: str) -> bool:
    return (
        not part
        or is_name(part, least=1)
        or is_date(part)
        or is_address(part)
        or (words(part) <= 7 and bool(_ROLE.search(part)))
    )


def byline_names(line: str) -> str:
    """Who signs, without the "By"; "" where the line is no byline that says "by"."""
    if len(line) > 200 or not (match := _BY.match(line)):
        return ""
    names = match[1].rstrip(".")
    first, *others = _SPLIT_NAMES.split(names)
    least = 2 if match[1].endswith(".") else 1
    good = is_name(first, least) and all(map(_is_byline_part, others))
    return names if good else ""


def without_by(byline: str) -> str:
    """The byline without a leading "By"."""
    match = _LEADING_BY.match(byline)
    return byline[match.end() :] if match else byline


def is_signature(line: str) -> bool:
    """Whether it is a line of names, roles, places and dates such as stands under a headline, without a "by"."""
    if len(line) > 150 or line[-1] in ".!?:":
        return False
    first, *others = _SPLIT_NAMES.split(line)
    return (is_name(first) or is_date(line)) and words(first) <= 4 and all(map(_is_byline_part, others))


def looks_like_headline(line: str) -> bool:
    """Whether a first line may be a headline: short, and not ended like a sentence."""
    bare = line.rstrip(_CLOSING_MARKS)
    if not bare or len(line) > 150 or words(line) > 20 or bare[-1] in ".,;:…-–—":
        return False
    # A short question may be a headline, but one in quotation marks is more likely somebody's words.
    return bare[-1] not in "!?" or (words(line) <= 14 and line[0] not in OPENING_MARKS)


def _balanced(line: str) -> bool:
    """Whether every quotation mark that opens in the line closes in it (apostrophes may close too often)."""
    return not any(mark in _QUOTED.sub("", line) for mark in ("“", "„", "«", '"', "‘", "``"))


def looks_like_subheading(line: str) -> bool:
    """Whether a line between paragraphs may be a subheading: a few words, no final stop, nothing reported."""
    if len(line) > 70 or words(line) > 9:
        return False
    bare = line.strip(OPENING_MARKS + _CLOSING_MARKS)
    return (
        bool(bare)
        and (bare[0].isupper() or bare[0].isdigit() or line[0] in OPENING_MARKS)
        and any(map(str.isalpha, bare))
        and (bare[-1].isalnum() or bare[-1] == "%")
        and _balanced(line)
        and not reports(line)
    )
