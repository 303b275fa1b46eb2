"""What follows from events in the wings."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Site

from history.signals import words_removed
from portal.roles import make_editors
from search import indexing
from transfer.signals import centre_loaded


@receiver(centre_loaded)
def make_roles(sender: Any, site: Site, **_: Any) -> None:
    """A centre that has moved in gets its editors at once."""
    make_editors(site)


@receiver(words_removed)
def forget_words(sender: Any, **_: Any) -> None:
    """The search shows nothing of them already; it keeps nothing of them either."""
    indexing.let_go()


@receiver([post_save, post_delete], sender=Site)
@receiver(centre_loaded)
def forget_site_roots(sender: Any, **_: Any) -> None:
    """Every process finds the site anew.

    Wagtail forgets the old roots before the transaction ends, when another process may still remember them again.
    """
    transaction.on_commit(Site.clear_site_root_paths_cache)
