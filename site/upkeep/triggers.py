"""The database keeps what owners answered: rows are added, never changed, and deleted only after their last day.

The day is written into each row with the answer, so that nobody shortens the time afterwards.
"""

from typing import Any

from history.triggers import Rule
from history.triggers import install as install_rules
from history.triggers import remove as remove_rules

APP = "upkeep"
RULES = (Rule("review", "UPDATE", app=APP), Rule("review", "DELETE", "OLD.kept_until < CURRENT_DATE", APP))


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers; a step of the first migration."""
    install_rules(apps, schema_editor, RULES)


def remove(apps: Any, schema_editor: Any) -> None:
    """Take them away again, before the tables go."""
    remove_rules(apps, schema_editor, RULES)
