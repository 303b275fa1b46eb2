"""Published versions, and what of them may have to be masked one day."""

from typing import Any

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from history.models.objects import TrackedObject

SCHEMA_VERSION = 1


class ChangeKind(models.TextChoices):
    """How much a change matters to a reader."""

    SIGNIFICANT = "significant", _("significant")
    MINOR = "minor", _("minor")
    TECHNICAL = "technical", _("technical")
    UNKNOWN = "unknown", _("not known")


class TimePrecision(models.TextChoices):
    """How exactly the time of a version is known."""

    EXACT = "exact", _("exact")
    MINUTE = "minute", _("to the minute")


class PublishedVersion(models.Model):
    """A text that was public, from `live_from` until the next event of its object."""

    object = models.ForeignKey(TrackedObject, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    live_from = models.DateTimeField(_("public since"), help_text=_("For imported versions: as claimed there."))
    precision = models.CharField(max_length=8, choices=TimePrecision.choices, default=TimePrecision.EXACT)
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True, blank=True)
    restores = models.PositiveIntegerField(
        _("restores version"), null=True, blank=True, help_text=_("The latest earlier version with the same text.")
    )
    change_kind = models.CharField(_("kind of change"), max_length=12, choices=ChangeKind.choices)
    schema_version = models.PositiveSmallIntegerField(default=SCHEMA_VERSION)
    commitment = models.CharField(_("commitment to the text"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["object", "number"]
        constraints = [models.UniqueConstraint(fields=["object", "number"], name="history_one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.object}, {self.number}"


class ContentStatus(models.TextChoices):
    """What is left of a version's text."""

    FULL = "full", _("full")
    UNAVAILABLE = "unavailable", _("text not available")
    REDACTED = "redacted", _("text anonymised")


class VersionContent(models.Model):
    """What a reader could see of a version. Changes only under a `Redaction`."""

    version = models.OneToOneField(PublishedVersion, models.PROTECT, primary_key=True, related_name="content")
    status = models.CharField(_("status"), max_length=12, choices=ContentStatus.choices, default=ContentStatus.FULL)
    title = models.CharField(_("title"), max_length=255, blank=True)
    url_at_time = models.CharField(_("address at the time"), max_length=2000, blank=True)
    fields = models.JSONField(_("fields"), default=dict, blank=True, help_text=_("What restoring the version needs."))
    html = models.TextField(_("article"), blank=True)
    text_digest = models.CharField(_("digest of fields and files"), max_length=64, blank=True, db_index=True)
    change_note = models.TextField(_("description of the change"), blank=True)
    produced_by = models.CharField(_("produced by"), max_length=200, blank=True)
    produced_at = models.CharField(_("produced on"), max_length=40, blank=True)
    responsible_person = models.CharField(_("responsible for the content"), max_length=200, blank=True)
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    published_by_function = models.CharField(_("function"), max_length=200, blank=True)
    published_by_id = models.PositiveBigIntegerField(_("account"), null=True, blank=True)
    printed_at = models.CharField(
        _("time as printed"), max_length=80, blank=True, help_text=_("Only of versions taken over from elsewhere.")
    )

    class Meta:
        verbose_name = _("content of a version")
        verbose_name_plural = _("contents of versions")

    def __str__(self) -> str:
        return self.title or str(self.version_id)


def blob_storage() -> Any:
    """Where the bytes of attachments are kept: never served as they lie there."""
    return storages["history"]


class Blob(models.Model):
    """The bytes of an attachment or a picture, kept once however many versions carry them."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    mime = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    name = models.CharField(_("name in the storage"), max_length=120)

    class Meta:
        verbose_name = _("file of a version")
        verbose_name_plural = _("files of versions")

    def __str__(self) -> str:
        return self.sha256

    def open(self) -> Any:
        """The bytes, as a binary file to be closed by the caller. Raises FileNotFoundError when they are lost."""
        return blob_storage().open(self.name)


class ClosedDocument(models.Model):
    """A document deleted while its collection kept it from the public: its bytes in old versions stay closed."""

    document_id = models.PositiveBigIntegerField(_("document"), primary_key=True)

    class Meta:
        verbose_name = _("closed document")
        verbose_name_plural = _("closed documents")

    def __str__(self) -> str:
        return str(self.document_id)


class VersionAttachment(models.Model):
    """A file as a version showed it; goes only under a `Redaction`."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="attachments")
    order = models.PositiveSmallIntegerField(_("number in the version"))
    label = models.CharField(_("title"), max_length=255, blank=True)
    name = models.CharField(_("file name"), max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments")
    document_id = models.PositiveBigIntegerField(
        _("document"), null=True, blank=True, help_text=_("Whether it is public today decides its collection.")
    )

    class Meta:
        verbose_name = _("attachment of a version")
        verbose_name_plural = _("attachments of versions")
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="history_one_file_per_number")]

    def __str__(self) -> str:
        return self.label or self.name
