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

# The words of a statement, as quotes report it.
_WORDS_OF_SEGMENT = """substr(
    (SELECT body.text FROM articles_body body JOIN quotes_segment segment ON segment.body_id = body.id
     WHERE segment.id = NEW.segment_id),
    NEW.start + 1, NEW."end" - NEW.start)"""
SEGMENT_PART = Refusal(
    "quotes_segmentpart",
    ("INSERT", "UPDATE"),
    "a part of a segment must be the very words of its body between start and end",
    sqlite=f"{_WORDS_OF_SEGMENT} IS NOT NEW.text OR {_OTHER_LENGTH}",
    postgresql=f"{_WORDS_OF_SEGMENT} IS DISTINCT FROM NEW.text OR {_OTHER_LENGTH}",
)
SEGMENT = refuse_changes("quotes_segment", ("id", "body_id"), "a segment stays in its body")
# Apart from LAW, which the first migrations make before there are such tables.
LAW_OF_STATEMENTS = (SEGMENT_PART, SEGMENT)

# The words of a claim, as an article has them.
_WORDS_OF_ASSERTION = """substr(
    (SELECT body.text FROM articles_body body JOIN quotes_assertion assertion ON assertion.body_id = body.id
     WHERE assertion.id = NEW.assertion_id),
    NEW.start + 1, NEW."end" - NEW.start)"""
ASSERTION_PART = Refusal(
    "quotes_assertionpart",
    ("INSERT", "UPDATE"),
    "a part of an assertion must be the very words of its body between start and end",
    sqlite=f"{_WORDS_OF_ASSERTION} IS NOT NEW.text OR {_OTHER_LENGTH}",
    postgresql=f"{_WORDS_OF_ASSERTION} IS DISTINCT FROM NEW.text OR {_OTHER_LENGTH}",
)
# It moves to a newer body of its article, so that its id can last; but never with the parts that it had in the old one.
_HAS_PARTS = "EXISTS (SELECT 1 FROM quotes_assertionpart part WHERE part.assertion_id = OLD.id)"
ASSERTION = Refusal(
    "quotes_assertion",
    ("UPDATE",),
    "an assertion leaves its parts behind when it moves to another body",
    sqlite=f"(OLD.id IS NOT NEW.id OR OLD.body_id IS NOT NEW.body_id) AND {_HAS_PARTS}",
    postgresql=f"(OLD.id IS DISTINCT FROM NEW.id OR OLD.body_id IS DISTINCT FROM NEW.body_id) AND {_HAS_PARTS}",
)
LAW_OF_CLAIMS = (ASSERTION_PART, ASSERTION)


def enact(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: make the triggers."""
    make(LAW, schema_editor)


def repeal(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: drop the triggers."""
    drop(LAW, schema_editor)


def enact_for_statements(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: make the triggers on what quotes report of statements."""
    make(LAW_OF_STATEMENTS, schema_editor)


def repeal_for_statements(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: drop them."""
    drop(LAW_OF_STATEMENTS, schema_editor)


def enact_for_claims(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: make the triggers on what articles have of claims."""
    make(LAW_OF_CLAIMS, schema_editor)


def repeal_for_claims(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: drop them."""
    drop(LAW_OF_CLAIMS, schema_editor)
