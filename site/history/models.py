"""What was public, when, and by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedChange(models.Model):
    """One row of the change register that an earlier system kept of a page, as that register printed it.

    The text of those versions is not known. Rows are only ever added: a register that could be rewritten proves
    nothing. `number` orders them, since several may share a minute.
    """

    page_id = models.PositiveBigIntegerField(_("page"), db_index=True)
    number = models.PositiveIntegerField(_("number"))
    note = models.TextField(_("description of the change"))
    at = models.DateTimeField(_("time"), help_text=_("To the minute, Polish time in the source."))
    printed_at = models.CharField(_("time as printed"), max_length=80)
    person = models.CharField(_("person"), max_length=200)

    class Meta:
        verbose_name = _("imported change")
        verbose_name_plural = _("imported changes")
        ordering = ["page_id", "number"]
        constraints = [models.UniqueConstraint(fields=["page_id", "number"], name="history_one_change_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.printed_at}"
