"""Ask the owners of pages whether they are still true."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from upkeep.asking import ask_owners


class Command(BaseCommand):
    """`ask_owners`, for every day: writes only to owners whose pages are due and who were not asked lately."""

    help = _("Writes to the owners of pages that are due; for every day.")
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        with translation.override(settings.LANGUAGE_CODE):  # the letters are for the office, not for the terminal
            for site in Site.objects.order_by("pk"):
                sent = ask_owners(site)
                failed += sent.failed
                told = {"site": site.hostname, **sent._asdict()}
                self.stdout.write(
                    _("%(site)s: letters sent %(letters)s, failed %(failed)s, pages with nobody to ask %(nobody)s")
                    % told
                )
        if failed:
            raise CommandError(_("Some letters could not be sent; the next run tries again."), returncode=2)
