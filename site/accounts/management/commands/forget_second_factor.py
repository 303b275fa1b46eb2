"""For who has lost the telephone and the recovery codes, too."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import sessions


class Command(BaseCommand):
    """`forget_second_factor ACCOUNT`: the next sign-in with the password leads to setting up a new one."""

    help = _("Removes the second factor of an account and ends its sessions; the owner then sets up a new one.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("account", help=_("name of the account"))

    @transaction.atomic
    def handle(self, *args: Any, account: str, **options: Any) -> None:
        model = get_user_model()
        user = model._default_manager.filter(**{model.USERNAME_FIELD: account}).first()
        if user is None:
            raise CommandError(_("There is no account %(name)s.") % {"name": account})
        Authenticator.objects.filter(user=user).delete()
        sessions.end_of(user)
        self.stdout.write(_("The second factor of %(name)s is forgotten.") % {"name": account})
