"""Takes the place of Wagtail's command, which also deletes the revision that is live when a newer draft exists."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, WorkflowState

UNFINISHED = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


class Command(BaseCommand):
    """Deletes editors' old drafts. Published versions are no revisions: the public history loses nothing by it.

    Spared are the latest and the live revision of everything, what is scheduled, and what a workflow waits for.
    """

    help = _("Deletes old drafts that are neither live, nor scheduled, nor the latest of their page.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, help=_("only those older than this many days"))
        parser.add_argument("--pages", action="store_true", help=_("only those of pages"))
        parser.add_argument("--non-pages", action="store_true", help=_("only those of anything but pages"))

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = kept = 0
        for revision in purgeable(options["days"], options["pages"], options["non_pages"]).iterator():
            try:
                revision.delete()
                deleted += 1
            except ProtectedError:
                kept += 1
        message = _("Drafts deleted: %(deleted)d; needed elsewhere: %(kept)d.")
        self.stdout.write(message % {"deleted": deleted, "kept": kept})


def purgeable(days: int | None = None, pages: bool = False, non_pages: bool = False) -> QuerySet[Revision]:
    """The revisions that nothing rests on."""
    revisions = Revision.objects.all()
    if pages != non_pages:
        revisions = revisions.page_revisions() if pages else revisions.not_page_revisions()
    if days:
        revisions = revisions.filter(created_at__lt=timezone.now() - timedelta(days=days))
    revisions = revisions.filter(approved_go_live_at=None).exclude(
        task_states__workflow_state__status__in=UNFINISHED,
    )
    for model in apps.get_models():
        if issubclass(model, RevisionMixin) and not model._meta.proxy and not model._meta.parents:
            revisions = revisions.exclude(pk__in=in_use(model, "latest_revision"))
            if issubclass(model, DraftStateMixin):
                revisions = revisions.exclude(pk__in=in_use(model, "live_revision"))
    return revisions


def in_use(model: Any, field: str) -> Any:
    """Keys of the revisions that rows of a model point to."""
    return model._default_manager.exclude(**{field: None}).values(f"{field}_id")
