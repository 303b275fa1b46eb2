"""Put a copy of the whole installation back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from copies.databases import DatabaseRefusedError
from copies.manifest import BadCopyError
from copies.restoring import NotEmptyError, Restored, restore
from copies.storages import known_copies


class Command(BaseCommand):
    """`restore [newest|NAME|FILE] [--replace]`: with the site stopped; alone it lists the copies that are kept.

    Exit status 1: something is not as in the copy, or somebody still keeps something of the later day.
    """

    help = _(
        "Puts a copy back. Stop the site first. Folders and a database of SQLite stay beside it under another name."
    )
    # The database may be empty, or older than the program.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("copy", nargs="?", help=_("“newest”, the name of a copy, or a file; left out: lists them"))
        parser.add_argument("--replace", action="store_true", help=_("in the place of what is there"))

    def handle(self, *args: Any, copy: str | None, replace: bool, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            if copy is None:
                self._list()
                return
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
            except (DatabaseRefusedError, DatabaseError, OSError) as error:
                raise CommandError(
                    _("The copy was not put back: %(error)s") % {"error": error}, returncode=1
                ) from error
            self._tell(done)

    def _list(self) -> None:
        known = sorted(known_copies().items())
        for moment, name in known:
            self.stdout.write(f"{name}  {date_format(localtime(moment), 'DATETIME_FORMAT')}")
        if not known:
            self.stdout.write(_("There is no copy yet."))

    def _tell(self, done: Restored) -> None:
        for path in done.aside:
            self.stdout.write(_("What was there before is now in %(path)s") % {"path": path})
        for name in done.beyond:
            self.stdout.write(_("Stored after the copy, stays where it is: %(name)s") % {"name": name})
        for what in done.unforgotten:
            self.stderr.write(_("Still kept of the later day: %(what)s") % {"what": what})
        if done.differing:
            for name in done.differing:
                self.stderr.write(_("Not as in the copy: %(name)s") % {"name": name})
            raise CommandError(_("Not everything is as in the copy; see above."), returncode=1)
        files = len(done.manifest.files)
        said = ngettext(
            "Put back as of %(at)s: the database and %(count)d file, each compared with the copy.",
            "Put back as of %(at)s: the database and %(count)d files, each compared with the copy.",
            files,
        )
        moment = date_format(localtime(done.manifest.moment), "DATETIME_FORMAT")
        self.stdout.write(self.style.SUCCESS(said % {"at": moment, "count": files}))
        self.stdout.write(_("Now run:"))
        self.stdout.write("manage.py migrate\nmanage.py journal verify\nmanage.py ask_pages")
        self.stdout.write(_("With an archive of a journal from a later day (paczka.zip, unpacked), for each journal:"))
        self.stdout.write("manage.py journal recover …")
        if done.unforgotten:
            message = _("The copy was put back, but see above what is still kept. After migrate: manage.py renew_pages")
            raise CommandError(message, returncode=1)
