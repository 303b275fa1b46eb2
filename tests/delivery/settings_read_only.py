"""A server that may read its database and not write to it."""

from portal.settings.test import *  # noqa: F403 -- settings modules are layers
from portal.settings.test import DATABASES

DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA query_only=1;"
