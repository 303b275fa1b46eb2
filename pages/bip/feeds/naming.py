"""Names of entries that never change, for feeds and calendars."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Site

# A tag URI (RFC 4151) names a day on which the host was the office's own; it must never change.
TAG_DAY = "2026-01-01"


def host_of(request: HttpRequest) -> str:
    """The centre's own host, whatever name it is reached by."""
    site = Site.find_for_request(request)
    return site.hostname if site else request.get_host().partition(":")[0]


def tag_of(request: HttpRequest, name: str) -> str:
    """A tag URI."""
    return f"tag:{host_of(request)},{TAG_DAY}:{name}"
