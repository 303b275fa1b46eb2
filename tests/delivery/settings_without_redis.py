"""A server whose cache server is gone: nobody listens on this port."""

from portal.cache_server import REDIS, cache_server
from portal.settings.test import *  # noqa: F403 -- settings modules are layers

CACHES = {"default": cache_server({"BACKEND": REDIS, "LOCATION": "redis://127.0.0.1:1/0"})}
