"""What an editor takes from readers with the buttons of the administration is not found from that moment on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from pages.standard.models import ContentPage, SectionPage
from portal.roles import Role, group_of
from tests.factories import add_page
from tests.history.editing import NOTE, send
from tests.pages.acts.statutes import editor_in
from tests.portal.test_editors import add_page as fill_in_and_publish
from tests.search.canaries import SECRETS, TITLE, found, leaks, restrict, secrets

REASON = {"change_note": NOTE, "change_kind": "significant"}
WORDS = {"title": TITLE, "summary": SECRETS[1], "search_terms": SECRETS[4], "short_title": SECRETS[5]}
TYPED = tuple(WORDS.values())
Act = Callable[[Client, Page], HttpResponse]


@pytest.fixture
def editor(site: Site) -> Client:
    """An editor of the centre."""
    return editor_in(site)


# What whoever takes a page from readers has to say.
DEPARTURE = {"departure_reason": "outdated"}


def press(client: Client, view: str, *args: Any, **data: Any) -> HttpResponse:
    """Send the form of a view of pages."""
    answer = client.post(reverse(f"wagtailadmin_pages:{view}", args=args), data)
    assert answer.status_code in (200, 302), answer.status_code
    return answer


def bulk(client: Client, action: str, *pages: Page, **data: Any) -> HttpResponse:
    """Do something to several pages at once."""
    ids = "&".join(f"id={page.pk}" for page in pages)
    answer = client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) + f"?{ids}", data)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer


def closed_section(page: Page) -> Page:
    """A private part of the page's centre."""
    hidden = add_page(page.get_site().root_page, SectionPage(title="Zamknięty", slug="zamkniety"))
    restrict(hidden)
    return hidden


def privacy(client: Client, page: Page, kind: str, **more: Any) -> HttpResponse:
    answer = press(client, "set_privacy", page.pk, restriction_type=kind, **more)
    assert answer.json()["step"] == "set_privacy_done", answer.content.decode()
    return answer


def unpublish(client: Client, page: Page) -> HttpResponse:
    return press(client, "unpublish", page.pk, **DEPARTURE)


def unpublish_with_the_section(client: Client, page: Page) -> HttpResponse:
    return press(client, "unpublish", page.get_parent().pk, include_descendants="on", **DEPARTURE)


def unpublish_several(client: Client, page: Page) -> HttpResponse:
    return bulk(client, "unpublish", page, **DEPARTURE)


def delete(client: Client, page: Page) -> HttpResponse:
    return press(client, "delete", page.pk, **DEPARTURE)


def delete_several(client: Client, page: Page) -> HttpResponse:
    return bulk(client, "delete", page, **DEPARTURE)


def close(client: Client, page: Page) -> HttpResponse:
    return privacy(client, page, "login")


def close_to_a_group(client: Client, page: Page) -> HttpResponse:
    return privacy(client, page, "groups", groups=[group_of(page.get_site(), Role.ADMINISTRATOR).pk])


def close_the_section(client: Client, page: Page) -> HttpResponse:
    return privacy(client, page.get_parent(), "login")


def move_below_a_private_page(client: Client, page: Page) -> HttpResponse:
    return press(client, "move_confirm", page.pk, closed_section(page).pk)


def move_several_below_a_private_page(client: Client, page: Page) -> HttpResponse:
    return bulk(client, "move", page, chooser=closed_section(page).pk)


def publish_other_words(client: Client, page: Page) -> HttpResponse:
    emptied = dict.fromkeys(WORDS, "") | {"title": "Inna", "body-count": "0"}
    return send(client, page, **emptied, **REASON)


@pytest.mark.parametrize(
    "act",
    [
        unpublish,
        unpublish_with_the_section,
        unpublish_several,
        delete,
        delete_several,
        close,
        close_to_a_group,
        close_the_section,
        move_below_a_private_page,
        move_several_below_a_private_page,
        publish_other_words,
    ],
    ids=lambda act: act.__name__,
)
def test_what_an_editor_took_from_readers_is_not_found(site: Site, editor: Client, page: ContentPage, act: Act) -> None:
    assert found(site) == list(SECRETS), "the test can see"
    act(editor, page)
    assert leaks(site) == []


def test_what_an_editor_gives_back_is_found(site: Site, editor: Client, page: ContentPage) -> None:
    close(editor, page)
    assert found(site) == []
    privacy(editor, page, "none")
    assert not PageViewRestriction.objects.exists()
    assert found(site) == list(SECRETS)
    unpublish(editor, page)
    assert found(site) == []
    answer = send(editor, page, **WORDS, **REASON)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert set(TYPED) <= set(found(site))
    move_below_a_private_page(editor, page)
    assert found(site) == []
    press(editor, "move_confirm", page.pk, site.root_page.pk)
    assert set(TYPED) <= set(found(site))


def test_a_page_that_an_editor_makes_is_found_as_soon_as_it_is_published_and_not_as_a_draft(
    site: Site, editor: Client, section: SectionPage
) -> None:
    draft = ContentPage(title="Szkic", slug="szkic", live=False)
    section.add_child(instance=draft)
    assert send(editor, draft, "", **WORDS).status_code == 302
    assert leaks(site) == []
    fill_in_and_publish(editor, ContentPage, section, slug="nowa", **WORDS)
    assert found(site, TYPED) == list(TYPED)


def test_an_editors_draft_and_schedule_of_a_public_page_are_not_found(
    site: Site, editor: Client, section: SectionPage
) -> None:
    public = add_page(section, ContentPage(title="Jawna", slug="jawna-2"))
    assert send(editor, public, "", **WORDS).status_code == 302
    assert Page.objects.get(pk=public.pk).has_unpublished_changes
    assert leaks(site) == []
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%d.%m.%Y %H:%M")
    assert send(editor, public, go_live_at=tomorrow, **WORDS, **REASON).status_code == 302
    assert Page.objects.get(pk=public.pk).scheduled_revision
    assert leaks(site) == []


def test_an_older_text_that_an_editor_brings_back_takes_the_newer_words_away(
    site: Site, editor: Client, section: SectionPage
) -> None:
    page = add_page(section, ContentPage(title="Jawna", slug="jawna-2"))
    older = page.latest_revision
    for name, value in secrets().items():
        setattr(page, name, value)
    page.change_note, page.change_kind = REASON.values()
    page.save_revision().publish()
    assert found(site) == list(SECRETS)
    previous = older.as_object()
    previous.change_note, previous.change_kind = REASON.values()
    previous.save_revision().publish()
    assert leaks(site) == []
