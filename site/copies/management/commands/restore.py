"""Put a copy of the whole installation back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from copies.databases import DatabaseRefusedError
from copies.manifest import BadCopyError
from copies.restoring import NotEmptyError, restore


class Command(BaseCommand):
    """`restore newest|NAME|FILE [--replace]`: with the site stopped. Exit status 1: something is not as in the copy."""

    help = _("Puts a copy back. Stop the site first. What was there stays beside it under a name that ends in .before.")
    # The database may be empty, or older than the program.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("copy", help=_("“newest”, the name of a copy, or a file"))
        parser.add_argument("--replace", action="store_true", help=_("in the place of what is there"))

    def handle(self, *args: Any, copy: str, replace: bool, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                done = restore(copy, replace=replace)
            except FileNotFoundError as error:
                raise CommandError(_("There is no such copy: %(name)s") % {"name": copy}, returncode=2) from error
            except BadCopyError as error:
                message = _("This is no whole copy; nothing was changed: %(error)s")
                raise CommandError(message % {"error": error}, returncode=1) from error
            except NotEmptyError as error:
                message = _("Something is there already (%(what)s); nothing was changed. To replace it: --replace.")
                raise CommandError(message % {"what": error}, returncode=2) from error
            except (DatabaseRefusedError, OSError) as error:
                raise CommandError(
                    _("The copy was not put back: %(error)s") % {"error": error}, returncode=1
                ) from error
            self._tell(done.manifest.made_at, len(done.manifest.files), done.differing)

    def _tell(self, made_at: str, files: int, differing: list[str]) -> None:
        if differing:
            for name in differing:
                self.stderr.write(_("Not as in the copy: %(name)s") % {"name": name})
            raise CommandError(_("Not everything is as in the copy; see above."), returncode=1)
        said = ngettext(
            "Put back as of %(at)s: the database and %(count)d file, each compared with the copy.",
            "Put back as of %(at)s: the database and %(count)d files, each compared with the copy.",
            files,
        )
        self.stdout.write(self.style.SUCCESS(said % {"at": made_at, "count": files}))
        self.stdout.write(_("Now run:"))
        self.stdout.write("manage.py migrate\nmanage.py journal verify")
        self.stdout.write(_("With an archive of a journal from a later day (paczka.zip, unpacked), for each journal:"))
        self.stdout.write("manage.py journal recover …")
