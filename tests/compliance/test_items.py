"""Every item of the law on real centres, and what turns each of them from met to not met."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page, Site

from compliance.answers import Status
from compliance.items import BY_CODE, ITEMS
from compliance.items.entries import petitions, withdrawn_early
from compliance.items.shared import remedy_of
from compliance.results import Result, check
from compliance.subject import Presence, Subject
from history.imports import ImportedRow, import_rows
from history.models import TrackedObject
from pages.accessibility.models import AccessibilityStatementPage, SignFilmPage
from pages.accessibility.models.buildings import FEATURES, StatementBuilding
from pages.bip.models import (
    AssetDeclarationPage,
    BipListPage,
    BipReferencePage,
    PetitionPage,
    RecruitmentPage,
    WithholdingPage,
)
from pages.core.addresses import forget_private_paths
from pages.core.dates import WARSAW
from pages.core.models import CentreSettings
from pages.standard.models import ContentPage
from tests.compliance import flips
from tests.compliance.expected import ON, expected
from tests.compliance.whole import new_centre, page_of, whole_centre
from tests.conftest import KEDZIERZYN, KIELCE
from tests.factories import add_page, make_centre, publish_again
from tests.pages.bip.duties import entry, stored
from tests.pages.bip.making import recruitment

PESEL = "44051401359"  # of nobody: the one that is printed everywhere as an example


def states(result: Result) -> dict[str, str]:
    return {row.item.code: row.answer.status.value for row in result.rows}


def whys(result: Result) -> str:
    return "\n".join(f"{row.item.code} {row.answer.status.value}: {row.answer.why}" for row in result.rows)


@pytest.mark.parametrize(("column", "hostname"), [(0, KIELCE), (1, KEDZIERZYN), (2, "")])
def test_the_board_says_what_is_true_of_each_centre(db: None, column: int, hostname: str):
    site = Site.objects.get(hostname=hostname) if hostname else new_centre()
    result = check(site, ON if hostname else None)
    assert states(result) == expected(column), whys(result)


def test_what_is_not_met_says_what_to_do(db: None):
    result = check(new_centre())
    assert all(row.answer.to_do for row in result.rows if row.answer.status is Status.NOT_MET)
    assert [item.code for item in ITEMS] == [f"L{number}" for number in range(1, 31)]


def test_a_site_with_nothing_at_all_gets_an_answer_to_every_item(db: None):
    site = make_centre("pusta.localhost")
    found = states(check(site))
    assert len(found) == len(ITEMS)
    assert found["L1"] == found["L4"] == found["L10"] == "not_met"


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
    forget_private_paths()


def status_of(site: Site, code: str, later: timedelta = timedelta()) -> str:
    cache.clear()
    site = Site.objects.get(pk=site.pk)
    return BY_CODE[code].check(Subject(site, timezone.now() + later)).status.value


Contexts = tuple[AbstractContextManager[None], ...]


def ways_to_lose(folder: Path) -> Iterator[tuple[str, str, Contexts, flips.Flip | None, timedelta]]:
    """Number of the item, what happens, and what makes it happen."""
    none = timedelta()
    yield from ((code, "changed", (), flip, none) for code, flip in flips.FLIPS.items() if code != "L30")
    yield from ((code, "later", (), None, later) for code, later in flips.AFTER.items())
    for code, (name, html) in flips.TEMPLATES.items():
        yield code, "template", (flips.spoilt(folder, name, html),), None, none
    for values in (flips.SETTINGS, flips.MORE_SETTINGS):
        yield from ((code, "settings", (override_settings(**given),), None, none) for code, given in values.items())


def test_a_centre_can_meet_every_duty_and_each_is_lost_by_what_happens(db: None, tmp_path: Path):
    site = whole_centre()
    result = check(site)
    assert not result.gaps, whys(result)
    call_command("compliance", site.hostname, stdout=StringIO())  # status 0
    kept, tried = [], set()
    for code, how, contexts, flip, later in ways_to_lose(tmp_path):
        tried.add(code)
        with undone(), ExitStack() as stack:
            for context in contexts:
                stack.enter_context(context)
            if flip:
                flip(site)
            if (status := status_of(site, code, later)) != "not_met":
                kept.append(f"{code}, {how}: {status}")
    assert not kept, "\n".join(kept)
    assert tried >= {item.code for item in ITEMS if item.must}
    assert not check(site).gaps  # everything was undone


def test_an_act_without_its_number_is_noticed(db: None):
    kielce = Site.objects.get(hostname=KIELCE)
    assert status_of(kielce, "L30") == "met"
    flips.FLIPS["L30"](kielce)
    assert status_of(kielce, "L30") == "not_met"


def test_example_content_meets_no_duty(db: None):
    site = whole_centre()
    lists = {"L9": WithholdingPage, "L20": RecruitmentPage, "L21": PetitionPage, "L22": AssetDeclarationPage}
    for code, kind in {**lists, "L16": AccessibilityStatementPage, "L18": SignFilmPage}.items():
        with undone():
            kind.objects.descendant_of(site.root_page).update(is_example=True)
            assert status_of(site, code) == "not_met", code
            if code in lists:  # what is said of a list is said of its category, too
                assert status_of(site, "L4") == "not_met", code
            if code == "L16":
                assert status_of(site, "L17") == "not_met"
    own = PetitionPage.objects.descendant_of(site.root_page).get()
    add_page(own.get_parent(), entry(PetitionPage, slug="przyklad", is_example=True))  # has no scan
    assert status_of(site, "L21") == "met"
    flips.FLIPS["L21"](site)
    assert status_of(site, "L21") == "not_met"


def test_the_summary_of_petitions_is_due_after_the_last_day_of_june(db: None):
    site, facts = new_centre(), {"expected_on": date(2030, 1, 1)}
    facts["scan"] = stored(site, "Petycja")
    for year in (2024, 2025):
        page = entry(PetitionPage, slug=f"z-{year}", received_on=f"{year}-03-03", **facts)
        add_page(page_of(site, "petitions"), page)
    for moment, year in ((datetime(2026, 6, 30, 23, tzinfo=WARSAW), 2024), (datetime(2026, 7, 1, tzinfo=WARSAW), 2025)):
        answer = petitions(Subject(site, moment))
        assert (answer.status, str(year) in answer.why) == (Status.MET, True), answer.why


def test_results_that_went_early_are_found_in_as_many_queries_as_one(db: None, django_assert_num_queries):
    site = new_centre()
    parent = page_of(site, "recruitment")
    today = timezone.localdate()
    facts = {"announced_on": today - timedelta(days=40), "deadline_on": today - timedelta(days=20), "result_on": today}
    facts |= {"outcome": "none", "reasons": "Nikt się nie zgłosił."}
    pages = [add_page(parent, recruitment(slug=f"n{number}", **facts)) for number in range(4)]
    tracked = TrackedObject.objects.filter(page_id__in=[page.pk for page in pages])
    for number, page in enumerate(pages):
        tracked.filter(page_id__in=[known.pk for known in pages[: number + 1]]).update(state="deleted")
        with django_assert_num_queries(2):
            found = withdrawn_early(Subject(site))
        assert found is not None
        assert found[0].page_id == pages[0].pk, page
    with django_assert_num_queries(1):
        assert withdrawn_early(Subject(site, timezone.now() + timedelta(days=120))) is None


def test_nothing_is_applicable_where_somebody_said_that_there_is_nothing(db: None):
    site = new_centre()
    for code, item in (("withholdings", "L9"), ("recruitment", "L20"), ("petitions", "L21"), ("declarations", "L22")):
        page = page_of(site, code)
        page.nothing, page.nothing_confirmed_by = "none", "Kierownik"
        page.nothing_confirmed_on = timezone.localdate()
        page.change_note, page.change_kind = "Dodano datę, kiedy potwierdzono, że wpisów nie ma", "significant"
        page.save_revision().publish()
        assert status_of(site, item) == "not_applicable"
        assert status_of(site, item, timedelta(days=366)) == "not_met"


def test_where_no_entry_can_be_checked_nobody_is_told_that_the_page_says_so(db: None):
    site = new_centre()
    plain = add_page(site.root_page, ContentPage(title="Nabory w mieście", slug="nabory-w-miescie"))
    page_of(site, "recruitment").unpublish()
    section = page_of(site, "recruitment").get_parent()
    page_of(site, "recruitment").delete()
    add_page(section, BipReferencePage(title="Nabory", slug="nabory-gdzie", target=plain, category="recruitment"))
    answer = BY_CODE["L20"].check(Subject(site))
    assert answer.status is Status.NOT_APPLICABLE
    assert "Nabory" in answer.why
    assert answer.why != str(gettext("There is no recruitment, and the page says so."))


def test_an_address_that_passed_no_form_is_checked_and_has_to_be_found(db: None):
    site = new_centre()
    CentreSettings.objects.filter(site=site).update(edelivery="AE:PL-1", epuap="/gops/SkrytkaESP")
    answer = BY_CODE["L25"].check(Subject(site))
    assert (answer.status, "AE:PL-1" in answer.why) == (Status.NOT_MET, True)
    CentreSettings.objects.filter(site=site).update(edelivery="AE:PL-12345-12345-ABCDE-12")
    assert status_of(site, "L25") == "met"
    CentreSettings.of(site).contact_page.unpublish()
    assert status_of(site, "L25") == "not_met"


def test_a_page_of_a_kind_that_the_site_knows_no_more_is_looked_at_as_any_other(db: None):
    site = new_centre()
    gone = ContentType.objects.create(app_label="dawna", model="dawnastrona")
    Page.objects.filter(pk=page_of(site, "statute").pk).update(content_type=gone)
    assert not [row.item.code for row in check(site).rows if row.answer.is_guess]


def test_every_kind_of_page_is_looked_at_and_none_of_the_bulletin_is_left_out(db: None):
    site = whole_centre()
    subject = Subject(site)
    kinds = {(page.specific_class, page in subject.in_bulletin) for page in subject.public if page.local_url}
    leading = {kind for kind in kinds if kind[0].leads_elsewhere}
    assert len(subject.looks) == len(kinds - leading) + 1  # and the search
    assert subject.bulletin.local_url in [look.path for look in subject.bulletin_looks]


def test_a_number_of_a_person_in_an_earlier_version_is_found_and_masked(small: Site):
    page = small.root_page.add_child(instance=ContentPage(title="Dawne", slug="dawne", live=False))
    row = ImportedRow(f"Usunięto PESEL {PESEL}", timezone.now() - timedelta(days=900), "8 kwietnia 2018", "Redakcja")
    import_rows(small, page, "/dawne/", [row])
    publish_again(page)
    answer = BY_CODE["L23"].check(Subject(small))
    assert answer.status is Status.NOT_MET
    assert PESEL not in answer.why
    assert "44…" in answer.why
    assert answer.place is not None
    assert answer.place.url == reverse("public_history:versions", args=(page.pk,))


def test_that_there_is_no_scope_of_activity_is_no_answer_and_breaks_no_item(db: None):
    site = new_centre()
    page = page_of(site, "scope")
    page.nothing, page.nothing_confirmed_by, page.nothing_confirmed_on = "none", "Kierownik", timezone.localdate()
    kept = {name: getattr(page, name) for name in ("nothing", "nothing_confirmed_by", "nothing_confirmed_on")}
    type(page).objects.filter(pk=page.pk).update(**kept)  # no form takes it; an older text may say so
    assert Subject(site).category("scope").presence is Presence.EMPTY
    answer = BY_CODE["L18"].check(Subject(site))
    assert answer.status is Status.NOT_MET
    assert remedy_of(Subject(site).category("scope"), "scope") == answer.to_do


def test_nothing_that_is_an_example_counts_for_nothing(db: None):
    site = whole_centre()
    BipListPage.objects.filter(pk=page_of(site, "registers").pk).update(is_example=True)
    assert BY_CODE["L27"].check(Subject(site)).status is Status.NOT_MET


def test_a_building_that_is_only_named_and_a_notice_without_an_address_are_gaps(db: None):
    site = whole_centre()
    StatementBuilding.objects.update(more="", **dict.fromkeys(FEATURES, ""))
    CentreSettings.objects.filter(site=site).update(street="")
    subject = Subject(Site.objects.get(pk=site.pk))
    assert [BY_CODE[code].check(subject).status for code in ("L16", "L20")] == [Status.NOT_MET] * 2
