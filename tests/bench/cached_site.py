"""This site without the store, behind Django's own cache of whole pages, placed as its documentation says."""

from portal.settings.production import *  # noqa: F403
from portal.settings.production import MIDDLEWARE

PAGE_STORE = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
