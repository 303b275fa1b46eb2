"""Records what a statement has come to say by itself: files found on other pages, days that came, the centre's data."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from django.utils.translation import override

from history.models import Event, PublishedVersion
from history.reasons import because
from history.recording import is_postponed, reconcile
from history.scheduling import Deed
from pages.accessibility.models import AccessibilityStatementPage
from pages.core.models import CentreSettings


def due_deeds() -> Iterator[Deed]:
    """Statements that say something else than their last version."""
    for page in AccessibilityStatementPage.objects.live().public():
        last = PublishedVersion.objects.filter(object__page_id=page.pk).select_related("content").order_by("pk").last()
        if last and last.content.text_digest != page.history_snapshot().digest:
            yield str(page), partial(record, page.pk)


def record(page_id: int) -> None:
    """Give the statement a version as it reads now."""
    with override(settings.LANGUAGE_CODE):
        why = _("The statement follows what the site knows: barriers found or gone, days that came, the centre’s data.")
    with because(why):
        reconcile(page_id, cause=Event.PUBLISH)


def centre_data_changed(instance: CentreSettings, raw: bool = False, **_signal: Any) -> None:
    """The centre's phone is the statement's, unless it has one of its own."""
    if raw or is_postponed():
        return
    statements = AccessibilityStatementPage.objects.descendant_of(instance.site.root_page)
    for pk in statements.values_list("pk", flat=True):
        record(pk)


post_save.connect(centre_data_changed, sender=CentreSettings)
