"""Refuses to publish an asset declaration that its form would refuse, whatever way the publication comes.

A schedule, the end of a workflow, an action on a list of pages pass no form.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.signals import page_published

from history.recording import PublicationRefused, is_postponed
from pages.bip.models import AssetDeclarationPage
from pages.bip.part_b import publication_faults


def declaration_was_published(instance: AssetDeclarationPage, **_signal: Any) -> None:
    """Raises PublicationRefused; whoever publishes undoes it."""
    if not instance.live or is_postponed() or instance.alias_of_id is not None:
        return
    if faults := publication_faults(instance):
        raise PublicationRefused(instance, ValidationError({"__all__": faults}))


page_published.connect(declaration_was_published, sender=AssetDeclarationPage)
