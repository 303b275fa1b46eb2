"""A report: each kind in its own list, with something to read."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Site

from history.recording import PublicationRefused
from pages.bip.models import ReportPage
from pages.bip.models.entries.report import ReportFile
from tests.factories import reader_of
from tests.history.editing import administrator, editor_of
from tests.pages.bip.duties import draft, draft_of, entry, faults, rows, send, stored
from tests.pages.bip.making import add_list


def test_a_financial_statement_offers_its_parts(site: Site) -> None:
    page = draft_of(site, ReportPage, kind="statement")
    files = [
        {"document": stored(site).pk, "kind": kind, "title": ""} for kind in ("balance", "result", "fund", "notes")
    ]
    changes = {"drawn_up_on": "31.03.2025", "approved_on": "30.06.2025", "approved_by": "Dyrektor Ośrodka"}
    assert faults(send(editor_of(site.hostname), page, **rows("documents", *files), **changes)) == {}
    html = reader_of(site).get("/bip/praca/lista/wpis/").content.decode()
    assert all(f"/documents/{file['document']}/" in html for file in files)
    assert "Dyrektor" in html
    assert ReportPage.objects.get(pk=page.pk).listed_by == date(2025, 6, 30)


@pytest.mark.parametrize(("category", "kind"), [("statements", "activity"), ("reports", "statement")])
def test_each_kind_stands_in_its_own_list(site: Site, category: str, kind: str) -> None:
    found = add_list(site, "report")
    found.category = category
    found.save()
    page = draft(found, entry(ReportPage, kind=kind))
    assert list(faults(send(editor_of(site.hostname), page, action=""))) == ["kind"]


def test_a_report_without_anything_to_read_stays_a_draft(site: Site) -> None:
    page = draft_of(site, ReportPage)
    editor = editor_of(site.hostname)
    assert list(faults(send(editor, page))) == ["__all__"]
    assert faults(send(editor, page, action="")) == {}


def test_nor_does_another_way_publish_it(site: Site) -> None:
    page = draft_of(site, ReportPage)
    boss = administrator(site.hostname)
    publish = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    boss.post(f"{publish}?id={page.pk}", follow=True)
    assert not ReportPage.objects.get(pk=page.pk).live
    page.go_live_at = now() - timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    with pytest.raises(CommandError):
        call_command("publish_scheduled", stderr=StringIO())
    with pytest.raises(PublicationRefused), transaction.atomic():
        revision.publish()
    assert not ReportPage.objects.get(pk=page.pk).live
    page.revisions.update(approved_go_live_at=None)
    page.documents.add(ReportFile(document=stored(site)))
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")
    assert ReportPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": "1899"}, "year"),
        ({"year": "dwa"}, "year"),
        ({"approved_on": "1.02.2025"}, "approved_by"),
        ({"approved_by": "Dyrektor"}, "approved_on"),
        ({"drawn_up_on": "2.02.2025", "approved_on": "1.02.2025", "approved_by": "Dyrektor"}, "approved_on"),
        ({"drawn_up_on": "2.02.2099"}, "drawn_up_on"),
        ({"drawn_up_on": "2.02.2023"}, "drawn_up_on"),
    ],
)
def test_a_contradiction_is_named_at_its_field(site: Site, changes: dict[str, str], field: str) -> None:
    page = draft_of(site, ReportPage)
    assert list(faults(send(editor_of(site.hostname), page, action="", **changes))) == [field]
