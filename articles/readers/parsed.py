"""What every reader gives: an article, or the reason why there is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader

# The most that one article may weigh: bytes of a file or, in JSON lines, characters of a line.
MAX_SIZE = 5_000_000


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as a reader found it, before anything is stored.

    `text` is the body in its normal form with the headline as its first line where one is known. `published` is an
    ISO 8601 date or date-time as the source gives it. `path` is the file's path relative to the argument. `line` is
    the line of that file, from 1, where each line is an article.
    """

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    canonical_url: str = ""
    source_id: str = ""
    byline: str = ""
    agency: str = ""
    published: str = ""
    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no article here; `line` is the line of the file, from 1, where only that one is refused."""

    reason: str
    line: int | None = None


# Takes an open file, which it need not read to the end, and gives what it finds in it, in order.
Reader = Callable[[BufferedReader], Iterator[ParsedArticle | Refusal]]


def too_big() -> str:
    """The reason to give for an article over MAX_SIZE."""
    return f"over {MAX_SIZE // 1_000_000} MB"
