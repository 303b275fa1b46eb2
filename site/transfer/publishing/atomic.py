"""Transactions that also take back the files written in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

Written = list[tuple[Any, str]]

_written: ContextVar[Written | None] = ContextVar("written", default=None)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """A transaction; when it fails, the files noted in it are removed too: a database takes back rows only.

    One inside another: the files of the inner one stay noted until the outermost one is committed. Also a decorator.
    """
    outer, written = _written.get(), Written()
    token = _written.set(written)
    try:
        with transaction.atomic():
            # Registered first, so it runs before any receiver that may fail when nothing can be taken back any more.
            transaction.on_commit(written.clear)
            yield
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
    finally:
        _written.reset(token)
    if outer is not None:
        outer += written


def note_written(storage: Any, name: str) -> None:
    """Note a file of the transaction that is going on."""
    written = _written.get()
    if written is not None:
        written.append((storage, name))
