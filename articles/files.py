"""Paths to articles: which files there are, which reader takes each, and what lies beside it; addresses go to `web`.

Hidden files are passed over, and so are the files about other files: `NAME.meta.json`, the sidecar of NAME.txt or
NAME.html, and annotations, `.jsonl` files with "gold" as a word of their name. A file that is named as an argument is
always read.
"""

import hashlib
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, TextIO, cast

from articles import web
from articles.fetching import is_address
from articles.keys import UNKNOWN_OUTLET
from articles.readers import MAX_SIZE, ParsedArticle, Refusal, reader_for
from articles.readers.jsonl import read as read_json_lines
from articles.readers.parsed import too_big
from articles.text import one_line

STDIN = "-"
_SIDECAR = ".meta.json"
_ANNOTATIONS = re.compile(r"(?:.*[._-])?gold(?:[._-].*)?\.jsonl$", re.IGNORECASE)
_SIDECAR_KEYS = ("outlet", "published", "url", "canonical_url", "byline", "title", "agency", "id")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or an address. `shown` is its path as the user would write it, `relative` its path below the
    argument."""

    shown: str
    relative: PurePath

    @property
    def path(self) -> Path:
        return Path(self.shown)


@dataclass(frozen=True, slots=True)
class Found:
    """An article or a refusal, and where it was found: "path" or "path:line"."""

    place: str
    result: ParsedArticle | Refusal


def sources(paths: Iterable[str]) -> list[Source]:
    """The files at and below `paths`, each directory's in order of their names; "-" is standard input, and an address
    is itself."""
    found: list[Source] = []
    for path in paths:
        if is_address(path):
            found.append(Source(path, PurePath()))
        elif path != STDIN and Path(path).is_dir():
            found += (Source(str(Path(path, below)), below) for below in sorted(_below(Path(path))))
        else:
            found.append(Source(path, PurePath(PurePath(path).name)))
    return found


def _below(top: Path) -> Iterator[PurePath]:
    """The files of a directory and the directories in it, links to directories too, each once."""
    seen: set[str] = set()
    unreadable: list[OSError] = []
    for folder, folders, names in os.walk(top, followlinks=True, onerror=unreadable.append):
        if (real := os.path.realpath(folder)) in seen:
            folders.clear()  # a link that leads back
            continue
        seen.add(real)
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            passed_over = name.startswith(".") or name.endswith(_SIDECAR) or _ANNOTATIONS.match(name)
            if not passed_over and not _would_wait(path):
                yield path.relative_to(top)
    for error in unreadable:  # reading one will fail again, and say why in its line
        yield Path(error.filename).relative_to(top)


def _would_wait(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device, which might never answer."""
    return path.is_fifo() or path.is_socket() or path.is_char_device() or path.is_block_device()


def count(files: Iterable[Source]) -> int | None:
    """About how many articles the files hold: one each, or one a line; None where standard input is among them."""
    total = 0
    for source in files:
        if source.shown == STDIN:
            return None
        if is_address(source.shown):
            total += 1
            continue
        lines = _lines(source.path) if source.path.suffix.lower() in {".jsonl", ".ndjson"} else 1
        total += lines
    return total


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) or 1
    except OSError:
        return 1


def read(source: Source, outlet: str = "") -> Iterator[Found]:
    """What the file holds. `outlet` is that of articles which name none, nor does their sidecar.

    Without it, such an article's outlet is the folder below the argument that it lies in ("the-daily-post" is "The
    Daily Post"; years and the like are passed over), else "Unknown outlet": the argument's own name says nothing.
    """
    if is_address(source.shown):
        yield from (Found(*each) for each in web.read(source.shown, outlet))
        return
    named = outlet or _outlet_of_folder(source.relative)
    for result in _results(source):
        place = f"{source.shown}:{result.line}" if result.line else source.shown
        if isinstance(result, Refusal):
            yield Found(place, result)
        else:
            yield Found(place, replace(result, outlet=result.outlet or named, path=_path(source, result)))


def _path(source: Source, article: ParsedArticle) -> str:
    """The path below the argument; for standard input, which has none, a digest of the text in its stead."""
    if source.shown == STDIN:
        return f"{STDIN}/{hashlib.sha256(article.text.encode()).hexdigest()[:16]}"
    # A file's name need not be valid Unicode; a row's values must be.
    return source.relative.as_posix().encode(errors="backslashreplace").decode()


def _outlet_of_folder(relative: PurePath) -> str:
    names = (part for part in reversed(relative.parts[:-1]) if re.search(r"[^\W\d_]{2}", part))
    name = " ".join(re.split(r"[-_\s]+", next(names, UNKNOWN_OUTLET))).strip()
    name = name.encode(errors="replace").decode()
    return name.title() if name.islower() else name


def _results(source: Source) -> Iterator[ParsedArticle | Refusal]:
    try:
        if source.shown == STDIN:
            yield from _read_stream(source, buffered_bytes(sys.stdin))
            return
        with source.path.open("rb") as stream:
            yield from _read_stream(source, stream)
    except OSError as error:
        yield Refusal(f"cannot be read: {error.strerror or error}")


def buffered_bytes(standard_input: TextIO) -> io.BufferedReader:
    """The bytes of standard input. What stands in for it, in a test or under a server, need not be a file."""
    stream: object = standard_input.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))


def _read_stream(source: Source, stream: io.BufferedReader) -> Iterator[ParsedArticle | Refusal]:
    name = "" if source.shown == STDIN else source.path.name
    reader = reader_for(name, stream.peek(1024))
    if reader is None:
        yield Refusal(f"not a kind of file that can be read ({source.path.suffix})")
    elif reader is read_json_lines:
        yield from reader(stream)
    elif name and source.path.stat().st_size > MAX_SIZE:
        yield Refusal(too_big())
    else:
        for result in reader(stream):
            yield _with_sidecar(source.path, result) if name and isinstance(result, ParsedArticle) else result


def _with_sidecar(path: Path, article: ParsedArticle) -> ParsedArticle | Refusal:
    """The article with what the file's sidecar says of it; the sidecar's word goes before the file's own."""
    sidecar = path.with_suffix(_SIDECAR)
    if not sidecar.is_file():
        return article
    try:
        said = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return Refusal(f"its {sidecar.name} is not JSON")
    if not isinstance(said, dict) or not all(isinstance(said.get(key, ""), str) for key in _SIDECAR_KEYS):
        return Refusal(f"its {sidecar.name} is no JSON object of strings")
    values: dict[str, Any] = {key: one_line(said[key]) for key in _SIDECAR_KEYS if said.get(key)}
    if "id" in values:
        values["source_id"] = values.pop("id")
    return replace(article, **values)
