"""What the views of the administration share: whose history it is, and who may do what with it."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from history.models import JournalEntry, PublishedVersion, TrackedObject
from history.timeline import Timeline

TOO_MANY = 2**31
"""No number of a version or an entry; what is much larger no database can look for."""


def may_redact(user: Any, page: Page | None) -> bool:
    """Whether an account may anonymise what a page published; of a page that is gone, only who answers for all."""
    if user.is_superuser:
        return True
    allowed = user.has_perm("history.add_redaction")
    return allowed and page is not None and page.permissions_for_user(user).can_publish()


class PageHistoryMixin(WagtailAdminTemplateMixin):
    """A view about the public history of one page, which may be gone. `needs` names what the editor must be allowed."""

    needs = "can_edit"
    header_icon = "history"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page_id = int(kwargs["page_id"])
        self.page: Any = Page.objects.filter(pk=self.page_id).first()
        self.page = self.page and self.page.specific
        found = TrackedObject.objects.filter(page_id=self.page_id).select_related("journal__site").order_by("-pk")
        if not found:
            raise Http404
        self.tracked = self._shown_among(list(found))
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _shown_among(self, objects: list[TrackedObject]) -> TrackedObject:
        """The object of the site that the page stands in; of one that is gone or moved away, the last."""
        site = self.page.get_site() if self.page else None
        return next((found for found in objects if found.journal.site_id == (site and site.pk)), objects[0])

    def is_allowed(self) -> bool:
        """Whether the person who asks may do this here."""
        if self.page is None:
            return bool(self.request.user.is_superuser)
        return bool(getattr(self.page.permissions_for_user(self.request.user), self.needs)())

    @cached_property
    def timeline(self) -> Timeline:
        """All entries of the page."""
        return Timeline(self.tracked)

    def version_or_404(self, number: int) -> PublishedVersion:
        """A version of the page."""
        versions = self.tracked.versions.select_related("content", "object")
        version = versions.filter(number=number).first() if number < TOO_MANY else None
        if version is None:
            raise Http404
        return version

    def entry_or_404(self, seq: int) -> JournalEntry:
        """An entry about the page."""
        entry = JournalEntry.objects.select_related("version", "journal", "object").filter(object=self.tracked, seq=seq)
        found = entry.first() if seq < TOO_MANY else None
        if found is None:
            raise Http404
        return found

    @property
    def title(self) -> str:
        """The page as editors know it."""
        return str(self.page.get_admin_display_title()) if self.page else self.tracked.title

    @property
    def list_url(self) -> str:
        """Where all of the page's versions are."""
        return reverse("public_history:versions", args=(self.page_id,))

    @property
    def public_url(self) -> str:
        """Where readers find the page, or found it."""
        site = self.tracked.journal.site
        return f"{site.root_url if site else ''}{self.tracked.path}"

    def get_page_subtitle(self) -> str:
        return self.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user) if self.page else []
        items = [*above, {"url": self.list_url, "label": _("Public history")}]
        here = {"url": "", "label": self.get_page_title()}
        return items if self.request.path == self.list_url else [*items, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"page": self.page, "tracked": self.tracked, "public_url": self.public_url, "list_url": self.list_url}
        return super().get_context_data(**about, **kwargs)
