"""What takes a page from readers, keeps it from them, or gives it back, each in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from history.models import Event, JournalEntry, RedactionScope
from history.redaction import redact
from pages.standard.models import ContentPage, SectionPage
from tests.factories import add_page, make_centre, publish_again
from tests.history.chronicle import boss
from tests.search.canaries import body, canary, restrict, spoil

OTHER = "mops.localhost"
"""The host of another centre."""
HOUR = timedelta(hours=1)
Change = Callable[[Site, Page], None]


def name_of(change: Change) -> str:
    """What a test is called by."""
    return change.__name__


def again(page: Page) -> Page:
    """The page as the database has it now."""
    return Page.objects.get(pk=page.pk).specific


# -- what takes a page from readers ------------------------------------------------------------------------------------


def withdrawn(site: Site, page: Page) -> None:
    page.unpublish()


def withdrawn_without_a_word_to_anybody(site: Site, page: Page) -> None:
    """As commands do it, and people in a hurry."""
    Page.objects.filter(pk=page.pk).update(live=False)


def deleted(site: Site, page: Page) -> None:
    page.delete()


def deleted_with_its_section(site: Site, page: Page) -> None:
    page.get_parent().specific.delete()


def private(site: Site, page: Page) -> None:
    restrict(page)


def private_by_password(site: Site, page: Page) -> None:
    restrict(page, PageViewRestriction.PASSWORD)


def private_to_a_group(site: Site, page: Page) -> None:
    restrict(page, PageViewRestriction.GROUPS).groups.add(Group.objects.create(name="Kadra"))


def below_a_private_section(site: Site, page: Page) -> None:
    restrict(page.get_parent())


def moved_below_a_private_page(site: Site, page: Page) -> None:
    hidden = add_page(site.root_page, SectionPage(title="Zamknięty", slug="zamkniety"))
    restrict(hidden)
    page.move(again(hidden), pos="last-child")


def moved_with_its_section_below_a_private_page(site: Site, page: Page) -> None:
    hidden = add_page(site.root_page, SectionPage(title="Zamknięty", slug="zamkniety"))
    restrict(hidden)
    page.get_parent().specific.move(again(hidden), pos="last-child")


def moved_to_another_centre(site: Site, page: Page) -> None:
    page.move(make_centre(OTHER).root_page, pos="last-child")


def moved_out_of_all_centres(site: Site, page: Page) -> None:
    page.move(Page.get_first_root_node(), pos="last-child")


def expired(site: Site, page: Page) -> None:
    """Its end has passed; the command that withdraws such pages has not run."""
    page.expire_at = timezone.now() + HOUR
    publish_again(page)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)


def expired_and_withdrawn_by_the_command(site: Site, page: Page) -> None:
    expired(site, page)
    call_command("publish_scheduled")


def put_off(site: Site, page: Page) -> None:
    """Withdrawn, and to be published again at a later hour."""
    page.unpublish()
    page.go_live_at = timezone.now() + HOUR
    publish_again(page)


def without_its_words_since_the_last_publication(site: Site, page: Page) -> None:
    for name, value in {
        "title": "Inna",
        "summary": "",
        "search_terms": "",
        "short_title": "",
        "body": body(""),
    }.items():
        setattr(page, name, value)
    publish_again(page)


def redacted(site: Site, page: Page) -> None:
    """Its words are taken out of the page, then out of its history."""
    entry = JournalEntry.objects.get(version__object__page_id=page.pk, version__number=1, event=Event.PUBLISH)
    without_its_words_since_the_last_publication(site, page)
    basis = {"legal_basis": "art. 5 ust. 2 u.d.i.p.", "decided_by": "Dyrektor ośrodka"}
    redact(entry, [RedactionScope.CONTENT], by=boss(), **basis)


HIDING: list[Change] = [
    withdrawn,
    withdrawn_without_a_word_to_anybody,
    deleted,
    deleted_with_its_section,
    private,
    private_by_password,
    private_to_a_group,
    below_a_private_section,
    moved_below_a_private_page,
    moved_with_its_section_below_a_private_page,
    moved_to_another_centre,
    moved_out_of_all_centres,
    expired,
    expired_and_withdrawn_by_the_command,
    put_off,
    without_its_words_since_the_last_publication,
    redacted,
]


# -- what readers never saw --------------------------------------------------------------------------------------------


def never_published(site: Site, parent: Page) -> None:
    parent.add_child(instance=spoil(ContentPage(slug="kanarek", live=False))).save_revision()


def a_draft_of_a_public_page(site: Site, parent: Page) -> None:
    spoil(add_page(parent, ContentPage(title="Jawna", slug="jawna-2"))).save_revision()


def a_later_publication_of_a_public_page(site: Site, parent: Page) -> None:
    page = spoil(add_page(parent, ContentPage(title="Jawna", slug="jawna-2")))
    page.go_live_at = timezone.now() + HOUR
    publish_again(page)
    assert again(page).live


def a_later_first_publication(site: Site, parent: Page) -> None:
    page = spoil(ContentPage(slug="kanarek", live=False))
    page.go_live_at = timezone.now() + HOUR
    parent.add_child(instance=page)
    publish_again(page)


def an_unpublished_copy(site: Site, parent: Page) -> None:
    page = canary(parent)
    page.copy(update_attrs={"slug": "kopia"}, keep_live=False)
    page.unpublish()


def an_alias_of_a_withdrawn_page(site: Site, parent: Page) -> None:
    page = canary(parent)
    page.create_alias(update_slug="alias")
    page.unpublish()


def an_alias_of_a_page_that_lost_its_words(site: Site, parent: Page) -> None:
    page = canary(parent)
    page.create_alias(update_slug="alias")
    without_its_words_since_the_last_publication(site, page)


def born_below_a_private_page(site: Site, parent: Page) -> None:
    restrict(parent)
    canary(parent)


def in_another_centre(site: Site, parent: Page) -> None:
    canary(make_centre(OTHER).root_page)


NEVER_SEEN: list[Change] = [
    never_published,
    a_draft_of_a_public_page,
    a_later_publication_of_a_public_page,
    a_later_first_publication,
    an_unpublished_copy,
    an_alias_of_a_withdrawn_page,
    an_alias_of_a_page_that_lost_its_words,
    born_below_a_private_page,
    in_another_centre,
]


# -- back to readers ---------------------------------------------------------------------------------------------------


def withdrawn_and_published_again(site: Site, page: Page) -> None:
    page.unpublish()
    publish_again(page)


def freed(site: Site, page: Page) -> None:
    restrict(page).delete()


def freed_with_its_section(site: Site, page: Page) -> None:
    restrict(page.get_parent()).delete()


def moved_below_a_private_page_and_back(site: Site, page: Page) -> None:
    moved_below_a_private_page(site, page)
    again(page).move(again(site.root_page), pos="last-child")


def moved_to_another_centre_and_back(site: Site, page: Page) -> None:
    moved_to_another_centre(site, page)
    again(page).move(again(site.root_page), pos="last-child")


def put_off_until_its_hour_came(site: Site, page: Page) -> None:
    put_off(site, page)
    past = timezone.now() - HOUR
    revision = again(page).scheduled_revision
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")


GIVEN_BACK: list[Change] = [
    withdrawn_and_published_again,
    freed,
    freed_with_its_section,
    moved_below_a_private_page_and_back,
    moved_to_another_centre_and_back,
    put_off_until_its_hour_came,
]
