"""Look behind the links of all public pages."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _
from wagtail.models import Site

from upkeep.checking import check_links
from upkeep.outside import Outside


class Command(BaseCommand):
    """`check_links`, for every night; with `--external` it asks other sites, too."""

    help = _("Looks behind the links of all public pages; the report of broken links shows what it found.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--external", action="store_true", help=_("also ask other sites, one request at a time and with pauses")
        )

    def handle(self, *args: Any, external: bool = False, **options: Any) -> None:
        outside = Outside() if external else None
        for site in Site.objects.order_by("pk"):
            told = {"site": site.hostname, **check_links(site, outside)._asdict()}
            self.stdout.write(_("%(site)s: pages checked %(pages)s, broken links %(broken)s") % told)
        if outside and outside.later:
            said = _("Left for the next run, since servers asked for patience: %(count)s")
            self.stdout.write(said % {"count": len(outside.later)})
