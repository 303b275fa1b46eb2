"""What a statement comes to say by itself is recorded in its history, with a reason."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from history.models import PublishedVersion
from pages.core.models import CentreSettings, Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, reader_of
from tests.pages.accessibility.statements import CHECKED, centre, statement

pytestmark = pytest.mark.django_db


def test_a_file_that_somebody_cant_read_makes_a_version_once():
    site = centre()
    page = statement(site, **CHECKED)
    scan = Document(title="Skan uchwały", collection=centre_collection(site))
    scan.file.save("skan.pdf", ContentFile(b"%PDF-1.4"))
    Document.objects.filter(pk=scan.pk).update(findings=["no-text"], checked_at=timezone.now())
    body = [("documents", [{"document": scan, "title": ""}])]
    add_page(site.root_page, ContentPage(title="Uchwały", slug="uchwaly", body=body))
    assert "Skan uchwały" in reader_of(site).get(page.local_url).content.decode()
    for _again in range(2):
        call_command("publish_scheduled", verbosity=0)
    assert PublishedVersion.objects.filter(object__page_id=page.pk).count() == 2
    shown, now = (
        reader_of(site).get(f"{page.local_url}wersje/{number}/").content.decode().replace("\xa0", " ")
        for number in (1, 2)
    )
    assert "w pełni zgodna" in shown
    assert "częściowo zgodna" in now
    assert "Skan uchwały" in now


def test_the_centres_new_phone_is_recorded_at_once():
    site = centre(phone="41 331 25 24")
    page = statement(site, contact_phone="")
    settings = CentreSettings.objects.get(site=site)
    settings.phone = "41 331 25 99"
    settings.save()
    now = reader_of(site).get(f"{page.local_url}wersje/2/").content.decode().partition("</main>")[0]
    assert "41 331 25 99" in now.replace("\xa0", " ")
