"""What is in the index: kept in step by Wagtail's signals, made anew by `update_index`."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate
from wagtail.models import Page, PageViewRestriction, Site

from history.signals import words_removed
from news.models import NewsIndexPage, NewsPage
from pages.acts.models import ActPage, ActRegisterPage, ActRelation, ExpressionPage
from pages.core.dates import PartialDate
from pages.core.models import CentreSettings
from pages.programmes.models import ProgrammeIndexPage, ProgrammePage
from pages.standard.models import ContactPage, ContentPage, SectionPage
from search import indexing
from search.models import Entry, KnownWord
from search.words_table import words_table
from tests.factories import add_page, make_centre, publish_again, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


def found(site: Site, query: str, **parameters: str) -> list[dict[str, Any]]:
    """What the search answers, as programs get it."""
    response = reader_of(site).get("/szukaj.json", {"q": query, **parameters})
    assert response.status_code == 200
    return list(response.json()["results"])


def titles(site: Site, query: str, **parameters: str) -> list[str]:
    return [result["title"] for result in found(site, query, **parameters)]


def body(*blocks: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value} for kind, value in blocks]


def test_a_page_is_found_by_all_that_it_says_itself(site: Site) -> None:
    add_page(
        site.root_page,
        ContentPage(
            title="Zasiłek okresowy",
            short_title="Okresówka",
            search_terms="kuroniówka",
            summary="Dla osób bez dochodu",
            body=body(
                ("heading", "Komu przysługuje"),
                ("text", "<p>Wniosek składa się w <b>sekretariacie</b>.</p>"),
                ("facts", [{"term": "Opłata", "description": "<p>bezpłatnie</p>"}]),
                ("callout", {"kind": "info", "title": "Uwaga", "text": "<p>Termin mija w piątek.</p>"}),
            ),
        ),
    )
    for query in (
        "okresowego",
        "okresówki",
        "kuroniowka",
        "dochodem",
        "przysługują",
        "sekretariat",
        "bezplatnie",
        "piątki",
    ):
        assert titles(site, query) == ["Zasiłek okresowy"], query


def test_the_title_of_a_linked_page_is_not_this_pages_word(site: Site) -> None:
    secret = add_page(site.root_page, ContentPage(title="Gołoborze"))
    link = ("links", [{"page": secret.pk, "title": "", "note": "Zob. też"}])
    add_page(site.root_page, ContentPage(title="Strona z odsyłaczem", body=body(link)))
    assert titles(site, "gołoborze") == ["Gołoborze"]


def test_what_is_published_again_is_found_by_its_new_words_only(site: Site) -> None:
    page = add_page(site.root_page, ContentPage(title="Półkolonie"))
    page.title = "Zimowisko"
    publish_again(page)
    assert titles(site, "półkolonie") == []
    assert titles(site, "zimowiska") == ["Zimowisko"]


def test_publishing_the_same_again_writes_nothing(site: Site, django_assert_max_num_queries: Any) -> None:
    page = add_page(site.root_page, ContentPage(title="Bez zmian"))
    before = Entry.objects.get(pk=page.pk).digest
    page.get_latest_revision().publish()
    assert Entry.objects.get(pk=page.pk).digest == before


def test_the_contact_page_is_found_by_the_centres_data(site: Site) -> None:
    contact = add_page(site.root_page, ContactPage(title="Kontakt"))
    centre = CentreSettings.objects.get(site=site)
    centre.contact_page, centre.phone, centre.street = contact, "413312524", "Studzienna 2"
    centre.postcode, centre.city = "25-544", "Kielce"
    centre.save()
    for query in ("41 331 25 24", "(41) 331-25-24", "studziennej", "telefon", "godziny otwarcia"):
        assert titles(site, query) == ["Kontakt"], query


def test_a_programme_changes_its_state_by_itself(site: Site) -> None:
    index = add_page(site.root_page, ProgrammeIndexPage(title="Programy"))
    today = localdate()
    ended = PartialDate.from_date(today - timedelta(days=1))
    add_page(index, ProgrammePage(title="Kolonie miejskie", starts=PartialDate(2020), ends=ended))
    coming = PartialDate.from_date(today + timedelta(days=1))
    add_page(index, ProgrammePage(title="Kolonie nadmorskie", starts=coming))
    states = {result["title"]: result["state"] for result in found(site, "kolonie")}
    assert states == {"Kolonie miejskie": "zakończony", "Kolonie nadmorskie": "planowany"}


def test_what_still_holds_comes_before_what_is_over(site: Site) -> None:
    index = add_page(site.root_page, NewsIndexPage(title="Aktualności"))
    past = PartialDate(2017)
    add_page(index, NewsPage(title="Zbiórka odzieży", date=PartialDate(2017), expires=past))
    add_page(index, NewsPage(title="Zbiórka odzieży", slug="zbiorka-2", date=PartialDate(2016)))
    assert [result["date"] for result in found(site, "zbiórka odzieży")] == ["2016", "2017"]


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    return add_page(site.root_page, ActRegisterPage(title="Akty prawne"))


def statute(register: ActRegisterPage) -> ActPage:
    return add_page(register, ActPage(title="Statut GOPS", kind="statute", in_force_from=PartialDate(2020, 1, 1)))


def repealing(register: ActRegisterPage, target: ActPage) -> ActPage:
    act = ActPage(
        title="Uchylenie statutu",
        kind="resolution",
        number="X/12/2023",
        issuer="Rada Gminy",
        adopted_on=PartialDate(2023, 1, 2),
        in_force_from=PartialDate(2023, 2, 1),
        relations=[ActRelation(kind="repeals", target=target, effective_from=PartialDate(2023, 2, 1))],
    )
    return add_page(register, act)


def state_of(site: Site, title: str) -> str:
    return next(result["state"] for result in found(site, "statut") if result["title"] == title)


def test_an_act_says_whether_it_is_in_force_and_follows_those_that_change_it(
    site: Site, register: ActRegisterPage
) -> None:
    act = statute(register)
    assert state_of(site, "Statut GOPS") == "obowiązuje"
    other = repealing(register, act)
    assert state_of(site, "Statut GOPS") == "już nie obowiązuje"
    hidden = PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    assert state_of(site, "Statut GOPS") == "obowiązuje"
    hidden.delete()
    assert state_of(site, "Statut GOPS") == "już nie obowiązuje"
    other.unpublish()
    assert state_of(site, "Statut GOPS") == "obowiązuje"


def test_results_are_narrowed_by_kind_section_year_and_state(site: Site, register: ActRegisterPage) -> None:
    repealing(register, statute(register))
    section = add_page(site.root_page, SectionPage(title="O nas"))
    add_page(section, ContentPage(title="Statut prostymi słowami"))
    assert len(found(site, "statut")) == 3
    assert titles(site, "statut", rodzaj="page") == ["Statut prostymi słowami"]
    assert titles(site, "statut", dzial=section.path) == ["Statut prostymi słowami"]
    assert titles(site, "statut", rok="2023") == ["Uchylenie statutu"]
    assert titles(site, "statut", stan="ended") == ["Statut GOPS"]
    assert titles(site, "statut", stan="nie ma takiego") == []


def test_a_text_of_an_act_is_found_through_the_act(site: Site, register: ActRegisterPage) -> None:
    act = statute(register)
    text = [
        {"type": "provision", "value": {"sign": "§", "number": "1", "name": "", "text": "Ośrodek prowadzi żłobek."}}
    ]
    add_page(act, ExpressionPage(title="Tekst pierwotny", valid_from=PartialDate(2020, 1, 1), text=text))
    assert titles(site, "żłobki") == ["Tekst pierwotny"]
    assert titles(site, "statut") == ["Statut GOPS"]


def test_the_newest_come_first_when_asked(site: Site, register: ActRegisterPage) -> None:
    repealing(register, statute(register))
    days = [result["date"] for result in found(site, "statut", uloz="data")]
    assert days == sorted(days, reverse=True)


def test_the_index_is_made_anew_from_the_pages(site: Site) -> None:
    page = add_page(site.root_page, ContentPage(title="Odbudowa spisu"))
    gone = add_page(site.root_page, ContentPage(title="Zaginiona odbudowa"))
    words_table().delete([page.pk])
    Page.objects.filter(pk=gone.pk).update(live=False)
    Entry.objects.filter(pk=page.pk).update(title="Nieprawda")
    assert titles(site, "odbudowa") == []
    call_command("update_index", verbosity=0)
    assert titles(site, "odbudowa") == ["Odbudowa spisu"]
    assert not Entry.objects.filter(pk=gone.pk).exists()


def test_a_question_costs_the_same_for_few_results_and_for_many(site: Site, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        add_page(site.root_page, ContentPage(title=f"Dyżur {number}", slug=f"dyzur-{number}"))
    reader = reader_of(site)
    reader.get("/szukaj/", {"q": "dyżur"})
    with django_assert_max_num_queries(14):
        assert "Dyżur" in reader.get("/szukaj/", {"q": "dyżur"}).content.decode()


def test_a_day_is_told_as_the_pages_own_or_as_that_of_its_publication(site: Site) -> None:
    add_page(site.root_page, ContentPage(title="Dyżur"))
    assert found(site, "dyżur")[0]["date"] == date.isoformat(localdate())


def test_words_removed_for_good_are_kept_for_no_guess(site: Site) -> None:
    page = add_page(site.root_page, ContentPage(title="Sprawa", summary="Wniosek pani Brzęczyszczykiewicz"))
    page.summary = "Wniosek mieszkanki"
    publish_again(page)
    indexing.let_go()
    known = set(KnownWord.objects.values_list("word", flat=True))
    assert {"wniosek", "mieszkanki"} <= known
    assert "brzęczyszczykiewicz" not in known


def test_a_removal_for_a_lawful_reason_reaches_the_search(site: Site) -> None:
    KnownWord.objects.create(word="brzęczyszczykiewicz", folded="brzeczyszczykiewicz", length=19)
    words_removed.send(sender=None)
    assert not KnownWord.objects.filter(word="brzęczyszczykiewicz").exists()


def test_an_act_follows_those_that_change_it_wherever_they_are_moved(site: Site, register: ActRegisterPage) -> None:
    act = statute(register)
    other = repealing(register, act)
    closed = add_page(site.root_page, ActRegisterPage(title="Akty wewnętrzne", slug="wewnetrzne"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    other.move(closed, pos="last-child")
    assert state_of(site, "Statut GOPS") == "obowiązuje"
    other.refresh_from_db()
    other.move(register, pos="last-child")
    assert state_of(site, "Statut GOPS") == "już nie obowiązuje"


def test_another_address_of_an_act_tells_the_same(site: Site, register: ActRegisterPage) -> None:
    act = statute(register)
    alias = act.create_alias(parent=register, update_slug="statut-drugi-adres")
    repealing(register, act)
    assert Entry.objects.get(pk=alias.pk).states == Entry.objects.get(pk=act.pk).states


def test_a_contact_page_that_nobody_chose_follows_the_centres_data_too(site: Site) -> None:
    add_page(site.root_page, ContactPage(title="Kontakt"))
    centre = CentreSettings.objects.get(site=site)
    centre.phone = "224180001"
    centre.save()
    assert titles(site, "22 418 00 01") == ["Kontakt"]
    centre.phone = "224180002"
    centre.save()
    assert titles(site, "22 418 00 01") == []


def test_words_that_a_page_and_its_part_hold_together_are_found(site: Site, register: ActRegisterPage) -> None:
    act = statute(register)
    text = [
        {"type": "provision", "value": {"sign": "§", "number": "1", "name": "", "text": "Ośrodek prowadzi żłobek."}}
    ]
    add_page(act, ExpressionPage(title="Pierwotny", valid_from=PartialDate(2020, 1, 1), text=text))
    answer = reader_of(site).get("/szukaj.json", {"q": "statut żłobek"}).json()
    assert [result["title"] for result in answer["results"]] == ["Statut GOPS"]
    assert answer["all_words"]


def test_of_twenty_words_each_is_looked_for(site: Site) -> None:
    names = [
        "agrest",
        "malina",
        "jagoda",
        "porzeczka",
        "truskawka",
        "czereśnia",
        "wiśnia",
        "śliwka",
        "gruszka",
        "jabłko",
    ]
    for number, name in enumerate(names):
        add_page(site.root_page, ContentPage(title=name, slug=f"owoc-{number}"))
    answer = reader_of(site).get("/szukaj.json", {"q": " ".join(names)}).json()
    assert answer["total"] == len(names)


def test_a_right_word_that_the_site_lacks_is_not_taken_for_another(site: Site) -> None:
    add_page(site.root_page, ContentPage(title="Prawnik"))
    answer = reader_of(site).get("/szukaj.json", {"q": "pracownik"}).json()
    assert (answer["corrected"], answer["total"]) == ([], 0)


def test_a_misspelt_word_is_known_by_another_form_of_the_right_one(site: Site) -> None:
    add_page(site.root_page, ContentPage(title="Fundusz alimentów"))
    assert titles(site, "alimnty") == ["Fundusz alimentów"]


def test_small_words_alone_are_looked_for_in_titles(site: Site) -> None:
    add_page(site.root_page, ContentPage(title="Gdzie jesteśmy"))
    add_page(site.root_page, ContentPage(title="Dojazd", summary="Tu jest napisane, gdzie jest przystanek."))
    assert titles(site, "gdzie jesteście") == ["Gdzie jesteśmy"]


def test_items_of_a_list_in_a_list_stay_apart(site: Site) -> None:
    nested = "<ul><li>pracownicy<ul><li>asystent</li></ul></li></ul>"
    add_page(site.root_page, ContentPage(title="Zespół", body=body(("text", nested))))
    assert titles(site, "asystenci") == ["Zespół"]
