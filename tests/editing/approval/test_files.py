"""A file on an approved page keeps its content; one that no such page shows may get another."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from pages.core.models import CentreSettings, centre_collection
from tests.editing.approval.office import make_office
from tests.factories import make_centre


def test_a_page_does_not_show_what_another_object_of_its_number_shows(db: None) -> None:
    office = make_office()
    collection = centre_collection(office.site)
    sign = get_image_model().objects.create(title="Znak", file=get_test_image_file(), collection=collection)
    elsewhere = make_centre("gops2.localhost", pk=office.page.pk, bip_sign=sign)
    # As Wagtail does with objects of every kind that is registered with its index.
    ReferenceIndex.create_or_update_for_object(CentreSettings.of(elsewhere))
    other = SimpleUploadedFile("nowy.png", get_test_image_file(size=(20, 20)).file.getvalue())
    answer = office.person(None).post(
        reverse("wagtailimages:edit", args=(sign.pk,)),
        {"title": "Znak", "collection": collection.pk, "file": other},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    sign.refresh_from_db()
    assert sign.width == 20
