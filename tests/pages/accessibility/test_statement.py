"""The statement: drawn up from facts, never better than they are, linked from every page."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from history.models import PublishedVersion
from history.recording import PublicationRefused
from pages.accessibility.checking.validator import check
from pages.accessibility.models import AccessibilityProblem, AccessibilityStatementPage
from pages.accessibility.statement import wording
from pages.accessibility.statement.conformity import Conformity, proven, said
from pages.bip.models import BipHomePage
from pages.core.models import CentreSettings, Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, publish_again, reader_of
from tests.pages.accessibility.statements import (
    ADDRESS,
    CHECKED,
    FULL,
    TODAY,
    building,
    centre,
    full_rows,
    html_of,
    problem,
    review,
    statement,
    travel,
    unpublished,
)
from tests.pages.acts.statutes import editor_in
from tests.pages.core.files_made import scanned_pdf

pytestmark = pytest.mark.django_db
RANK = list(Conformity)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    travel(monkeypatch, TODAY)


@pytest.fixture
def site() -> Site:
    return centre()


def status_of(html: str) -> str:
    found = re.search(r'id="a11y-status">.*?<strong>(.*?)</strong>', html, re.DOTALL)
    assert found
    return found[1].replace("\xa0", " ")


def passes(html: str) -> bool:
    return [finding.message for finding in check(html, today=TODAY)] == []


# -- What readers get -------------------------------------------------------------------------------------------------


def test_the_least_that_may_be_published_is_a_lawful_statement(site: Site):
    statement(site, {"reviews": [review()], "buildings": [building()]})
    html = html_of(site).replace("\xa0", " ")
    assert passes(html)
    assert status_of(html) == wording.PARTLY
    assert html.count(wording.BY_NOBODY_YET) == 2


def test_a_statement_with_everything_in_it_is_lawful(site: Site):
    statement(site, full_rows(), **FULL)
    html = html_of(site).replace("\xa0", " ")
    assert passes(html)
    for text in (
        "Fundacja Przykładowa",
        "jedno piętro",
        "Dzwonek przy furtce.",
        "SMS: 500 600 700.",
        "tel:+48500600700",
    ):
        assert text in html
    assert "Naprawione." not in html


STATES = {
    wording.FULLY: ({}, {}),
    wording.PARTLY: ({"problems": [problem()]}, {}),
    wording.NOT: ({}, {"stated": "none", "stated_because": "Serwis jest w przebudowie."}),
}


@pytest.mark.parametrize("words", STATES)
def test_each_state_has_its_fixed_sentence_and_a_list_only_when_it_is_not_full(site: Site, words: str):
    rows, facts = STATES[words]
    statement(site, rows, **CHECKED, **facts)
    html = html_of(site).replace("\xa0", " ")
    assert passes(html)
    assert status_of(html) == words
    assert (f"<h2>{wording.INACCESSIBLE}</h2>" in html) == (words != wording.FULLY)
    assert facts.get("stated_because", "") in html


def test_the_list_grows_with_what_the_site_finds_by_itself_and_takes_the_full_state_away(site: Site):
    statement(site, **CHECKED)
    assert status_of(html_of(site)) == wording.FULLY
    scan = Document(title="Regulamin 2017", collection=centre_collection(site))
    scan.file.save("regulamin.pdf", ContentFile(scanned_pdf()))
    scan.ensure_checked()
    body = [{"type": "text", "value": f'<p><a linktype="document" id="{scan.pk}">Regulamin</a></p>'}]
    page = add_page(site.root_page, ContentPage(title="Regulamin", slug="regulamin", body=body))
    html = html_of(site)
    assert status_of(html) == wording.PARTLY
    assert passes(html)
    assert "Regulamin 2017" in html
    page.unpublish()
    assert status_of(html_of(site)) == wording.FULLY


def test_a_problem_counts_until_it_is_repaired_and_a_plan_that_failed_is_owned_up_to(site: Site):
    page = statement(site, {"problems": [problem(planned_fix=date(2026, 3, 1))]}, **CHECKED)
    assert "1 marca 2026" in html_of(site).replace("\xa0", " ")
    assert page.open_problems[0].plan != problem(planned_fix=date(2026, 12, 1)).plan
    row = page.problems.get()
    row.fixed_on = TODAY
    page.problems = [row]
    publish_again(page)
    assert status_of(html_of(site)) == wording.FULLY


@given(
    checked=st.booleans(), problems=st.integers(0, 3), chosen=st.sampled_from(["", "full", "partial", "none", "lepiej"])
)
def test_no_choice_makes_the_state_better_than_the_facts(checked: bool, problems: int, chosen: str):
    facts = proven(checked=checked, problems=problems)
    told = said(facts, chosen)
    assert RANK.index(told) >= RANK.index(facts)
    assert (told is Conformity.FULL) <= (checked and not problems and chosen not in {"partial", "none"})


def test_the_page_of_a_problem_is_linked_only_while_readers_can_open_it(site: Site):
    page = add_page(site.root_page, ContentPage(title="Pomoc w domu", slug="pomoc"))
    statement(site, {"problems": [problem(page=page.basepage_ptr, where="drugi film")]})
    assert '<a href="/pomoc/">Pomoc w\xa0domu; drugi film</a>' in html_of(site)
    page.unpublish()
    html = html_of(site)
    assert "Pomoc w" not in html
    assert "drugi film" in html


def test_what_an_editor_types_is_text_and_nothing_else(site: Site):
    evil = '<script>alert("x")</script>'
    statement(site, {"problems": [problem(evil)], "buildings": [building(more=evil)]}, facilities=evil, shortcuts=evil)
    assert evil not in html_of(site)


def test_every_page_leads_to_the_statement_once_it_is_public(site: Site):
    page = statement(site)
    assert CentreSettings.objects.get(site=site).accessibility_page_id == page.pk
    for address in ("/", ADDRESS, "/szukaj/", "/mapa-serwisu/"):
        html = html_of(site, address)
        assert f'<meta name="deklaracja-dostępności" content="http://gops.localhost:8000{ADDRESS}">' in html
        assert f'<a href="{ADDRESS}">Deklaracja dostępności</a>' in html
    page.unpublish()
    assert "deklaracja-dostępności" not in html_of(site, "/")


def test_a_centre_keeps_the_link_that_it_chose(site: Site):
    chosen = add_page(site.root_page, ContentPage(title="Dostępność", slug="dostepnosc"))
    CentreSettings.objects.filter(site=site).update(accessibility_page=chosen)
    statement(site)
    assert CentreSettings.objects.get(site=site).accessibility_page_id == chosen.pk


def test_the_history_of_a_statement_tells_its_facts(site: Site):
    page = statement(site, full_rows(), **FULL)
    page.contact_name = "Koordynator dostępności"
    publish_again(page)
    first, second = PublishedVersion.objects.filter(object__page_id=page.pk).order_by("number")
    for text in ("Brak napisów w filmie o pomocy", "Sekretariat", "Filia", "Sprawdzono wzory pism."):
        assert text in first.content.html
    assert "Koordynator dostępności" in second.content.html
    assert reader_of(site).get(f"{ADDRESS}historia/").status_code == 200


def test_a_statement_costs_few_queries(site: Site, django_assert_max_num_queries: Any):
    statement(site, full_rows(), **FULL)
    html_of(site)
    with django_assert_max_num_queries(30):
        html_of(site)


# -- What may not be said ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("updated_on", {"updated_on": date(2026, 5, 21)}),
        ("updated_on", {"updated_on": date(2020, 2, 4)}),
        ("made_on", {"made_on": None}),
        ("basis", {"checked_on": date(2026, 3, 2)}),
        ("checked_on", {"basis": "self"}),
        ("checked_by", {"basis": "audit", "checked_on": date(2026, 3, 2)}),
        ("stated_because", {"stated": "none"}),
        ("stated", {"stated": "full", "stated_because": "Jest w pełni zgodna."}),
        ("sign_interpreter", {"sign_interpreter": ""}),
    ],
)
def test_facts_that_contradict_one_another_are_refused_at_the_field(site: Site, name: str, facts: dict[str, Any]):
    with pytest.raises(ValidationError) as error:
        statement(site, **facts)
    assert list(error.value.error_dict) == [name]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("where", {"where": ""}),
        ("since", {"since": date(2026, 5, 21)}),
        ("fixed_on", {"fixed_on": date(2026, 5, 21)}),
        ("fixed_on", {"fixed_on": date(2025, 1, 1)}),
        ("planned_fix", {"planned_fix": date(2025, 1, 1)}),
        ("reason", {"kind": "not_covered"}),
        ("assessment_url", {"kind": "too_costly"}),
    ],
)
def test_a_problem_says_where_and_when_in_a_possible_order(name: str, fields: dict[str, Any]):
    with pytest.raises(ValidationError) as error:
        problem(**fields).clean()
    assert list(error.value.error_dict) == [name]


COSTLY = {"kind": "too_costly", "assessment_url": "https://example.pl/ocena.html"}


def test_a_site_without_a_bulletin_may_plead_cost_and_links_the_assessment(site: Site):
    statement(site, {"problems": [problem(**COSTLY)]}, **CHECKED)
    html = html_of(site)
    assert passes(html)
    assert wording.TOO_COSTLY in html
    assert "https://example.pl/ocena.html" in html


def test_with_a_bulletin_cost_is_refused_by_whatever_way_it_comes_and_printed_never(site: Site):
    page = statement(site, {"problems": [problem(**COSTLY)]}, **CHECKED)
    add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    html = html_of(site)
    assert wording.TOO_COSTLY not in html
    assert "a11y-ocena" not in html
    assert passes(html)
    page.facilities = "Nowe"
    with pytest.raises(PublicationRefused):
        publish_again(page)


@pytest.mark.parametrize(
    ("rows", "facts", "centre_facts"),
    [
        ({"buildings": []}, {}, {}),
        ({}, {}, {"email": ""}),
        ({}, {}, {"phone": ""}),
        ({"reviews": [review(date(2024, 9, 22))]}, {}, {}),
    ],
)
def test_what_every_statement_says_must_be_there_before_it_is_public(
    rows: dict[str, Any], facts: dict[str, Any], centre_facts: dict[str, Any]
):
    with pytest.raises(PublicationRefused):
        statement(centre("inny.localhost", **centre_facts), rows, **facts)


# -- The form ---------------------------------------------------------------------------------------------------------

ROWS = ("reviews", "problems", "buildings", "mobile_apps", "comments")


def form(rows: dict[str, list[dict[str, Any]]] | None = None, **changes: Any) -> dict[str, Any]:
    """What an editor sends from an empty form, days as people type them."""
    given_rows = {"buildings": [{"name": "Siedziba", "address": "ul. Długa 1"}], **(rows or {})}
    data = {
        "slug": "deklaracja-dostepnosci",
        "published_on": "5.02.2020",
        "updated_on": "1.09.2024",
        "made_on": "23.09.2024",
        "contact_name": "Sekretariat",
        "sign_interpreter": "no",
        **changes,
    }
    return nested_form_data({**data, **{name: inline_formset(given_rows.get(name, [])) for name in ROWS}})


def sent(client: Client, site: Site, action: str, data: dict[str, Any]) -> Any:
    place = ("accessibility", "accessibilitystatementpage", site.root_page_id)
    button = {f"action-{action}": "1"} if action else {}
    return client.post(reverse("wagtailadmin_pages:add", args=place), {**data, **button})


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_in(site)


def row_errors(answer: Any, relation: str) -> list[dict[str, Any]]:
    return [dict(row.errors) for row in answer.context["form"].formsets[relation].forms]


def test_an_editor_publishes_a_statement_from_facts_alone(site: Site, editor: Client):
    answer = sent(
        editor, site, "publish", form({"reviews": [{"day": "2.03.2026", "by": "Informatyk", "done": "Całość"}]})
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = AccessibilityStatementPage.objects.child_of(site.root_page).get()
    assert (page.title, page.live, page.published_on) == (wording.TITLE, True, date(2020, 2, 5))
    assert passes(html_of(site))
    assert editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).status_code == 200


def test_a_centre_has_one_statement(site: Site):
    statement(site)
    assert not AccessibilityStatementPage.can_create_at(Page.objects.get(pk=site.root_page_id))


def test_a_draft_may_lack_everything_that_publication_asks_for(site: Site, editor: Client):
    empty = form({"buildings": []}, published_on="", contact_name="", sign_interpreter="", made_on="", updated_on="")
    assert sent(editor, site, "", empty).status_code == 302
    page = AccessibilityStatementPage.objects.child_of(site.root_page).get()
    assert not page.live
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert "a11y-data-publikacja" in edit.content.decode()  # the panel tells what the draft lacks


def test_the_form_asks_at_the_field_for_what_is_missing(site: Site, editor: Client):
    CentreSettings.objects.filter(site=site).update(email="", phone="")
    answer = sent(editor, site, "publish", form({"buildings": []}, published_on=""))
    assert set(answer.context["form"].errors) == {
        "published_on", "contact_email", "contact_phone", "architecture_url",
    }  # fmt: skip


def test_the_form_tells_a_day_that_there_is_not(site: Site, editor: Client):
    answer = sent(editor, site, "publish", form(published_on="31.04.2022"))
    assert set(answer.context["form"].errors) == {"published_on"}


def test_the_form_refuses_cost_and_a_review_too_early_at_their_fields(site: Site, editor: Client):
    add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    rows = {
        "problems": [{"what": "Mapa", "where": "Strona Kontakt", **COSTLY}],
        "reviews": [{"day": "22.09.2024", "by": "Informatyk", "done": "Całość"}],
    }
    answer = sent(editor, site, "publish", form(rows))
    assert [set(errors) for errors in row_errors(answer, "problems")] == [{"kind"}]
    assert [set(errors) for errors in row_errors(answer, "reviews")] == [{"day"}]
    assert not AccessibilityStatementPage.objects.descendant_of(site.root_page).exists()


def test_another_centres_page_is_no_place_of_a_problem(site: Site, editor: Client):
    other = add_page(centre("obcy.localhost").root_page, ContentPage(title="Obca", slug="obca"))
    rows = {"problems": [{"what": "Mapa", "page": other.pk}]}
    assert sent(editor, site, "publish", form(rows)).status_code in {302, 403, 404}
    assert not AccessibilityProblem.objects.filter(what="Mapa").exists()


def test_the_form_shows_what_the_facts_amount_to_and_what_the_validator_finds(site: Site, editor: Client):
    page = statement(site, {"problems": [problem(), problem("Mapa")]}, **CHECKED)
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    html = editor.get(address).content.decode()
    assert wording.PARTLY in html
    assert [item.code for item in check(html_of(site).replace("Sekretariat", "xxxx"), today=TODAY)] == ["placeholder"]
    page.contact_name = "xxxx"
    page.save_revision()
    assert "„xxxx”" in editor.get(address).content.decode() or "“xxxx”" in editor.get(address).content.decode()


def test_a_preview_of_a_statement_that_is_being_made_shows(site: Site, editor: Client):
    place = ("accessibility", "accessibilitystatementpage", site.root_page_id)
    address = reverse("wagtailadmin_pages:preview_on_add", args=place)
    assert editor.post(address, form()).json()["is_valid"]
    answer = editor.get(address)
    assert answer.status_code == 200
    assert 'id="a11y-wstep"' in answer.content.decode()


def test_an_unsaved_statement_says_nothing_of_the_site_it_does_not_stand_in():
    page = unpublished()
    assert page.barriers == []
    assert page.conformity is Conformity.PARTIAL
