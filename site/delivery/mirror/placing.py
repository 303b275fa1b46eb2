"""A new copy takes the place of an old one as a whole, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from delivery.mirror.errors import MirrorError
from delivery.mirror.manifest import is_mirror


@contextmanager
def placed(folder: Path) -> Iterator[Path]:
    """An empty folder beside the one that is wanted; it is put in place when all went well within.

    Raises MirrorError when something else lies in that place, or another copy is being made beside it.
    """
    folder = folder.absolute()
    refuse_other(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        mark = f".{folder.name}.copying-"
        for left in folder.parent.glob(f"{_literal(mark)}*"):  # by one who was killed
            if (left / "old").is_dir() and not folder.exists():  # in the moment of the exchange
                (left / "old").rename(folder)
            shutil.rmtree(left)
        work = Path(tempfile.mkdtemp(prefix=mark, dir=folder.parent))
        try:
            made = work / "new"
            made.mkdir()
            yield made
            _exchange(made, folder, work / "old")
        finally:
            shutil.rmtree(work, ignore_errors=True)


def refuse_other(folder: Path) -> None:
    """Raise MirrorError unless the place is free, empty or holds an earlier copy."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise MirrorError(_("%(folder)s is no folder.") % {"folder": folder})
    if folder.exists() and any(folder.iterdir()) and not is_mirror(folder):
        message = _("%(folder)s holds something that is no copy of the sites; nothing was touched.")
        raise MirrorError(message % {"folder": folder})


def _exchange(made: Path, folder: Path, old: Path) -> None:
    refuse_other(folder)  # it took a while
    had_one = folder.exists()
    if had_one:
        folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        if had_one:
            old.rename(folder)
        raise


@contextmanager
def _alone(parent: Path) -> Iterator[None]:
    held = os.open(parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = _("Another copy is being made in %(folder)s.")
            raise MirrorError(message % {"folder": parent}) from error
        yield
    finally:
        os.close(held)


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
