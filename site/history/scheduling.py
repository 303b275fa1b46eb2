"""A publication put off until later gives its reason now: nobody can be asked at night.

Other wings say here what they have to do by the clock.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from history.mixins import has_history
from history.models import PublishedVersion
from history.notes import check_note
from history.reasons import given_reason
from history.recording import PublicationRefused

Deed = tuple[str, Callable[[], None]]
"""Something that is due, by the name of what it happens to, with what does it."""

_due: list[Callable[[], Iterable[Deed]]] = []


def do_when_due(deeds: Callable[[], Iterable[Deed]]) -> None:
    """Let `publish_scheduled` do these, too, before anything is withdrawn or published."""
    if deeds not in _due:
        _due.append(deeds)


def further_deeds() -> Iterator[Deed]:
    """What other wings have to do by the clock."""
    for deeds in _due:
        yield from deeds()


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
