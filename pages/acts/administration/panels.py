"""What stands above the form of a text: where to import it, where to check and publish it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import HelpPanel


class TextStepsPanel(HelpPanel):
    """Leads a new text to the import, and a draft to the comparison with the text before it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "pages/acts/admin/text_steps.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Knows which page it stands on, or below which one."""

        @property
        def import_url(self) -> str:
            """Where a text is pasted or uploaded; empty below an act that isn't public yet."""
            page = self.instance if self.instance.pk else self.form.parent_page
            return reverse("acts_admin:import", args=(page.pk,)) if page and (self.instance.pk or page.live) else ""

        @property
        def check_url(self) -> str:
            """Where a draft is compared and published; empty for a page that isn't kept yet."""
            return str(self.instance.check_url)
