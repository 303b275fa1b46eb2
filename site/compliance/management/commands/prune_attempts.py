"""Delete attempts at access that need not be kept any longer."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from compliance.attempts import prune


class Command(BaseCommand):
    """`prune_attempts`, for every night."""

    help = _("Deletes from the log of attempts what is older than ATTEMPTS_KEPT_DAYS.")
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Deleted: %(count)s.") % {"count": prune()})
