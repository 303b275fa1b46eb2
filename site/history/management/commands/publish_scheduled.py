"""Takes the place of Wagtail's command: what is due happens page by page, each all or nothing."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from history.scheduling import Deed, further_deeds


class Command(WagtailCommand):
    """Withdraws what has expired and publishes what was put off until now.

    A page that is refused or fails stays as it is and is named in the end; the others go on, and the exit status is 1.
    Who scheduled a publication is its person; an expiry is the system's own doing.
    """

    help = _("Withdraws what has expired and publishes what was scheduled until now.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failed = 0
        for name, act in [*further_deeds(), *expiries(), *publications()]:
            try:
                with transaction.atomic():
                    act()
            except ValidationError as error:  # also one that gives no reason
                failed += 1
                self.stderr.write(f"{name}: {' '.join(error.messages)}")
            except Exception as error:  # noqa: BLE001 -- one page's fault must not keep the others waiting
                failed += 1
                self.stderr.write(f"{name}: {type(error).__name__}: {error}")
        if failed:
            raise CommandError(_("Not done: %(number)d. The next run tries again.") % {"number": failed})


def expiries() -> Iterator[Deed]:
    """What has expired, with what withdraws it."""
    models = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in models if not issubclass(model, Page))]:
        due = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        for item in list(due):
            yield str(item), partial(expire, model, item.pk)


def publications() -> Iterator[Deed]:
    """Revisions whose time has come, with what publishes them."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in list(due):
        yield revision.object_str or str(revision), partial(publish, revision.pk)


def expire(model: type[DraftStateMixin], pk: Any) -> None:
    """Withdraw one, unless another run has just done so."""
    item = model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    if item is not None:
        item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(pk: int) -> None:
    """Publish one, unless another run has just done so."""
    due = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now())
    revision = due.first()
    if revision is not None:
        revision.publish(log_action="wagtail.publish.scheduled")
