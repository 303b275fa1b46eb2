"""Word documents that were read and wait until their editor has looked at what was recognised."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

WAITS = timedelta(days=1)


class WaitingImportQuerySet(models.QuerySet["WaitingImport"]):
    """Questions asked of what waits."""

    def forgotten(self) -> WaitingImportQuerySet:
        """What nobody has decided about for a day."""
        return self.filter(made_at__lte=timezone.now() - WAITS)

    def remembered(self) -> WaitingImportQuerySet:
        """What still waits, whether or not the nightly job has been."""
        return self.filter(made_at__gt=timezone.now() - WAITS)


class WaitingImport(models.Model):
    """What was recognised in a document: never the document itself, with all that an author left in it."""

    page = models.ForeignKey(
        Page, models.CASCADE, related_name="+", verbose_name=_("page"), help_text=_("Or the one above a new page.")
    )
    is_new = models.BooleanField(_("makes a new page"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("imported by")
    )
    made_at = models.DateTimeField(_("imported"), default=timezone.now)
    seen = models.CharField(_("draft it was made for"), max_length=64, blank=True)
    name = models.CharField(_("name of the file"), max_length=255)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)

    objects = WaitingImportQuerySet.as_manager()

    # It doesn't make a page used: it goes with it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("waiting import")
        verbose_name_plural = _("waiting imports")
        indexes = [models.Index(fields=["made_at"], name="editing_imports_by_time")]

    def __str__(self) -> str:
        return self.name


class WaitingPicture(models.Model):
    """A picture of such a document, without anything but the picture."""

    waiting = models.ForeignKey(WaitingImport, models.CASCADE, related_name="pictures", verbose_name=_("import"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("type"), max_length=10)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("picture of a waiting import")
        verbose_name_plural = _("pictures of waiting imports")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["waiting", "number"], name="editing_import_pictures")]

    def __str__(self) -> str:
        return f"{self.waiting_id}: {self.number}"
