"""The editor of rich text, as the setting WAGTAILADMIN_RICH_TEXT_EDITORS names it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from wagtail.admin.rich_text import DraftailRichTextArea

# What Wagtail's converter stumbles over when it is given anything but what its editor writes.
UNREADABLE = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)


class TextArea(DraftailRichTextArea):
    """Wagtail's own, which takes for granted that its script wrote what is sent; nobody else's words get this far."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Raises BadRequest: there is no text to show again at the field, nor anybody who typed it there."""
        try:
            return super().value_from_datadict(data, files, name)
        except UNREADABLE as error:
            raise BadRequest(f"{name} holds no text of the editor's") from error
