"""A petition: its author stays unknown without consent, its case has a course, and the year a summary."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import WARNING
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from history.models import JournalEntry
from history.redaction import redact
from pages.bip.models import PetitionPage
from pages.bip.petitions import summary_years, yearly_summary
from tests.factories import add_page, reader_of
from tests.history.chronicle import versions
from tests.history.editing import editor_of, opened, post
from tests.pages.bip.duties import draft_of, entry, faults, rows, send, stored, text_of
from tests.pages.bip.making import Travel, add_list

ADDRESS = "/bip/praca/lista/wpis/"


def page_text(site: Site, address: str = ADDRESS) -> str:
    return text_of(reader_of(site).get(address))


def test_the_author_is_named_with_consent_only(site: Site) -> None:
    page = draft_of(site, PetitionPage)
    editor = editor_of(site.hostname)
    assert list(faults(send(editor, page, author="Anna Petycyjna"))) == ["author"]
    assert list(faults(send(editor, page, action="", author="Anna Petycyjna"))) == ["author"]
    assert "Petycyjna" not in str([revision.content for revision in page.revisions.all()])
    assert faults(send(editor, page)) == {}
    assert page.specific.author_shown in page_text(site)
    answer = send(editor, page, author="Anna Petycyjna", author_consents="on", change_note="Autorka wyraziła zgodę.")
    assert faults(answer) == {}
    assert "Anna Petycyjna" in page_text(site)


def test_who_takes_the_consent_back_stands_in_old_versions_and_the_editor_is_led_there(site: Site) -> None:
    page = draft_of(site, PetitionPage)
    editor = editor_of(site.hostname)
    assert faults(send(editor, page, author="Anna Petycyjna", author_consents="on")) == {}
    history = reverse("public_history:versions", args=(page.pk,))

    def warnings(note: str, **changes: str) -> list[str]:
        form = {
            **opened(editor, page),
            **rows("documents"),
            **rows("steps"),
            "author": "",
            "change_kind": "significant",
        }
        form.pop("author_consents", None)
        answer = post(editor, page, form, change_note=note, **changes)
        assert faults(answer) == {}
        told = [str(message) for message in editor.get(answer.url).context["messages"] if message.level == WARNING]
        return [message for message in told if history in message]

    [told] = warnings("Autorka cofnęła zgodę na podanie danych.")
    assert "Petycyjna" not in told
    assert "Petycyjna" not in page_text(site)
    [named, _now] = versions(page.pk)
    entry = JournalEntry.objects.get(version=named, disclosures__kind="text")
    redact(entry, ["content"], legal_basis="cofnięcie zgody", decided_by="Dyrektor Ośrodka", by=None)
    assert warnings("Doprecyzowano przedmiot petycji.", subject="Godziny przyjęć w soboty") == []


def test_readers_learn_when_to_expect_the_answer(site: Site) -> None:
    page = draft_of(site, PetitionPage)
    editor = editor_of(site.hostname)
    assert list(faults(send(editor, page, expected_on=""))) == ["expected_on"]
    assert faults(send(editor, page, "", expected_on="")) == {}
    assert faults(send(editor, page, expected_on="", answered_on="2.04.2025", outcome="granted")) == {}


def test_a_scan_is_looked_through_where_the_author_does_not_consent(site: Site) -> None:
    page = draft_of(site, PetitionPage)
    editor = editor_of(site.hostname)
    scan = str(stored(site).pk)
    assert list(faults(send(editor, page, scan=scan))) == ["names_nobody"]
    assert faults(send(editor, page, scan=scan, names_nobody="on")) == {}
    note = {"change_note": "Doprecyzowano przedmiot petycji."}
    assert faults(send(editor, page, subject="Godziny przyjęć w soboty", **note)) == {}, "the same scan was looked at"
    another = str(stored(site, "Inny skan").pk)
    assert list(faults(send(editor, page, scan=another, **note))) == ["names_nobody"]
    consent = {"author": "Anna Petycyjna", "author_consents": "on"}
    assert faults(send(editor, page, scan=another, **consent, **note)) == {}


def test_the_database_keeps_no_name_without_consent(site: Site) -> None:
    page = draft_of(site, PetitionPage)
    with pytest.raises(IntegrityError), transaction.atomic():
        PetitionPage.objects.filter(pk=page.pk).update(author="Anna Petycyjna")


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2025-03-02", None),
        ("2025-03-03", "running"),
        ("2025-06-03", "running"),
        ("2025-06-04", "awaiting"),
        ("2025-06-09", "awaiting"),
        ("2025-06-10", "resolved"),
    ],
)
def test_its_state_follows_from_its_days(db: None, on: str, key: str | None) -> None:
    page = entry(PetitionPage, expected_on="2025-06-03", answered_on="2025-06-10", outcome="granted")
    state = page.state_on(date.fromisoformat(on))
    assert (state.key if state else None) == key


def test_the_course_of_the_case_is_told_in_the_order_of_time(site: Site) -> None:
    page = draft_of(site, PetitionPage)
    later = {"day": "10.05.2025", "text": "Wyznaczono nowy termin"}
    sooner = {"day": "11.04.2025", "text": "Zasięgnięto opinii rady"}
    editor = editor_of(site.hostname)
    early = rows("steps", later, {**sooner, "day": "2.03.2025"})
    assert list(faults(send(editor, page, **early))) == ["steps-day"]
    assert faults(send(editor, page, **rows("steps", later, sooner))) == {}
    for address in (ADDRESS, f"{ADDRESS}wersje/1/"):
        html = page_text(site, address)
        assert html.index("11 kwietnia 2025") < html.index("Zasięgnięto opinii rady") < html.index("Wyznaczono nowy")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": ""}, "received_on"),
        ({"received_on": "1.01.2099", "expected_on": "1.04.2099"}, "received_on"),
        ({"expected_on": "2.03.2025"}, "expected_on"),
        ({"answered_on": "2.04.2025"}, "outcome"),
        ({"outcome": "granted"}, "answered_on"),
        ({"answered_on": "2.03.2025", "outcome": "granted"}, "answered_on"),
    ],
)
def test_a_contradiction_is_named_at_its_field(site: Site, changes: dict[str, str], field: str) -> None:
    page = draft_of(site, PetitionPage)
    assert list(faults(send(editor_of(site.hostname), page, **changes))) == [field]


def test_the_summary_counts_what_came_and_what_was_handled(site: Site, travel: Travel) -> None:
    found = add_list(site, "petition")

    def petition(slug: str, received: str, answered: str = "", **facts: Any) -> PetitionPage:
        facts |= {"expected_on": None, **({"answered_on": answered, "outcome": "refused"} if answered else {})}
        return add_page(found, entry(PetitionPage, slug=slug, title=f"O {slug}", received_on=received, **facts))

    travel("2027-02-01")
    petition("chodnik", "2025-11-20", "2026-01-15")
    petition("winda", "2026-02-01", "2026-04-01")
    petition("bus", "2026-12-01", "2027-01-05")
    petition("park", "2026-12-10")
    hidden = petition("tajna", "2026-05-05")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    summary = yearly_summary(type(found).objects.get(pk=found.pk), 2026)
    assert (summary.received, summary.is_final, summary.due_on) == (3, True, date(2027, 6, 30))
    assert [page.slug for page in summary.handled] == ["chodnik", "winda"]
    assert [page.slug for page in summary.open_still] == ["bus", "park"]
    assert [count for _label, count in summary.outcomes] == [2]
    html = page_text(site, "/bip/praca/lista/zbiorcza-informacja/2026/")
    assert "O winda" in html
    assert "O tajna" not in html
    assert "zbiorcza-informacja/2026/" in page_text(site, "/bip/praca/lista/")


def test_of_a_year_without_petitions_there_is_a_summary_only_when_somebody_confirmed_it(
    site: Site, travel: Travel
) -> None:
    travel("2026-11-01")
    found = add_list(site, "petition")
    add_list(site, "report", slug="inne")
    assert summary_years(found) == []
    assert reader_of(site).get("/bip/praca/lista/zbiorcza-informacja/2025/").status_code == 404
    found.nothing, found.nothing_confirmed_on, found.nothing_confirmed_by = "none", date(2026, 1, 5), "Dyrektor"
    found.save()
    assert summary_years(found) == [2026, 2025]
    reader = reader_of(site)
    for year, status in (("2026", 200), ("2025", 200), ("2024", 404), ("2027", 404), ("99999999999", 404)):
        assert reader.get(f"/bip/praca/lista/zbiorcza-informacja/{year}/").status_code == status, year
    assert reader.get("/bip/praca/inne/zbiorcza-informacja/2025/").status_code == 404


def test_the_summary_of_many_petitions_costs_as_many_queries_as_that_of_one(
    site: Site, django_assert_max_num_queries: Any
) -> None:
    found = add_list(site, "petition")
    for number in range(6):
        add_page(found, entry(PetitionPage, slug=f"p{number}", title=f"Petycja {number}"))
    reader = reader_of(site)
    with django_assert_max_num_queries(25):
        assert "Petycja 5" in reader.get("/bip/praca/lista/zbiorcza-informacja/2025/").content.decode()


def test_the_summary_of_examples_is_one_itself(site: Site) -> None:
    add_page(add_list(site, "petition"), entry(PetitionPage, is_example=True))
    assert "Treść przykładowa" in page_text(site, "/bip/praca/lista/zbiorcza-informacja/2025/")
