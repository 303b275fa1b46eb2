"""What a drill does in its scratch place: `python -m copies.trial ARCHIVE`. Exit status 1: the copy is not good."""

from __future__ import annotations

import sys

import django
from django.core.management import CommandError, call_command

STEPS: tuple[tuple[str, ...], ...] = (
    ("migrate", "--verbosity=0"),
    ("journal", "verify", "--dry-run"),
    ("ask_pages",),
)
"""After `restore`: what somebody would do next who had to."""


def main(archive: str) -> int:
    """Put the archive back and try it; the exit status."""
    django.setup()
    for step in (("restore", archive), *STEPS):
        try:
            call_command(*step)
        except CommandError as error:
            sys.stderr.write(f"{' '.join(step)}: {error}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
