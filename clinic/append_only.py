"""Triggers that keep a table append-only: the database refuses UPDATE and DELETE on it, whoever asks.

In: a table name, from a migration. Out: a migration operation for PostgreSQL and SQLite.
"""

from typing import Any

from django.db.migrations import RunPython


def trigger_sql(table: str, vendor: str) -> list[str]:
    """The statements that make `table` append-only on this database vendor ("postgresql" or "sqlite")."""
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION unknot_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only table'; END $$",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION unknot_append_only()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def append_only(table: str) -> RunPython:
    """The migration operation that adds the triggers to `table`."""

    def add(_apps: Any, editor: Any) -> None:
        for statement in trigger_sql(table, editor.connection.vendor):
            editor.execute(statement)

    return RunPython(add, RunPython.noop)
