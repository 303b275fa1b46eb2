"""What is kept of pages that went: enough to bring them back, and where their readers are sent meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from editing.models.kinds import model_of

KEPT = timedelta(days=30)
RESTORED = "editing.restore"
"""What Wagtail's log calls a page's return; its `authors` are the accounts whose words came back with the draft."""


class BinnedPageQuerySet(models.QuerySet["BinnedPage"]):
    """Questions asked of the bin."""

    def overdue(self) -> BinnedPageQuerySet:
        """What has been here for thirty days."""
        return self.filter(deleted_at__lte=timezone.now() - KEPT)

    def tops(self) -> BinnedPageQuerySet:
        """Pages that were deleted by themselves, not with one above them that is still here."""
        above = BinnedPage.objects.filter(page_id=models.OuterRef("parent_id"), batch=models.OuterRef("batch"))
        return self.filter(~models.Exists(above))

    def counting_below(self) -> BinnedPageQuerySet:
        """Each with `below`: how many pages were deleted with it that stood below it."""
        tree = BinnedPage.objects.filter(batch=models.OuterRef("batch"), path__startswith=models.OuterRef("path"))
        number = tree.order_by().values("batch").annotate(number=models.Count("pk")).values("number")
        return self.annotate(below=models.Subquery(number) - 1)


class BinnedPage(models.Model):
    """A deleted page as it was: its row, its latest draft, and what went with it.

    Nothing of it is public. It goes for good after thirty days, and at once when words of the page must be forgotten.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    batch = models.UUIDField(_("deletion"), help_text=_("The same for a page and all that was deleted with it."))
    page_id = models.PositiveBigIntegerField(_("page"), unique=True, help_text=_("Its number, which it gets back."))
    parent_id = models.PositiveBigIntegerField(_("page it stood below"))
    path = models.CharField(_("place in the tree"), max_length=255)
    kind = models.CharField(_("kind"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    address = models.CharField(_("address"), max_length=2000, blank=True)
    was_live = models.BooleanField(_("was public"))
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    draft = models.JSONField(_("latest draft"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    beside = models.JSONField(
        _("what went with it"), default=dict, help_text=_("Restrictions, redirects that led to it, settings naming it.")
    )
    deleted_at = models.DateTimeField(_("deleted"), default=timezone.now)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deleted by")
    )

    objects = BinnedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-deleted_at", "path"]
        indexes = [
            models.Index(fields=["batch", "parent_id"], name="editing_bin_by_batch"),
            models.Index(fields=["deleted_at"], name="editing_bin_by_time"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def model(self) -> type[Any] | None:
        """The page's type; None when this version of the site has it no more."""
        return model_of(self.kind)

    @property
    def kind_name(self) -> str:
        """What editors call that kind of page."""
        return str(self.model._meta.verbose_name) if self.model else self.kind

    @property
    def gone_on(self) -> Any:
        """When it goes for good."""
        return self.deleted_at + KEPT

    @property
    def days_left(self) -> int:
        """How many days that is from today."""
        return max(0, (timezone.localdate(self.gone_on) - timezone.localdate()).days)

    def tree(self) -> BinnedPageQuerySet:
        """The page and all that was deleted with it below it, the upper ones first."""
        found = BinnedPage.objects.filter(batch=self.batch, path__startswith=self.path)
        return found.order_by("path")


class SeeInstead(models.Model):
    """What readers are told to see instead of a page that is gone, where its address still says so."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    page_id = models.PositiveBigIntegerField(_("page that is gone"), unique=True)
    target = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("see instead"))

    # Nobody edits it: it is no content that would keep a page from going.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page to see instead")
        verbose_name_plural = _("pages to see instead")

    def __str__(self) -> str:
        return f"{self.page_id} → {self.target_id}"
