"""Make a copy of the whole installation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from copies.databases import DatabaseRefusedError
from copies.making import make_copy
from copies.manifest import BadCopyError
from copies.retention import Kept


class Command(BaseCommand):
    """`backup [--keep DAYS WEEKS MONTHS | --keep-all]`: for every night; may run while people work."""

    help = _("Makes a copy of the database and all files, and lets go of copies that are too old.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep", nargs=3, type=int, metavar=("DAYS", "WEEKS", "MONTHS"), default=list(Kept()),
            help=_("of how many days, weeks and months the newest copy is kept"),
        )  # fmt: skip
        parser.add_argument("--keep-all", action="store_true", help=_("let go of none"))

    def handle(self, *args: Any, keep: list[int], keep_all: bool, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            if min(keep) < 0:
                raise CommandError(_("A number can't be below zero."), returncode=2)
            try:
                copy = make_copy(None if keep_all else Kept(*keep))
            except (DatabaseRefusedError, DatabaseError, BadCopyError, OSError) as error:
                raise CommandError(_("No copy was made: %(error)s") % {"error": error}, returncode=1) from error
            if not options["verbosity"]:
                return
            said = ngettext("%(count)d file in the copy.", "%(count)d files in the copy.", copy.files)
            self.stdout.write(self.style.SUCCESS(f"{copy.name} ({copy.size:,} B)".replace(",", " ")))
            self.stdout.write(said % {"count": copy.files})
            for name in copy.gone:
                self.stdout.write(self.style.WARNING(_("Deleted meanwhile: %(name)s") % {"name": name}))
            for name in copy.removed:
                self.stdout.write(_("Let go: %(name)s") % {"name": name})
