"""A small centre with a bulletin, where a second pair of eyes is asked for, and its people at work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from history.models import PublishedVersion
from pages.bip.models import BipArticlePage, BipHomePage, BipSectionPage
from portal.roles import Role, group_of, make_roles
from tests.factories import add_page, make_centre, reader_of
from tests.history.editing import opened, post


@dataclass
class Office:
    """The centre, a section of its bulletin and the public page in it that all is about."""

    site: Site
    section: BipSectionPage
    page: BipArticlePage

    def person(self, role: Role | None, name: str = "") -> Client:
        """A browser in which somebody of a role is signed in; None is who answers for all centres."""
        name = name or (role.value if role else "wszystko")
        user = User.objects.create_user(
            name,
            f"{name}@osrodek.example.pl",
            first_name=name.capitalize(),
            last_name="Nowak",
            is_superuser=role is None,
        )
        if role:
            user.groups.add(group_of(self.site, role))
        client = reader_of(self.site)
        client.force_login(user)
        return client

    @property
    def public_title(self) -> str:
        """What readers see."""
        page = Page.objects.get(pk=self.page.pk)
        return page.title if page.live else ""

    @property
    def versions(self) -> int:
        """How many texts of the page were public."""
        return PublishedVersion.objects.filter(object__page_id=self.page.pk).count()


def make_office(**facts: Any) -> Office:
    """Set it up as an installation does: commands act for nobody, and need nobody's approval."""
    site = make_centre(second_pair_of_eyes=True, **facts)
    make_roles(site)
    bulletin = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    section = add_page(bulletin, BipSectionPage(title="Majątek", slug="majatek"))
    return Office(site, section, add_page(section, article("Majątek", "majatek-osrodka")))


def article(title: str, slug: str) -> BipArticlePage:
    """Public information, not in the tree yet."""
    provenance = {"responsible_person": "Anna Nowak", "produced_at": "2026-01-02"}
    return BipArticlePage(title=title, slug=slug, body=[("text", RichText("<p>Budynek.</p>"))], **provenance)


def draft(client: Client, page: Page, title: str = "Majątek ośrodka", action: str = "submit") -> HttpResponse:
    """Write a new text with its reason, and press a button: submit, publish, or none."""
    return send(client, page, action, title=title)


def send(client: Client, page: Page, action: str, **changes: Any) -> HttpResponse:
    """The form of a page, changed and sent."""
    note = {"change_note": "Dopisano, czyj jest majątek.", "change_kind": "significant"}
    return post(client, page, opened(client, page), action, **{**note, **changes})


def approval_url(page: Page) -> str:
    return reverse("approval:page", args=(page.pk,))


def look(client: Client, page: Page) -> dict[str, Any]:
    """What the form of the approvers' page sends."""
    context = client.get(approval_url(page)).context
    return {"seen": context["seen"], "revision": context["page"].latest_revision_id}


def approve(client: Client, page: Page, seen: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
    """Look, then approve what was seen."""
    return client.post(approval_url(page), {**(seen or look(client, page)), "approve": "1", **more})
