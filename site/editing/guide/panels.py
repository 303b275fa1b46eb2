"""The line at the top of a page's form that leads to the right page of the guide."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import HelpPanel

from editing.guide.topics import Topic, topic_of


class GuidePanel(HelpPanel):
    """Wagtail's panel of help, filled by the kind of the page."""

    def __init__(self, template: str = "editing/guide/panel.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    @property
    def clean_name(self) -> str:
        return "guide"

    class BoundPanel(HelpPanel.BoundPanel):
        """Knows the page."""

        @property
        def topic(self) -> Topic:
            """What helps with it."""
            return topic_of(self.instance._meta.label_lower)
