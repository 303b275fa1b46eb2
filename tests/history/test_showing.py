"""A file gets other bytes: that concerns the pages that show it, and nothing else."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, ReferenceIndex, Site

from pages.core.models import CentreSettings, centre_collection
from pages.standard.models import ContentPage
from tests.factories import make_centre
from tests.history.chronicle import versions
from tests.search.editing import administrator


def test_a_page_does_not_change_with_what_another_object_of_its_number_shows(site: Site, page: ContentPage) -> None:
    collection = centre_collection(site)
    sign = get_image_model().objects.create(title="Znak", file=get_test_image_file(), collection=collection)
    elsewhere = make_centre("gops2.localhost", pk=page.pk, bip_sign=sign)
    # As Wagtail does with objects of every kind that is registered with its index.
    ReferenceIndex.create_or_update_for_object(CentreSettings.of(elsewhere))
    Page.objects.filter(pk=page.pk).update(title="Po cichu")  # not looked at before the next night
    other = SimpleUploadedFile("nowy.png", get_test_image_file(size=(20, 20)).file.getvalue())
    answer = administrator(site).post(
        reverse("wagtailimages:edit", args=(sign.pk,)),
        {"title": "Znak", "collection": collection.pk, "file": other},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert len(versions(page.pk)) == 1
