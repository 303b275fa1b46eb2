"""Let go of deleted pages for good."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from editing.leaving.forgetting import forget, masked, with_data_over
from editing.models import BinnedPage, WaitingImport


class Command(BaseCommand):
    """`empty_bin`, for every night: what was deleted thirty days ago, and what may not be kept as long."""

    help = _("Deletes for good what has been in the bin for 30 days, and copies that hold what was masked since.")
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        with override(settings.LANGUAGE_CODE):
            WaitingImport.objects.forgotten().delete()
            number = forget(BinnedPage.objects.overdue()) + forget(masked()) + forget(with_data_over())
            told = ngettext(
                "%(number)d page was deleted from the bin.", "%(number)d pages were deleted from the bin.", number
            )
            self.stdout.write(told % {"number": number})
