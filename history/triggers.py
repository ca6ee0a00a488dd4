"""Database triggers for what one CHECK cannot say, written once for both databases. Used by migrations only.

SQLite drops a table's triggers when a later migration rebuilds the table: such a migration must end with the same triggers again.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations


class Trigger(migrations.RunPython):
    """Refuse rows for which `when` holds (SQL over NEW/OLD) with a message, on INSERT, UPDATE or DELETE of a table."""

    def __init__(
        self,
        name: str,
        table: str,
        event: str,
        message: str,
        when: dict[str, str] | None = None,
    ) -> None:
        def create(apps: Any, schema_editor: Any) -> None:
            schema_editor.execute(
                _create_sql(schema_editor.connection.vendor, name, table, event, message, when),
                params=None,
            )

        def drop(apps: Any, schema_editor: Any) -> None:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}()",
                    params=None,
                )
            else:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)

        super().__init__(create, drop)


def _create_sql(
    vendor: str,
    name: str,
    table: str,
    event: str,
    message: str,
    when: dict[str, str] | None,
) -> str:
    condition = (when or {}).get(vendor, "")
    if vendor == "postgresql":
        guard = f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        always = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
        result = "RETURN OLD;" if event == "DELETE" else "RETURN NEW;"
        return (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {guard if condition else always} {result} END $$;"
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    clause = f"WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {clause} BEGIN SELECT RAISE(ABORT, '{message}'); END"


def forbid_changes(table: str, what: str) -> list[Trigger]:
    """An append-only table: neither UPDATE nor DELETE, also not through a queryset."""
    return [
        Trigger(f"{table}_no_update", table, "UPDATE", f"{what}只能追加，不能修改"),
        Trigger(f"{table}_no_delete", table, "DELETE", f"{what}只能追加，不能删除"),
    ]
