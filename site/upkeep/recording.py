"""What an owner's answer changes: the day of the last review, or a task for the editors."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pages.core.models import BasePage, CentreSettings
from upkeep.models import Answer, Asked, Review

logger = logging.getLogger(__name__)


def record(asked: Asked, answer: Answer, note: str) -> Review:
    """Write the answer down, once for each question: of two that come at the same time the first one holds.

    A page that is still true is not published by that: it gets neither a version nor a draft.
    """
    now = timezone.now()
    facts = {"page_id": asked.page_id, "answer": answer, "note": note, "at": now, "by_email": asked.email}
    with transaction.atomic():
        given, created = Review.objects.get_or_create(question=asked.pk, defaults=facts)
        if created and answer == Answer.CURRENT:
            BasePage.objects.filter(pk=asked.page_id).update(reviewed_at=now)
    if created and answer == Answer.CORRECT:
        tell_editor(asked, note)
    return given


def tell_editor(asked: Asked, note: str) -> None:
    """Write to whoever saved the page last, or to the centre; a letter that is lost loses nothing: a report has it."""
    latest = asked.page.latest_revision
    editor = latest.user if latest else None
    address = editor.email if editor and editor.is_active and editor.email else CentreSettings.of(asked.site).email
    if not address:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("To be corrected: %(title)s") % {"title": " ".join(asked.page.title.split())}
        edit = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=(asked.page_id,))
        lines = [_("%(email)s asks for a correction of this page.") % {"email": asked.email}, "", note, "", edit]
    try:
        EmailMessage(subject, "\n".join(lines), to=[address]).send()
    except (OSError, ValueError) as error:  # whatever a mail server says, that there is none, what no letter can hold
        logger.warning("An editor could not be told of a correction: %s", type(error).__name__)
