"""What follows from events in the wings."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Site

from portal.roles import make_editors
from transfer.signals import centre_loaded


@receiver(centre_loaded)
def make_roles(sender: Any, site: Site, **_: Any) -> None:
    """A centre that has moved in gets its editors at once."""
    make_editors(site)
