"""Readers turn bytes of one format into ParsedArticles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as a reader found it, before anything is stored.

    `text` is the body in its normal form with the headline as its first line where one is known. `published` is an
    ISO 8601 date or date-time as the source gives it. `path` is the file's path relative to the argument.
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
