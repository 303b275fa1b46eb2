"""Where a centre is to stand: checked before anything is made there."""

import re

from django.core.management import CommandError
from django.utils.translation import gettext as _

_HOSTNAME = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63})*")


def check_address(hostname: str, port: int | None) -> None:
    """Raises CommandError for what is no name of a server, or no port."""
    if not _HOSTNAME.fullmatch(hostname):
        raise CommandError(_("“%(host)s” is not a name of a server, e.g. www.osrodek.pl.") % {"host": hostname})
    if port is not None and not 0 < port < 65536:
        raise CommandError(_("There is no port %(port)s; the highest is 65535.") % {"port": port})
