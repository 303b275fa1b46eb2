"""Rules that the database itself keeps, whoever asks: history is added to, never rewritten.

An account that may drop triggers can still do anything; that is why others hold the roots (see `/bip/dziennik/`).
"""

from typing import Any, NamedTuple

MESSAGE = "history is only added to"


class Rule(NamedTuple):
    """`verb` on rows of `table` is refused; with a condition on OLD, only when that holds."""

    table: str
    verb: str
    unless: str = ""


APPEND_ONLY = ("journalentry", "publishedversion", "checkpoint", "redaction")
REDACTED_VERSION = "EXISTS (SELECT 1 FROM history_redaction WHERE version_id = OLD.version_id)"
REDACTED_ENTRY = "EXISTS (SELECT 1 FROM history_redaction WHERE entry_id = OLD.entry_id)"
UNUSED_BLOB = "NOT EXISTS (SELECT 1 FROM history_versionattachment WHERE blob_id = OLD.sha256)"

RULES = (
    *(Rule(table, verb) for table in APPEND_ONLY for verb in ("UPDATE", "DELETE")),
    Rule("versioncontent", "UPDATE", REDACTED_VERSION),
    Rule("versioncontent", "DELETE"),
    Rule("disclosure", "UPDATE"),
    Rule("disclosure", "DELETE", REDACTED_ENTRY),
    Rule("versionattachment", "UPDATE"),
    Rule("versionattachment", "DELETE", REDACTED_VERSION),
    Rule("blob", "UPDATE"),
    Rule("blob", "DELETE", UNUSED_BLOB),
    Rule("trackedobject", "DELETE"),
    Rule("journal", "DELETE"),
)


def sqlite_statements() -> list[str]:
    """One trigger a rule."""
    return [
        f"CREATE TRIGGER history_{rule.table}_no_{rule.verb.lower()} BEFORE {rule.verb} ON history_{rule.table} "
        + (f"WHEN NOT ({rule.unless}) " if rule.unless else "")
        + f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for rule in RULES
    ]


def postgresql_statements() -> list[str]:
    """The same, and TRUNCATE, which fires no trigger of a row. PostgreSQL wants each condition in a function."""
    statements = []
    for rule in RULES:
        name = f"history_{rule.table}_no_{rule.verb.lower()}"
        allowed = (
            f"IF {rule.unless} THEN RETURN {'NEW' if rule.verb == 'UPDATE' else 'OLD'}; END IF; " if rule.unless else ""
        )
        statements.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {allowed}RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
        statements.append(
            f"CREATE TRIGGER {name} BEFORE {rule.verb} ON history_{rule.table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    statements.append(
        "CREATE FUNCTION history_no_truncate() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
    )
    statements += [
        f"CREATE TRIGGER history_{table}_no_truncate BEFORE TRUNCATE ON history_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_no_truncate()"
        for table in sorted({rule.table for rule in RULES})
    ]
    return statements


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers; a step of the first migration."""
    makers = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    for statement in makers[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    """Take them away again, before the tables go."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for rule in RULES:
        name = f"history_{rule.table}_no_{rule.verb.lower()}"
        schema_editor.execute(f"DROP FUNCTION {name}() CASCADE" if postgresql else f"DROP TRIGGER {name}", params=None)
    if postgresql:
        schema_editor.execute("DROP FUNCTION history_no_truncate() CASCADE", params=None)
