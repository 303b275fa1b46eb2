"""What is said at the address of a page that is gone."""

from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from history.models import Event, ObjectState
from history.reasons import because
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import paragraph, publish
from tests.history.histories import add_history, gone, tracked
from tests.portal.crawling import ask

REASON = "Treść przeniesiono do regulaminu."


def withdraw(page: ContentPage, note: str = REASON) -> None:
    with because(note):
        ContentPage.objects.get(pk=page.pk).unpublish()


def test_a_withdrawn_page_is_said_to_be_gone(client: Client, page: ContentPage) -> None:
    withdraw(page)
    response = client.get("/zadania/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "<h1>Zadania</h1>" in html
    assert REASON in html.replace("\u00a0", " ")
    assert 'href="/zadania/historia/"' in html
    assert 'href="/zadania/wersje/1/"' in html
    assert 'content="noindex' in html
    assert client.head("/zadania/").status_code == 410


def test_a_deleted_page_too_and_its_history_stays(client: Client, page: ContentPage) -> None:
    ContentPage.objects.get(pk=page.pk).delete()
    assert client.get("/zadania/").status_code == 410
    history = client.get("/zadania/historia/")
    assert history.status_code == 200
    assert [line.dot for line in history.context["lines"]] == ["event", "own"]
    assert client.get("/zadania/wersje/1/").status_code == 200


def test_an_expired_page_says_that_it_expired(client: Client, page: ContentPage) -> None:
    withdraw(page, "")
    gone(tracked(page), ObjectState.EXPIRED)
    expired = client.get("/zadania/").content
    gone(tracked(page), ObjectState.DELETED)
    assert client.get("/zadania/").content != expired


def test_without_a_reason_none_is_made_up(client: Client, page: ContentPage) -> None:
    withdraw(page, "")
    assert not client.get("/zadania/").context["reason"]
    assert b'class="banner' not in client.get("/zadania/").content


def test_a_page_published_again_is_back(client: Client, page: ContentPage) -> None:
    withdraw(page)
    publish(ContentPage.objects.get(pk=page.pk), "Strona wraca po przerwie.")
    assert client.get("/zadania/").status_code == 200


def test_a_redirect_wins(client: Client, site: Site, page: ContentPage) -> None:
    withdraw(page)
    Redirect.add_redirect("/zadania/", "/kontakt/", site=site)
    assert client.get("/zadania/").status_code in (301, 302)


def test_another_page_at_the_address_wins(client: Client, site: Site, page: ContentPage) -> None:
    ContentPage.objects.get(pk=page.pk).delete()
    add_page(site.root_page, ContentPage(title="Nowe zadania", slug="zadania"))
    assert client.get("/zadania/").status_code == 200
    assert client.get("/zadania/historia/").context["subject"].title == "Nowe zadania"


def test_what_was_never_public_is_simply_not_there(client: Client, site: Site) -> None:
    draft = ContentPage(title="TAJNE", slug="tajne", live=False)
    site.root_page.add_child(instance=draft)
    draft.delete()
    assert client.get("/tajne/").status_code == 404


def test_what_went_behind_a_restriction_leaves_no_trace(client: Client, page: ContentPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    withdraw(page)
    assert client.get("/zadania/").status_code == 404
    page.delete()
    assert client.get("/zadania/").status_code == 404


def test_what_stood_in_a_section_that_is_private_now_leaves_no_trace(client: Client, site: Site) -> None:
    section = add_page(site.root_page, ContentPage(title="Dział", slug="dzial"))
    withdraw(add_page(section, ContentPage(title="Zadania", slug="zadania", body=paragraph("Tekst."))))
    assert client.get("/dzial/zadania/").status_code == 410
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/dzial/zadania/").status_code == 404


def test_another_centre_knows_nothing_of_it(page: ContentPage) -> None:
    withdraw(page)
    assert reader_of(make_centre("mops.localhost")).get("/zadania/").status_code == 404


def test_only_reading_is_answered_so(client: Client, page: ContentPage) -> None:
    withdraw(page)
    assert client.post("/zadania/").status_code == 404


def test_it_costs_few_queries_and_a_missing_page_one_more(client: Client, page: ContentPage) -> None:
    withdraw(page)
    assert ask(client, "/zadania/")[1] <= 25
    assert ask(client, "/nie-ma/")[1] <= 25


def test_a_page_of_the_bulletin_keeps_its_header(kedzierzyn: Client) -> None:
    from wagtail.models import Page

    page = Page.objects.get(slug="przedmiot-dzialalnosci", url_path__contains="kedzierzyn").specific
    address = tracked(page).path
    with because(REASON):
        page.unpublish()
    response = kedzierzyn.get(address)
    assert response.status_code == 410
    assert b'class="bip-head"' in response.content
    assert add_history(page, []).entries.filter(event=Event.UNPUBLISH).exists()
