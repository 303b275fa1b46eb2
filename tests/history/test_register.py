"""The register of changes of a whole site."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from history.models import Event, TrackedObject
from history.reasons import because
from pages.bip.models import BipArticlePage, BipEditor, BipHomePage, BipSectionPage
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import change
from tests.history.histories import Told, add_history
from tests.portal.crawling import ask

REGISTER = "/bip/rejestr-zmian/"


def register(client: Client, **asked: str) -> list[Any]:
    response = client.get(REGISTER, asked)
    assert response.status_code == 200
    assert response.context["count"] >= len(response.context["lines"].object_list)
    return list(response.context["lines"])


def told(client: Client, **asked: str) -> list[tuple[str, str, int]]:
    return [(line.title, line.row.event, line.row.number) for line in register(client, **asked)]


def test_a_span_that_runs_backwards_is_said_at_its_field(client: Client, page: ContentPage) -> None:
    answer = client.get(REGISTER, {"od": "2.02.2026", "do": "1.02.2026"})
    assert "do" in answer.context["form"].errors
    assert "Ostatni dzień jest wcześniejszy niż pierwszy." in answer.content.decode().replace("\u00a0", " ")
    assert answer.context["count"] == len(register(client))


def test_the_newest_stands_first_with_its_comparison(client: Client, page: ContentPage) -> None:
    change(page, "Inny tekst.", "Nowy numer telefonu zespołu.")
    newest, first = register(client)
    assert newest.compare_url == "/zadania/porownaj/1/2/"
    assert newest.notes == ["Nowy numer telefonu zespołu."]
    assert newest.page_url == "/zadania/"
    assert first.is_first
    assert not first.compare_url


def test_a_page_that_is_gone_stays_in_it(client: Client, page: ContentPage) -> None:
    with because("Treść przeniesiono do regulaminu."):
        page.unpublish()
    gone, published = register(client)
    assert gone.row.event == Event.UNPUBLISH
    assert "Treść przeniesiono do regulaminu." in gone.notes
    assert (gone.page_url, gone.history_url) == ("", "/zadania/historia/")
    assert published.version_url == "/zadania/wersje/1/"


def test_a_page_whose_address_another_one_took_leads_to_its_own(client: Client, site: Site, page: ContentPage) -> None:
    ContentPage.objects.get(pk=page.pk).delete()
    add_page(site.root_page, ContentPage(title="Nowe zadania", slug="zadania"))
    new, deleted, old = register(client)
    assert new.page_url == "/zadania/"
    own = TrackedObject.objects.get(page_id=page.pk).own_address
    assert {line.page_url for line in (deleted, old)} == {""}
    assert {line.history_url for line in (deleted, old)} == {f"{own}historia/"}


def test_what_is_hidden_now_is_not_in_it(client: Client, page: ContentPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(REGISTER)
    assert register(client) == []
    assert b"Zadania" not in response.content
    assert b"system" not in response.content.lower()


def test_nothing_of_another_centre(page: ContentPage) -> None:
    assert register(reader_of(make_centre("mops.localhost"))) == []


def test_old_registers_stand_at_their_own_days(kedzierzyn: Client) -> None:
    lines = register(kedzierzyn, rodzaj="unknown")
    assert len(lines) == 21
    moments = [line.moment for line in lines]
    assert moments == sorted(moments, reverse=True)
    assert moments[-1].year == 2018
    assert all(line.missing for line in lines)


# -- filters ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def bulletin(site: Site) -> BipSectionPage:
    home = BipHomePage(title="Biuletyn", slug="bip")
    home.editors = [BipEditor(name="Redaktor", phone="41 331 25 24", email="bip@gops.localhost")]
    return add_page(add_page(site.root_page, home), BipSectionPage(title="Ośrodek", slug="osrodek"))


def test_by_section(client: Client, page: ContentPage, bulletin: BipSectionPage) -> None:
    add_page(bulletin, BipArticlePage(title="Statut", slug="statut", produced_by="Dyrektor"))
    form = client.get(REGISTER).context["form"]
    assert dict(form.fields["dzial"].choices[1:]) == {
        "/zadania/": "Zadania",
        "/bip/": "Biuletyn",
        "/bip/osrodek/": "Ośrodek",
    }
    assert {title for title, *_rest in told(client, dzial="/bip/osrodek/")} == {"Ośrodek", "Statut"}
    assert {title for title, *_rest in told(client, dzial="/zadania/")} == {"Zadania"}


def test_by_person(client: Client, page: ContentPage) -> None:
    from wagtail.log_actions import LogContext

    from tests.history.chronicle import boss

    with LogContext(user=boss('Ewa "E"', "Żak")):
        change(page, "Inny tekst.")
    form = client.get(REGISTER).context["form"]
    names = [name for name, _label in form.fields["osoba"].choices]
    assert 'Ewa "E" Żak' in names
    assert [number for *_rest, number in told(client, osoba='Ewa "E" Żak')] == [2]
    assert 1 in [number for *_rest, number in told(client, osoba="system")]


def test_by_days_of_poland(client: Client, page: ContentPage) -> None:
    add_history(page, [Told(0)])  # 22.11.2026, 9:00 UTC
    assert 2 in [number for *_rest, number in told(client, od="22.11.2026", do="22.11.2026")]
    assert 2 not in [number for *_rest, number in told(client, do="21.11.2026")]
    assert 2 not in [number for *_rest, number in told(client, od="23.11.2026")]


def test_by_kind(client: Client, page: ContentPage) -> None:
    add_history(page, [Told(0)])
    page.unpublish()
    assert [number for *_rest, number in told(client, rodzaj="minor")] == [2]
    assert [number for *_rest, number in told(client, rodzaj="significant")] == [1]
    assert [event for _title, event, _number in told(client, rodzaj="gone")] == [Event.UNPUBLISH]
    assert told(client, rodzaj="other") == []


@pytest.mark.parametrize(
    "asked",
    [{"od": "31.04.2022"}, {"do": "x"}, {"rodzaj": "x"}, {"osoba": "%"}, {"dzial": "/nie/"}, {"od": "\u0663.3.2022"}],
)
def test_what_makes_no_sense_leaves_nothing_out(client: Client, page: ContentPage, asked: dict[str, str]) -> None:
    assert len(register(client, **asked)) == 1


def test_a_wrong_day_is_said_beside_its_field(client: Client, page: ContentPage) -> None:
    html = client.get(REGISTER, {"od": "31.04.2022"}).content.decode()
    assert "errorlist" in html
    assert 'aria-invalid="true"' in html


def test_the_count_is_a_status(client: Client, page: ContentPage) -> None:
    assert re.search(r'role="status">\s*1 ', client.get(REGISTER).content.decode())


def test_a_long_register_has_pages_that_keep_the_filters(client: Client, page: ContentPage) -> None:
    add_history(page, [Told(n) for n in range(120)])
    assert len(register(client, strona="3", rodzaj="minor")) == 20
    assert b"rodzaj=minor&amp;strona=2" in client.get(REGISTER, {"rodzaj": "minor"}).content
    assert client.get(REGISTER, {"strona": "9"}).status_code == 404


def test_it_costs_the_same_for_any_number_of_entries_and_pages(client: Client, site: Site, page: ContentPage) -> None:
    change(page, "Inny tekst.")
    few = ask(client, REGISTER)[1]
    add_history(page, [Told(n, kind="significant") for n in range(300)])
    for number in range(5):
        other = add_page(site.root_page, ContentPage(title=f"Strona {number}", slug=f"strona-{number}"))
        other.unpublish()
    # Pages that are gone ask once who stands at their addresses now.
    assert ask(client, REGISTER)[1] <= few + 3 <= 25


def test_every_site_has_one_in_the_dress_of_its_pages(client: Client, page: ContentPage, kedzierzyn: Client) -> None:
    assert b'class="bip-head"' not in client.get(REGISTER).content
    assert b'class="bip-head"' in kedzierzyn.get(REGISTER).content
    for reader, address in ((client, "/"), (kedzierzyn, "/"), (kedzierzyn, "/bip/")):
        assert f'href="{REGISTER}"' in reader.get(address).content.decode()
