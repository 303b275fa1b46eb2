"""What a process has read of the store lately, so that the next reader waits for no disk."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from threading import Lock

from delivery.asking import Asked
from delivery.entries import Entry


class Memory:
    """Entries by address, each of one state; those that were not asked for longest go first. Bounded in bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._bytes = most_bytes, 0
        self._entries: OrderedDict[Asked, tuple[str, Entry, int]] = OrderedDict()
        self._lock = Lock()

    def has(self, asked: Asked) -> bool:
        """Whether an answer of any state is remembered, so that the address is known to be a good one."""
        return asked in self._entries

    def get(self, asked: Asked, state: str) -> Entry | None:
        """The entry of this state."""
        found = self._entries.get(asked)
        if found is None or found[0] != state:
            return None
        with suppress(KeyError):  # another thread has just let go of it
            self._entries.move_to_end(asked)
        return found[1]

    def put(self, asked: Asked, state: str, entry: Entry) -> None:
        """Remember an entry instead of the one that was there."""
        size = entry.size  # once: meanwhile another thread may add an encoding
        with self._lock:
            if asked in self._entries:
                self._bytes -= self._entries.pop(asked)[2]
            self._entries[asked] = (state, entry, size)
            self._bytes += size
            while self._bytes > self._most:
                self._bytes -= self._entries.popitem(last=False)[1][2]
