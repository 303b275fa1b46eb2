"""Where Wagtail's own log and revisions would mislead a public history; the numbers are those of the design notes."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from PIL import Image as Picture
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.images.models import Image
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, Revision, Site, Workflow, WorkflowPage, WorkflowState, get_page_models
from wagtail.signals import page_published

from history.models import JournalEntry, PublishedVersion, TrackedObject
from history.reasons import because
from history.recording import PublicationRefused, reconcile
from pages.core.models import BasePage, Document, centre_collection
from pages.standard.models import ContentPage, SectionPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import (
    at_desk,
    boss,
    bytes_of_history,
    change,
    events,
    paragraph,
    person_of_last,
    publish,
    state_of,
    tomorrow,
    versions,
)

CANARY = "TAJNE"


def test_p1_whoever_publishes_anothers_draft_is_the_publisher(site: Site, page: ContentPage) -> None:
    drafter, publisher = boss("Jan", "Szkic"), boss("Anna", "Nowak")
    page.body = paragraph("Drugi tekst.")
    page.change_note, page.change_kind = "Dopisano drugi tekst o zadaniach.", "significant"
    page.save_revision(user=drafter)
    url = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}"
    assert at_desk(publisher, site).post(url).status_code == 302
    assert person_of_last(page.pk) == "Anna Nowak"
    assert versions(page.pk)[-1].content.change_note == "Dopisano drugi tekst o zadaniach."


def test_p2_a_publication_with_two_signals_is_one_entry(page: ContentPage) -> None:
    assert events(page.pk) == ["publish"]
    assert [version.number for version in versions(page.pk)] == [1]


def test_p3_overwriting_the_live_revision_changes_no_history(page: ContentPage) -> None:
    before = bytes_of_history()
    page.body = paragraph(CANARY)
    page.save_revision(overwrite_revision=page.live_revision)
    assert CANARY in str(Page.objects.get(pk=page.pk).live_revision.as_object().specific.body)
    assert reconcile(page.pk) == []
    assert bytes_of_history() == before
    assert CANARY not in str(before)


def test_p4_purged_revisions_take_no_history_with_them(page: ContentPage) -> None:
    page.body = paragraph("Szkic.")
    page.save_revision()
    before = bytes_of_history()
    Revision.page_revisions.filter(object_id=str(page.pk)).exclude(
        pk=Page.objects.get(pk=page.pk).latest_revision_id
    ).delete()
    assert Page.objects.get(pk=page.pk).live_revision_id is None
    assert bytes_of_history() == before
    assert reconcile(page.pk) == []


def test_p5_a_page_that_goes_offline_by_scheduling_is_a_drift_at_once(site: Site, page: ContentPage) -> None:
    Page.objects.filter(pk=page.pk).update(live_revision=None)
    page = ContentPage.objects.get(pk=page.pk)
    page.go_live_at = tomorrow()
    page.change_note, page.change_kind = "Zapowiedziano nowy tekst o zadaniach.", "significant"
    page.save_revision().publish()
    assert not Page.objects.get(pk=page.pk).live
    assert events(page.pk) == ["publish", "drift"]
    assert state_of(page.pk) == "withdrawn"
    assert len(versions(page.pk)) == 1


def test_p6_a_scheduled_first_publication_is_no_version(site: Site) -> None:
    page = ContentPage(title="Przyszła", slug="przyszla", live=False, go_live_at=tomorrow())
    site.root_page.add_child(instance=page)
    page.save_revision().publish()
    assert not TrackedObject.objects.filter(page_id=page.pk).exists()


def test_p7_what_was_scheduled_is_published_by_whoever_scheduled_it(site: Site, page: ContentPage) -> None:
    planner = boss("Ewa", "Plan")
    page.body = paragraph("Jutrzejszy tekst.")
    page.go_live_at = tomorrow()
    page.change_note, page.change_kind = "Nowe godziny od jutra.", "significant"
    revision = page.save_revision(user=planner)
    with LogContext(user=planner):
        revision.publish(user=planner)
    assert len(versions(page.pk)) == 1
    assert reader_of(site).get("/zadania/").content.decode().count("Jutrzejszy tekst.") == 0
    _make_due(revision)
    call_command("publish_scheduled", verbosity=0)
    assert person_of_last(page.pk) == "Ewa Plan"
    assert versions(page.pk)[-1].content.change_note == "Nowe godziny od jutra."


def _make_due(revision: Revision) -> None:
    """Let the scheduled moment be over."""
    revision.refresh_from_db()
    past = "2026-01-01T00:00:00Z"
    revision.content["go_live_at"] = past
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=revision.content)


def test_p7_expiry_is_the_systems(page: ContentPage) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at="2026-01-01T00:00:00Z")
    call_command("publish_scheduled", verbosity=0)
    assert events(page.pk) == ["publish", "expire"]
    assert person_of_last(page.pk) == "system"
    assert state_of(page.pk) == "expired"


@pytest.mark.parametrize("way", ["save", "update", "add_child"])
def test_p8_what_nobody_published_is_found_as_drift(site: Site, page: ContentPage, way: str) -> None:
    if way == "save":
        page.title = "Cicha zmiana"
        page.save()
    elif way == "update":
        Page.objects.filter(pk=page.pk).update(title="Cicha zmiana")
    else:
        page = site.root_page.add_child(instance=ContentPage(title="Cicha zmiana", slug="cicha"))
    [entry] = reconcile(page.pk)
    assert entry.event == "drift"
    assert versions(page.pk)[-1].content.title == "Cicha zmiana"
    assert versions(page.pk)[-1].change_kind == "technical"
    assert reconcile(page.pk) == []


@pytest.fixture
def document(site: Site) -> Document:
    file = ContentFile(b"pierwsze bajty", name="wykaz.txt")
    return Document.objects.create(title="Wykaz", file=file, collection=centre_collection(site))


@pytest.fixture
def with_file(site: Site, document: Document) -> ContentPage:
    body = [
        {"type": "documents", "value": [{"type": "item", "value": {"document": document.pk, "title": ""}, "id": "a"}]}
    ]
    return add_page(site.root_page, ContentPage(title="Wykazy", slug="wykazy", body=body))


def test_p9_a_replaced_file_is_a_new_version_and_the_old_one_keeps_its_bytes(
    document: Document, with_file: ContentPage
) -> None:
    document.file = ContentFile(b"drugie bajty", name="wykaz.txt")
    document._set_document_file_metadata()
    document.save()
    first, second = versions(with_file.pk)
    assert "Wykaz" in second.content.change_note
    read = [version.attachments.get().blob.open().read() for version in (first, second)]
    assert read == [b"pierwsze bajty", b"drugie bajty"]


def test_p10_a_deleted_picture_stays_in_the_versions_that_showed_it(site: Site) -> None:
    buffer = io.BytesIO()
    Picture.new("RGB", (40, 30), "navy").save(buffer, "PNG")
    image = Image.objects.create(
        title="Budynek", file=SimpleUploadedFile("budynek.png", buffer.getvalue()), collection=centre_collection(site)
    )
    body = [{"type": "image", "value": {"image": image.pk, "alt": "Budynek", "decorative": False, "caption": ""}}]
    page = add_page(site.root_page, ContentPage(title="Budynek", slug="budynek", body=body))
    image.delete()
    assert reader_of(site).get("/budynek/").status_code == 200
    assert events(page.pk) == ["publish", "publish"]
    first, last = versions(page.pk)
    assert 'src="attachment:1"' in first.content.html
    assert first.attachments.get().blob.open().read() == buffer.getvalue()
    assert last.attachments.count() == 0


def test_p11_an_old_version_keeps_the_address_of_its_time(site: Site, page: ContentPage) -> None:
    page.slug = "nowe-zadania"
    page.body = paragraph("Drugi tekst.")
    publish(page)
    first, second = versions(page.pk)
    assert (first.content.url_at_time, second.content.url_at_time) == ("/zadania/", "/nowe-zadania/")
    assert events(page.pk) == ["publish", "url_change", "publish"]


def test_p11_pages_below_follow_a_changed_address(site: Site) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    below = add_page(section, ContentPage(title="Pod spodem", slug="pod-spodem"))
    section = SectionPage.objects.get(pk=section.pk)
    section.slug = "inny-dzial"
    publish(section)
    assert events(below.pk) == ["publish", "url_change"]
    assert TrackedObject.objects.get(page_id=below.pk).path == "/inny-dzial/pod-spodem/"


def test_p12_a_copy_begins_at_one_and_says_whose_copy_it_is(site: Site, page: ContentPage) -> None:
    page = change(page, "Drugi tekst.")
    page.body = paragraph(CANARY)
    page.save_revision()
    copy = CopyPageAction(
        Page.objects.get(pk=page.pk),
        to=site.root_page,
        update_attrs={"slug": "kopia", "title": "Kopia"},
        keep_live=True,
        user=boss(),
    ).execute(skip_permission_checks=True)
    assert [version.number for version in versions(copy.pk)] == [1]
    assert CANARY not in versions(copy.pk)[0].content.html
    tracked = TrackedObject.objects.get(page_id=copy.pk)
    assert tracked.copied_from == TrackedObject.objects.get(page_id=page.pk)


def test_p13_an_alias_is_a_second_address_and_no_second_version(site: Site, page: ContentPage) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    alias = CreatePageAliasAction(page, parent=section).execute(skip_permission_checks=True)
    assert versions(alias.pk) == []
    assert events(alias.pk) == ["publish"]
    change(page, "Drugi tekst.")
    assert versions(alias.pk) == []
    assert events(alias.pk) == ["publish"]
    assert TrackedObject.objects.get(page_id=alias.pk).alias_of == TrackedObject.objects.get(page_id=page.pk)


def test_p14_pages_withdrawn_with_the_one_above_name_the_person(site: Site) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    below = add_page(section, ContentPage(title="Pod spodem", slug="pod-spodem"))
    desk = at_desk(boss("Anna", "Nowak"), site)
    asked = {"include_descendants": "on", "departure_reason": "outdated"}
    assert desk.post(f"/admin/pages/{section.pk}/unpublish/", asked).status_code == 302
    for page in (section, below):
        assert events(page.pk) == ["publish", "unpublish"]
        assert person_of_last(page.pk) == "Anna Nowak"


def test_p15_a_deleted_tree_is_one_entry_a_page_and_a_withdrawal_an_alias(site: Site) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    below = add_page(section, ContentPage(title="Pod spodem", slug="pod-spodem"))
    alias = CreatePageAliasAction(below, parent=site.root_page, update_slug="drugi-adres").execute(
        skip_permission_checks=True
    )
    Page.objects.get(pk=section.pk).delete()
    assert events(section.pk) == ["publish", "delete"]
    assert events(below.pk) == ["publish", "delete"]
    assert events(alias.pk) == ["publish", "unpublish"]
    assert state_of(below.pk) == "deleted"
    assert versions(below.pk)[0].content.title == "Pod spodem"


def test_p16_a_publication_that_fails_leaves_nothing(page: ContentPage) -> None:
    def fail(**_signal: Any) -> None:
        raise RuntimeError

    before = bytes_of_history()
    page.body = paragraph("Nigdy niepubliczny.")
    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic(), because("Próba, która się nie uda."):
            page.save_revision().publish()
    finally:
        page_published.disconnect(fail)
    assert bytes_of_history() == before
    assert "Pierwszy tekst." in str(ContentPage.objects.get(pk=page.pk).body)


def test_p16_no_reason_no_publication(page: ContentPage) -> None:
    page.body = paragraph("Bez powodu.")
    logged = PageLogEntry.objects.count()
    with pytest.raises(PublicationRefused), transaction.atomic():
        page.save_revision().publish()
    assert "Pierwszy tekst." in str(ContentPage.objects.get(pk=page.pk).body)
    assert PageLogEntry.objects.count() == logged
    assert events(page.pk) == ["publish"]


def test_p17_rewritten_revisions_change_no_history(page: ContentPage) -> None:
    before = bytes_of_history()
    for revision in Revision.page_revisions.filter(object_id=str(page.pk)):
        revision.content["title"] = CANARY
        revision.save()
    assert bytes_of_history() == before


def test_p18_a_workflow_records_what_went_live(site: Site, page: ContentPage) -> None:
    user = boss()
    workflow = Workflow.objects.get(name="Moderators approval")
    WorkflowPage.objects.update_or_create(page=site.root_page, defaults={"workflow": workflow})
    page = ContentPage.objects.get(pk=page.pk)
    page.change_note, page.change_kind = "Dopisano zatwierdzony tekst.", "significant"
    page.body = paragraph("Zatwierdzony tekst.")
    page.save_revision(user=user)
    state = workflow.start(page, user)
    page = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.body = paragraph("Późniejszy tekst.")
    page.save_revision(user=user)
    WorkflowState.objects.get(pk=state.pk).current_task_state.approve(user=user)
    assert "Późniejszy" in str(ContentPage.objects.get(pk=page.pk).body)
    assert "Późniejszy" in versions(page.pk)[-1].content.html


def test_p19_a_version_holds_nothing_that_no_reader_sees(site: Site, page: ContentPage) -> None:
    user = boss("Tajny", "Właściciel")
    page.owner = user
    page.locked, page.locked_by = True, user
    page.comments = []
    page.body = paragraph("Drugi tekst.")
    publish(page)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    content = versions(page.pk)[-1].content
    assert set(content.fields) == {*ContentPage.history_fields, *ContentPage.history_children}
    assert "Tajny" not in str(content.fields)
    assert "Tajny" not in content.html


def test_versions_of_every_page_type_are_whitelisted() -> None:
    private = {"owner", "locked", "locked_by", "draft_title", "slug", "path", "comments", "go_live_at", "expire_at"}
    for model in get_page_models():
        if issubclass(model, BasePage):
            assert not private & set(model.history_fields)


def test_a_journal_has_no_gap_and_its_own_numbers(site: Site, page: ContentPage) -> None:
    other = make_centre("inny.localhost")
    add_page(other.root_page, ContentPage(title="Obca", slug="obca"))
    change(page, "Drugi tekst.")
    for where in (site, other):
        seqs = JournalEntry.objects.filter(journal__site=where).order_by("seq").values_list("seq", flat=True)
        assert list(seqs) == list(range(1, len(seqs) + 1))
    assert not PublishedVersion.objects.filter(object__journal__site=other, object__page_id=page.pk).exists()
