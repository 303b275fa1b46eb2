"""For working on the code: tracebacks, unhashed static files, mail on the console."""

from .base import *  # noqa: F403 -- settings modules are layers
from .base import LOGGING, STORAGES
from .environment import VAR_DIR, env

DEBUG = True
SECRET_KEY = "for development only"  # noqa: S105 -- protects nothing
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WAGTAIL_PASSWORD_RESET_ENABLED = True
SECOND_FACTOR = env.str("SECOND_FACTOR", default="off")
LOGGING |= {"formatters": {"json": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}}}
VAR_DIR.mkdir(parents=True, exist_ok=True)
