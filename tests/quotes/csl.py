"""What an item of CSL-JSON may hold, as citation-style-language/schema (csl-data.json) publishes it, for jsonschema.

Written down here for the fields that this site writes, and closed: a field that is misspelt, or that the published
schema does not know, is an error. Compared with it field by field (its commit 0041266): whatever passes here passes
there.
"""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_NAMES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"family": _TEXT, "given": _TEXT, "literal": _TEXT},
        "additionalProperties": False,
    },
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
_VARIABLES = (
    "title", "container-title", "URL", "archive", "archive_location", "language", "note", "publisher", "source",
)  # fmt: skip
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["article-newspaper", "article-magazine", "webpage", "post", "speech", "interview"]},
            "author": _NAMES,
            "issued": _DATE,
            "accessed": _DATE,
            **dict.fromkeys(_VARIABLES, _TEXT),
        },
        "required": ["id", "type", "title", "accessed", "URL"],
        "additionalProperties": False,
    },
}
