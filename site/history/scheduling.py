"""A publication put off until later gives its reason now: nobody can be asked at night."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from history.mixins import has_history
from history.models import PublishedVersion
from history.notes import check_note
from history.reasons import given_reason
from history.recording import PublicationRefused


def publication_was_scheduled(instance: PageLogEntry, created: bool, **_signal: Any) -> None:
    """Refuse a date for a version without a reason. The next version of a live page sends no other signal.

    Raises PublicationRefused.
    """
    if not created or instance.action != "wagtail.publish.schedule" or instance.revision is None:
        return
    versions = PublishedVersion.objects.filter(object__page_id=instance.page_id)
    if given_reason() is not None or not versions.exists():
        return
    page = instance.revision.as_object()
    if not has_history(page):
        return
    used = versions.filter(revision_id=instance.revision_id).exists()
    try:
        check_note("" if used else page.change_note, page.change_kind)
    except ValidationError as error:
        raise PublicationRefused(page, error) from error
