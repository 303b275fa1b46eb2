"""A recruitment from draft to masked: what readers see on each day, what is refused, what is left in the end."""

from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from history.models import ContentStatus, Redaction
from history.recording import PublicationRefused
from pages.bip.models import BipListPage, RecruitmentPage
from tests.factories import publish_again, reader_of
from tests.history import second_verifier
from tests.history.chronicle import versions
from tests.history.editing import administrator
from tests.history.journals import run_verifier
from tests.history.reading import download
from tests.pages.bip.making import Travel, add_list, day, fresh, recruitment

NAME = "Genowefa Brzęczyszczykiewicz"
TOWN = "Łękołody"
WHY = "Kandydatka najlepiej odpowiedziała na pytania komisji"
SECRETS = ("Brzęczyszczykiewicz", "brz\\u0119czyszczykiewicz", TOWN, WHY)
RESULT = {"outcome": "chosen", "result_on": day("2030-04-02"), "chosen_name": NAME, "chosen_residence": TOWN}


@pytest.fixture
def postings(site: Site, travel: Travel) -> BipListPage:
    travel("2030-03-01")
    return add_list(site, "recruitment", slug="nabory")


def resolve(page: RecruitmentPage, note: str = "Ogłoszono wynik.", **changes: Any) -> None:
    for name, value in {**RESULT, "reasons": WHY, **changes}.items():
        setattr(page, name, value)
    publish_again(page, note)


def public_bytes(client: Client, page: Page, numbers: int) -> str:
    """All that the site says of the page."""
    here, above = page.local_url, page.get_parent().specific.local_url
    addresses = [here, f"{here}historia/", f"{here}historia/atom.xml", f"{here}historia/dane.json", above]
    addresses += [f"{above}wpisy.atom", f"{above}wpisy.json", f"{above}terminy.ics", f"{above}historia/"]
    addresses += ["/bip/", "/bip/rejestr-zmian/", "/bip/rejestr-zmian/dane.json", "/sitemap.xml", "/szukaj/?q=referent"]
    addresses += [f"{here}wersje/{number}/" for number in range(1, numbers + 1)]
    addresses += [f"{here}porownaj/{number}/{number + 1}/" for number in range(1, numbers)]
    return "\n".join(client.get(address).content.decode() for address in addresses)


def names_in_database() -> list[str]:
    """Tables that hold the name or the town anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- own tables
            told = " ".join(
                str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in cursor.fetchall() for cell in row
            )
            if any(secret.lower() in told.lower() for secret in SECRETS):
                found.append(table)
    return found


def test_from_draft_to_masked(site: Site, postings: BipListPage, travel: Travel, tmp_path: Path) -> None:
    site.root_page.specific.save_revision().publish()  # the nightly check takes what it doesn't know for a difference
    reader = reader_of(site)
    page = recruitment(deadline_on=day("2030-03-21"), deadline_time="15:00", live=False)
    postings.add_child(instance=page)
    page.save_revision()
    assert reader.get("/bip/praca/nabory/referent/").status_code == 404
    assert "referent" not in reader.get("/bip/praca/nabory/wpisy.json").content.decode()

    page.get_latest_revision().publish()
    page = fresh(page)
    shown = reader.get(page.local_url).content.decode()
    assert "status-open" in shown
    assert "20" in fresh(page).state_note
    assert "ul. Polna 3" in shown
    assert '"validThrough":"2030-03-21T15:00:00+01:00"' in shown

    for moment, state in [("2030-03-21 14:59", "open"), ("2030-03-21 15:01", "awaiting"), ("2030-03-22", "awaiting")]:
        travel(moment)
        assert fresh(page).state.key == state, moment
        assert f"status-{state}" in reader.get("/bip/praca/nabory/").content.decode()

    travel("2030-04-02")
    page = fresh(page)
    resolve(page)
    assert page.mask_on == day("2030-07-03")
    shown = reader.get(page.local_url).content.decode()
    assert "status-resolved" in shown
    assert all(words in shown for words in (NAME, TOWN, WHY))
    assert "Brzęczyszczykiewicz" not in reader.get("/szukaj/?q=referent").content.decode()
    page.summary = "Nabór zakończony."
    publish_again(page, "Dopisano wstęp, wybrano Genowefę Brzęczyszczykiewicz.")

    travel("2030-07-02 23:59")
    boss = administrator(site.hostname, "kierowniczka")
    assert refused_everywhere(boss, page)
    call_command("mask_personal_data", verbosity=0)
    assert NAME in reader.get(page.local_url).content.decode()

    travel("2030-07-03 00:01")
    assert NAME not in reader.get(page.local_url).content.decode(), "before any command ran"
    call_command("publish_scheduled")
    text = public_bytes(reader, page, 4)
    assert not [secret for secret in SECRETS if secret.lower() in text.lower()]
    assert page.local_url not in reader.get(f"/szukaj/?q={TOWN}").content.decode()
    assert names_in_database() == []
    assert [version.content.status for version in versions(page.pk)] == [
        ContentStatus.FULL,
        ContentStatus.REDACTED,
        ContentStatus.REDACTED,
        ContentStatus.FULL,
    ]
    assert {row.legal_basis for row in Redaction.objects.filter(version__object__page_id=page.pk)} == {
        "upływ okresu publikacji wyników naboru"
    }
    last = versions(page.pk)[-1]
    assert (last.change_kind, last.content.published_by) == ("technical", "system")
    assert fresh(page).outcome == "chosen", "that somebody was chosen stays"

    call_command("journal", "verify", verbosity=0)
    path = download(site, tmp_path / "paczka")
    assert run_verifier(path).returncode == 0
    assert second_verifier.verify(path).ok

    before = [version.pk for version in versions(page.pk)]
    call_command("mask_personal_data", verbosity=0)
    assert [version.pk for version in versions(page.pk)] == before, "there is nothing left to do"
    publish_again(fresh(page), "Bez zmian w wyniku.")  # what is masked can still be edited
    fresh(page).unpublish()
    assert not fresh(page).live


def refused_everywhere(boss: Client, page: RecruitmentPage) -> bool:
    """Whether the page stays, whatever is tried, with a reason that is told."""
    views = [reverse(f"wagtailadmin_pages:{view}", args=(page.pk,)) for view in ("unpublish", "delete")]
    section = page.get_parent().get_parent()
    views += [reverse("wagtailadmin_pages:delete", args=(section.pk,))]
    for action in ("unpublish", "delete"):
        views.append(reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) + f"?id={page.pk}")
    for view in views:
        answer = boss.post(view, follow=True)
        assert fresh(page).live, view
        told = " ".join(str(message) for message in answer.context["messages"])
        assert "02.07.2030" in told, view
    RecruitmentPage.objects.filter(pk=page.pk).update(expire_at="2030-06-01T00:00:00Z")
    with pytest.raises(CommandError):
        call_command("publish_scheduled", stderr=StringIO())
    lock = partial(PageViewRestriction.objects.create, page=section, restriction_type=PageViewRestriction.LOGIN)
    for undo in (fresh(page).unpublish, fresh(page).delete, section.specific.delete, lock):
        with pytest.raises(PublicationRefused, match="02.07.2030"), transaction.atomic():
            undo()
    assert fresh(page).live
    RecruitmentPage.objects.filter(pk=page.pk).update(expire_at=None)
    return True
