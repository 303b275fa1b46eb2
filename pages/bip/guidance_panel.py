"""The part of an editor's form that says what belongs on a page of the subject menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from pages.bip.categories import BY_CODE
from pages.bip.guidance import GUIDANCE, Guidance


class GuidancePanel(Panel):
    """What belongs on the page, who has the text, and what must not be there; readers never see it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Guidance for this page"))
        kwargs.setdefault("icon", "help")
        super().__init__(**kwargs)

    @property
    def clean_name(self) -> str:
        return "guidance"

    class BoundPanel(Panel.BoundPanel):
        """Shows on a page whose category is known: not before a new page is saved with one."""

        template_name = "wagtailadmin/panels/bip_guidance.html"

        @property
        def guidance(self) -> Guidance | None:
            """The guidance for the page's category."""
            return GUIDANCE.get(self.instance.category)

        @property
        def waits_for_text(self) -> bool:
            """Whether the page is a duty that nobody has published yet."""
            return BY_CODE[self.instance.category].duty and not self.instance.live

        def is_shown(self) -> bool:
            return self.guidance is not None
