"""Ask the site for its pages, without a server: a step of the drill, and a first look after putting a copy back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from delivery.mirror.asking import asked
from delivery.mirror.origins import origins
from pages.core.addresses import public_among
from pages.core.models import BasePage

ANSWERS = frozenset({200, 301, 302})


class Command(BaseCommand):
    """`ask_pages [--each N]`: the first N public pages of every site have to answer. Exit status 1: some don't."""

    help = _("Asks for the first public pages of every site; each has to answer.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--each", type=int, default=20, help=_("how many pages of each site"))

    def handle(self, *args: Any, each: int, **options: Any) -> None:
        number, failed = 0, []
        known, _unknown = origins()
        for site, origin in zip(Site.objects.order_by("hostname", "port"), known, strict=True):
            pages = public_among(BasePage.objects.descendant_of(site.root_page, inclusive=True)).order_by("path")
            for page in pages[:each]:
                number += 1
                with asked(origin, page.get_url_parts()[2]) as answer:
                    if answer.status not in ANSWERS:
                        failed.append((page.full_url, answer.status))
        for address, status in failed:
            self.stderr.write(_("No answer: %(address)s") % {"address": address})
            if status == 400:
                self.stderr.write(_("Does ALLOWED_HOSTS name the host?"))
        if failed:
            raise CommandError(_("Some pages don't answer; see above."), returncode=1)
        said = ngettext("%(count)d page asked for; it answers.", "%(count)d pages asked for; all answer.", number)
        self.stdout.write(said % {"count": number})
