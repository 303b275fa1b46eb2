"""Which site a host name stands for, as Wagtail would say; only names that a site gives itself count."""

from __future__ import annotations

import time

from wagtail.models import Site

# Names that nobody knows are as many as somebody likes; they must not cost a question each.
SECONDS_BETWEEN_QUESTIONS = 1.0
_USUAL_PORTS = frozenset({80, 443})


class Hosts:
    """The sites by the host that their own addresses name. Raises DatabaseError when it has to ask and can't."""

    def __init__(self) -> None:
        self._sites: dict[str, int] = {}
        self._asked_at = float("-inf")

    def site_of(self, host: str) -> int | None:
        """The key of a site; None for a host that no site names as its own."""
        found = self._sites.get(host)
        if found is None and time.monotonic() - self._asked_at > SECONDS_BETWEEN_QUESTIONS:
            rows = Site.objects.values_list("hostname", "port", "pk")
            self._sites = {own_host(name, port): pk for name, port, pk in rows}
            self._asked_at = time.monotonic()
            found = self._sites.get(host)
        return found

    def forget(self) -> None:
        """Ask again."""
        self._sites, self._asked_at = {}, float("-inf")


def own_host(name: str, port: int) -> str:
    """The host as a browser sends it for a site's own addresses."""
    return name.lower() if port in _USUAL_PORTS else f"{name.lower()}:{port}"
