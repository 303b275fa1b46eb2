"""An easy-to-read text beside its page: how readers switch, where it is left out, what its editor is told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from history.recording import PublicationRefused
from pages.accessibility.models import EasyReadPage
from pages.accessibility.plain_words import hints, sentences
from pages.bip.models import BipArticlePage, BipHomePage, BipSectionPage
from pages.core.models import CentreSettings
from pages.standard.models import ContentPage, SectionPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, publish_again, reader_of
from tests.history.editing import editor_of, opened, post, send
from tests.pages.accessibility.twins import add_draft, add_source, blocks, easy_read, sign_film
from tests.search.asking import found_titles


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def source(site: Site) -> ContentPage:
    return add_source(site)


@pytest.fixture
def editor(site: Site) -> Client:
    make_roles(site)
    return editor_of(site.hostname)


def links_of(client: Client, url: str) -> list[str]:
    """Where the line under the title leads."""
    response = client.get(url)
    assert response.status_code == 200, url
    line = re.search(r'<p class="other-forms">(.*?)</p>', response.content.decode(), re.DOTALL)
    return re.findall(r'href="([^"]+)"', line[1]) if line else []


# -- readers -----------------------------------------------------------------------------------------------------------


def test_readers_switch_between_the_three_forms_and_each_leads_to_the_other_two(site: Site, source: ContentPage):
    add_page(source, easy_read())
    add_page(source, sign_film())
    plain, easy, film = "/zasilek/", "/zasilek/latwy-tekst/", "/zasilek/w-jezyku-migowym/"
    client = reader_of(site)
    assert links_of(client, plain) == [easy, film]
    assert links_of(client, easy) == [plain, film]
    assert links_of(client, film) == [plain, easy]
    assert "film, 2\u00a0min" in client.get(plain).content.decode().replace(" min", "\u00a0min")


def test_the_line_costs_one_query_and_none_on_a_page_without_other_forms(
    site: Site, source: ContentPage, django_assert_num_queries: Any
):
    plain = Page.objects.get(pk=source.pk).specific
    with django_assert_num_queries(0):
        assert plain.other_forms == []
    add_page(source, easy_read())
    add_page(source, sign_film())
    plain = Page.objects.get(pk=source.pk).specific
    plain.other_forms  # noqa: B018 -- reads which pages are private, as every request does
    plain = Page.objects.get(pk=source.pk).specific
    with django_assert_num_queries(1):
        assert len(plain.other_forms) == 2


def test_a_form_that_readers_may_not_open_is_not_named(site: Site, source: ContentPage):
    add_draft(source, easy_read())
    film = add_page(source, sign_film())
    client = reader_of(site)
    assert links_of(client, "/zasilek/") == [film.local_url]
    PageViewRestriction.objects.create(page=film, restriction_type=PageViewRestriction.LOGIN)
    assert links_of(client, "/zasilek/") == []


def test_the_page_shows_its_blocks_big_and_who_checked_them(site: Site, source: ContentPage):
    body = blocks(
        ("heading", "Kto może dostać pieniądze?"),
        ("text", "<p>Osoba, której brakuje na jedzenie.</p><ul><li>Zadzwoń.</li></ul>"),
        ("contact", {"who": "Pracownik", "phone": "41 331 25 24", "place": "Studzienna 2", "hours": "od 8 do 15"}),
    )
    page = add_page(source, easy_read(body=body, tested_by="Klub „Słoneczko”", tested_on="2026-03-12"))
    html = reader_of(site).get(page.local_url).content.decode()
    assert re.search(r'<main[^>]*class="page easy"', html)
    assert 'href="tel:+48413312524"' in html
    assert "Klub „Słoneczko”" in html
    assert "12\u00a0marca\u00a02026" in html
    version = reader_of(site).get(f"{page.local_url}wersje/1/").content.decode()
    for words in ("41 331 25 24", "Zadzwoń.", "Klub „Słoneczko”"):
        assert words in version.replace("\u00a0", " ")


# -- lists -------------------------------------------------------------------------------------------------------------


def test_lists_menus_and_the_map_name_only_the_page_itself_but_the_sitemap_and_the_search_know_both(site: Site):
    section = add_page(site.root_page, SectionPage(title="Pomoc", slug="pomoc", show_in_menus=True))
    source = add_page(section, ContentPage(title="Zasiłek celowy", slug="zasilek", show_in_menus=True))
    of_section = add_page(section, easy_read(title="O pomocy prosto", show_in_menus=True))
    of_page = add_page(source, easy_read(title="Zasiłek celowy", show_in_menus=True))
    client = reader_of(site)
    lists = [client.get(url).content.decode() for url in (section.local_url, "/mapa-serwisu/")]
    for html in lists:
        listing = html.replace(
            re.search(r'<p class="other-forms">.*?</p>', html + '<p class="other-forms"></p>', re.DOTALL)[0], ""
        )
        assert source.local_url in listing
        assert of_page.local_url not in listing
        assert of_section.local_url not in listing
    sitemap = client.get("/sitemap.xml").content.decode()
    assert of_page.local_url in sitemap
    assert of_section.local_url in sitemap
    found = reader_of(site).get("/szukaj.json", {"q": "zasiłek celowy"}).json()["results"]
    assert [result["url"].partition("8000")[2] for result in found][:2] == [source.local_url, of_page.local_url]
    assert found_titles(site, "zasiłek celowy", rodzaj="easy") == ["Zasiłek celowy"]


# -- with its page -----------------------------------------------------------------------------------------------------


def test_what_retells_a_page_is_withdrawn_with_it_and_never_public_without_it(site: Site, source: ContentPage):
    easy, film = add_page(source, easy_read()), add_page(source, sign_film())
    source.unpublish()
    client = reader_of(site)
    for page in (easy, film):
        page.refresh_from_db()
        assert not page.live
        assert client.get(f"/zasilek/{page.slug}/").status_code in (404, 410)
    assert found_titles(site, "jedzenie") == []
    with pytest.raises(PublicationRefused):
        easy.get_latest_revision().publish()
    # Not even when somebody changes the row behind everybody's back.
    Page.objects.filter(pk__in=[easy.pk, film.pk]).update(live=True)
    for path in ("latwy-tekst/", "w-jezyku-migowym/", "w-jezyku-migowym/film/", "w-jezyku-migowym/napisy/"):
        assert client.get(f"/zasilek/{path}").status_code in (404, 410), path


def test_an_expired_page_takes_its_other_forms_along(site: Site, source: ContentPage):
    easy = add_page(source, easy_read())
    source.expire_at = timezone.now() - timedelta(minutes=1)
    source.save()
    call_command("publish_scheduled", verbosity=0)
    easy.refresh_from_db()
    assert (easy.live, easy.expired) == (False, True)


def test_the_form_says_that_the_page_itself_must_be_public_first(site: Site, editor: Client):
    source = add_draft(site.root_page, ContentPage(title="Dodatek", slug="dodatek"))
    easy = add_draft(source, easy_read())
    response = send(editor, easy, "publish")
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    easy.refresh_from_db()
    assert not easy.live


def test_a_page_has_one_easy_text_at_most_and_a_new_one_has_the_usual_address(source: ContentPage, editor: Client):
    add = reverse("wagtailadmin_pages:add", args=("accessibility", "easyreadpage", source.pk))
    form = editor.get(add).context["form"]
    assert form["slug"].value() == "latwy-tekst"
    assert "show_in_menus" not in form.fields
    add_page(source, easy_read())
    assert not EasyReadPage.can_create_at(source)


# -- editors -----------------------------------------------------------------------------------------------------------


def test_an_editor_is_told_when_the_page_was_changed_after_its_easy_text(source: ContentPage, editor: Client):
    easy = add_page(source, easy_read())
    edit = reverse("wagtailadmin_pages:edit", args=(easy.pk,))
    assert not easy.is_outdated
    assert "help-warning" not in editor.get(edit).content.decode()
    source.title = "Zasiłek celowy i okresowy"
    publish_again(source)
    easy = EasyReadPage.objects.get(pk=easy.pk)
    assert easy.is_outdated
    assert "help-warning" in editor.get(edit).content.decode()
    easy.save_revision().publish()  # it says the same still
    assert not EasyReadPage.objects.get(pk=easy.pk).is_outdated


def test_an_editor_gets_hints_and_can_publish_all_the_same(source: ContentPage, editor: Client):
    text = "<p>Wg art. 39 MOPR przyznaje zasiłek, np. uprzywilejowanym.</p>"
    easy = add_draft(source, easy_read(body=blocks(("text", text))))
    html = editor.get(reverse("wagtailadmin_pages:edit", args=(easy.pk,))).content.decode()
    for found in ("„Wg”", "„art.”", "„MOPR”", "„np.”", "„uprzywilejowanym”"):
        assert found in html
    body = nested_form_data({"body": streamfield([("text", rich_text(text))])})
    assert post(editor, easy, opened(editor, easy) | body).status_code == 302
    easy.refresh_from_db()
    assert easy.live


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"tested_on": "12.03.2026"}, "tested_by"), ({"tested_by": "Klub", "tested_on": "1.01.2199"}, "tested_on")],
)
def test_who_checked_a_text_is_told_whole_or_not_at_all(
    source: ContentPage, editor: Client, fields: dict[str, str], wrong: str
):
    easy = add_draft(source, easy_read())
    response = send(editor, easy, "", **fields)
    assert list(response.context["form"].errors) == [wrong]


def test_hints_quote_the_long_sentence_and_name_each_word_once():
    long = "To jest bardzo długie zdanie i ma ono o wiele więcej słów niż powinno mieć zdanie w łatwym tekście."
    found = hints([long, "Idź do DPS. DPS to dom. Masz 50% zniżki. Albo 12,5 %. Rozdział XIV."])
    assert found[0].found.startswith("To jest bardzo długie")
    assert [hint.found for hint in found[1:]] == ["DPS", "50%", "12,5 %", "XIV"]


def test_a_shortened_word_ends_no_sentence_and_each_line_is_one():
    assert sentences("Zadzwoń, np. Jutro rano. Potem przyjdź.\nWeź dowód") == [
        "Zadzwoń, np. Jutro rano.",
        "Potem przyjdź.",
        "Weź dowód",
    ]


# -- the footer --------------------------------------------------------------------------------------------------------


def test_what_tells_the_scope_of_activity_is_linked_from_every_page(site: Site):
    bip = BipHomePage(title="BIP", slug="bip", live=False)
    section = add_page(add_page(site.root_page, bip), BipSectionPage(title="Ośrodek", slug="osrodek"))
    scope = add_page(section, BipArticlePage(title="Przedmiot działalności", slug="przedmiot", category="scope"))
    other = add_page(section, BipArticlePage(title="Majątek", slug="majatek", category="property"))
    client = reader_of(site)
    add_page(other, easy_read())
    assert "latwy-tekst" not in client.get("/").content.decode()
    easy, film = add_page(scope, easy_read()), add_page(scope, sign_film())
    foot = client.get("/").content.decode().partition("<footer")[2]
    assert f'href="{easy.local_url}"' in foot
    assert f'href="{film.local_url}"' in foot
    easy.unpublish()
    assert easy.url_path.partition("/bip/")[2] not in client.get("/").content.decode()


def test_an_editor_chooses_other_pages_for_the_footer(site: Site, source: ContentPage):
    easy = add_page(source, easy_read())
    CentreSettings.objects.filter(site=site).update(easy_read_page=easy)
    assert f'href="{easy.local_url}"' in reader_of(site).get("/mapa-serwisu/").content.decode()
