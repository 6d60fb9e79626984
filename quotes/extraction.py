"""The machine's contract around the attribution: documents in, JSON lines or a table out. No database."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any, TextIO

from articles.files import buffered_bytes
from articles.readers import reader_for
from articles.readers.decoding import read_whole
from articles.readers.jsonl import numbered_lines
from articles.readers.jsonl import read as read_json_lines
from articles.readers.parsed import Refusal
from quotes.attribution import Document, Result, attribute_many

OPTIONAL = ("title", "published", "outlet")
# Half characters, which JSON can write and no encoding can. One for one, so that offsets index the text as given.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Refused:
    """An input line or file that can't be used, with the reason."""

    id: str | None
    error: str


def read_documents(paths: Iterable[str], standard_input: TextIO, *, json_lines: bool) -> Iterator[Document | Refused]:
    """What is to be attributed, in order of the input. "-" or no path at all is the standard input.

    A file of JSON lines is told as at ingest: by its name or, where the name says nothing, by its beginning; others are
    one plain text each, whose id is the file's name. Standard input is the one or the other as `json_lines` says.
    """
    for path in list(paths) or ["-"]:
        if path == "-":
            yield from _read_stream(buffered_bytes(standard_input), "-", json_lines=json_lines)
        else:
            yield from _read_file(Path(path))


def extract(items: Iterable[Document | Refused], *, processes: int = 1) -> Iterator[tuple[Document | Refused, Result]]:
    """Each item with its Result, in the same order; what was refused keeps its reason."""
    waiting: deque[Document | Refused] = deque()

    def usable() -> Iterator[Document]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Document):
                yield item

    for result in attribute_many(usable(), processes=processes):
        while isinstance(refused := waiting.popleft(), Refused):
            yield refused, Result(refused.id or "", error=refused.error)
        yield refused, result
    for item in waiting:
        if isinstance(item, Refused):
            yield item, Result(item.id or "", error=item.error)


def as_line(result: Result, encoding: str = "utf-8") -> str:
    """One line of JSON, as the contract has it; in ASCII where `encoding` lacks a character of it."""
    answer: dict[str, Any] = {"id": result.id or None}
    if result.error:
        answer["error"] = result.error
    else:
        answer["attributions"] = [quote.as_dict() for quote in result.quotes]
    line = json.dumps(answer, ensure_ascii=False)
    return line if encodable(line, encoding) == line else json.dumps(answer)


def encodable(text: str, encoding: str) -> str:
    """The text with "?" for what `encoding` lacks, half characters among it."""
    return text.encode(encoding, "replace").decode(encoding)


def _read_file(path: Path) -> Iterator[Document | Refused]:
    # A file's name need not be valid Unicode.
    name = encodable(path.name, "utf-8")
    try:
        with path.open("rb") as stream:
            head = stream.peek(1024)
            reader = reader_for(path.name, head) or reader_for("", head)
            yield from _read_stream(stream, name, json_lines=reader is read_json_lines)
    except OSError as error:
        yield Refused(name, error.strerror or str(error))


def _read_stream(stream: BufferedReader, name: str, *, json_lines: bool) -> Iterator[Document | Refused]:
    """The bytes are decoded as at ingest, but nothing else is done to them: offsets index the text as given."""
    if json_lines:
        for number, line in numbered_lines(stream):
            yield (
                Refused(None, f"{line.reason}, on line {number}")
                if isinstance(line, Refusal)
                else parse_line(line, number)
            )
        return
    text = read_whole(stream)
    yield Refused(name, text.reason) if isinstance(text, Refusal) else Document(name, text)


def parse_line(line: str, number: int) -> Document | Refused:
    """The document on one line of JSON, or why there is none. Keys other than the contract's are ignored."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Refused(None, f"not JSON on line {number}")
    if not isinstance(record, dict):
        return Refused(None, f"no JSON object on line {number}")
    name = record.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        return Refused(None, f'"id" is neither a string nor a number on line {number}')
    name = str(name) if name is not None else f"line {number}"
    if not isinstance(record.get("text"), str):
        return Refused(name, f'no "text" on line {number}')
    given = {key: _HALF.sub("\ufffd", record[key]) for key in OPTIONAL if isinstance(record.get(key), str)}
    return Document(name, _HALF.sub("\ufffd", record["text"]), **given)
