"""Quotes as a CSV file that a spreadsheet opens: RFC 4180, in UTF-8 with a byte order mark, by which Excel knows it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from quotes.takeaway.exports.records import record
from quotes.takeaway.exports.taken import Taken

# Names and order stay as they are: people's sheets and scripts rest on them. New ones are added at the end.
COLUMNS = (
    "id",
    "permalink",
    "speaker",
    "role",
    "stance",
    "cue",
    "words",
    "kind",
    "line",
    "headline",
    "addressee",
    "said_on",
    "published_on",
    "outlet",
    "article",
    "article_permalink",
    "original",
    "status",
    "certainty",
    "confidence",
    "name_confidence",
    "speaker_permalink",
    "candidates",
    "note",
)
# A cell that begins so is a formula to a spreadsheet, and a formula can send the sheet away. The wide forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """What csv writes to: keeps the line last written."""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def table(taken: Taken) -> Iterator[str]:
    """The file, line by line. Where it was cut, the first quote's "note" says so."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield "\ufeff" + line.text
    note = taken.note
    for card in taken.cards():
        writer.writerow([defused(value) for value in _row(record(card, taken.origin), note)])
        yield line.text
        note = ""


def defused(value: Any) -> Any:
    """A cell's text that no spreadsheet takes for a formula: an apostrophe is set before it, as OWASP advises."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _row(data: dict[str, Any], note: str) -> list[Any]:
    article, speakers = data["article"], data["speakers"]
    flat = {
        "speaker": _several(speakers, "name"),
        "role": _several(speakers, "role"),
        "headline": "yes" if data["headline"] else "no",
        "published_on": article["published_on"],
        "outlet": data["outlet"]["name"],
        "article": article["title"],
        "article_permalink": article["permalink"],
        "original": article["original"],
        "speaker_permalink": _several(speakers, "permalink"),
        "candidates": _several(data["candidates"], "name"),
        "note": note,
    }
    return [flat.get(column, data.get(column)) for column in COLUMNS]


def _several(voices: list[dict[str, Any]], key: str) -> str:
    return "; ".join(voice[key] for voice in voices if voice[key])
