"""Keeps an untrue statement from being published by whatever way; makes the footer lead to the one that is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.signals import page_published

from history.recording import PublicationRefused, is_postponed
from pages.accessibility.models import AccessibilityStatementPage
from pages.accessibility.statement.rules import publication_faults
from pages.core.models import CentreSettings


def statement_was_published(instance: AccessibilityStatementPage, **_signal: Any) -> None:
    """Raises PublicationRefused for what would be untrue; a centre without a link to its statement gets one."""
    if not instance.live or instance.alias_of_id is not None:
        return
    if not is_postponed() and (faults := publication_faults(instance)):
        raise PublicationRefused(instance, ValidationError({"__all__": faults}))
    site = instance.get_site()
    CentreSettings.objects.filter(site=site, accessibility_page=None).update(accessibility_page_id=instance.pk)


page_published.connect(statement_was_published, sender=AccessibilityStatementPage)
