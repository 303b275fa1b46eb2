"""For the tests: as in production, but quick to sign in and needing no collected static files."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403 -- settings modules are layers
from .base import STORAGES

SECRET_KEY = "for tests only"  # noqa: S105 -- protects nothing
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPORARY = Path(tempfile.mkdtemp(prefix="jawny-osrodek-"))
MEDIA_ROOT = TEMPORARY / "media"
STATIC_ROOT = TEMPORARY / "static"
STATIC_ROOT.mkdir()
# Two runs of the tests on one machine must not meet in a cache.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
