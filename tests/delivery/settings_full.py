"""A server whose database can't grow by a page, as on a full disk."""

from portal.settings.test import *  # noqa: F403 -- settings modules are layers
from portal.settings.test import DATABASES

DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA max_page_count=1;"
