"""Editors are told what their page lacks while they write; what a rule blocks is never published."""

from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from history.models import ChangeKind, PublishedVersion
from history.recording import PublicationRefused
from pages.bip.models import BipEditor, BipHomePage
from pages.core.blocks import TEXT_FEATURES
from pages.core.models import BasePage
from pages.core.proofing.reading import reading_of
from pages.standard.models import ContentPage
from proofing.kinds import Kind
from proofing.proof import blocking, proof
from tests.factories import add_page, make_centre, publish_again
from tests.history.editing import opened, send
from tests.search.editing import editor_of

REASON = {"change_note": "Nowy komunikat dla mieszkańców.", "change_kind": ChangeKind.MINOR.value}
HERE = "<p>Wniosek jest <a href='https://example.org/'>tutaj</a>.</p>".replace("'", '"')


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_of(site)


@pytest.fixture
def page(site: Site) -> ContentPage:
    return add_page(site.root_page, ContentPage(title="Komunikat", slug="komunikat", summary="Co nowego."))


def body(*blocks: tuple[str, Any]) -> dict[str, Any]:
    return nested_form_data({"body": streamfield(list(blocks))})


def text(html: str) -> tuple[str, Any]:
    return ("text", rich_text(html, features=TEXT_FEATURES))


def codes(page: BasePage) -> list[str]:
    return [finding.code for finding in proof(reading_of(page))]


def asked(editor: Client, page: Page, **changes: Any) -> dict[str, Any]:
    """What the side panel is answered."""
    answer = editor.post(reverse("proofing:edit", args=(page.pk,)), {**opened(editor, page), **changes})
    assert answer.status_code == 200, answer.content
    return answer.json()


# -- at publication ----------------------------------------------------------------------------------------------------


def test_a_blocked_page_says_at_its_field_what_to_mend_and_a_draft_is_kept(page: ContentPage, editor: Client):
    answer = send(editor, page, **REASON, **body(text(HERE)))
    assert set(answer.context["form"].errors) == {"__all__", "body"}
    assert "tutaj" in str(answer.context["form"].errors["body"])
    assert answer.context["form"].non_field_errors() == [
        gettext("The page was not published. What you wrote is kept as a draft.")
    ]
    assert len([*answer.context["messages"]]) == 1, "one voice"
    assert PublishedVersion.objects.filter(object__page_id=page.pk).count() == 1
    assert send(editor, page, action="", **body(text(HERE))).status_code == 302
    assert send(editor, page, **REASON, **body(text(HERE.replace("tutaj", "Wniosek o zasiłek")))).status_code == 302


def test_hints_never_stand_in_the_way_and_are_told_after_publication(page: ContentPage, editor: Client):
    words = "<p>W przypadku braku dokumentów zadzwoń: 600 123 456.</p>"
    answer = send(editor, page, **REASON, **{"summary": "", **body(text(words))})
    assert answer.status_code == 302
    said = unescape(" ".join(str(message) for message in get_messages(answer.wsgi_request)))
    assert "600 123 456" in said
    assert "jeśli nie masz" in said


def test_ways_without_a_form_are_refused_too(page: ContentPage, editor: Client):
    page.body = [("text", "<h4>Opłaty</h4>")]
    page.change_note, page.change_kind = REASON["change_note"], ChangeKind.MINOR
    revision = page.save_revision()
    bulk = editor.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={page.pk}")
    assert bulk.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(page.pk,))
    revision.approved_go_live_at = timezone.now()
    revision.save()
    with pytest.raises(CommandError):
        call_command("publish_scheduled", verbosity=0)
    assert PublishedVersion.objects.filter(object__page_id=page.pk).count() == 1


def test_what_editors_of_the_demo_centres_find_there_can_be_published(db: None):
    pages = BasePage.objects.live().specific()
    assert {
        page.url_path: blocking(proof(reading_of(page))) for page in pages if blocking(proof(reading_of(page)))
    } == {}


# -- what a page is read as --------------------------------------------------------------------------------------------


def test_links_are_followed_as_a_reader_would(site: Site, page: ContentPage):
    other = add_page(site.root_page, ContentPage(title="Opłaty", slug="oplaty"))
    draft = ContentPage(title="Szkic", slug="szkic", live=False)
    site.root_page.add_child(instance=draft)
    page.body = [
        ("heading", "Jak zapłacić"),
        ("text", f'<p><a linktype="page" id="{other.pk}">Opłaty</a> <a href="#jak-zaplacic">Jak zapłacić</a></p>'),
        (
            "text",
            '<p><a href="/oplaty/">Stawki</a> <a href="/szukaj/">Szukaj</a> <a href="/oplaty/historia/">x</a></p>',
        ),
    ]
    assert codes(page) == []
    page.body.append(("text", f'<p><a linktype="page" id="{draft.pk}">Szkic</a></p>'))
    assert codes(page) == ["link-to-draft"]
    page.body.append(("text", '<p><a href="#gdzie">Gdzie</a> <a linktype="document" id="99999">Wzór</a></p>'))
    page.body.append(("links", [{"page": other, "title": "", "note": ""}]))
    other.unpublish()
    assert codes(page).count("dead-link") == 5
    Page.objects.filter(pk=other.pk).delete()
    assert codes(page).count("dead-link") == 5


def test_a_place_of_another_page_is_looked_for_there(site: Site, page: ContentPage):
    fees = ContentPage(title="Opłaty", slug="oplaty", summary="Ile.", body=[{"type": "heading", "value": "Kto płaci"}])
    fees = add_page(site.root_page, fees)
    page.body = [("text", '<p><a href="/oplaty/#kto-placi">Kto płaci</a> <a href="/oplaty/#top">Od początku</a></p>')]
    assert codes(page) == []
    page.body.append(("text", f'<p><a href="http://{site.hostname}/oplaty/#kiedy">Kiedy płaci</a></p>'))
    assert codes(page) == ["link-to-place"]
    page.body.append(("text", f'<p><a href="{page.local_url}#kiedy">Kiedy</a></p>'))
    assert sorted(codes(page)) == ["dead-link", "link-to-place"]


def test_blocks_are_read_by_what_they_are(site: Site, page: ContentPage):
    image = Image.objects.create(title="IMG_2041", file=get_test_image_file("IMG_2041.png"))
    page.body = [
        {"type": "image", "value": {"image": image.pk, "alt": "IMG_2041", "decorative": False, "caption": "x"}},
        {
            "type": "table",
            "value": {"caption": "", "columns": [{"type": "text", "heading": ""}], "rows": [{"values": ["1"]}]},
        },
        {"type": "facts", "value": [{"term": "Nadzór", "description": "<p>Telefon: xxxx</p>"}]},
        {"type": "quote", "value": {"text": "Niezwłocznie dokonać wpłaty", "source": ""}},
    ]
    found = [(finding.code, finding.place.number) for finding in proof(reading_of(page))]
    assert found == [("picture", 0), ("table", 1), ("table", 1), ("placeholder", 2)]
    image.file.delete(save=False)


def test_a_page_of_the_bulletin_is_known_as_one_and_so_is_a_new_page_below_it(site: Site):
    bulletin = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    assert reading_of(bulletin).kind is Kind.BULLETIN
    assert reading_of(ContentPage(title="Nowa"), above=bulletin).kind is Kind.BULLETIN
    assert reading_of(ContentPage(title="Nowa"), above=site.root_page).kind is Kind.PORTAL


# -- the side panel ----------------------------------------------------------------------------------------------------


def test_the_panel_lists_what_blocks_first_with_where_and_how_and_saves_nothing(page: ContentPage, editor: Client):
    revision = page.latest_revision_id
    found = asked(editor, page, **{"summary": "", **body(text("<p>W dniu dzisiejszym.</p>"), text(HERE))})
    told = [(one["code"], one["level"], one["field"], one["number"]) for one in found["findings"]]
    assert told == [
        ("link-text", "blocks", "body", 1),
        ("lead", "warns", "summary", -1),
        ("official-phrase", "warns", "body", 0),
    ]
    assert all(one["message"] and one["mend"] and one["where"] and one["label"] for one in found["findings"])
    page.refresh_from_db()
    assert (page.latest_revision_id, page.summary) == (revision, "Co nowego.")


def test_half_written_blocks_are_read_as_they_stand(page: ContentPage, editor: Client):
    image = Image.objects.create(title="Budynek", file=get_test_image_file("budynek.png"))
    block = {"image": str(image.pk), "alt": "", "caption": ""}
    found = asked(editor, page, title="", **body(("image", block), ("heading", "")))
    assert [one["code"] for one in found["findings"]] == ["picture", "heading-order"]
    image.file.delete(save=False)


def test_a_new_page_is_read_before_it_is_there(site: Site, editor: Client):
    url = reverse("proofing:add", args=("standard", "contentpage", site.root_page.pk))
    fields = {"title": "Nowa", "slug": "", "summary": "PESEL 44051401359", "comments": inline_formset([])}
    data = nested_form_data({**fields, "language": "pl", "body": streamfield([text(HERE)])})
    assert [one["code"] for one in editor.post(url, data).json()["findings"]] == ["pesel", "link-text"]
    assert not ContentPage.objects.filter(title="Nowa").exists()


def test_rows_are_told_at_their_own_field(site: Site, editor: Client):
    bulletin = BipHomePage(title="BIP", slug="bip", summary="x", editors=[BipEditor(name="Anna", phone="41 331 25 25")])
    add_page(site.root_page, bulletin)
    row = {"id": str(bulletin.editors.get().pk), "name": "Anna", "phone": "41 331 25 25", "email": "anna@gmail.com"}
    found = asked(editor, bulletin, **nested_form_data({"editors": inline_formset([row], initial=1)}))
    assert [(one["code"], one["row"], one["column"]) for one in found["findings"]] == [("private-mail", 0, "email")]


def test_only_who_may_edit_the_page_is_answered(page: ContentPage):
    stranger = editor_of(make_centre("obcy.localhost"))
    assert stranger.post(reverse("proofing:edit", args=(page.pk,)), {"title": "x"}).status_code in (302, 403, 404)
    assert stranger.get(reverse("proofing:edit", args=(page.pk,))).status_code in (302, 403, 404, 405)


def test_both_forms_carry_the_panel(site: Site, page: ContentPage, editor: Client):
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    add = editor.get(
        reverse("wagtailadmin_pages:add", args=("standard", "contentpage", site.root_page.pk))
    ).content.decode()
    assert f'data-proofing-url="{reverse("proofing:edit", args=(page.pk,))}"' in edit
    assert "data-content-checker-count" not in edit, "Wagtail counts no other problems beside ours"
    assert f'data-proofing-url="/admin/proofing/add/standard/contentpage/{site.root_page.pk}/"' in add
    assert "js/proofing.js" in edit
    assert "js/proofing.js" in add


# -- what it costs -----------------------------------------------------------------------------------------------------


def test_a_reading_asks_the_database_the_same_for_one_link_and_for_forty(
    site: Site, page: ContentPage, django_assert_max_num_queries: Any
):
    others = [add_page(site.root_page, ContentPage(title=f"Strona {n}", slug=f"strona-{n}")) for n in range(3)]
    links = "".join(f'<p><a linktype="page" id="{other.pk}">{other.title}</a></p>' for other in others * 14)
    page.body = [("text", links)]
    publish_again(page)
    fresh = ContentPage.objects.get(pk=page.pk)
    with django_assert_max_num_queries(12):
        assert proof(reading_of(fresh)) == []


def test_a_publication_refused_names_the_page(page: ContentPage):
    page.body = [("text", HERE)]
    with pytest.raises(PublicationRefused) as refused:
        publish_again(page)
    assert list(refused.value.message_dict) == ["body"]
