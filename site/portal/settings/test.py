"""For the tests: as in production, but quick to sign in and needing no collected static files."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403 -- settings modules are layers
from .base import LOGGING, STORAGES

SECRET_KEY = "for tests only"  # noqa: S105 -- protects nothing
SECOND_FACTOR = "off"  # tests of it switch it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Nothing is made here: tests have folders of their own, and what else runs with these settings must not reach the real.
NOWHERE = Path(tempfile.gettempdir()) / "jawny-osrodek-without-tests"
MEDIA_ROOT = NOWHERE / "media"
STATIC_ROOT = NOWHERE / "static"
# Two runs of the tests on one machine must not meet in a cache.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Visits are written when a test says so.
VISITS_WRITE_SECONDS = None
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# What people did is written down when a test asks for it: setting up would fill the report of every test that fails.
LOGGING["loggers"]["audit"] = {"level": "WARNING"}
