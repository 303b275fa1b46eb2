"""Make a copy of the public sites that needs no server of ours."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.mirror.crawling import Limits
from delivery.mirror.errors import MirrorError
from delivery.mirror.exporting import Made, export
from delivery.mirror.manifest import SUMS


class Command(BaseCommand):
    """`export_site FOLDER [--site HOST]…`: may run while people work."""

    help = _("Makes a copy of the public sites, to read from a disk and to serve from anywhere.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=_("where to put it; an earlier copy is replaced"))
        parser.add_argument(
            "--site", action="append", default=[], metavar="HOST", help=_("only this centre; left out: all centres")
        )
        parser.add_argument(
            "--most-addresses", type=int, default=Limits().addresses, metavar="N", help=_("gives up beyond so many")
        )

    def handle(self, *args: Any, folder: Path, site: list[str], most_addresses: int, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                made = export(folder, site, Limits(addresses=most_addresses))
            except (MirrorError, OSError) as error:
                raise CommandError(_("No copy was made: %(error)s") % {"error": error}, returncode=1) from error
            if options["verbosity"]:
                self._say(folder, made)

    def _say(self, folder: Path, made: Made) -> None:
        pages = ngettext("%(count)d page", "%(count)d pages", made.pages) % {"count": made.pages}
        files = ngettext("%(count)d file", "%(count)d files", made.files) % {"count": made.files}
        self.stdout.write(self.style.SUCCESS(f"{folder}: {pages}, {files}, {filesizeformat(made.size)}"))
        # Who keeps this line elsewhere notices any change of the copy.
        self.stdout.write(f"SHA-256 ({SUMS}): {made.digest}")
        for copy in made.sites:
            for entry in copy.missing:
                message = _("%(url)s: the page %(page)s leads to %(address)s, which answers %(status)d.")
                facts = {"url": copy.origin.root, "page": entry.found_on, "address": entry.address}
                self.stdout.write(self.style.WARNING(message % {**facts, "status": entry.status}))
