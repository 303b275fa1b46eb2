"""Ask the site for its pages, without a server: a step of the drill, and a first look after putting a copy back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.test import Client, override_settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from pages.core.addresses import public_among
from pages.core.models import BasePage


class Command(BaseCommand):
    """`ask_pages [--each N]`: the first N public pages of every site have to answer. Exit status 1: some don't."""

    help = _("Asks for the first public pages of every site; each has to answer.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--each", type=int, default=20, help=_("how many pages of each site"))

    def handle(self, *args: Any, each: int, **options: Any) -> None:
        asked, failed = 0, []
        for site in Site.objects.order_by("pk"):
            pages = public_among(BasePage.objects.descendant_of(site.root_page, inclusive=True)).order_by("path")
            with override_settings(ALLOWED_HOSTS=[site.hostname]):
                for page in pages[:each]:
                    asked += 1
                    failed += [] if self._answers(site, page) else [page.full_url]
        for address in failed:
            self.stderr.write(_("No answer: %(address)s") % {"address": address})
        if failed:
            raise CommandError(_("Some pages don't answer; see above."), returncode=1)
        said = ngettext("%(count)d page asked for; it answers.", "%(count)d pages asked for; all answer.", asked)
        self.stdout.write(said % {"count": asked})

    @staticmethod
    def _answers(site: Site, page: BasePage) -> bool:
        client = Client(headers={"host": f"{site.hostname}:{site.port}"}, raise_request_exception=False)
        # Else an installation that asks for https would answer everything with a way there, and nothing were tried.
        secure = settings.SECURE_SSL_REDIRECT or site.port == 443
        answer = client.get(page.get_url_parts()[2], secure=secure)
        return answer.status_code in {200, 301, 302}
