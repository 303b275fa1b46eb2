"""Whatever an editor does with an unfinished entry, of any kind, is answered, never with a fault of the server."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from pages.bip.models import AssetDeclarationPage, BipEntryPage, InspectionPage, PetitionPage, ReportPage
from tests.factories import reader_of
from tests.history.chronicle import paragraph
from tests.history.editing import editor_of
from tests.pages.bip.duties import IN_ORDER, draft, draft_of, entry, faults, listing, send
from tests.pages.bip.making import fresh

SOMETHING_TO_READ = {
    AssetDeclarationPage: {"elsewhere": "https://bip.example.pl/1"},
    ReportPage: {"body": paragraph("W 2024 r. pomoc otrzymało 120 rodzin.")},
}
EVERY_KIND = pytest.mark.parametrize("kind", list(IN_ORDER), ids=lambda kind: kind.__name__)


@EVERY_KIND
def test_an_unfinished_draft_can_be_kept_and_looked_at(site: Site, kind: type[BipEntryPage]) -> None:
    texts = {"CharField", "TextField"}
    own = [field for field in kind._meta.local_concrete_fields if field.name in IN_ORDER[kind]]
    page = draft(
        listing(site, kind),
        entry(kind, **{field.name: "" for field in own if field.get_internal_type() in texts}),
    )
    editor = editor_of(site.hostname)
    assert send(editor, page, action="").status_code == 302
    for name in ("wagtailadmin_pages:view_draft", "wagtailadmin_pages:edit", "wagtailadmin_pages:history"):
        assert editor.get(reverse(name, args=(page.pk,))).status_code == 200, name
    first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, first.pk, last.pk))
    assert editor.get(compare).status_code == 200
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    assert editor.post(f"{bulk}?id={page.pk}", {"include_descendants": ""}).status_code < 500
    assert not fresh(page).live
    assert reader_of(site).get("/bip/praca/lista/").status_code == 200


@EVERY_KIND
def test_a_new_one_is_begun_and_previewed_in_its_own_list_only(site: Site, kind: type[BipEntryPage]) -> None:
    found = listing(site, kind)
    editor = editor_of(site.hostname)
    name = kind._meta.model_name
    assert editor.get(reverse("wagtailadmin_pages:add", args=("bip", name, found.pk))).status_code == 200
    other = next(one for one in IN_ORDER if one.holds != kind.holds)
    found.holds = other.holds
    found.save()
    assert editor.get(reverse("wagtailadmin_pages:add", args=("bip", name, found.pk))).status_code in {302, 403}


@EVERY_KIND
def test_what_was_published_has_a_history_that_can_be_brought_back(site: Site, kind: type[BipEntryPage]) -> None:
    page = draft(listing(site, kind), entry(kind, **SOMETHING_TO_READ.get(kind, {})))
    page.save_revision().publish()
    reader = reader_of(site)
    for address in ("", "historia/", "wersje/1/", "historia/dane.json"):
        assert reader.get(f"/bip/praca/lista/wpis/{address}").status_code == 200, address
    assert fresh(page).history_snapshot().fields.keys() >= {"title", "summary"}
    assert draft_of(site, kind, slug="drugi").history_snapshot().files == ()


@pytest.mark.parametrize(
    ("kind", "field", "day"),
    [
        (PetitionPage, "received_on", "1.01.0202"),
        (PetitionPage, "expected_on", "31.12.9999"),
        (InspectionPage, "ended_on", "31.12.9999"),
    ],
)
def test_a_slip_in_the_year_is_named_at_its_field(site: Site, kind: type[BipEntryPage], field: str, day: str) -> None:
    page = draft_of(site, kind)
    assert list(faults(send(editor_of(site.hostname), page, "", **{field: day}))) == [field]
