"""JSON lines: one article a line, with the keys id, url, outlet, title, byline, published, agency and text."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from articles.lines import without_by
from articles.readers.decoding import BINARY, EMPTY, NUL, decode, is_utf16, looks_binary
from articles.readers.parsed import MAX_SIZE, ParsedArticle, Refusal, too_big
from articles.text import normalise, one_line, under_title

_KEYS = ("id", "url", "canonical_url", "outlet", "title", "byline", "published", "agency", "text")


def read(stream: io.BufferedReader) -> Iterator[ParsedArticle | Refusal]:
    """An article or a Refusal for each line that is not blank, with the line's number; other keys are ignored.

    The file may be of any size: one line is held at a time, and of a line over MAX_SIZE only a part.
    """
    if looks_binary(stream.peek(4096)):
        yield BINARY
        return
    found = False
    for number, line in numbered_lines(stream):
        found = True
        yield Refusal(line.reason, number) if isinstance(line, Refusal) else _article(line, number)
    if not found:
        yield EMPTY


def numbered_lines(stream: io.BufferedReader) -> Iterator[tuple[int, str | Refusal]]:
    """The lines that are not blank, with their numbers from 1; a Refusal for one that is too long or undecodable."""
    utf16 = is_utf16(stream.peek(4096))
    encoding, errors = ("utf-16", "replace") if utf16 else ("utf-8-sig", "surrogateescape")
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="\n")
    number = 0
    while line := text.readline(MAX_SIZE + 1):
        number += 1
        if len(line) > MAX_SIZE:
            while not line.endswith("\n") and (line := text.readline(MAX_SIZE)):
                pass
            yield number, Refusal(too_big())
        elif line.strip():
            yield number, _decoded(line)
    text.detach()  # or it would close the stream, which is the caller's


def _decoded(line: str) -> str | Refusal:
    """The line where it was UTF-8; else what its bytes, kept as lone surrogates, are in another encoding."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return decode(line.encode(errors="surrogateescape"))
    return line


def _article(line: str, number: int) -> ParsedArticle | Refusal:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Refusal(f"not JSON on line {number}", number)
    if not isinstance(record, dict):
        return Refusal(f"not a JSON object on line {number}", number)
    return article_of(record, number)


def article_of(record: Mapping[str, Any], number: int | None = None) -> ParsedArticle | Refusal:
    """The article of one record with the keys of a line; `number` is its line, where it stands on one."""
    if reason := _misfit(record):
        return Refusal(reason, number)
    values = {key: "" if record.get(key) is None else str(record[key]) for key in _KEYS}
    if any("\0" in value for value in values.values()):
        return Refusal(NUL.reason, number)
    text = normalise(values.pop("text"))
    if not text:
        return Refusal(EMPTY.reason, number)
    fields = {key: one_line(value) for key, value in values.items()}
    fields["source_id"] = fields.pop("id")
    fields["byline"] = without_by(fields["byline"])
    return ParsedArticle(under_title(text, fields["title"]), **fields, line=number)


def _misfit(record: Mapping[str, Any]) -> str:
    """Why the record's values are none that an article can have; "" where they are."""
    if "text" not in record:
        return 'no "text"'
    for key in _KEYS:
        value = record.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | None if key == "id" else str | None):
            return f'"{key}" is not a string'
    return ""
