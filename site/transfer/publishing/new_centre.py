"""Makes a whole empty centre: its site, home, contact page, data and bulletin. All of it or nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import Page, Site

from pages.bip.making import Editor, Made, make_bulletin, pages_by_category
from pages.bip.models import BipEditor
from pages.core.models import CentreSettings
from pages.standard.models import ContactPage
from transfer.signals import centre_loaded

from .atomic import all_or_nothing
from .site import is_taken, make_site


class HostnameTakenError(Exception):
    """Another site stands there already, and nothing of it is touched."""


def make_centre(hostname: str, port: int | None, facts: dict[str, Any], editor: Editor) -> Made:
    """Make a centre at a hostname that is free; `facts` are fields of CentreSettings.

    Raises HostnameTakenError, or ValidationError keyed by the fields of CentreSettings and of the editor.
    """
    if is_taken(hostname):
        raise HostnameTakenError(hostname)
    try:
        with all_or_nothing(), LogContext(user=None):
            return _make(hostname, port, facts, editor)
    except BaseException:
        Site.clear_site_root_paths_cache()  # it may name pages that are gone again
        raise


def _make(hostname: str, port: int | None, facts: dict[str, Any], editor: Editor) -> Made:
    site, home = make_site(hostname, port, facts["short_name"], facts["name"])
    centre = CentreSettings(site=site, **facts)
    centre.full_clean()
    _check_editor(editor)
    centre.save()
    _publish(home)
    contact = ContactPage(title=_("Contact"), slug="kontakt", show_in_menus=True, live=False)
    home.add_child(instance=contact)
    _publish(contact)
    made = make_bulletin(site, editor)
    _point_out(centre, contact, made)
    centre_loaded.send(sender=Site, site=site)
    return made


def _check_editor(editor: Editor) -> None:
    """At least one editor can be reached (rozp. BIP § 11 ust. 1 pkt 3)."""
    if not (editor.name and editor.phone and editor.email):
        raise ValidationError({"editor": _("Name an editor of the bulletin who can be reached by phone and e-mail.")})
    try:
        BipEditor(name=editor.name, phone=editor.phone, email=editor.email).full_clean(exclude=["bulletin"])
    except ValidationError as error:
        names = {"name": "editor", "phone": "editor_phone", "email": "editor_email"}
        raise ValidationError({names[name]: faults for name, faults in error.error_dict.items()}) from error


def _point_out(centre: CentreSettings, contact: Page, made: Made) -> None:
    """Pages that the footer leads to; one that is still a draft appears there when it is published."""
    pages = pages_by_category(made.home)
    centre.contact_page = contact
    centre.privacy_page = next(iter(pages["privacy"]), None)
    centre.accessibility_page = Page.objects.get(pk=pages["accessibility"][0].target_id)
    centre.save()


def _publish(page: Any) -> None:
    page.specific.save_revision(log_action=True).publish()
    page.refresh_from_db()
