"""The part of a page's form that asks why it is published again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from history.models import ChangeKind, PublishedVersion

EXPLAINED_KINDS = [
    (ChangeKind.SIGNIFICANT, _("significant – readers should know: a date, an amount, a rule, an address")),
    (ChangeKind.MINOR, _("minor – more exact or clearer, with the same meaning")),
    (ChangeKind.TECHNICAL, _("technical – a slip of the pen, the layout, a link")),
]


def has_versions(page: Any) -> bool:
    """Whether readers have seen a version of the page, here or in the bulletin that it came from."""
    return page.pk is not None and PublishedVersion.objects.filter(object__page_id=page.pk).exists()


class ChangeNotePanel(MultiFieldPanel):
    """The reason for a change and its kind. The first publication explains itself: there it doesn't show."""

    def __init__(self, children: Any = (), **kwargs: Any) -> None:
        children = children or [
            FieldPanel("change_note", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
            FieldPanel("change_kind", widget=forms.RadioSelect),
        ]
        kwargs.setdefault("heading", _("Reason for the change"))
        kwargs.setdefault("icon", "history")
        super().__init__(children, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Asks the database once per form."""

        def is_shown(self) -> bool:
            if not hasattr(self, "_is_shown"):
                self._is_shown = has_versions(self.instance)
            return self._is_shown
