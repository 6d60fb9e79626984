"""The formats in which quotes are taken away, by the ending of the file. Each writes piece by piece."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from quotes.takeaway import citations
from quotes.takeaway.exports.records import record
from quotes.takeaway.exports.table import table
from quotes.takeaway.exports.taken import Taken


@dataclass(frozen=True, slots=True)
class Format:
    """`label` is for readers, `write` gives the file's text in pieces."""

    label: str
    content_type: str
    write: Callable[[Taken], Iterator[str]]


def _json(taken: Taken) -> Iterator[str]:
    """One object: what it is, whether it was cut, and the quotes, one a line."""
    head = {
        "title": taken.title,
        "page": taken.page,
        "accessed": taken.on.isoformat(),
        "cut": taken.cut,
        "note": taken.note,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "quotes": ['
    count = 0
    for card in taken.cards():
        yield ("," if count else "") + "\n" + _dumped(record(card, taken.origin))
        count += 1
    yield f'\n], "count": {count}}}\n'


def _csl(taken: Taken) -> Iterator[str]:
    divider = "["
    for card in taken.cards():
        yield divider + "\n" + _dumped(citations.csl(citations.citation(card, taken.origin, taken.on)))
        divider = ","
    yield "[]\n" if divider == "[" else "\n]\n"


def _each(text_of: Callable[[citations.Citation], str], between: str) -> Callable[[Taken], Iterator[str]]:
    def write(taken: Taken) -> Iterator[str]:
        for number, card in enumerate(taken.cards()):
            yield (between if number else "") + text_of(citations.citation(card, taken.origin, taken.on))

    return write


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", table),
    "json": Format("JSON", "application/json", _json),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", _each(citations.bibtex, "\n")),
    "ris": Format("RIS", "application/x-research-info-systems; charset=utf-8", _each(citations.ris, "\r\n")),
    "csl.json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", _csl),
    "txt": Format("Plain text", "text/plain; charset=utf-8", _each(lambda one: citations.plain_text(one) + "\n", "\n")),
}
