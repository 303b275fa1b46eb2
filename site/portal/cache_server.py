"""The setting of a cache server for several machines."""

from typing import Any

REDIS = "django.core.cache.backends.redis.RedisCache"
PATIENT_REDIS = "portal.cache.PatientRedisCache"
# Seconds: a page without the cache takes a tenth of one.
PATIENCE = 0.5


def cache_server(said: dict[str, Any]) -> dict[str, Any]:
    """What `CACHE_URL` names; a Redis that vanishes makes the site slower, not broken."""
    if said["BACKEND"] != REDIS:
        return said
    options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, **said.get("OPTIONS", {})}
    return {**said, "BACKEND": PATIENT_REDIS, "OPTIONS": options}
