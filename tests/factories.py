"""The least data a test needs: a centre of its own, and pages in it."""

from typing import Any, TypeVar

from django.test import Client
from wagtail.models import Page, Site

from history.models import ChangeKind
from pages.core.models import BasePage, CentreSettings
from pages.home.models import HomePage
from tests.conftest import PORT, reader

Kind = TypeVar("Kind", bound=BasePage)


def make_centre(hostname: str = "gops.localhost", **facts: Any) -> Site:
    """An empty centre with a home page, beside whatever is there."""
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="GOPS Nowa Wieś", slug=hostname.replace(".", "-"))
    )
    site = Site.objects.create(hostname=hostname, port=PORT, root_page=home, site_name="GOPS Nowa Wieś")
    # Most tests publish as one person; those of the second pair of eyes switch it on.
    basic = {"name": "Gminny Ośrodek", "short_name": "GOPS", "town": "Nowa Wieś", "second_pair_of_eyes": False}
    facts = {**basic, **facts}
    CentreSettings.objects.create(site=site, **facts)
    return site


def add_page(parent: Page, page: Kind) -> Kind:
    """A page below another, checked and published as an editor would."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def publish_again(page: Page, note: str = "Zmiana na potrzeby testu", kind: str = ChangeKind.SIGNIFICANT) -> None:
    """Publish a changed page with the reason that an editor would have to give."""
    page.change_note, page.change_kind = note, kind
    page.save_revision().publish()
    page.refresh_from_db()


def reader_of(site: Site) -> Client:
    """A browser that asks for the pages of one centre."""
    return reader(site.hostname)
