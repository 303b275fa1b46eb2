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
        with translation.override(settings.LANGUAGE_CODE):  # the letters are for the office, not for the terminal
            if not settings.WAGTAIL_PASSWORD_RESET_ENABLED:
                self.stdout.write(_("No mail server is set (EMAIL_URL): nobody was asked."))
                return
            failed = [owner for site in Site.objects.order_by("pk") for owner in self._ask(site)]
            if failed:
                raise CommandError(_("Some letters could not be sent; the next run tries again."))

    def _ask(self, site: Site) -> list[str]:
        """Write to the owners of one centre, and say how it went; returns those to whom no letter left."""
        sent = ask_owners(site)
        told = {"site": site.hostname, **sent._asdict(), "failed": len(sent.failed)}
        self.stdout.write(
            _("%(site)s: letters sent %(letters)s, failed %(failed)s, pages with nobody to ask %(nobody)s") % told
        )
        for owner in sent.failed:
            self.stderr.write(_("%(site)s: no letter left for %(owner)s") % {"site": site.hostname, "owner": owner})
        return sent.failed
