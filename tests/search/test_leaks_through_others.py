"""What readers may not see is not told by other pages either: as their section, their link, their file, their guess."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from pages.bip.models import BipEditor, BipHomePage
from pages.core.models import CentreSettings, ContactPoint
from pages.standard.models import ContactPage, ContentPage, SectionPage
from tests.factories import add_page, publish_again, reader_of
from tests.pages.acts.making import add_register, add_resolution, add_statute, amends
from tests.search import hiding
from tests.search.asking import answer, found_titles
from tests.search.attachments import pdf
from tests.search.canaries import (
    COMMON,
    HEADING,
    MENU,
    PHONE,
    SECRETS,
    TEXT,
    TITLE,
    found,
    leaks,
    restrict,
    spoil,
)
from tests.search.editing import word
from tests.search.hiding import HOUR, Change, again, name_of


def expired_section(site: Site, section: Page) -> None:
    Page.objects.filter(pk=section.pk).update(expire_at=timezone.now() - HOUR)


def renamed_in_a_draft(site: Site, section: Page) -> None:
    section.title = "Dział"
    publish_again(section)
    spoil(section).save_revision()


@pytest.mark.parametrize("happens", [hiding.withdrawn, expired_section, renamed_in_a_draft], ids=name_of)
def test_a_page_does_not_tell_the_title_of_a_section_that_readers_do_not_see(
    site: Site, section: SectionPage, happens: Change
) -> None:
    for place in (section, add_page(site.root_page, SectionPage(title="Inny dział", slug="inny"))):
        add_page(place, ContentPage(title=f"Jawna {COMMON} w dziale", slug="pod"))
    section.title = TITLE.capitalize()
    publish_again(section)
    assert TITLE.capitalize() in [result["place"] for result in answer(site, COMMON)["results"]], "the test can see"
    assert TITLE.capitalize() in [choice["label"] for choice in answer(site, COMMON)["facets"]["dzial"]]
    happens(site, section)
    assert leaks(site, public=3) == []


def test_a_link_to_a_page_does_not_tell_what_is_there(site: Site, page: ContentPage) -> None:
    links = [{"page": page.pk, "title": HEADING, "note": TEXT}, {"page": page.pk, "title": "", "note": ""}]
    linking = ContentPage(title=f"Odsyłacze i {COMMON}", slug="odsylacze", body=[{"type": "links", "value": links}])
    add_page(site.root_page, linking)
    assert found_titles(site, TITLE) == found_titles(site, TEXT) == ["Brzdąkulec"], "words belong to their own page"
    page.unpublish()
    assert leaks(site, public=2) == []
    Page.objects.filter(slug="odsylacze").first().specific.save()
    assert leaks(site, public=2) == []


def test_an_act_does_not_tell_the_title_of_another(site: Site) -> None:
    register = add_register(site)
    statute = add_statute(register, summary=COMMON)
    change = add_resolution(register, "I/7/2022", "2022-04-21", amends(statute), title=TITLE, summary=TEXT)
    assert found_titles(site, TITLE) == [TITLE]
    restriction = restrict(change)
    assert leaks(site, (TITLE, TEXT), public=2) == []
    restriction.delete()
    again(change).unpublish()
    assert leaks(site, (TITLE, TEXT), public=2) == []


def test_rows_that_were_taken_from_a_page_are_not_found(site: Site) -> None:
    """They are saved after the page itself."""
    bulletin = BipHomePage(title="BIP", slug="bip", editors=[BipEditor(name=TITLE, phone="99 888 77 66")])
    add_page(site.root_page, bulletin)
    assert found_titles(site, TITLE) == found_titles(site, PHONE) == ["BIP"]
    bulletin.editors = [BipEditor(name="Redakcja")]
    publish_again(bulletin)
    assert leaks(site, (TITLE,)) == []


def test_the_contact_page_forgets_a_phone_at_once(site: Site) -> None:
    contact = add_page(site.root_page, ContactPage(title="Kontakt", slug="kontakt"))
    centre = CentreSettings.objects.get(site=site)
    centre.contact_page, centre.phone = contact, "99 888 77 66"
    centre.save()
    point = ContactPoint.objects.create(centre=centre, label=TITLE, phone="99 888 77 55")
    assert found_titles(site, PHONE) == found_titles(site, TITLE) == found_titles(site, "998887755") == ["Kontakt"]
    point.delete()
    centre.phone = "41 331 25 24"
    centre.save()
    assert found_titles(site, PHONE) == found_titles(site, "998887755") == []
    assert leaks(site, (TITLE,)) == []


@pytest.mark.parametrize(
    "happens", [hiding.withdrawn, hiding.private, hiding.expired, hiding.moved_to_another_centre], ids=name_of
)
def test_a_word_of_the_register_does_not_lead_to_a_hidden_page(site: Site, page: ContentPage, happens: Change) -> None:
    word(site, "ptaszek", means=f"{TITLE}\n{PHONE}", page=page)
    assert found_titles(site, "ptaszek") == ["Brzdąkulec"]
    happens(site, page)
    assert leaks(site) == []
    assert found_titles(site, "ptaszek") == found_titles(site, f"ptaszek {COMMON}")[1:] == []
    assert answer(site, "ptaxzek")["corrected"] == [], "a name that leads nowhere is no guess"
    said = reader_of(site).get("/szukaj/", {"q": "ptaszek"}).content.decode()
    assert [secret for secret in (*SECRETS, PHONE) if secret in said.lower()] == []


@pytest.mark.parametrize("happens", [hiding.withdrawn, hiding.private, hiding.expired, hiding.deleted], ids=name_of)
def test_the_words_of_a_file_are_hidden_with_its_page(
    site: Site, django_capture_on_commit_callbacks: Any, happens: Change
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = get_document_model().objects.create(title=MENU, file=ContentFile(pdf(f"{TEXT} tu"), "plik.pdf"))
    attached = [{"type": "documents", "value": [{"document": document.pk, "title": HEADING}]}]
    page = add_page(site.root_page, ContentPage(title=TITLE, slug="kanarek", body=attached))
    words = (TITLE, TEXT, HEADING)
    assert found(site, words) == list(words), "the test can see"
    happens(site, page)
    assert leaks(site, words) == []


def test_a_guess_is_never_a_word_that_only_a_hidden_page_holds(site: Site) -> None:
    """Though another form of it is public."""
    add_page(site.root_page, ContentPage(title="Wydry w rzece", slug="wydry"))
    restrict(add_page(site.root_page, ContentPage(title="O wydrami", slug="wydrami")))
    assert answer(site, "wydrxmi")["corrected"] == []
    assert answer(site, "wyxry")["corrected"] == [{"from": "wyxry", "to": "wydry"}]
