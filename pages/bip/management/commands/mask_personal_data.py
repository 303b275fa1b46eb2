"""Removes personal data whose time of publication is over."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pages.bip.masking import due_deeds


class Command(BaseCommand):
    """For every night; `publish_scheduled` does the same with whatever else is due. Status 1 when something is left."""

    help = _(
        "Removes personal data whose time of publication is over, from pages and from their history, and with it what "
        "editors and approvers remarked about these pages."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with override(settings.LANGUAGE_CODE):
            done, left = set(), set()
            for name, act in due_deeds():
                try:
                    with transaction.atomic():
                        act()
                    done.add(name)
                except ValidationError as error:
                    left.add(name)
                    self.stderr.write(f"{name}: {' '.join(error.messages)}")
            number = len(done - left)
            self.stdout.write(
                ngettext(
                    "Personal data was removed from %(number)d page.",
                    "Personal data was removed from %(number)d pages.",
                    number,
                )
                % {"number": number}
            )
            if left:
                raise CommandError(_("Not done: %(number)d. The next run tries again.") % {"number": len(left)})
