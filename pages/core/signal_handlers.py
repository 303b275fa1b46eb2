"""What the core does when something happens elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published

from history.recording import PublicationRefused, is_postponed
from pages.core.addresses import forget_private_paths
from pages.core.models import BasePage
from pages.core.proofing.guard import refuse_unfit


def page_was_published(instance: Any, **_signal: Any) -> None:
    """Raises PublicationRefused for a page that breaks a blocking rule; whoever publishes undoes it.

    Whoever publishes many pages at once has asked before.
    """
    if not isinstance(instance, BasePage) or not instance.live or instance.alias_of_id or is_postponed():
        return
    try:
        refuse_unfit(instance)
    except ValidationError as error:
        raise PublicationRefused(instance, error) from error


page_published.connect(page_was_published)

request_started.connect(forget_private_paths)
post_save.connect(forget_private_paths, sender=PageViewRestriction)
post_delete.connect(forget_private_paths, sender=PageViewRestriction)
