"""Bytes to text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252; and what is no text at all."""

import codecs
import io
import re

from articles.readers.parsed import MAX_SIZE, Refusal, too_big

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\0\t\n\v\f\r\x1b"))
# Encodings that a page may declare; other codecs of Python's are no encodings of text.
_DECLARABLE = re.compile(r"(?:windows|cp|iso|latin|utf|us-ascii|ascii|koi|gb|big5|euc|shift|mac)[\w-]*$", re.IGNORECASE)
BINARY = Refusal("binary, not text")
NUL = Refusal("contains NUL characters")
EMPTY = Refusal("empty")
UNDECODABLE = Refusal("undecodable: not UTF-8, UTF-16 with a byte order mark, or Windows-1252")


def read_whole(stream: io.BufferedReader, declared: str | None = None) -> str | Refusal:
    """The text of a file of at most MAX_SIZE bytes; of a larger one no more than that is read. See `decode`."""
    data = stream.read(MAX_SIZE + 1)
    return Refusal(too_big()) if len(data) > MAX_SIZE else decode(data, declared)


def is_utf16(data: bytes) -> bool:
    """Whether the data begin with the mark of UTF-16."""
    return data.startswith(_UTF16)


def looks_binary(data: bytes) -> bool:
    """Whether the data can be no text: control characters that no text has, or NUL bytes throughout."""
    if is_utf16(data):
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return data.count(0) * 100 > len(data) or controls * 100 > len(data)


def decode(data: bytes, declared: str | None = None) -> str | Refusal:
    """The text, without its byte order mark; a Refusal where the data are empty, binary, undecodable or have NULs.

    `declared` is the encoding that the data claim for themselves: it is tried where they are not UTF-8.
    """
    if not data.strip():
        return EMPTY
    if looks_binary(data):
        return BINARY
    text = _marked(data) if data.startswith((codecs.BOM_UTF8, *_UTF16)) else _unmarked(data, declared)
    if isinstance(text, Refusal):
        return text
    if "\0" in text:
        return NUL
    return text if text.strip() else EMPTY


def _marked(data: bytes) -> str | Refusal:
    try:
        return data.decode("utf-16" if is_utf16(data) else "utf-8-sig")
    except UnicodeDecodeError:
        return UNDECODABLE


def _unmarked(data: bytes, declared: str | None) -> str | Refusal:
    tries = ["utf-8", "cp1252"]
    if declared and _DECLARABLE.match(declared):
        # By the rules of HTML, Latin-1 and ASCII mean Windows-1252.
        latin = declared.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
        tries.insert(1, "cp1252" if latin else declared)
    for encoding in tries:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        # Any bytes make some Windows-1252: a text full of accents is another encoding, read wrongly.
        if encoding != "cp1252" or sum(c > "\x7f" for c in text) * 8 <= len(text):
            return text
    return UNDECODABLE
