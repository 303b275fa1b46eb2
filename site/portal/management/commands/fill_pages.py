"""Make the pages of the store again, before a reader has to wait for them or the database is gone."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import BaseCommand
from django.utils.translation import gettext as _
from wagtail.models import Site

from delivery.filling import fill
from portal.delivering import page_store


class Command(BaseCommand):
    """`fill_pages`: after a publication and every few minutes; what is right already costs a file's reading."""

    help = _(
        "Asks for every public page that the store has or the site map names, so that it has them as they are now."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hosts", nargs="*", metavar="HOST", help=_("only these sites"))

    def handle(self, *args: Any, hosts: list[str], **options: Any) -> None:
        if not settings.PAGE_STORE:
            return
        store = page_store(WSGIHandler())
        for site in Site.objects.filter(**{"hostname__in": hosts} if hosts else {}).order_by("pk"):
            filled = fill(store, site, secure=settings.SECURE_SSL_REDIRECT)
            said = _("%(host)s: %(kept)d pages are kept, %(gone)d addresses lead nowhere any more.")
            self.stdout.write(said % {"host": site.hostname, "kept": filled.kept, "gone": filled.gone})
