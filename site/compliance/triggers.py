"""The database keeps what was sent and who looked: rows are added, and neither changed nor deleted afterwards.

One thing may happen to them: an account or a site goes, and the row forgets which one it was.
"""

from typing import Any

from history.triggers import Rule
from history.triggers import install as install_rules
from history.triggers import remove as remove_rules

APP = "compliance"
# Columns that stay as they are; `by_id` and `site_id` may only be emptied.
LASTING = {"sentsheet": ("id", "sent_on", "data", "at", "by_name"), "logreview": ("id", "day", "at", "by_name")}
FORGETTING = ("by_id", "site_id")


def _forgets_only(columns: tuple[str, ...]) -> str:
    """The condition under which a row may be updated; true or false, never unknown."""
    same = [f"NEW.{column} = OLD.{column}" for column in columns]
    emptied = [
        f"(NEW.{column} IS NULL OR (OLD.{column} IS NOT NULL AND NEW.{column} = OLD.{column}))" for column in FORGETTING
    ]
    return " AND ".join([*same, *emptied])


RULES = tuple(
    rule
    for table, columns in LASTING.items()
    for rule in (Rule(table, "UPDATE", _forgets_only(columns), APP), Rule(table, "DELETE", app=APP))
)


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers; a step of the first migration."""
    install_rules(apps, schema_editor, RULES)


def remove(apps: Any, schema_editor: Any) -> None:
    """Take them away again, before the tables go."""
    remove_rules(apps, schema_editor, RULES)
