"""May an article be stored? What is wrong with it is said in a few words; what is merely too long is cut."""

from dataclasses import replace

from articles import keys
from articles.keys import UNKNOWN_OUTLET
from articles.models import Article, Outlet
from articles.readers import ParsedArticle

# A path stands in the article's key, with its outlet's slug.
_LONGEST_PATH = 1800
_LONGEST_OUTLET = int(getattr(Outlet._meta.get_field("name"), "max_length", None) or 0)


class RefusedError(Exception):
    """The article can't be stored; the text is the reason."""


def admitted(parsed: ParsedArticle) -> ParsedArticle:
    """The article as it may be stored: URLs in their normal form, an outlet, no value longer than its column.

    Raises RefusedError with the reason. Whether the text is English is left to whoever stores a new one.
    """
    values = [getattr(parsed, name) for name in ParsedArticle.__slots__]
    if any("\0" in value for value in values if isinstance(value, str)):
        raise RefusedError("contains NUL characters")
    if not parsed.text.strip():
        raise RefusedError("empty")
    url = keys.web_url(parsed.url)
    if parsed.url and not url:
        raise RefusedError(f"its URL is no http or https address: {parsed.url[:100]!r}")
    canonical = keys.canonical_url(parsed.canonical_url)
    parsed = replace(
        parsed,
        url=url,
        canonical_url=canonical if len(canonical) <= _longest("canonical_url") else "",
        outlet=parsed.outlet or UNKNOWN_OUTLET,
        title=_cut(parsed.title, _longest("title")),
        byline=_cut(parsed.byline, _longest("byline")),
        agency=_cut(parsed.agency, _longest("agency")),
    )
    _refuse_too_long(parsed)
    return parsed


def _refuse_too_long(parsed: ParsedArticle) -> None:
    """What an article is known by can't be cut: two could become one."""
    limits = {"url": _longest("url"), "source_id": _longest("source_id"), "path": _LONGEST_PATH}
    for name, longest in (limits | {"outlet": _LONGEST_OUTLET}).items():
        if len(getattr(parsed, name)) > longest:
            raise RefusedError(f"its {name} has more than {longest} characters")


def _longest(column: str) -> int:
    return int(getattr(Article._meta.get_field(column), "max_length", None) or 0)


def _cut(value: str, longest: int) -> str:
    return value if len(value) <= longest else f"{value[: longest - 1]}…"
