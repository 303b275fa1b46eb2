"""The caches of an installation: files where there is no cache server, and one that may vanish where there is."""

from __future__ import annotations

import logging
import pickle
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

try:
    from redis.exceptions import RedisError
except ImportError:  # an extra, for those who have such a server

    class RedisError(Exception):  # type: ignore[no-redef]  # stands in for theirs
        """Never raised."""


logger = logging.getLogger(__name__)

# Each question that nobody answers takes half a second, and a page asks several.
SECONDS_WITHOUT_ASKING = 5.0


class SharedFileCache(FileBasedCache):
    """Files that all processes of a machine share, so that what a command changes shows on the running server.

    A spoilt entry counts as missing, and a folder that can't be written makes the site slower, never broken.
    """

    def _createdir(self) -> None:
        with suppress(OSError):  # said when an entry can't be written
            super()._createdir()  # type: ignore[misc]  # missing from the types

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError, zlib.error) as error:
            logger.warning("A cache entry could not be read: %s", type(error).__name__)
            return default

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(key, value, *args, **kwargs)
        except OSError as error:
            logger.warning("A cache entry could not be written: %s", type(error).__name__)

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except OSError as error:
            logger.warning("A cache entry could not be deleted: %s", type(error).__name__)
            return False


def _patiently(name: str) -> Callable[..., Any]:
    """A method that this process's own memory does while the server doesn't answer."""

    def method(self: PatientRedisCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.silent_until:
            try:
                return getattr(super(PatientRedisCache, self), name)(*args, **kwargs)
            except (OSError, RedisError, EOFError, pickle.UnpicklingError) as error:
                self.silent_until = time.monotonic() + SECONDS_WITHOUT_ASKING
                logger.warning("The cache server does not answer: %s", type(error).__name__)
        return getattr(self.spare, name)(*args, **kwargs)

    method.__name__ = name
    return method


class PatientRedisCache(RedisCache):
    """A cache server for several machines, without which the site is slower, never broken.

    What stands in for it forgets with its process and knows nothing of others. It is enough for what must not be
    missing: that whoever guesses passwords has to wait.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        own = {name: value for name, value in params.items() if name != "OPTIONS"}
        self.spare, self.silent_until = LocMemCache("without-the-server", own), 0.0

    get, get_many = _patiently("get"), _patiently("get_many")
    set, set_many = _patiently("set"), _patiently("set_many")
    add, touch, incr = _patiently("add"), _patiently("touch"), _patiently("incr")
    delete, delete_many, clear = _patiently("delete"), _patiently("delete_many"), _patiently("clear")
    has_key = _patiently("has_key")
