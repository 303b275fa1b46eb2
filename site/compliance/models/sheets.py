"""What was told to the national page of the BIP, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from compliance.models.appended import AppendedModel


class SentSheet(AppendedModel):
    """The data that a centre sent to gov.pl/bip on a day, as they were then."""

    site = models.ForeignKey(Site, models.SET_NULL, null=True, related_name="+", verbose_name=_("centre"))
    sent_on = models.DateField(_("sent on"))
    data = models.JSONField(_("what was sent"))
    """Values by the key of `compliance.sheet.FIELDS`."""
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("sent sheet")
        verbose_name_plural = _("sent sheets")
        ordering = ["-sent_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.site}, {self.sent_on}"
