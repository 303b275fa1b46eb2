"""What becomes an entry, what a version, and what neither."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone, translation
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from history.models import Blob, JournalEntry, PublishedVersion, TrackedObject
from history.reasons import because
from history.recording import reconcile
from pages.acts.models import ActPage, ActRegisterPage, ActRelation
from pages.core.models import BasePage, Document, centre_collection
from pages.standard.models import ContentPage, SectionPage
from tests.factories import add_page, make_centre
from tests.history.chronicle import at_desk, boss, change, events, is_hidden, paragraph, publish, versions


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_the_first_version_explains_itself(page: ContentPage) -> None:
    [version] = versions(page.pk)
    assert version.content.change_note == "Pierwsza publikacja"
    assert version.change_kind == "significant"
    assert version.content.url_at_time == "/zadania/"
    assert version.live_from == version.entries.get().at


def test_history_speaks_polish_whatever_the_editor_reads(site: Site) -> None:
    with translation.override("en"):
        page = add_page(site.root_page, ContentPage(title="Nowa", slug="nowa"))
    assert versions(page.pk)[0].content.change_note == "Pierwsza publikacja"


def test_publishing_the_same_again_is_no_version(page: ContentPage) -> None:
    publish(page)
    assert events(page.pk) == ["publish"]


def test_publishing_again_after_a_withdrawal_is(page: ContentPage) -> None:
    page.unpublish()
    publish(Page.objects.get(pk=page.pk).specific, "Strona wraca po przerwie.")
    assert events(page.pk) == ["publish", "unpublish", "publish"]
    assert [version.restores for version in versions(page.pk)] == [None, 1]


def test_a_text_that_comes_back_names_the_version_it_restores(page: ContentPage) -> None:
    change(page, "Drugi tekst.")
    change(page, "Pierwszy tekst.", "Powrót do poprzedniej treści.")
    assert [version.restores for version in versions(page.pk)] == [None, None, 1]


def test_a_note_explains_one_publication(page: ContentPage) -> None:
    page.body = paragraph("Drugi tekst.")
    page.change_note, page.change_kind = "Dopisano drugi tekst.", "minor"
    page.save_revision().publish()
    row = ContentPage.objects.get(pk=page.pk)
    assert (row.change_note, row.change_kind) == ("", "")
    assert versions(page.pk)[-1].change_kind == "minor"


def test_a_move_is_an_entry_for_the_page_and_all_below(site: Site) -> None:
    one = add_page(site.root_page, SectionPage(title="Jeden", slug="jeden"))
    two = add_page(site.root_page, SectionPage(title="Dwa", slug="dwa"))
    below = add_page(one, ContentPage(title="Pod", slug="pod"))
    Page.objects.get(pk=one.pk).move(Page.objects.get(pk=two.pk), pos="last-child")
    assert events(one.pk) == ["publish", "move"]
    assert events(below.pk) == ["publish", "move"]
    assert TrackedObject.objects.get(page_id=below.pk).path == "/dwa/jeden/pod/"


def test_a_restriction_hides_all_below_and_its_end_shows_them_again(site: Site) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    below = add_page(section, ContentPage(title="Pod", slug="pod"))
    restriction = restrict(section)
    assert [is_hidden(page.pk) for page in (section, below)] == [True, True]
    restriction.delete()
    assert events(below.pk) == ["publish", "restrict", "unrestrict"]
    assert len(versions(below.pk)) == 1


def test_what_was_published_in_private_becomes_a_version_when_it_is_public(site: Site) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    restriction = restrict(section)
    below = add_page(section, ContentPage(title="Pod", slug="pod"))
    assert not TrackedObject.objects.filter(page_id=below.pk).exists()
    restriction.delete()
    assert events(below.pk) == ["publish"]


def test_a_text_changed_in_private_becomes_a_version_when_it_is_public(page: ContentPage) -> None:
    restriction = restrict(page)
    page.body = paragraph("Zmieniony w ukryciu.")
    page.save_revision().publish()
    assert len(versions(page.pk)) == 1
    restriction.delete()
    assert events(page.pk) == ["publish", "restrict", "unrestrict", "publish"]


def test_deleting_a_private_page_says_nothing_of_it(page: ContentPage) -> None:
    restrict(page)
    Page.objects.get(pk=page.pk).delete()
    assert events(page.pk) == ["publish", "restrict"]
    assert is_hidden(page.pk)


def test_a_page_that_went_to_another_centre_left_the_first(site: Site, page: ContentPage) -> None:
    other = make_centre("inny.localhost")
    Page.objects.get(pk=page.pk).move(other.root_page, pos="last-child")
    left, came = TrackedObject.objects.filter(page_id=page.pk).order_by("pk")
    assert (left.journal.site, left.state) == (site, "deleted")
    assert (came.journal.site, came.state) == (other, "shown")
    assert came.copied_from == left
    assert [version.number for version in came.versions.all()] == [1]


def test_time_in_a_journal_never_runs_back(page: ContentPage, monkeypatch: pytest.MonkeyPatch) -> None:
    last = JournalEntry.objects.latest("pk").at
    monkeypatch.setattr(timezone, "now", lambda: last - timedelta(hours=1))
    change(page, "Drugi tekst.")
    assert JournalEntry.objects.latest("pk").at == last


def test_a_person_is_named_with_a_function_never_with_an_account(site: Site, page: ContentPage) -> None:
    user = boss("Anna", "Nowak")
    page.body = paragraph("Drugi tekst.")
    page.change_note, page.change_kind = "Dopisano drugi tekst.", "minor"
    page.save_revision(user=user)
    at_desk(user, site).post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    content = versions(page.pk)[-1].content
    assert (content.published_by, content.published_by_function) == ("Anna Nowak", "administrator serwisu")
    assert user.username not in str(JournalEntry.objects.latest("pk").disclosures.values_list("value"))


def test_a_file_kept_from_the_public_is_not_kept_in_history(site: Site) -> None:
    collection = centre_collection(site).add_child(instance=Collection(name="Wewnętrzne"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    document = Document.objects.create(
        title="Tajny wykaz", file=ContentFile(b"TAJNE", name="tajny.txt"), collection=collection
    )
    item = {"type": "item", "value": {"document": document.pk, "title": ""}, "id": "a"}
    text = f'<p>Zob. <a linktype="document" id="{document.pk}">wykaz</a>.</p>'
    body = [{"type": "documents", "value": [item]}, {"type": "text", "value": text}]
    page = add_page(site.root_page, ContentPage(title="Wykazy", slug="wykazy", body=body))
    assert "Tajny wykaz" not in versions(page.pk)[0].content.html
    assert not Blob.objects.exists() or not versions(page.pk)[0].attachments.exists()


def test_a_linked_document_is_a_file_of_the_version(site: Site) -> None:
    document = Document.objects.create(
        title="Wykaz", file=ContentFile(b"bajty", name="wykaz.txt"), collection=centre_collection(site)
    )
    text = f'<p>Zob. <a linktype="document" id="{document.pk}">wykaz</a>.</p>'
    page = add_page(site.root_page, ContentPage(title="W", slug="w", body=[{"type": "text", "value": text}]))
    [version] = versions(page.pk)
    assert '<a href="attachment:1">wykaz</a>' in version.content.html
    assert version.attachments.get().blob.open().read() == b"bajty"


def test_the_same_bytes_are_kept_once(site: Site) -> None:
    for slug in ("a", "b"):
        document = Document.objects.create(
            title="Wykaz", file=ContentFile(b"te same", name=f"{slug}.txt"), collection=centre_collection(site)
        )
        text = f'<p><a linktype="document" id="{document.pk}">wykaz</a></p>'
        add_page(site.root_page, ContentPage(title=slug, slug=slug, body=[{"type": "text", "value": text}]))
    assert Blob.objects.filter(attachments__version__object__title__in=["a", "b"]).distinct().count() == 1


def test_a_link_to_a_page_that_is_not_public_names_nothing(site: Site, page: ContentPage) -> None:
    draft = site.root_page.add_child(instance=ContentPage(title="TAJNE", slug="tajne", live=False))
    link = {"type": "item", "value": {"page": draft.pk, "title": "", "note": ""}, "id": "a"}
    text = f'<p><a linktype="page" id="{draft.pk}">zob.</a></p>'
    page.body = [{"type": "links", "value": [link]}, {"type": "text", "value": text}]
    publish(page)
    assert "tajne" not in versions(page.pk)[-1].content.html.lower()


def test_rows_of_other_tables_are_part_of_the_version(site: Site) -> None:
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    act = add_page(register, ActPage(title="Statut", slug="statut", kind="statute"))
    act.relations.add(ActRelation(kind="creates", text="Ośrodek"))
    publish(act, "Dopisano, co akt tworzy.")
    last = versions(act.pk)[-1]
    assert last.number == 2
    assert "Ośrodek" in last.content.html
    assert last.content.fields["relations"][0]["text"] == "Ośrodek"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "<p onclick=x>a</p>"])
def test_no_script_gets_into_a_version(site: Site, text: str) -> None:
    page = add_page(
        site.root_page, ContentPage(title=text, summary=text, slug="x", body=[{"type": "text", "value": text}])
    )
    html = versions(page.pk)[0].content.html
    assert "<script" not in html
    assert "src=" not in html.replace("&lt;img src=", "")
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_a_page_is_known_by_what_it_shows_not_by_how_templates_print_it(
    page: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContentPage, "history_facts", property(lambda page: [("Nowy", "wiersz")]))
    assert reconcile(page.pk) == []


def test_every_demo_page_is_recorded_as_it_stands(db: None) -> None:
    shown = TrackedObject.objects.filter(state="shown", alias_of=None).values_list("page_id", flat=True)
    live = BasePage.objects.live().values_list("pk", flat=True)
    assert set(shown) == set(live)
    assert [page_id for page_id in shown if reconcile(page_id)] == []


def test_a_publication_asks_the_database_a_fixed_number_of_times(
    page: ContentPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        change(page, f"Tekst {number}.")
    page = ContentPage.objects.get(pk=page.pk)
    page.title = "Inny tytuł"
    page.save()
    # Where others may write at the same time the page is read once more under the lock.
    most = 29 if connection.features.has_select_for_update else 24
    with because("Zmieniono tytuł strony."), django_assert_max_num_queries(most):
        reconcile(page.pk)
    assert PublishedVersion.objects.filter(object__page_id=page.pk).count() == 7
