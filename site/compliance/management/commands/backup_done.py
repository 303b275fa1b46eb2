"""Let a backup tool say that a copy was made."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from compliance.backups import report_backup
from compliance.models import BackupKind


class Command(BaseCommand):
    """`backup_done [all|database|files] [--verified] [--at TIME]`; the board then knows how old the newest copy is."""

    help = _("Reports that a copy of the site was made. Call it after the tool that makes the copy has succeeded.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", choices=BackupKind.values, default=BackupKind.ALL.value)
        parser.add_argument("--verified", action="store_true", help=_("the copy was put back somewhere and compared"))
        parser.add_argument("--at", help=_("when it was made, e.g. 2026-03-01T03:30; left out: now"))

    def handle(self, *args: Any, kind: str, verified: bool, at: str | None, **options: Any) -> None:
        try:
            moment = datetime.fromisoformat(at) if at else None
            report_backup(kind, verified=verified, at=make_aware(moment) if moment and is_naive(moment) else moment)
        except ValueError as error:
            raise CommandError(_("The time can’t be used: %(error)s") % {"error": error}, returncode=2) from error
