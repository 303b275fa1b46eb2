"""What a backup tool reported."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class BackupKind(models.TextChoices):
    """What a copy holds."""

    ALL = "all", _("everything")
    DATABASE = "database", _("the database")
    FILES = "files", _("the files")


class BackupReport(models.Model):
    """A copy was made. The tool that makes it tells so with `manage.py backup_done`."""

    at = models.DateTimeField(_("made at"), default=now)
    kind = models.CharField(_("what it holds"), max_length=10, choices=BackupKind.choices)
    verified = models.BooleanField(_("put back and compared"), default=False)

    class Meta:
        verbose_name = _("report of a backup")
        verbose_name_plural = _("reports of backups")
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "-at"], name="compliance_newest_backup")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at}"
