"""Lawful removal of what should not have been published, or may not stay."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from history.models.journal import JournalEntry
from history.models.versions import PublishedVersion


class RedactionScope(models.TextChoices):
    """What is masked."""

    CONTENT = "content", _("text")
    ATTACHMENT = "attachment", _("attachment")
    NOTE = "note", _("description of the change")
    PERSON = "person", _("person")


class Redaction(models.Model):
    """Who had what masked, on which basis. Its presence is what lets the database give the masked parts up."""

    entry = models.ForeignKey(
        JournalEntry, models.PROTECT, related_name="redactions", help_text=_("The entry that is masked.")
    )
    version = models.ForeignKey(PublishedVersion, models.PROTECT, null=True, blank=True, related_name="redactions")
    recorded_as = models.ForeignKey(
        JournalEntry, models.PROTECT, related_name="recorded_redactions", help_text=_("The entry that says so.")
    )
    scope = models.CharField(_("what is masked"), max_length=12, choices=RedactionScope.choices)
    attachment = models.PositiveSmallIntegerField(_("number of the attachment"), default=0)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    decided_by = models.CharField(_("decided by"), max_length=200)
    by_name = models.CharField(_("carried out by"), max_length=200)
    by_id = models.PositiveBigIntegerField(_("account"), null=True, blank=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("anonymisation")
        verbose_name_plural = _("anonymisations")

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.entry}"
