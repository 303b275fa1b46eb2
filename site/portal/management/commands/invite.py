"""Invite somebody to a centre: how the first person of a new one gets in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from wagtail.models import Site

from accounts import invitations
from accounts.models import Invitation
from portal.roles import Role, group_of


class Command(BaseCommand):
    """`invite HOSTNAME E-MAIL --name …`: prints the link, and sends it where mail can be sent. No password travels."""

    help = _("Invites somebody to a centre; prints a link with which they set a password of their own.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hostname", help=_("host name of the centre's site"))
        parser.add_argument("email", help=_("e-mail of the person"))
        parser.add_argument("--name", required=True, help=_("first and last name"))
        parser.add_argument("--function", default="", help=_("what the person does for the centre"))
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR, help=_("role in the centre"))

    def handle(self, *args: Any, hostname: str, email: str, role: str, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            site = Site.objects.filter(hostname=hostname.lower()).first()
            group = group_of(site, Role(role)) if site else None
            if site is None or group is None:
                raise CommandError(_("No centre stands at %(host)s.") % {"host": hostname})
            facts = {"name": options["name"].strip(), "function": options["function"].strip()}
            invitation = self._invite(Invitation(site=site, email=email.lower(), **facts), group)
            link = f"{site.root_url}{invitations.path_of(invitation)}"
            self.stdout.write(_("The link is good once, and until a newer one is made:"))
            self.stdout.write(link)
            if settings.WAGTAIL_PASSWORD_RESET_ENABLED:
                self._send(invitation, link)

    def _send(self, invitation: Invitation, link: str) -> None:
        try:
            invitations.send(invitation, link)
        except OSError as error:  # whoever runs the command has the link all the same
            self.stderr.write(_("The letter did not leave: %(error)s") % {"error": error})
            return
        self.stdout.write(_("The invitation was sent to %(email)s.") % {"email": invitation.email})

    @staticmethod
    @transaction.atomic
    def _invite(invitation: Invitation, group: Any) -> Invitation:
        """A new invitation, in the place of one to the same address that still waits: its link is void then."""
        try:
            invitation.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=1) from error
        same = Invitation.objects.filter(site=invitation.site, email__iexact=invitation.email)
        same.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now())
        invitation.save()
        invitation.groups.add(group)
        return invitation
