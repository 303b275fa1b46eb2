"""The sheet for gov.pl/bip: what it says, that it was sent, and that it no longer matches."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from compliance.models import SentSheet
from compliance.sheet import data_of, differences
from compliance.subject import Subject
from pages.bip.models import BipEditor, BipHomePage
from pages.core.models import CentreSettings
from pages.core.templatetags.jawny import polish_date
from tests.compliance.conftest import EditorOf
from tests.compliance.whole import EDITOR, FACTS, MORE_FACTS, send_sheet
from tests.factories import add_page


def text_of(client, site: Site, name: str = "sheet") -> str:
    answer = client.get(reverse(f"compliance:{name}", args=(site.pk,)))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def described(small: Site) -> Site:
    """A centre with all that the sheet needs."""
    CentreSettings.objects.filter(site=small).update(**FACTS, **MORE_FACTS)
    home = BipHomePage(title="BIP", slug="bip")
    home.editors = [BipEditor(name=EDITOR.name, phone=EDITOR.phone, email=EDITOR.email)]
    add_page(small.root_page, home)
    return small


def test_the_sheet_says_who_where_and_who_edits(described: Site, editor_of: EditorOf):
    for page in (text_of(editor_of(described), described), text_of(editor_of(described), described, "sheet_print")):
        for text in (
            "Gminny Ośrodek Pomocy Społecznej w Nowej Wsi",
            "26-001 Nowa Wieś",
            "http://mala.localhost:8000/bip/",
            "Sekretariat, 41 331 25 24, bip@nowawies.example.pl",
            "AE:PL-12345-12345-ABCDE-12",
        ):
            assert text in page


def test_the_printed_sheet_is_nothing_but_the_sheet(described: Site, editor_of: EditorOf):
    page = text_of(editor_of(described), described, "sheet_print")
    assert "<script" not in page
    assert "<nav" not in page


def test_a_sheet_that_was_sent_is_kept_as_it_was(described: Site, editor_of: EditorOf):
    client, address = editor_of(described), reverse("compliance:sheet", args=(described.pk,))
    today = timezone.localdate()
    assert client.post(address).status_code == 302
    sent = SentSheet.objects.get()
    assert (sent.sent_on, sent.by_name, sent.data["phone"]) == (today, "Anna Redaktorska", ["41 331 25 24"])
    sent.data = {}
    for change in (sent.save, sent.delete, SentSheet.objects.all().delete, lambda: SentSheet.objects.update(data={})):
        with pytest.raises(TypeError, match="only added to"):
            change()


def test_todays_data_are_recorded_for_today_alone(described: Site, editor_of: EditorOf):
    client, address = editor_of(described), reverse("compliance:sheet", args=(described.pk,))
    page = text_of(client, described)
    assert polish_date(timezone.localdate()) in page
    assert 'name="sent_on"' not in page
    earlier = timezone.localdate() - timedelta(days=30)
    assert client.post(address, {"sent_on": f"{earlier:%d.%m.%Y}"}).status_code == 302
    assert SentSheet.objects.get().sent_on == timezone.localdate()


def test_what_has_changed_since_is_shown_old_beside_new(described: Site, editor_of: EditorOf):
    send_sheet(described, timezone.localdate())
    assert not differences(SentSheet.objects.get(), data_of(Subject(described)))
    CentreSettings.objects.filter(site=described).update(phone="41 368 50 77")
    BipEditor.objects.filter(bulletin__path__startswith=described.root_page.path).update(name="Kancelaria")
    found = differences(SentSheet.objects.get(), data_of(Subject(described)))
    assert [(item.old, item.new) for item in found] == [
        (["41 331 25 24"], ["41 368 50 77"]),
        (["Sekretariat, 41 331 25 24, bip@nowawies.example.pl"], ["Kancelaria, 41 331 25 24, bip@nowawies.example.pl"]),
    ]
    page = text_of(editor_of(described), described)
    assert "<td>41 331 25 24</td>" in page
    assert "<td>41 368 50 77</td>" in page
    send_sheet(described, timezone.localdate())
    assert "<td>41 368 50 77</td>" in text_of(editor_of(described), described)
    assert not differences(SentSheet.objects.first(), data_of(Subject(described)))
