"""The journal of a site: a chain of lines that only grows."""

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from history.journal import ZERO


class Journal(models.Model):
    """The head of a site's journal. Whoever appends locks this row first, so numbers have no gap and time runs on."""

    origin = models.CharField(
        _("origin"), max_length=255, unique=True, help_text=_("The site's address when its journal began.")
    )
    site = models.OneToOneField(Site, models.SET_NULL, null=True, blank=True, related_name="journal")
    size = models.PositiveBigIntegerField(_("number of entries"), default=0)
    leaf = models.CharField(_("digest of the last line"), max_length=64, default=ZERO)
    last_at = models.DateTimeField(_("time of the last entry"), null=True, blank=True)

    class Meta:
        verbose_name = _("journal")
        verbose_name_plural = _("journals")

    def __str__(self) -> str:
        return self.origin


class Event(models.TextChoices):
    """What happened to a page in public."""

    PUBLISH = "publish", _("Publication")
    UNPUBLISH = "unpublish", _("Withdrawal")
    EXPIRE = "expire", _("Expiry")
    DELETE = "delete", _("Deletion")
    MOVE = "move", _("Move")
    URL_CHANGE = "url_change", _("Change of address")
    RESTRICT = "restrict", _("Taken out of public view")
    UNRESTRICT = "unrestrict", _("Returned to public view")
    NOTE_CORRECTION = "note_correction", _("Correction of a description")
    REDACT = "redact", _("Anonymisation")
    IMPORT = "import", _("Entry taken over from an earlier bulletin")
    DRIFT = "drift", _("Change without publication")
    RECOVERY = "recovery", _("Recovery from a backup")
    ACT_RELATION = "act_relation", _("Relation of acts")


class JournalEntry(models.Model):
    """One line of a journal; `line` holds the exact bytes that the chain is made of, the columns only find it."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    event = models.CharField(_("event"), max_length=20, choices=Event.choices)
    object = models.ForeignKey("history.TrackedObject", models.PROTECT, null=True, blank=True, related_name="entries")
    version = models.ForeignKey(
        "history.PublishedVersion", models.PROTECT, null=True, blank=True, related_name="entries"
    )
    prev = models.CharField(_("digest of the line before"), max_length=64)
    leaf = models.CharField(_("digest of the line"), max_length=64)
    line = models.BinaryField(_("line"))

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["journal", "seq"]
        constraints = [models.UniqueConstraint(fields=["journal", "seq"], name="history_one_entry_per_number")]
        indexes = [models.Index(fields=["object", "-seq"], name="history_entries_of_object")]

    def __str__(self) -> str:
        return f"{self.seq}. {self.get_event_display()}"

    @cached_property
    def parsed(self) -> dict[str, Any]:
        """The line as data: at, claims, event, object, prev, redacts, seq, version."""
        return json.loads(bytes(self.line))


class Disclosure(models.Model):
    """The value and the salt behind a commitment; without it the line proves that something stood there, not what."""

    commitment = models.CharField(_("commitment"), max_length=64, primary_key=True)
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="disclosures")
    kind = models.CharField(_("kind of claim"), max_length=20)
    salt = models.BinaryField(_("salt"), max_length=32)
    value = models.TextField(_("value as canonical JSON"))

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="history_one_claim_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.commitment[:12]}"

    @cached_property
    def parsed(self) -> Any:
        """The value as data."""
        return json.loads(self.value)


class Checkpoint(models.Model):
    """The root of a journal of some size, signed, for others to keep."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="checkpoints")
    size = models.PositiveBigIntegerField(_("number of entries"))
    root = models.CharField(_("root"), max_length=64)
    at = models.DateTimeField(_("time"))
    signature = models.CharField(_("signature"), max_length=120, blank=True, help_text=_("Ed25519, base64."))
    public_key = models.TextField(_("public key"), blank=True, help_text=_("PEM."))

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["journal", "pk"]

    def __str__(self) -> str:
        return f"{self.journal}: {self.size}"
