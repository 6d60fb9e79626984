"""Who the source of each quote is, within its article: one reading of the article, one function, `resolve`."""

from quotes.attribution.mentions.resolving import resolve

__all__ = ["resolve"]
