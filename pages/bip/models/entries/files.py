"""Files of an entry that have a part of their own in its case: a protocol, a reply, a balance sheet."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable


class EntryFile(Orderable):
    """A file of an entry. A subclass has the key to its page, and says in `kind` what the file is."""

    document = models.ForeignKey(
        get_document_model_string(), models.SET_NULL, null=True, related_name="+", verbose_name=_("file")
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Left empty: what the file is, as chosen above.")
    )

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("document")]), FieldPanel("title")]
    history_fields = ("document", "kind", "title")

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the link says."""
        return self.title or str(getattr(self, "get_kind_display", str)())


def labelled(rows: Any) -> list[tuple[Any, str]]:
    """The documents of the rows with their labels; a row whose document was deleted is left out."""
    return [(row.document, row.label) for row in rows.select_related("document") if row.document]
