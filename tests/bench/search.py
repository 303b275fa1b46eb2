"""How long the search takes on a made centre: `python -m tests.bench.search`. Figures to read, never a test.

    python -m tests.bench.search [--pages 1000 10000] [--database sqlite postgresql] [--rounds 21]

Each number of pages gets a database and a process of its own. Questions are asked in process, of `search.answering`
with the first page of results, and once more as a whole request. Prints one table.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgres import run_on_a_fresh_server

PAGES = (1_000, 10_000)
DATABASES = ("sqlite", "postgresql")
ROUNDS = 21


def measured(database: str, pages: int, rounds: int) -> dict[str, str] | None:
    """The figures of one site by what was measured; None when that failed, which the process has said."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "figures.json"
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "tests.bench.search_figures",
            str(pages),
            str(rounds),
            str(answer),
        ]
        settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "VAR_DIR": folder, "LOG_LEVEL": "ERROR"}
        if database == "sqlite":
            environment = {**os.environ, **settings, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
            subprocess.run(command, env=environment, check=False)
        else:
            os.environ.update(settings)
            run_on_a_fresh_server(command)
        return json.loads(answer.read_text()) if answer.exists() else None


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search")
    parser.add_argument("--pages", type=int, nargs="+", default=PAGES)
    parser.add_argument("--database", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    columns = {
        f"{database} {pages:,}": measured(database, pages, max(7, options.rounds))
        for database in options.database
        for pages in options.pages
    }
    names = dict.fromkeys(name for figures in columns.values() if figures for name in figures)
    print(f"{'':48}" + "".join(f"{title:>24}" for title in columns))
    for name in names:
        cells = (figures.get(name, "–") if figures else "not measured" for figures in columns.values())
        print(f"{name:48}" + "".join(f"{cell:>24}" for cell in cells))
    print(
        f"Milliseconds: median / 95th percentile of {max(7, options.rounds)} rounds; in brackets how many were found."
    )


if __name__ == "__main__":
    main()
