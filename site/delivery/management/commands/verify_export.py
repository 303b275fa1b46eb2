"""Check a copy of the public sites."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.mirror.comparing import differences_from_live
from delivery.mirror.errors import MirrorError
from delivery.mirror.manifest import SUMS, read_json, sha256_of
from delivery.mirror.verifying import faults_of


class Command(BaseCommand):
    """`verify_export FOLDER [--live]`: status 1 when something is wrong. Without `--live` it asks no database."""

    help = _("Checks that a copy of the public sites is whole and unchanged, and that its links lead somewhere.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=_("where the copy lies"))
        parser.add_argument("--live", action="store_true", help=_("compares it with what the sites say now, too"))

    def handle(self, *args: Any, folder: Path, live: bool, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                faults = list(faults_of(folder))
                # A copy that isn't whole can't be compared.
                if live and not faults:
                    faults = list(differences_from_live(folder))
                made_at = localtime(datetime.fromisoformat(read_json(folder)["made_at"]))
            except (MirrorError, OSError) as error:
                raise CommandError(str(error), returncode=1) from error
            for fault in faults:
                self.stdout.write(self.style.ERROR(fault))
            if faults:
                message = ngettext("%(count)d thing is wrong.", "%(count)d things are wrong.", len(faults))
                raise CommandError(message % {"count": len(faults)}, returncode=1)
            if options["verbosity"]:
                message = _("The copy of %(day)s is whole and unchanged.") % {"day": date_format(made_at, "j E Y, H:i")}
                self.stdout.write(self.style.SUCCESS(message))
                self.stdout.write(f"SHA-256 ({SUMS}): {sha256_of(folder / SUMS)}")
