"""Make every kept page anew: at midnight, where a web server hands them out, and whenever somebody wants to be sure."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from delivery.changes import changed


class Command(BaseCommand):
    """`renew_pages`: nothing that was kept until now is shown any more."""

    help = _("Lets go of all kept pages; each is made anew when somebody asks for it.")
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        changed(None)
