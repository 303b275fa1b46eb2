"""For working on the code: tracebacks, unhashed static files, mail on the console."""

from .base import *  # noqa: F403 -- settings modules are layers
from .base import STORAGES, VAR_DIR

DEBUG = True
SECRET_KEY = "for development only"  # noqa: S105 -- protects nothing
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
VAR_DIR.mkdir(parents=True, exist_ok=True)
