"""The index over `Entry.terms`: an FTS5 table that triggers keep equal to the rows, or two GIN and B-tree indexes.

A later migration that makes Django rebuild the SQLite table `search_entry` loses these triggers and must run CREATE again.
"""

from django.db import migrations

_remove = "INSERT INTO search_terms (search_terms, rowid, terms) VALUES ('delete', old.position, old.terms);"
_insert = "INSERT INTO search_terms (rowid, terms) SELECT new.position, new.terms WHERE new.position IS NOT NULL;"

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_terms USING fts5("
        "terms, content='search_entry', content_rowid='position', columnsize=0, tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry WHEN new.position IS NOT NULL BEGIN {_insert} END",
        f"CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry WHEN old.position IS NOT NULL BEGIN {_remove} END",
        f"CREATE TRIGGER search_entry_placed AFTER UPDATE OF position, terms ON search_entry WHEN old.position IS NULL BEGIN {_insert} END",
        f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF position, terms ON search_entry WHEN old.position IS NOT NULL BEGIN {_remove} {_insert} END",
    ],
    "postgresql": [
        # Articles change rarely and are searched at once: no pending list that every query would have to scan.
        "CREATE INDEX search_entry_terms ON search_entry USING gin (terms) WITH (fastupdate = off)",
        "CREATE INDEX search_entry_scanned ON search_entry (position) WHERE terms IS NULL",
        # Positions of the candidates, always through the indexes: testing a row without them means unpacking all its terms.
        "CREATE FUNCTION search_found(wanted tsquery, most bigint) RETURNS SETOF bigint LANGUAGE sql STABLE"
        " SET enable_seqscan = off SET enable_indexscan = off SET max_parallel_workers_per_gather = 0"
        " AS 'SELECT position FROM search_entry WHERE terms @@ wanted UNION ALL SELECT position FROM search_entry WHERE terms IS NULL LIMIT most'",
    ],
}
DROP = {
    "sqlite": [
        *(f"DROP TRIGGER search_entry_{name}" for name in ("added", "removed", "placed", "changed")),
        "DROP TABLE search_terms",
    ],
    "postgresql": [
        "DROP FUNCTION search_found",
        "DROP INDEX search_entry_terms",
        "DROP INDEX search_entry_scanned",
    ],
}


def _running(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(_running(CREATE), _running(DROP))]
