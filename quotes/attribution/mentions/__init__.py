"""Who the source of each quote is, within its article: one reading of the article, one function, `resolve`.

`resolve_and_meant` also gives what that reading tells of pronouns that are no sources.
"""

from quotes.attribution.mentions.resolving import resolve, resolve_and_meant

__all__ = ["resolve", "resolve_and_meant"]
