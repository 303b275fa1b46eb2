"""What the last load of each file left behind, so that the next one publishes only what changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


class LoadedFile(models.Model):
    """A page (or the centre's own data) as a folder described it when it was last loaded.

    `digest` stands for the whole described state, attachments included; `revision_id` is the revision it was published
    in, and `state_digest` the stored values of what has no revisions. Both tell whether an editor changed it since.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    source = models.CharField(_("file"), max_length=255)
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    digest = models.CharField(_("digest"), max_length=64)
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True, blank=True)
    state_digest = models.CharField(_("digest of stored values"), max_length=64, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("loaded file")
        verbose_name_plural = _("loaded files")
        constraints = [models.UniqueConstraint(fields=["site", "source"], name="transfer_one_row_per_file")]

    def __str__(self) -> str:
        return self.source
