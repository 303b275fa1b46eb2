"""The text of files that pages offer, kept so that each file is read once."""

from django.db import models

LONGEST_HASH = 40


class State(models.TextChoices):
    """How the reading of a file ended. No reader or editor sees it: it tells why a file is not found by its words."""

    WHOLE = "whole"
    PART = "part"
    """Its beginning was read: the rest is beyond the limits, or broken."""
    EMPTY = "empty"
    """It holds no text: a scan."""
    UNREADABLE = "unreadable"
    """It is broken, protected with a password, or not what its name says."""
    TOO_BIG = "too big"
    """It asks for more time or memory than a file may have."""


class FileText(models.Model):
    """The text of one content, however many documents hold it. It stays as long as one of them does."""

    file_hash = models.CharField(max_length=LONGEST_HASH, primary_key=True)
    """The digest that Wagtail keeps of a document's bytes."""
    state = models.CharField(max_length=10, choices=State.choices)
    text = models.TextField(blank=True)
    """Paragraphs on lines."""

    def __str__(self) -> str:
        return self.file_hash
