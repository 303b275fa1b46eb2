"""Whose history is asked for: an object at an address of this site that anyone may read about now."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from wagtail.models import Site

from history.models import ObjectState, TrackedObject
from history.timeline import Timeline
from history.visibility import object_at, page_of

BULLETIN = "/bip/"


@dataclass(frozen=True)
class Subject:
    """A page with a history, or what is left of one."""

    site: Site
    tracked: TrackedObject
    page: Any
    """The page itself; None when it is gone."""
    local_url: str
    """Where its history is: the address where it stands, or stood last; its own one for good when that is taken."""

    @property
    def title(self) -> str:
        """The title that readers see, or saw last."""
        return self.page.title if self.page else self.tracked.title

    @property
    def head_title(self) -> str:
        """The title in the browser's tab; an entry of the bulletin may have the name of the page that it leads to."""
        title = getattr(self.page, "head_title", "") or self.title
        return f"{title} – BIP" if self.in_bip else title

    @property
    def nav_title(self) -> str:
        """The name in the way back to it."""
        return getattr(self.page, "nav_title", "") or self.title

    @property
    def history_url(self) -> str:
        """Address of its history."""
        return f"{self.local_url}historia/"

    @property
    def in_bip(self) -> bool:
        """Whether it stands, or stood, in the public bulletin."""
        return self.tracked.path.startswith(BULLETIN)

    @cached_property
    def timeline(self) -> Timeline:
        """All its entries; one query."""
        return Timeline(self.tracked)

    def version_url(self, number: int) -> str:
        """Address of one version."""
        return f"{self.local_url}wersje/{number}/"

    def comparison_url(self, older: int, newer: int) -> str:
        """Address of what changed from one version to another."""
        return f"{self.local_url}porownaj/{older}/{newer}/"

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """What the frame around a page of the history prints: its header, its menus, the way back.

        The page prepares them itself, but isn't told what was asked: its own lists have pages and filters, too.
        """
        context: dict[str, Any] = {"subject": self, "in_bip": self.in_bip}
        if self.page is None:
            return context
        asked, request.GET = request.GET, QueryDict()
        try:
            prepared = self.page.get_context(request)
        finally:
            request.GET = asked
        kept = ("navigation", "section", "siblings")
        return context | {"page": self.page} | {name: prepared[name] for name in kept if name in prepared}


def site_of(request: HttpRequest) -> Site:
    """The site that is asked; raises Http404 for none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def subject_at(request: HttpRequest, path: str) -> Subject:
    """The page at an address, or the one that stood there last.

    Raises Http404 for what no anonymous reader may know of: history follows today's visibility.
    """
    site = site_of(request)
    tracked = object_at(site, f"/{path}")
    if tracked is None:
        raise Http404
    page = page_of(tracked)
    if page is None and tracked.state == ObjectState.SHOWN:
        raise Http404  # its row went out of sight in a way that nobody has recorded yet
    return Subject(site, tracked, page, f"/{path}")
