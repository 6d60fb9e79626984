"""The law that the database itself keeps: parts show the body's own words, places stay in their body, corrections stay.

How to alter these tables in a migration: see `articles.law`.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.law import Refusal, drop, make, refuse_changes

# On both engines substr counts characters, from 1.
_WORDS_OF_BODY = """substr(
    (SELECT body.text FROM articles_body body JOIN quotes_place place ON place.body_id = body.id
     WHERE place.id = NEW.place_id),
    NEW.start + 1, NEW."end" - NEW.start)"""
# substr stops at the end of the body without a word.
_OTHER_LENGTH = 'length(NEW.text) <> NEW."end" - NEW.start'

PART = Refusal(
    "quotes_part",
    ("INSERT", "UPDATE"),
    "a part must be the very words of its body between start and end",
    sqlite=f"{_WORDS_OF_BODY} IS NOT NEW.text OR {_OTHER_LENGTH}",
    postgresql=f"{_WORDS_OF_BODY} IS DISTINCT FROM NEW.text OR {_OTHER_LENGTH}",
)
PLACE = refuse_changes("quotes_place", ("id", "body_id"), "a place stays in its body")
CORRECTION = Refusal(
    "quotes_correction",
    ("UPDATE", "DELETE"),
    "corrections are append-only: undo one by another",
    sqlite="1",
    postgresql="true",
)
LAW = (PART, PLACE, CORRECTION)


def enact(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: make the triggers."""
    make(LAW, schema_editor)


def repeal(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: drop the triggers."""
    drop(LAW, schema_editor)
