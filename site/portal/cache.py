"""The caches of an installation: files where there is no cache server, and one that may vanish where there is."""

import logging
import pickle
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

try:
    from redis.exceptions import RedisError
except ImportError:  # an extra, for those who have such a server

    class RedisError(Exception):  # type: ignore[no-redef]
        """Never raised."""


logger = logging.getLogger(__name__)


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


def _patiently(name: str, missing: Any) -> Callable[..., Any]:
    """A method of the cache that answers as if nothing were kept when the server doesn't."""

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(PatientRedisCache, self), name)(*args, **kwargs)
        except (ConnectionError, TimeoutError, RedisError) as error:
            logger.warning("The cache server does not answer: %s", type(error).__name__)
            if name == "get":
                return kwargs.get("default", args[1] if len(args) > 1 else None)
            return missing() if callable(missing) else missing

    method.__name__ = name
    return method


class PatientRedisCache(RedisCache):
    """A cache server for several machines, without which the site is slower, never broken."""

    get = _patiently("get", None)
    get_many = _patiently("get_many", dict)
    set = _patiently("set", None)
    set_many = _patiently("set_many", list)
    add = _patiently("add", True)
    touch = _patiently("touch", False)
    delete = _patiently("delete", False)
    delete_many = _patiently("delete_many", None)
    incr = _patiently("incr", 1)
    has_key = _patiently("has_key", False)
    clear = _patiently("clear", None)
