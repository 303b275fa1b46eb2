"""What an easy-to-read text and a film in sign language share: they stand below the page that they retell."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from history.summaries import last_changes
from pages.accessibility.models.parents import PARENTS
from pages.core.forms import BasePageForm
from pages.core.models import BasePage


class OtherFormForm(BasePageForm):
    """Says before the page is published what would keep it from that."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self._leads_to_publication():
            for fault in self.instance.publication_faults(self.parent_page or self.instance.get_parent()):
                self.add_error(None, ValidationError(fault))


class OtherFormPage(BasePage):
    """Tells the page above it in another form. Readers switch between them; lists name only the page above."""

    retells = True
    search_prior = 0.6  # after the page itself
    parent_page_types = PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1
    usual_slug: ClassVar[str] = ""

    # Everything but „show in menus”, where it would stand beside the page that it retells.
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("short_title")], heading=_("Place in the site")),
        *BasePage.promote_panels[1:],
    ]
    base_form_class = OtherFormForm

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new one begins with the address that all of its kind have."""
        super().__init__(*args, **kwargs)
        if vars(self).get("slug") == "":
            self.slug = self.usual_slug

    def publication_faults(self, source: Page | None) -> list[str]:
        """Sentences on what keeps the page from being published; `source` is the page that it retells."""
        if source is not None and source.live:
            return []
        return [gettext("The page that this one retells is not public. Publish that one first.")]

    @property
    def form_name(self) -> str:
        """How the line under the title of the page above names this form."""
        raise NotImplementedError

    @property
    def source_changed_at(self) -> datetime | None:
        """When the page above was changed after this one was published last; None when this one is up to date."""
        if not self.path or self.last_published_at is None:
            return None
        source = self.get_parent()
        changes = last_changes([self.pk, source.pk])
        changed = changes.get(source.pk)
        told = max(filter(None, [self.last_published_at, changes.get(self.pk)]))
        return changed if changed and changed > told else None

    @property
    def is_outdated(self) -> bool:
        """Whether the page above says something that this one may not say yet."""
        return self.source_changed_at is not None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.require_source(request)
        return super().serve(request, *args, **kwargs)

    def require_source(self, request: HttpRequest) -> None:
        """Raises Http404 when readers can't open the page above, by whatever way that came about."""
        above = self.path[: -self.steplen]
        if not getattr(request, "is_preview", False) and not any(page.path == above for page in self.trail):
            raise Http404
