"""Prove that a copy is good by putting it back somewhere else."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from copies.databases import DatabaseRefusedError
from copies.drill import DrillFailedError, drill
from copies.manifest import BadCopyError
from copies.restoring import NEWEST


class Command(BaseCommand):
    """`restore_drill [newest|NAME|FILE]`: for every month; touches nothing of the running site. Exit status 1: bad."""

    help = _("Puts a copy back into a scratch place, compares it, checks its journals and asks for its pages.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("copy", nargs="?", default=NEWEST, help=_("“newest”, the name of a copy, or a file"))

    def handle(self, *args: Any, copy: str, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                lines = drill(copy)
            except FileNotFoundError as error:
                raise CommandError(_("There is no such copy: %(name)s") % {"name": copy}, returncode=2) from error
            except (BadCopyError, DrillFailedError) as error:
                raise CommandError(_("The copy is not good: %(error)s") % {"error": error}, returncode=1) from error
            except (DatabaseRefusedError, DatabaseError, OSError) as error:
                message = _("Nobody knows whether the copy is good; it could not be tried: %(error)s")
                raise CommandError(message % {"error": error}, returncode=2) from error
            for line in lines:
                self.stdout.write(line)
            self.stdout.write(self.style.SUCCESS(_("The copy is good.")))
