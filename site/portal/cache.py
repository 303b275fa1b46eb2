"""The cache of an installation that has no cache server."""

import logging
import pickle
import zlib
from contextlib import suppress
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

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
