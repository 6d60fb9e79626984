"""The machine's contract around the attribution: documents in, JSON lines or a table out. No database."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from articles.readers.decoding import read_whole
from articles.readers.parsed import Refusal
from quotes.attribution import Document, Result, attribute_many

OPTIONAL = ("title", "published", "outlet")


@dataclass(frozen=True, slots=True)
class Refused:
    """An input line or file that can't be used, with the reason."""

    id: str | None
    error: str


def read_documents(paths: Iterable[str], standard_input: TextIO, *, json_lines: bool) -> Iterator[Document | Refused]:
    """What is to be attributed, in order of the input. "-" or no path at all is the standard input.

    With `json_lines` every file holds one JSON object a line (a file that does not end in .jsonl or .json is one plain
    text); without, files ending in .jsonl do and others are plain texts. A plain text's id is the file's name.
    """
    for path in list(paths) or ["-"]:
        if path == "-":
            yield from _read_stream(standard_input, json_lines=json_lines)
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


def as_line(result: Result) -> str:
    """One line of JSON, as the contract has it."""
    answer: dict[str, Any] = {"id": result.id or None}
    if result.error:
        answer["error"] = result.error
    else:
        answer["attributions"] = [quote.as_dict() for quote in result.quotes]
    return json.dumps(answer, ensure_ascii=False)


def _read_stream(stream: TextIO, *, json_lines: bool) -> Iterator[Document | Refused]:
    if json_lines:
        yield from _read_lines(stream)
    else:
        yield Document("-", stream.read())


def _read_file(path: Path) -> Iterator[Document | Refused]:
    try:
        with path.open("rb") as stream:
            text = read_whole(stream)
    except OSError as error:
        yield Refused(path.name, error.strerror or str(error))
        return
    if isinstance(text, Refusal):
        yield Refused(path.name, text.reason)
    elif path.suffix in (".jsonl", ".ndjson"):
        yield from _read_lines(text.split("\n"))
    else:
        yield Document(path.name, text)


def _read_lines(lines: Iterable[str]) -> Iterator[Document | Refused]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield parse_line(line, number)


def parse_line(line: str, number: int) -> Document | Refused:
    """The document on one line of JSON, or why there is none. Keys other than the contract's are ignored."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Refused(None, f"not JSON on line {number}")
    if not isinstance(record, dict):
        return Refused(None, f"no JSON object on line {number}")
    name = record.get("id")
    if name is not None and not isinstance(name, str | int):
        return Refused(None, f'"id" is neither a string nor a number on line {number}')
    name = str(name) if name is not None else f"line {number}"
    if not isinstance(record.get("text"), str):
        return Refused(name, f'no "text" on line {number}')
    given = {key: record[key] for key in OPTIONAL if isinstance(record.get(key), str)}
    return Document(name, record["text"], **given)
