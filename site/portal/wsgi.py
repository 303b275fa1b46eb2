"""The entry that the server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

django_itself = get_wsgi_application()

from django.db import DEFAULT_DB_ALIAS, connections  # noqa: E402 -- ask for settings and models

from portal.database import must_exist  # noqa: E402 -- as above
from portal.delivering import in_front_of  # noqa: E402 -- as above

must_exist(connections.settings[DEFAULT_DB_ALIAS])
application = in_front_of(django_itself)
# What is loaded by now stays. Without this the garbage collector looks at all of it again, for a tenth of a second,
# whenever a few searches for a common word have made many rows.
gc.freeze()
