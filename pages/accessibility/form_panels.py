"""What stands above the form of an other form of a page: whether the page above has changed, and what to look at."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from wagtail.admin.panels import HelpPanel

from pages.core.dates import PartialDate


class OtherFormPanel(HelpPanel):
    """Tells the editor of the draft that was saved last; it never stands in the way."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Asks only of a page that was saved."""

        @cached_property
        def source_changed_on(self) -> str:
            """The day since which the page above may say something else, in the genitive; empty when it doesn't."""
            changed = self.instance.source_changed_at if self.instance.pk else None
            return PartialDate.from_date(localdate(changed)).genitive if changed else ""


class EasyReadPanel(OtherFormPanel):
    """How to write easy text, and what of it may be hard."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "pages/accessibility/admin/easy_read.html")
        super().__init__(**kwargs)

    class BoundPanel(OtherFormPanel.BoundPanel):
        @cached_property
        def hints(self) -> list[Any]:
            """What may be hard to read."""
            return self.instance.hints if self.instance.pk else []


class SignFilmPanel(OtherFormPanel):
    """Where the film is uploaded, and what of it is there."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "pages/accessibility/admin/sign_film.html")
        super().__init__(**kwargs)

    class BoundPanel(OtherFormPanel.BoundPanel):
        @property
        def upload_url(self) -> str:
            """Where the film and its captions are uploaded; empty before the first draft is saved."""
            return reverse("accessibility_admin:film", args=(self.instance.pk,)) if self.instance.pk else ""
