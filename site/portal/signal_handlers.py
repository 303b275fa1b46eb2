"""What follows from events in the wings."""

from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Site

from delivery.changes import changed
from delivery.withdrawing import withdraw
from history.signals import words_removed
from pages.core.bulletins import bulletin_models
from pages.core.models import CentreSettings
from portal.models import CentreRole
from portal.roles import make_roles
from portal.roles.making import give_bulletin
from search import indexing
from transfer.signals import centre_loaded


@receiver(centre_loaded)
def centre_was_loaded(sender: Any, site: Site, **_: Any) -> None:
    """A centre that has moved in gets its roles at once."""
    make_roles(site)


@receiver(post_migrate)
def migrations_are_through(sender: Any, **_: Any) -> None:
    """Centres set up before there were roles get them when an update is installed."""
    if sender != [app for app in apps.get_app_configs() if app.models_module][-1]:
        return  # not all rights have their rows yet
    # Whoever migrates one application alone may have none of the tables.
    if {model._meta.db_table for model in (CentreSettings, CentreRole)} <= set(connection.introspection.table_names()):
        for site in Site.objects.filter(pk__in=CentreSettings.objects.values("site")):
            make_roles(site)


@receiver(post_save)
def bulletin_was_made(sender: Any, instance: Any, created: bool, raw: bool = False, **_: Any) -> None:
    """Those who have rights in the bulletin get them in a new one."""
    if created and not raw and sender in bulletin_models() and (site := instance.get_site()):
        give_bulletin(instance, site)


@receiver(words_removed)
def forget_words(sender: Any, **_: Any) -> None:
    """The search shows nothing of them already; it keeps nothing of them either, nor do pages kept for an emergency."""
    indexing.let_go()
    withdraw(None)


@receiver([post_save, post_delete], sender=Site)
@receiver(centre_loaded)
def forget_site_roots(sender: Any, **_: Any) -> None:
    """Every process finds the site anew.

    Wagtail forgets the old roots before the transaction ends, when another process may still remember them again.
    """
    transaction.on_commit(Site.clear_site_root_paths_cache)
    transaction.on_commit(lambda: changed(None))  # pages that were made by the old roots in between
