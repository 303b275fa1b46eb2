"""Finds or makes the Wagtail site that a centre is published on."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from pages.core.models import CentreSettings
from pages.home.models import HomePage
from transfer.models import LoadedFile
from transfer.reading.problems import Place, Report
from transfer.reading.specs import CentreFolder

USUAL_PORTS = (80, 443)


def find_or_make_site(
    folder: CentreFolder, hostname: str, port: int | None, report: Report, *, overwrite: bool
) -> tuple[Site, Page | None]:
    """The site at the hostname, and its home page when that was made now (as a draft).

    A site that was not loaded from a folder is left alone: that is an error. So is a site of a centre with another
    name, unless it may be overwritten: a wrong hostname must not put one centre's pages into another. Wagtail's own
    first site, while it still shows nothing but a welcome, gives way.
    """
    site = Site.objects.filter(hostname=hostname).first()
    if site and site != _stock_site():
        if not LoadedFile.objects.filter(site=site).exists():
            message = _("another site already stands at %(host)s, and it was not loaded from a folder")
            report.error(Place("centre.toml"), message % {"host": hostname})
        there, here = CentreSettings.of(site).name, folder.centre.fields["name"]
        if there and there != here and not overwrite:
            message = _(
                "“%(there)s” stands at %(host)s; if that is the same centre under a new name, load with --overwrite"
            )
            report.error(Place("centre.toml"), message % {"there": there, "host": hostname})
        report.stop_if_wrong()
        _keep_in_step(site, folder, port)
        return site, None
    return make_site(hostname, port, folder.centre.fields["short_name"], folder.pages[0].fields["title"])


def is_taken(hostname: str) -> bool:
    """Whether a site already stands at the hostname; Wagtail's own first site gives way."""
    site = Site.objects.filter(hostname=hostname).first()
    return site is not None and site != _stock_site()


def make_site(hostname: str, port: int | None, name: str, home_title: str) -> tuple[Site, Page]:
    """A new site at a hostname that is free, and its home page as a draft."""
    stock = _stock_site()
    home = _make_home(home_title, hostname)
    welcome = stock.root_page if stock else None
    site = stock or Site(is_default_site=not Site.objects.filter(is_default_site=True).exists())
    site.hostname, site.port, site.root_page, site.site_name = hostname, port or _usual_port(), home, name
    site.full_clean()
    site.save()
    if welcome:
        welcome.delete()
    return site, Page.objects.get(pk=home.pk)


def _stock_site() -> Site | None:
    """The site of a fresh Wagtail, as long as its root is the plain welcome page that nobody has touched."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not site:
        return None
    root = site.root_page
    is_welcome = root.specific_class is Page and root.slug == "home" and root.latest_revision_id is None
    return site if is_welcome and not root.get_children_count() else None


def _keep_in_step(site: Site, folder: CentreFolder, port: int | None) -> None:
    name = folder.centre.fields["short_name"]
    port = port or (_usual_port() if site.port in USUAL_PORTS else site.port)
    if (site.site_name, site.port) != (name, port):
        site.site_name, site.port = name, port
        site.save()


def _usual_port() -> int:
    """The port that addresses leave out; Wagtail also tells from it whether they begin with https."""
    return 443 if settings.HTTPS else 80


def _make_home(title: str, hostname: str) -> HomePage:
    """The home page as a draft; its address shows nowhere, but must differ from other centres'."""
    wanted = slugify(hostname.replace(".", "-")) or "centrum"
    slug, number = wanted, 2
    root = Page.get_first_root_node()
    while root.get_children().filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    home = HomePage(title=title, slug=slug, live=False)
    root.add_child(instance=home)
    return home
