"""How this project talks to SQLite."""

from typing import Any
from urllib.parse import quote


def must_exist(database: dict[str, Any]) -> None:
    """Let a server open the database, never make one: where one was moved away, another would only be in the way.

    Changes the settings of the connection. Commands go on making what is missing.
    """
    name = str(database["NAME"])
    if database["ENGINE"] == "django.db.backends.sqlite3" and not name.startswith(("file:", ":memory:")):
        database["NAME"] = f"file:{quote(name)}?mode=rw"


def sqlite_options() -> dict[str, Any]:
    """Connection options under which concurrent editors lose nothing and readers never wait.

    IMMEDIATE transactions take the write lock at their start: with WAL alone more than half of concurrent
    read-then-write transactions are refused at once, whatever the timeout. FULL syncs each commit to disk, so a
    publication that was acknowledged survives a power cut. WAL needs a local disk.
    """
    pragmas = {
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "mmap_size": 134_217_728,
        "journal_size_limit": 27_103_364,
        "cache_size": -20_000,
        "temp_store": "MEMORY",
        # Without it INSERT OR REPLACE would slip past the triggers that keep the history from being rewritten.
        "recursive_triggers": "ON",
        # What was anonymised must not linger in free pages of the file.
        "secure_delete": "ON",
    }
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
    }
