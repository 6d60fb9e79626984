"""The spaCy pipeline of the attribution, and the two functions that run it."""

from collections.abc import Iterable, Iterator

from quotes.attribution.types import AttributedQuote, Document, Result

VERSION = "1"


def attribute(document: Document) -> list[AttributedQuote]:
    """The quotes of one document, in order of the text. Raises ValueError with the reason if it can't be used."""
    result = next(attribute_many([document]))
    if result.error:
        raise ValueError(result.error)
    return list(result.quotes)


def attribute_many(documents: Iterable[Document], *, processes: int = 1) -> Iterator[Result]:
    """One Result for each document, in the same order. A document that fails gives a Result with `error`.

    `processes` is the number of worker processes that share the work.
    """
    for document in documents:
        yield Result(document.id)
