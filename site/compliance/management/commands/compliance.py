"""Say how centres stand with what the law asks of them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from compliance.digest import send_digest
from compliance.export import as_data, as_lines
from compliance.results import Result, checked

UNUSABLE = 2


class Command(BaseCommand):
    """`compliance [HOSTNAME] [--json] [--mail]`.

    Status 1 for a requirement that is not met, 2 for no such site or for letters that could not be sent.
    """

    help = _("Checks every item of the list on one centre or on all; status 1 when a requirement is not met.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hostname", nargs="?", help=_("the centre's host name; left out: all centres"))
        parser.add_argument("--json", action="store_true", help=_("prints data instead of lines"))
        parser.add_argument(
            "--mail",
            action="store_true",
            help=_("sends the digest to who asked for it, if something is new; for every day"),
        )

    def handle(self, *args: Any, hostname: str | None, **options: Any) -> None:
        # The answers are for the office's clerks, whatever language the terminal is set to.
        with translation.override(settings.LANGUAGE_CODE):
            results = [checked(site, anew=True) for site in self._sites(hostname)]
            if options["json"]:
                self.stdout.write(json.dumps([as_data(result) for result in results], ensure_ascii=False, indent=2))
            else:
                for result in results:
                    self._print(result)
            if options["mail"]:
                self._mail(results, quiet=options["json"])
            if gaps := sum(len(result.gaps) for result in results):
                message = ngettext("%(count)s requirement is not met.", "%(count)s requirements are not met.", gaps)
                raise CommandError(message % {"count": gaps}, returncode=1)

    def _sites(self, hostname: str | None) -> list[Site]:
        sites = Site.objects.select_related("root_page").order_by("hostname", "port")
        found = list(sites.filter(hostname=hostname) if hostname else sites)
        if not found:
            known = ", ".join(sites.values_list("hostname", flat=True)) or "–"
            message = _("There is no centre at “%(name)s”. Known: %(known)s.")
            raise CommandError(message % {"name": hostname or "", "known": known}, returncode=UNUSABLE)
        return found

    def _print(self, result: Result) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"{result.name} ({result.site.root_url})"))
        for line in as_lines(result):
            self.stdout.write(line)
        self.stdout.write(", ".join(f"{status.label}: {count}" for status, count in result.counts))

    def _mail(self, results: list[Result], *, quiet: bool) -> None:
        sent = [send_digest(result) for result in results]
        letters, failed = sum(one.letters for one in sent), sum(one.failed for one in sent)
        if not quiet:
            message = ngettext("%(count)s letter was sent.", "%(count)s letters were sent.", letters)
            self.stdout.write(message % {"count": letters})
        if failed:
            message = ngettext("%(count)s letter could not be sent.", "%(count)s letters could not be sent.", failed)
            raise CommandError(message % {"count": failed}, returncode=UNUSABLE)
