"""What stands above the form of a statement: where the review stands, what the facts amount to, what is wrong."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel


class StatementStatePanel(HelpPanel):
    """Tells the editor what follows from the facts as they were saved last."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "pages/accessibility/admin/statement_state.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Asks only of a statement that was saved."""

        @cached_property
        def is_saved(self) -> bool:
            return bool(self.instance.pk)

        @cached_property
        def review(self) -> Any:
            """Where the yearly review stands."""
            return self.instance.review_state() if self.instance.made_on else None

        @cached_property
        def findings(self) -> list[Any]:
            """What the validator says of the page as it was saved last."""
            from pages.accessibility.checking.own import findings_of  # it reads the models

            return findings_of(self.instance)
