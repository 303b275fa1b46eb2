"""History follows today's visibility, for pages that are there and for those that are gone."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from history import recording
from history.models import Journal, TrackedObject
from history.recording import reconcile
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage, SectionPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import change, events, paragraph, publish, versions

SECRET = "TAJNE"


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def section(site: Site) -> SectionPage:
    return add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))


@pytest.fixture
def below(section: SectionPage) -> ContentPage:
    return add_page(section, ContentPage(title="Pod spodem", slug="pod", body=paragraph(SECRET)))


def alias_of(page: Page, site: Site) -> Page:
    action = CreatePageAliasAction(page, parent=site.root_page, update_slug="drugi")
    return action.execute(skip_permission_checks=True)


def again(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def deleted_then_section_restricted_and_renamed(section: Page, below: Page) -> None:
    again(below).delete()
    restrict(section)
    section = again(section)
    section.slug = "inny"
    section.save_revision().publish()


def withdrawn_then_section_restricted_and_deleted(section: Page, below: Page) -> None:
    below.unpublish()
    restrict(section)
    again(section).delete()


def withdrawn_restricted_and_deleted(section: Page, below: Page) -> None:
    below.unpublish()
    restrict(below)
    again(below).delete()


def withdrawn_and_moved_into_a_private_section(section: Page, below: Page) -> None:
    below.unpublish()
    private = add_page(section.get_parent(), SectionPage(title="Zamknięty", slug="zamkniety"))
    restrict(private)
    again(below).move(again(private), pos="last-child")


def deleted_with_a_restricted_section_above_it_freed_later(section: Page, below: Page) -> None:
    restrict(section)
    outer = restrict(section.get_parent())
    again(section).delete()
    outer.delete()


def the_root_of_all_trees_restricted(section: Page, below: Page) -> None:
    again(below).delete()
    restrict(Page.get_first_root_node())


@pytest.mark.parametrize(
    "happens",
    [
        deleted_then_section_restricted_and_renamed,
        withdrawn_then_section_restricted_and_deleted,
        withdrawn_restricted_and_deleted,
        withdrawn_and_moved_into_a_private_section,
        deleted_with_a_restricted_section_above_it_freed_later,
        the_root_of_all_trees_restricted,
    ],
    ids=lambda happens: happens.__name__,
)
def test_what_is_gone_behind_a_restriction_has_no_history(
    site: Site, section: SectionPage, below: ContentPage, happens: Callable[[Page, Page], None]
) -> None:
    happens(section, below)
    reader, tracked = reader_of(site), TrackedObject.objects.get(page_id=below.pk)
    for base in {"/dzial/pod/", tracked.path, tracked.own_address}:
        for rest in ("historia/", "wersje/1/", "historia/dane.json"):
            assert reader.get(base + rest).status_code == 404
    for address in ("/bip/rejestr-zmian/", "/bip/dziennik/ujawnienia.jsonl"):
        assert SECRET not in reader.get(address).getvalue().decode()
        assert "Pod spodem" not in reader.get(address).getvalue().decode()


def test_a_deleted_page_comes_back_into_sight_with_the_section_it_stood_in(
    site: Site, section: SectionPage, below: ContentPage
) -> None:
    again(below).delete()
    restriction = restrict(section)
    assert reader_of(site).get("/dzial/pod/historia/").status_code == 404
    restriction.delete()
    assert reader_of(site).get("/dzial/pod/historia/").status_code == 200


def test_a_page_withdrawn_behind_a_restriction_is_known_as_withdrawn_when_that_is_lifted(
    site: Site, below: ContentPage
) -> None:
    restriction = restrict(below)
    below.unpublish()
    assert events(below.pk) == ["publish", "restrict"]
    restriction.delete()
    assert events(below.pk) == ["publish", "restrict", "unpublish"]
    assert reader_of(site).get("/dzial/pod/").status_code == 410


def test_a_page_can_leave_a_private_section(site: Site, section: SectionPage, below: ContentPage) -> None:
    restrict(section)
    changed = again(below)
    changed.body = paragraph("Zmieniony w ukryciu.")
    changed.save_revision().publish()
    again(below).move(again(site.root_page), pos="last-child")
    assert events(below.pk) == ["publish", "restrict", "unrestrict", "move", "publish"]
    assert reader_of(site).get("/pod/wersje/2/").status_code == 200


def test_an_alias_that_was_made_a_page_has_its_own_history(site: Site, below: ContentPage) -> None:
    alias = alias_of(below, site)
    assert reader_of(site).get("/drugi/historia/").headers["Location"] == "/dzial/pod/historia/"
    ConvertAliasPageAction(again(alias)).execute(skip_permission_checks=True)
    assert [version.number for version in versions(alias.pk)] == [1]
    assert reader_of(site).get("/drugi/historia/").status_code == 200
    again(alias).delete()
    assert events(alias.pk)[-1] == "delete"


def test_an_alias_that_stays_public_without_its_source_has_versions_of_its_own(
    site: Site, section: SectionPage, below: ContentPage
) -> None:
    alias = alias_of(below, site)
    restrict(section)
    assert [version.number for version in versions(alias.pk)] == [1]
    change(below, "Nowa treść.")
    assert "Nowa treść." in versions(alias.pk)[-1].content.html
    assert reconcile(alias.pk) == []


@pytest.fixture
def document(site: Site) -> Document:
    file = ContentFile(b"bajty", name="wykaz.txt")
    return Document.objects.create(title="Wykaz", file=file, collection=centre_collection(site))


@pytest.fixture
def with_file(site: Site, document: Document) -> ContentPage:
    text = f'<p><a linktype="document" id="{document.pk}">wykaz</a></p>'
    return add_page(site.root_page, ContentPage(title="W", slug="w", body=[{"type": "text", "value": text}]))


@pytest.fixture
def closed(site: Site) -> Collection:
    collection = centre_collection(site).add_child(instance=Collection(name="Wewnętrzne"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection


def test_a_document_made_private_and_renamed_at_once_is_not_named(
    document: Document, with_file: ContentPage, closed: Collection
) -> None:
    document.title, document.collection = SECRET, closed
    document.save()
    last = versions(with_file.pk)[-1]
    assert last.number == 2
    assert SECRET not in last.content.change_note + last.content.html


def test_a_collection_made_private_takes_its_files_off_the_pages_history(
    site: Site, document: Document, with_file: ContentPage
) -> None:
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert versions(with_file.pk)[-1].attachments.count() == 0


def test_a_file_of_a_private_document_stays_closed_when_that_is_deleted(
    site: Site, document: Document, with_file: ContentPage, closed: Collection
) -> None:
    address = "/w/wersje/1/pliki/1/" + versions(with_file.pk)[0].attachments.get().name
    assert reader_of(site).get(address).status_code == 200
    document.collection = closed
    document.save()
    assert reader_of(site).get(address).status_code == 404
    document.delete()
    assert reader_of(site).get(address).status_code == 404


def test_an_ordinary_publication_needs_no_second_look(below: ContentPage) -> None:
    publish(again(below))
    assert events(below.pk) == ["publish"]


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite lets one write at a time")
def test_whoever_waited_for_the_journal_looks_at_the_page_again(
    below: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = recording.lock_journal

    def wait(site: Site) -> Journal | None:
        """As if whoever held the lock had closed the page: no signal reaches the one who waits."""
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=below, restriction_type=PageViewRestriction.LOGIN)]
        )
        return lock(site)

    monkeypatch.setattr(recording, "lock_journal", wait)
    change(below, "Zmieniony, gdy strona była już zamknięta.")
    assert events(below.pk) == ["publish", "restrict"]
    assert len(versions(below.pk)) == 1
