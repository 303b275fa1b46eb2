"""Mobile apps of the centre, if it has any."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from pages.core.validators import validate_website


class StatementApp(Orderable):
    """One app: where to get it, and its own statement."""

    statement = ParentalKey(
        "accessibility.AccessibilityStatementPage", on_delete=models.CASCADE, related_name="mobile_apps"
    )
    name = models.CharField(_("name of the app"), max_length=120)
    download_url = models.URLField(_("where to get it"), validators=[validate_website])
    statement_url = models.URLField(_("its own accessibility statement"), blank=True, validators=[validate_website])

    panels = [FieldPanel("name"), FieldPanel("download_url"), FieldPanel("statement_url")]
    history_fields = ("name", "download_url", "statement_url")

    class Meta(Orderable.Meta):
        verbose_name = _("mobile app")
        verbose_name_plural = _("mobile apps")

    def __str__(self) -> str:
        return self.name
