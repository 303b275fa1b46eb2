"""One at a time: while a page is being made, the next readers of this process wait for it instead of making it, too.

Without this a publication in a busy hour would have every thread make the same page at once.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

# Seconds; whoever waited longer makes the page alone.
PATIENCE = 10.0


class Turns:
    """Turns of threads, by what they are about."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._about: dict[Hashable, tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, about: Hashable) -> Iterator[None]:
        """Wait for those who came before."""
        with self._guard:
            lock, number = self._about.get(about, (threading.Lock(), 0))
            self._about[about] = (lock, number + 1)
        mine = lock.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if mine:
                lock.release()
            with self._guard:
                lock, number = self._about[about]
                if number == 1:
                    del self._about[about]
                else:
                    self._about[about] = (lock, number - 1)
