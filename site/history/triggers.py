"""Rules that the database itself keeps, whoever asks: history is added to, never rewritten.

Other apps with tables of that kind give rules of their own to `install` and `remove`. An account that may drop triggers
can still do anything; that is why others hold the roots (see `/bip/dziennik/`).
"""

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from django.db.migrations import RunPython

MESSAGE = "history is only added to"


class Rule(NamedTuple):
    """`verb` on rows of a table is refused; with a condition on OLD (and NEW), unless that holds.

    The condition must be true or false, never unknown: SQLite would take unknown for true.
    """

    table: str
    verb: str
    unless: str = ""
    app: str = "history"

    @property
    def relation(self) -> str:
        """The table's name in the database."""
        return f"{self.app}_{self.table}"

    @property
    def name(self) -> str:
        """The trigger's."""
        return f"{self.relation}_no_{self.verb.lower()}"


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


def sqlite_statements(rules: Iterable[Rule] = RULES) -> list[str]:
    """One trigger a rule."""
    return [
        f"CREATE TRIGGER {rule.name} BEFORE {rule.verb} ON {rule.relation} "
        + (f"WHEN NOT ({rule.unless}) " if rule.unless else "")
        + f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for rule in rules
    ]


def postgresql_statements(rules: Iterable[Rule] = RULES) -> list[str]:
    """The same, and TRUNCATE, which fires no trigger of a row. PostgreSQL wants each condition in a function."""
    statements = []
    for rule in rules:
        allowed = (
            f"IF {rule.unless} THEN RETURN {'NEW' if rule.verb == 'UPDATE' else 'OLD'}; END IF; " if rule.unless else ""
        )
        statements.append(_refusing(rule.name, allowed))
        statements.append(
            f"CREATE TRIGGER {rule.name} BEFORE {rule.verb} ON {rule.relation} "
            f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
        )
    statements += [_refusing(f"{app}_no_truncate") for app in _apps(rules)]
    statements += [
        f"CREATE TRIGGER {relation}_no_truncate BEFORE TRUNCATE ON {relation} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {app}_no_truncate()"
        for app, relation in sorted({(rule.app, rule.relation) for rule in rules})
    ]
    return statements


def _refusing(name: str, allowed: str = "") -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {allowed}RAISE EXCEPTION '{MESSAGE}'; END $$"
    )


def _apps(rules: Iterable[Rule]) -> list[str]:
    return sorted({rule.app for rule in rules})


def install(apps: Any, schema_editor: Any, rules: Iterable[Rule] = RULES) -> None:
    """Make the triggers; a step of the first migration."""
    makers = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    for statement in makers[schema_editor.connection.vendor](rules):
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any, rules: Iterable[Rule] = RULES) -> None:
    """Take them away again, before the tables go."""
    if schema_editor.connection.vendor == "postgresql":
        functions = [rule.name for rule in rules] + [f"{app}_no_truncate" for app in _apps(rules)]
        statements = [f"DROP FUNCTION {name}() CASCADE" for name in functions]
    else:
        statements = [f"DROP TRIGGER {rule.name}" for rule in rules]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def append_only(app: str, *tables: str) -> RunPython:
    """A step of an app's first migration, after its tables: their rows are added, never changed or deleted."""
    rules = tuple(Rule(table, verb, app=app) for table in tables for verb in ("UPDATE", "DELETE"))
    return RunPython(partial(install, rules=rules), partial(remove, rules=rules))
