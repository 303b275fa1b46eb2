"""The sites that are copied, and what belongs to one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.conf import settings
from wagtail.models import Site

_SAFE_IN_PATH = "/!$&'()*+,;=:@~"
_SIMPLE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SCHEMES = ("http", "https")


@dataclass(frozen=True)
class Origin:
    """A site as browsers know it, and the folder its copy lies in."""

    host: str
    port: int
    scheme: str
    folder: str
    name: str

    @property
    def netloc(self) -> str:
        """Host, and the port where it isn't the usual one."""
        usual = {"http": 80, "https": 443}[self.scheme]
        return self.host if self.port == usual else f"{self.host}:{self.port}"

    @property
    def root(self) -> str:
        """Address of the live site, without a slash at its end."""
        return f"{self.scheme}://{self.netloc}"

    def address_of(self, url: str, base: str = "/") -> str | None:
        """Path and query that a link on the page `base` leads to, in one spelling; None when it leaves the site.

        The order of parameters and the way signs are quoted make no other address.
        """
        try:
            target = urlsplit(urljoin(self.root + base, url.strip()))
            path = unquote(target.path or "/", errors="strict")
            port = target.port
        except ValueError:
            return None
        ours = (target.hostname or "") == self.host and port in {None, self.port}
        if target.scheme not in _SCHEMES or not ours or "\0" in path:
            return None
        query = urlencode(sorted(parse_qsl(target.query, keep_blank_values=True)))
        return quote(path, safe=_SAFE_IN_PATH) + (f"?{query}" if query else "")


def is_copied(address: str) -> bool:
    """Whether an address is one to ask for; the others need the live site."""
    path, _, query = address.partition("?")
    if path.startswith(tuple(settings.MIRROR_LEFT_OUT)) or {".", ".."} & set(unquote(path).split("/")):
        return False
    asked = parse_qsl(query, keep_blank_values=True)
    names = [name for name, _value in asked]
    known = len(names) == len(set(names)) and set(names) <= set(settings.MIRROR_PARAMETERS)
    return known and all(_SIMPLE.fullmatch(value) for _name, value in asked)


def origins(hosts: Iterable[str] = ()) -> tuple[list[Origin], list[str]]:
    """The sites of the installation, or those of the given hosts; and the hosts that there are no sites of."""
    sites = list(Site.objects.order_by("hostname", "port"))
    wanted = set(hosts)
    shared = Counter(site.hostname for site in sites)
    found = [_origin(site, shared[site.hostname] > 1) for site in sites if not wanted or site.hostname in wanted]
    return found, sorted(wanted - {site.hostname for site in sites})


def _origin(site: Site, ambiguous: bool) -> Origin:
    scheme = "https" if settings.SECURE_SSL_REDIRECT or site.port == 443 else "http"
    port = 443 if scheme == "https" and site.port == 80 else site.port
    folder = f"{site.hostname}_{site.port}" if ambiguous else site.hostname
    return Origin(site.hostname.lower(), port, scheme, folder, site.site_name or site.hostname)
