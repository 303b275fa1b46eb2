"""Publish a centre from a folder of plain files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import OperationalError
from django.http.request import validate_host
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from history.mixins import TrackedPage
from history.models import ChangeKind, VersionContent
from history.notes import check_note
from history.people import Person
from history.reasons import Reason
from transfer.addresses import check_address
from transfer.publishing.load import publish_centre
from transfer.publishing.outcome import Outcome
from transfer.reading.folder import read_folder
from transfer.reading.formats import CHANGE_KINDS
from transfer.reading.problems import FolderError, Problem, Report

NOTE_LIMIT: int = TrackedPage._meta.get_field("change_note").max_length or 0
PERSON_LIMIT: int = VersionContent._meta.get_field("published_by").max_length or 0


class Command(BaseCommand):
    """`load_centre FOLDER --hostname HOST`: all of the folder or nothing, and only what changed."""

    help = _("Publishes a centre from a folder of plain files. The format: site/transfer/README.md.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=_("the centre's folder, with the file centre.toml"))
        parser.add_argument("--hostname", required=True, help=_("name under which readers will reach the site"))
        parser.add_argument("--port", type=int, default=None, help=_("port of the site, when it is not the usual one"))
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help=_("let the folder win where a page changed both there and in the administration"),
        )
        parser.add_argument(
            "--note", default="", help=_("what changed and why, for every changed page whose file doesn't say so")
        )
        parser.add_argument(
            "--kind", default="", choices=CHANGE_KINDS, help=_("how much that change matters; goes with --note")
        )
        parser.add_argument(
            "--person",
            default="",
            help=_("who answers for the load, as readers will see it: “name, function”; by default, the system"),
        )

    def handle(
        self, *args: Any, folder: Path, hostname: str, port: int | None, overwrite: bool, **options: Any
    ) -> None:
        # The reports are for the office's clerks, whatever language the terminal is set to.
        with translation.override(settings.LANGUAGE_CODE):
            reason = _reason(options["note"], options["kind"], options["person"])
            self._load(Path(folder), hostname.lower(), port, overwrite, reason, options["verbosity"])

    def _load(
        self, folder: Path, hostname: str, port: int | None, overwrite: bool, reason: Reason, verbosity: int
    ) -> None:
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        check_address(hostname, port)
        report = Report()
        try:
            centre = read_folder(folder, report)
            outcome = publish_centre(
                centre,
                hostname,
                port,
                report,
                overwrite=overwrite,
                reason=reason,
                progress=lambda specs: tqdm(
                    specs, desc=_("Publishing"), unit=_(" pages"), file=sys.stderr, disable=None if verbosity else True
                ),
            )
        except FolderError as error:
            self._print(error.report.warnings, _("Warnings:"), self.style.WARNING)
            self._print(error.report.errors, _("Errors:"), self.style.ERROR)
            raise CommandError(str(error), returncode=1) from error
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            raise CommandError(
                _("Another load or another program is writing. Nothing was changed; please try later.")
            ) from error
        except KeyboardInterrupt as error:
            raise CommandError(_("Stopped. Nothing was changed."), returncode=130) from error
        if verbosity:
            self._print(report.warnings, _("Warnings:"), self.style.WARNING)
            self._tell(outcome, hostname)

    def _print(self, problems: list[Problem], title: str, style: Any) -> None:
        if problems:
            self.stderr.write(title, style)
        for problem in sorted(problems):
            self.stderr.write(str(problem), style)

    def _tell(self, outcome: Outcome, hostname: str) -> None:
        published = len(outcome.created) + len(outcome.updated)
        counts = {"published": published, "new": len(outcome.created), "same": len(outcome.unchanged)}
        message = ngettext(
            "Published %(published)d page (new: %(new)d); unchanged: %(same)d.",
            "Published %(published)d pages (new: %(new)d); unchanged: %(same)d.",
            published,
        )
        self.stdout.write(self.style.SUCCESS(message % counts))
        if outcome.history_rows:
            self.stdout.write(_("Rows added to imported history: %(count)d.") % {"count": outcome.history_rows})
        if outcome.centre_updated:
            self.stdout.write(_("The centre's data was updated."))
        if outcome.words_updated:
            self.stdout.write(_("Search words added or changed: %(count)d.") % {"count": outcome.words_updated})
        for sources, text in (
            (outcome.missing, _("%(source)s: no longer in the folder; its page stays on the site")),
            (outcome.deleted_by_editors, _("%(source)s: its page was deleted in the administration; left so")),
            (outcome.words_missing, _("%(source)s: no longer in the folder; the search word stays on the site")),
            (
                outcome.words_deleted_by_editors,
                _("%(source)s: the search word was deleted in the administration; left so"),
            ),
        ):
            for source in sources:
                self.stdout.write(text % {"source": source})
        if not validate_host(hostname, settings.ALLOWED_HOSTS):
            self.stdout.write(
                self.style.WARNING(_("Add %(host)s to ALLOWED_HOSTS, or the site won't answer.") % {"host": hostname})
            )


def _reason(note: str, kind: str, person: str) -> Reason:
    """What the command says of the whole load; no note is a reason only where none is needed."""
    note = " ".join(note.split())
    if len(note) > NOTE_LIMIT:
        raise CommandError(_("--note: at most %(limit)d characters.") % {"limit": NOTE_LIMIT})
    if kind and not note:
        raise CommandError(_("The option --kind goes with --note."))
    chosen = CHANGE_KINDS[kind] if kind else ChangeKind.SIGNIFICANT
    if note:
        try:
            check_note(note, chosen)
        except ValidationError as error:
            raise CommandError(f"--note: {' '.join(error.messages)}") from error
    return Reason(note, chosen, _person(person))


def _person(text: str) -> Person | None:
    name, _comma, function = (" ".join(part.split()) for part in text.partition(","))
    if max(len(name), len(function)) > PERSON_LIMIT:
        message = _("--person: a name and a function have at most %(limit)d characters.")
        raise CommandError(message % {"limit": PERSON_LIMIT})
    return Person(name, function) if name else None
