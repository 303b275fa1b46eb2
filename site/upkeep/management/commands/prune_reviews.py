"""Delete questions to owners and their answers that need not be kept any longer."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from upkeep.keeping import prune


class Command(BaseCommand):
    """`prune_reviews`, for every night."""

    help = _("Deletes questions to owners of pages, and their answers, that are older than REVIEWS_KEPT_DAYS.")
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        told = prune()._asdict()
        self.stdout.write(_("Deleted: questions %(questions)s, answers %(answers)s.") % told)
