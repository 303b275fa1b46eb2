"""The setting of a search engine beside the database: one address for which, where and under what name."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

# Wagtail's backends by the beginning of the address, with the client each needs.
CLIENTS = {
    "opensearch2": "opensearchpy",
    "opensearch3": "opensearchpy",
    "elasticsearch7": "elasticsearch",
    "elasticsearch8": "elasticsearch",
    "elasticsearch9": "elasticsearch",
}
PREFIX = "jawny_osrodek_"
# Seconds: longer than a sound engine takes for a thousand pages, shorter than an editor's patience.
TIMEOUT = 5


def search_engine(address: str) -> dict[str, Any]:
    """The backend of `opensearch3+https://user:password@host:9200/?prefix=kielce_`.

    The prefix begins the names of all indexes, so that several installations can share an engine. Raises
    ImproperlyConfigured for an engine that isn't known or whose client isn't installed.
    """
    parts = urlsplit(address)
    engine, _plus, scheme = parts.scheme.partition("+")
    if engine not in CLIENTS or scheme not in ("http", "https") or not parts.hostname:
        known = ", ".join(CLIENTS)
        raise ImproperlyConfigured(f"SEARCH_ENGINE_URL begins with one of {known}, then +https://host:9200")
    if find_spec(CLIENTS[engine]) is None:
        raise ImproperlyConfigured(f"SEARCH_ENGINE_URL needs a client: uv sync --extra {engine.rstrip('0123456789')}")
    prefix = parse_qs(parts.query).get("prefix", [PREFIX])[0]
    return {
        "BACKEND": "search.engine",
        "ENGINE": engine,
        "URLS": [urlunsplit((scheme, parts.netloc, parts.path.rstrip("/"), "", ""))],
        "INDEX_PREFIX": prefix,
        "TIMEOUT": TIMEOUT,
        "OPTIONS": {"max_retries": 0},
    }
