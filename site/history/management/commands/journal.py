"""Keep the journals of the installation: a key, daily checkpoints, a nightly check."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history import drift
from history.checking import file_problems, orphans, problems_of
from history.checkpoints import KeyFileError, make_checkpoint, make_key, signing_key
from history.models import Journal
from history.recovery import NotThisJournal, recover

# Each further problem mostly follows from the first ones.
PROBLEMS_SHOWN = 20


class Command(BaseCommand):
    """`journal key FILE`, `checkpoint`, `verify [--dry-run]`, `recover FOLDER`; status 1 when something is wrong."""

    help = _("Keeps the journals of published versions: makes a key, takes checkpoints, checks everything.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        key = actions.add_parser("key", help=_("makes a new private key for signing checkpoints"))
        key.add_argument("file", type=Path, help=_("file to write; it must not exist yet"))
        actions.add_parser("checkpoint", help=_("takes and signs the root of every journal; for every day"))
        recover = actions.add_parser(
            "recover", help=_("after a backup was put back: records what is lost, repeats anonymisations")
        )
        recover.add_argument("folder", type=Path, help=_("an archive of the journal from a later day, unpacked"))
        verify = actions.add_parser("verify", help=_("checks journals, files and pages; for every night"))
        verify.add_argument("--dry-run", action="store_true", help=_("only report, write nothing"))

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        # The reports are for the office's clerks, whatever language the terminal is set to.
        with translation.override(settings.LANGUAGE_CODE):
            if action == "key":
                self._make_key(options["file"])
            elif action == "checkpoint":
                self._checkpoint()
            elif action == "recover":
                self._recover(options["folder"])
            else:
                self._verify(dry_run=options["dry_run"])

    def _make_key(self, file: Path) -> None:
        try:
            public = make_key(file)
        except FileExistsError as error:
            raise CommandError(
                _("%(file)s is already there. A key that signed checkpoints must not be overwritten.") % {"file": file}
            ) from error
        except OSError as error:
            raise CommandError(
                _("%(file)s can't be written: %(error)s") % {"file": file, "error": error.strerror}
            ) from error
        self.stdout.write(_("The private key is in %(file)s; only you can read it. The public key:") % {"file": file})
        self.stdout.write(public)
        self.stdout.write(
            _("Name the file in the variable JOURNAL_KEY_FILE, and only for this command, not for the web server.")
        )

    def _checkpoint(self) -> None:
        try:
            key = signing_key()
        except KeyFileError as error:
            raise CommandError(str(error)) from error
        if key is None:
            self.stderr.write(
                self.style.WARNING(
                    _("Without JOURNAL_KEY_FILE checkpoints are not signed: they prove only what others keep.")
                )
            )
        for journal in Journal.objects.order_by("pk"):
            checkpoint = make_checkpoint(journal, key)
            self.stdout.write(
                _("%(origin)s: %(size)s entries on %(at)s, root %(root)s")
                % {
                    "origin": journal.origin,
                    "size": checkpoint.size,
                    "at": date_format(timezone.localtime(checkpoint.at), "DATETIME_FORMAT"),
                    "root": checkpoint.root,
                }
            )

    def _recover(self, folder: Path) -> None:
        try:
            found = recover(folder, by=None)
        except (NotThisJournal, OSError, ValueError) as error:
            raise CommandError(_("%(folder)s can't be used: %(error)s") % {"folder": folder, "error": error}) from error
        self.stdout.write(
            _("Entries lost: %(lost)s. Anonymisations repeated: %(again)s.")
            % {"lost": found.lost, "again": len(found.redacted)}
        )
        for words in found.refused:
            self.stderr.write(self.style.ERROR(_("To be anonymised by hand, entry %(words)s") % {"words": words}))
        if found.refused:
            raise CommandError(_("Not everything is in order; see above."), returncode=1)

    def _verify(self, *, dry_run: bool) -> None:
        wrong = 0
        for journal in Journal.objects.order_by("pk"):
            wrong += self._report(journal.origin, list(problems_of(journal)))
        wrong += self._report(_("Files of versions"), list(file_problems()))
        self._tell_orphans()
        drifted, failed = 0, 0
        for found in drift.check(dry_run=dry_run):
            page = _("Page %(id)s “%(title)s”") % {"id": found.page_id, "title": found.title}
            if found.error:
                failed += 1
                self.stderr.write(self.style.ERROR(f"{page}: {found.error!r}"))
                continue
            drifted += 1
            events = ", ".join(str(entry.get_event_display()) for entry in found.entries)
            self.stdout.write(self.style.WARNING(f"{page}: {events}"))
        self._tell_drift(drifted, dry_run=dry_run)
        if wrong or failed or drifted:  # recorded or not, somebody has to look: `cron` tells of status 1 alone
            raise CommandError(_("Not everything is in order; see above."), returncode=1)

    def _report(self, name: str, problems: list[str]) -> int:
        if not problems:
            self.stdout.write(_("%(name)s: in order.") % {"name": name})
        for problem in problems[:PROBLEMS_SHOWN]:
            self.stderr.write(self.style.ERROR(f"{name}: {problem}"))
        if len(problems) > PROBLEMS_SHOWN:
            self.stderr.write(self.style.ERROR(f"{name}: … {len(problems)}"))
        return len(problems)

    def _tell_orphans(self) -> None:
        names = list(orphans())
        for name in names[:PROBLEMS_SHOWN]:
            self.stdout.write(self.style.WARNING(_("No version names the file %(name)s.") % {"name": name}))
        if len(names) > PROBLEMS_SHOWN:
            self.stdout.write(self.style.WARNING(f"… {len(names)}"))

    def _tell_drift(self, drifted: int, *, dry_run: bool) -> None:
        if not drifted:
            self.stdout.write(_("Every page is as its history says."))
        elif dry_run:
            self.stdout.write(
                ngettext(
                    "%(count)s page differs from its history; nothing was recorded.",
                    "%(count)s pages differ from their histories; nothing was recorded.",
                    drifted,
                )
                % {"count": drifted}
            )
        else:
            self.stdout.write(
                ngettext(
                    "%(count)s page differed from its history; the difference is recorded now.",
                    "%(count)s pages differed from their histories; the differences are recorded now.",
                    drifted,
                )
                % {"count": drifted}
            )
