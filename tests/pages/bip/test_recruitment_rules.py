"""What a recruitment can't say, told at the field; what happens to personal data off the usual way."""

from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from history.models import ContentStatus
from history.recording import PublicationRefused
from pages.bip.models import BipListPage, RecruitmentPage
from pages.bip.models.entries.outcome import months_later
from pages.bip.names import mentions
from tests.factories import add_page, publish_again
from tests.history.chronicle import versions
from tests.history.editing import editor_of, opened, post
from tests.pages.bip.making import Travel, add_list, day, fresh, recruitment

CHOSEN = {
    "outcome": "chosen",
    "result_on": day("2030-04-02"),
    "chosen_name": "Anna Kowalska",
    "chosen_residence": "Nowa Wieś",
    "reasons": "Najlepszy wynik rozmowy.",
}


@pytest.fixture
def postings(site: Site, travel: Travel) -> BipListPage:
    travel("2030-03-01")
    return add_list(site, "recruitment", slug="nabory")


def resolved(postings: BipListPage, travel: Travel, **fields: Any) -> RecruitmentPage:
    """A recruitment whose result was published on 2 April 2030."""
    page = add_page(postings, recruitment(deadline_on=day("2030-03-21"), **fields))
    travel("2030-04-02")
    for name, value in CHOSEN.items():
        setattr(page, name, value)
    publish_again(page, "Ogłoszono wynik.")
    return page


def faults(page: RecruitmentPage) -> set[str]:
    try:
        page.clean()
    except ValidationError as error:
        return set(error.error_dict)
    return set()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"deadline_on": day("2030-03-01")}, {"deadline_on"}),
        ({"deadline_on": day("2030-03-10")}, {"short_deadline_reason"}),
        ({"deadline_on": day("2030-03-10"), "short_deadline_reason": "Pilne zastępstwo."}, set()),
        ({"deadline_on": day("2030-03-11")}, set()),
        ({"announced_on": day("2030-03-02")}, {"announced_on"}),
        ({"outcome": "none"}, {"result_on", "reasons"}),
        ({"result_on": day("2030-03-01")}, {"outcome"}),
        ({"outcome": "cancelled", "result_on": day("2030-03-01"), "reasons": "Zmiana planu."}, set()),
        ({"outcome": "none", "result_on": day("2030-03-01"), "reasons": "Brak ofert."}, {"result_on"}),
        ({**CHOSEN}, {"result_on"}),
        ({"chosen_name": "Anna Kowalska"}, {"chosen_name"}),
        ({"reasons": "Najlepsza."}, {"reasons"}),
        ({"mask_on": day("2031-01-01")}, {"mask_on"}),
    ],
)
def test_a_contradiction_is_told_at_its_field(
    travel: Travel, db: None, changes: dict[str, Any], fields: set[str]
) -> None:
    travel("2030-03-01")
    assert faults(recruitment(**changes)) == fields


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"chosen_name": "", "reasons": ""}, {"chosen_name", "reasons"}),
        ({"mask_on": day("2030-07-02")}, {"mask_on"}),
        ({"mask_on": day("2030-07-03")}, set()),
        ({"outcome": "none"}, {"chosen_name", "chosen_residence"}),
        ({"title": "Wybrano: Kowalska Anna"}, {"title"}),
        ({"summary": "Stanowisko powierzono Annie Kowalskiej."}, {"summary"}),
        ({"slug": "anna-kowalska"}, {"slug"}),
        ({"seo_title": "Wybrano Annę Kowalską"}, {"seo_title"}),
        ({"additional_requirements": "jak Anna Kowalska"}, {"additional_requirements"}),
        ({"summary": "Anna i Jan Kowalscy z Kowalskiej"}, set()),
    ],
)
def test_a_result_is_whole_kept_three_months_and_named_in_its_fields_only(
    travel: Travel, db: None, changes: dict[str, Any], fields: set[str]
) -> None:
    travel("2030-04-02")
    page = recruitment(announced_on=None, deadline_on=day("2030-03-21"), **{**CHOSEN, **changes})
    page.first_published_at = "2030-03-01T10:00:00Z"
    page.first_published_at = RecruitmentPage._meta.get_field("first_published_at").to_python(page.first_published_at)
    assert faults(page) == fields


def test_the_form_takes_polish_dates_and_fills_in_the_last_day(postings: BipListPage, travel: Travel) -> None:
    page = add_page(postings, recruitment(deadline_on=day("2030-03-21")))
    travel("2030-04-02")
    editor = editor_of(page.get_site().hostname, "kadrowa")
    form = opened(editor, page)
    texts = {**CHOSEN, "result_on": "2.04.2030", "change_note": "Ogłoszono wynik naboru.", "change_kind": "significant"}
    assert post(editor, page, form, **{**texts, "chosen_residence": ""}).status_code == 200
    assert fresh(page).outcome == ""
    answer = post(editor, page, form, **texts)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert (fresh(page).result_on, fresh(page).mask_on) == (day("2030-04-02"), day("2030-07-03"))


def test_a_public_result_is_corrected_but_not_taken_back(postings: BipListPage, travel: Travel) -> None:
    page = resolved(postings, travel)
    travel("2030-05-01")
    blank = dict.fromkeys(["outcome", "chosen_name", "chosen_residence", "reasons"], "")
    for name, value in {**blank, "result_on": None, "mask_on": None}.items():
        setattr(page, name, value)
    assert faults(page) == {"outcome"}
    # What is cancelled may be withdrawn at once.
    page.outcome, page.reasons, page.result_on = "cancelled", "Zmiana planu.", day("2030-05-01")
    assert faults(page) == {"outcome"}
    page = fresh(page)
    page.chosen_name = "Maria Nowak"
    publish_again(page, "Wybrana osoba zrezygnowała.")
    assert "Maria Nowak" in versions(page.pk)[-1].content.html


def test_the_day_of_a_removal_that_was_done_stays_but_for_a_new_result(postings: BipListPage, travel: Travel) -> None:
    page = resolved(postings, travel)
    travel("2030-07-03")
    call_command("mask_personal_data", stdout=StringIO())
    page = fresh(page)
    assert faults(page) == set()
    for other in (None, day("2031-01-01")):
        page.mask_on = other
        assert faults(page) == {"mask_on"}, other
    editor = editor_of(page.get_site().hostname, "kadrowa")
    form = {**opened(editor, page), "change_note": "Poprawiono opis stanowiska.", "change_kind": "minor"}
    assert post(editor, page, form, mask_on="").status_code == 200
    assert fresh(page).mask_on == day("2030-07-03")
    travel("2030-09-02")
    page = fresh(page)
    for name, value in {**CHOSEN, "result_on": day("2030-09-01"), "mask_on": None}.items():
        setattr(page, name, value)
    assert faults(page) == set()
    assert page.mask_on == day("2030-12-03")


def test_a_result_of_nobody_stays_three_months_too(postings: BipListPage, travel: Travel) -> None:
    page = add_page(postings, recruitment(deadline_on=day("2030-03-21")))
    travel("2030-04-02")
    page.outcome, page.result_on, page.reasons = "none", day("2030-04-02"), "Nikt nie spełnił wymagań."
    publish_again(page, "Ogłoszono wynik.")
    assert page.state.key == "ended"
    travel("2030-07-02")
    with pytest.raises(PublicationRefused):
        page.unpublish()
    travel("2030-07-03")
    fresh(page).delete()
    assert not RecruitmentPage.objects.filter(pk=page.pk).exists()


def test_a_draft_keeps_its_own_words_and_loses_the_data(postings: BipListPage, travel: Travel) -> None:
    page = resolved(postings, travel)
    page.summary = "Szkic"
    page.save_revision()
    travel("2030-07-03")
    call_command("mask_personal_data", stdout=StringIO())
    page = fresh(page)
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, draft.chosen_name, page.summary) == ("Szkic", "", "")
    assert page.has_unpublished_changes


def test_a_publication_that_waits_with_the_data_waits_no_more(postings: BipListPage, travel: Travel) -> None:
    page = resolved(postings, travel)
    revision = page.save_revision()
    revision.approved_go_live_at = "2031-01-01T00:00:00Z"
    revision.save()
    travel("2030-07-03")
    call_command("mask_personal_data", stdout=StringIO())
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    assert versions(page.pk)[1].content.status == ContentStatus.REDACTED


def test_a_name_left_in_the_text_is_told_to_somebody(postings: BipListPage, travel: Travel) -> None:
    page = resolved(postings, travel)
    RecruitmentPage.objects.filter(pk=page.pk).update(conditions="Praca z Anną Kowalską")
    travel("2030-07-03")
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("mask_personal_data", stdout=StringIO(), stderr=told)
    assert page.title in told.getvalue()
    assert "Kowalsk" not in told.getvalue()
    assert versions(page.pk)[1].content.status == ContentStatus.REDACTED, "the rest is done"


def test_a_person_whom_a_corrected_result_no_longer_names_goes_from_what_stood_before(
    postings: BipListPage, travel: Travel
) -> None:
    page = resolved(postings, travel)
    travel("2030-05-02")
    page = fresh(page)
    page.outcome, page.reasons, page.mask_on = "none", "Wybrana osoba zrezygnowała.", None
    page.chosen_name = page.chosen_residence = ""
    publish_again(page, "Wybrana osoba zrezygnowała z pracy.")
    call_command("mask_personal_data", stdout=StringIO())
    assert versions(page.pk)[1].content.status == ContentStatus.FULL
    travel("2030-07-03")
    call_command("mask_personal_data", stdout=StringIO())
    assert [version.content.status for version in versions(page.pk)] == [
        ContentStatus.FULL,
        ContentStatus.REDACTED,
        ContentStatus.FULL,
    ]
    assert "Kowalska" not in str([revision.content for revision in page.revisions.all()])
    assert fresh(page).reasons == "Wybrana osoba zrezygnowała.", "these name nobody"


def test_a_result_that_was_never_published_loses_the_data_too(postings: BipListPage, travel: Travel) -> None:
    page = add_page(postings, recruitment(deadline_on=day("2030-03-21")))
    travel("2030-04-02")
    for name, value in CHOSEN.items():
        setattr(page, name, value)
    page.clean()
    page.save_revision()
    travel("2030-07-02")
    call_command("mask_personal_data", stdout=StringIO())
    assert fresh(page).get_latest_revision_as_object().chosen_name == "Anna Kowalska"
    travel("2030-07-03")
    call_command("mask_personal_data", stdout=StringIO())
    assert fresh(page).get_latest_revision_as_object().chosen_name == ""
    assert len(versions(page.pk)) == 1, "readers saw nothing of it"


def test_who_takes_the_data_out_by_hand_leaves_the_versions_to_the_site(postings: BipListPage, travel: Travel) -> None:
    page = resolved(postings, travel)
    travel("2030-07-03")
    page.chosen_name = page.chosen_residence = page.reasons = ""
    publish_again(page, "Usunięto dane osobowe z wyniku.")
    page.delete()
    call_command("publish_scheduled")
    statuses = [version.content.status for version in versions(page.pk)]
    assert statuses == [ContentStatus.FULL, ContentStatus.REDACTED, ContentStatus.FULL]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2030-01-31", 3, "2030-04-30"), ("2029-11-30", 3, "2030-02-28"), ("2030-04-02", 3, "2030-07-02")],
)
def test_three_months_end_on_the_same_day_or_the_last(start: str, months: int, end: str) -> None:
    assert months_later(day(start), months) == day(end)


@given(st.dates(), st.integers(0, 24))
def test_months_never_run_back(start: Any, months: int) -> None:
    if start.year < 9990:
        later = months_later(start, months)
        assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
        assert later.day <= start.day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wybrano Annę Kowalską.", True),
        ("Pani Kowalskiej Annie", True),
        ("Anna Nowak i Jan Kowalski", False),
        ("ul. Kowalska 3", False),
        ("", False),
    ],
)
def test_a_person_is_recognised_in_any_case(text: str, found: bool) -> None:
    assert mentions(text, "Anna Kowalska") is found


@pytest.mark.parametrize(
    ("text", "found"), [("Powierzono Ewie Nowak", True), ("u Ewy Nowak", True), ("Ewelina Nowak", False)]
)
def test_a_short_first_name_is_recognised_too(text: str, found: bool) -> None:
    assert mentions(text, "Ewa Nowak") is found
