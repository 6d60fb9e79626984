"""Readers turn bytes of one format into ParsedArticles. No Django here: `extract` reads files too."""

from collections.abc import Mapping
from pathlib import PurePath

from articles.readers import html, jsonl, plain
from articles.readers.parsed import MAX_SIZE, ParsedArticle, Reader, Refusal

__all__ = ["MAX_SIZE", "READERS", "ParsedArticle", "Reader", "Refusal", "reader_for"]

READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}


def reader_for(name: str, head: bytes) -> Reader | None:
    """The reader for a file of this name that begins with the bytes `head`; None for a kind that none can read.

    A name without a suffix, as that of standard input, leaves it to the beginning: JSON lines, HTML, else plain text.
    """
    if suffix := PurePath(name).suffix.lower():
        return READERS.get(suffix)
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"{"):
        return jsonl.read
    return html.read if start.startswith(b"<") else plain.read
