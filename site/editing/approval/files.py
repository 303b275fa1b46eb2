"""Keeps other bytes from coming into the place of a file that an approved page shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from editing.approval.rules import needs_approval
from history.showing import pages_showing
from pages.core.models import BasePage


def replacing_fault(item: Any) -> str:
    """Why a document or a picture may not be given another content; empty when it may."""
    if not bulletin_pages_showing(item):
        return ""
    return _(
        "This file stands on a published page of the bulletin. "
        "Upload the new one as another file, put it on the page and submit the page for approval."
    )


def bulletin_pages_showing(item: Any) -> list[Any]:
    """The public pages with a second pair of eyes on them that show a file."""
    shown_on = BasePage.objects.filter(pk__in=pages_showing(item)).specific()
    return [page for page in shown_on if needs_approval(page)]


class ApprovedFileMixin:
    """A form of a file that says so at the field: Wagtail deletes the earlier content before anything is saved."""

    def clean(self: Any) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()  # type: ignore[misc]  # a mixin of a form
        if "file" in self.changed_data and self.instance.pk and (fault := replacing_fault(self.instance)):
            self.add_error("file", fault)
        return data
