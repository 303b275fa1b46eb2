"""Personal data in an entry that goes on a day: which day, on what basis, who decided. See `pages.bip.masking`."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class RetentionMixin(models.Model):
    """An entry whose `personal_fields` nobody may read from `mask_on` on, removed by then or not."""

    mask_on = models.DateField(
        _("personal data: removed on"),
        null=True,
        blank=True,
        help_text=_("On this day the site removes name, residence and reasons. Left empty: after three months."),
    )
    mask_basis = models.CharField(
        _("basis of the removal"),
        max_length=300,
        default="upływ okresu publikacji wyników naboru",
        help_text=_("Stands in the public history in place of the removed text."),
    )
    mask_decided_by = models.CharField(
        _("who decided about the removal"), max_length=200, blank=True, help_text=_("Left empty: the centre.")
    )

    retention_panels = [
        FieldPanel("mask_on"),
        FieldRowPanel([FieldPanel("mask_basis"), FieldPanel("mask_decided_by")]),
    ]

    class Meta:
        abstract = True

    @property
    def data_is_over(self) -> bool:
        """Whether the personal data may be read no more."""
        return self.mask_on is not None and localdate() >= self.mask_on
