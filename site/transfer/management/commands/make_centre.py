"""Make a whole empty centre."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import OperationalError
from django.http.request import validate_host
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.bip.making import Editor, Made
from pages.core.models import CentreKind
from transfer.addresses import check_address
from transfer.publishing.new_centre import HostnameTakenError, make_centre

# Options by the field of the centre's data that they fill in.
REQUIRED = ("name", "short_name", "town", "phone", "email")
OPTIONAL = ("place", "street", "postcode", "city")


class Command(BaseCommand):
    """`make_centre HOSTNAME --name … --editor …`: site, home, contact page, bulletin, editors; or nothing."""

    help = _("Makes a whole empty centre: its site, home and contact page, its bulletin (BIP), its group of editors.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hostname", help=_("name under which readers will reach the site"))
        parser.add_argument("--name", required=True, help=_("full name of the centre"))
        parser.add_argument("--short-name", required=True, help=_("short name, e.g. MOPS Nowe Miasto"))
        parser.add_argument("--kind", required=True, choices=CentreKind.values, help=_("kind of the centre"))
        parser.add_argument("--town", required=True, help=_("town"))
        parser.add_argument("--phone", required=True, help=_("main phone"))
        parser.add_argument("--email", required=True, help=_("main e-mail"))
        parser.add_argument("--editor", required=True, help=_("first editor of the bulletin: a person or a post"))
        parser.add_argument("--editor-phone", default="", help=_("the editor's phone, when it is not the main one"))
        parser.add_argument("--editor-email", default="", help=_("the editor's e-mail, when it is not the main one"))
        parser.add_argument("--place", default="", help=_("how the full name ends, e.g. w Nowym Mieście"))
        parser.add_argument("--street", default="", help=_("street and number"))
        parser.add_argument("--postcode", default="", help=_("postcode"))
        parser.add_argument("--city", default="", help=_("post town"))
        parser.add_argument("--port", type=int, default=None, help=_("port of the site, when it is not the usual one"))

    def handle(self, *args: Any, hostname: str, port: int | None, **options: Any) -> None:
        # For the office's clerks, whatever language the terminal is set to.
        with translation.override(settings.LANGUAGE_CODE):
            hostname = hostname.lower()
            check_address(hostname, port)
            made = self._make(hostname, port, options)
            if options["verbosity"]:
                self._tell(made, hostname)

    def _make(self, hostname: str, port: int | None, options: dict[str, Any]) -> Made:
        facts = {name: options[name].strip() for name in (*REQUIRED, *OPTIONAL)} | {"kind": options["kind"]}
        phone, email = options["editor_phone"] or facts["phone"], options["editor_email"] or facts["email"]
        try:
            return make_centre(hostname, port, facts, Editor(options["editor"].strip(), phone, email))
        except HostnameTakenError as error:
            message = _("A site already stands at %(host)s. Nothing was changed.")
            raise CommandError(message % {"host": hostname}) from error
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for text in messages:
                    self.stderr.write(f"--{name.replace('_', '-')}: {text}", self.style.ERROR)
            raise CommandError(_("The centre was not made; correct what is named above."), returncode=1) from error
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            message = _("Another load or another program is writing. Nothing was changed; please try later.")
            raise CommandError(message) from error

    def _tell(self, made: Made, hostname: str) -> None:
        count = len(made.published)
        message = ngettext(
            "The centre was made. Its bulletin has %(count)d published page.",
            "The centre was made. Its bulletin has %(count)d published pages.",
            count,
        )
        self.stdout.write(self.style.SUCCESS(message % {"count": count}))
        self.stdout.write(_("Drafts that wait for the centre's own text:"))
        for page in made.drafts:
            self.stdout.write(f"– {page.title} ({page.get_verbose_name()})")
        self.stdout.write(_("Invite the centre's first person:"))
        self.stdout.write(f"manage.py invite {hostname} E-MAIL --name '…'")
        if not validate_host(hostname, settings.ALLOWED_HOSTS):
            self.stdout.write(
                self.style.WARNING(_("Add %(host)s to ALLOWED_HOSTS, or the site won't answer.") % {"host": hostname})
            )
