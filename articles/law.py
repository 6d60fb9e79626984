"""The law that the database itself keeps: a body never changes. The triggers' machinery is shared with `quotes.law`.

SQLite forgets a table's triggers when a migration rebuilds that table, and refuses to rebuild a table that another
table's trigger reads. So a migration that alters bodies, places, parts or corrections stands between
`RunPython(repeal, enact)` and `RunPython(enact, repeal)` of both modules; `tests/quotes/test_triggers.py` fails where
a trigger was lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Refusal:
    """`table` refuses the events (a tuple of INSERT, UPDATE, DELETE) while `condition` holds, with `message`.

    `condition` is an SQL expression for each engine, over OLD and NEW.
    """

    table: str
    events: tuple[str, ...]
    message: str
    sqlite: str
    postgresql: str

    def name(self, event: str) -> str:
        return f"{self.table}_law_{event.lower()}"


def refuse_changes(table: str, columns: tuple[str, ...], message: str) -> Refusal:
    """UPDATE of any of `columns` to another value is refused; saving a row with the same values is not."""
    return Refusal(
        table,
        ("UPDATE",),
        message,
        sqlite=" OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns),
        postgresql=" OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns),
    )


BODY = refuse_changes(
    "articles_body",
    ("id", "article_id", "number", "text", "sha256"),
    "a body never changes: make a new one",
)

_SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $law$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN {result};
END $law$;
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""


def statements(refusal: Refusal, vendor: str) -> dict[str, str]:
    """The SQL that makes each trigger of `refusal` on this engine ("sqlite" or "postgresql"), by the trigger's name."""
    template = _SQLITE if vendor == "sqlite" else _POSTGRESQL
    return {
        refusal.name(event): template.format(
            name=refusal.name(event),
            event=event,
            table=refusal.table,
            condition=refusal.sqlite if vendor == "sqlite" else refusal.postgresql,
            message=refusal.message,
            result="OLD" if event == "DELETE" else "NEW",
        ).strip()
        for event in refusal.events
    }


def make(refusals: tuple[Refusal, ...], schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers, anew where they exist already."""
    drop(refusals, schema_editor)
    for refusal in refusals:
        for sql in statements(refusal, schema_editor.connection.vendor).values():
            schema_editor.execute(sql, params=None)


def drop(refusals: tuple[Refusal, ...], schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers where they exist."""
    for refusal in refusals:
        for name in statements(refusal, schema_editor.connection.vendor):
            if schema_editor.connection.vendor == "sqlite":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")


def enact(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: a body never changes, from here on."""
    make((BODY,), schema_editor)


def repeal(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython: take it back."""
    drop((BODY,), schema_editor)


def missing(refusals: tuple[Refusal, ...], vendor: str, present: Mapping[str, Any] | set[str]) -> list[str]:
    """The triggers that should be there and are not among `present`."""
    return [name for refusal in refusals for name in statements(refusal, vendor) if name not in present]
