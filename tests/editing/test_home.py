"""The home of an editor: what waits for them, and where something new begins."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import Page, Site, TaskState

from editing.home.lines import clock_note
from news.models import NewsIndexPage, NewsPage
from pages.bip.models import BipArticlePage
from pages.core.models import BasePage
from pages.core.proofing.reading import reading_of
from pages.programmes.models import ProgrammeIndexPage
from pages.standard.models import ContentPage
from portal.roles import Role, group_of
from proofing.proof import proof
from tests.conftest import reader
from tests.editing.approval.office import Office, approval_url, article, draft, make_office, send
from tests.factories import add_page, make_centre

HOME, KINDS = "/admin/", "/admin/adding/"


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def shown(client: Client) -> str:
    return shown_at(client, HOME)


def shown_at(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def questions(client: Client, url: str) -> list[str]:
    """What a page asks the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [one["sql"] for one in queries]


def start(kind: type[BasePage], parent: Page) -> str:
    return reverse("adding:start", args=(kind._meta.app_label, kind._meta.model_name, parent.pk))


def test_each_role_is_offered_only_the_kinds_that_it_adds_in_their_places(office: Office) -> None:
    news = add_page(office.site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    in_portal, in_bulletin = start(NewsPage, news), start(BipArticlePage, office.section)
    offered = {
        role: office.person(role).get(KINDS).content.decode()
        for role in (Role.PORTAL_EDITOR, Role.BULLETIN_EDITOR, Role.ACCESSIBILITY, Role.APPROVER)
    }
    assert [in_portal in page for page in offered.values()] == [True, False, False, False]
    assert [in_bulletin in page for page in offered.values()] == [False, True, False, False]


def test_the_form_begins_with_places_to_fill_in_and_leads_nowhere_that_is_foreign(office: Office) -> None:
    news = add_page(office.site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    editor = office.person(Role.PORTAL_EDITOR)
    form = editor.get(start(NewsPage, news))
    assert "[uzupełnij: dzień, godzina" in form.context["form"].instance.body[4].value.source
    assert f'action="{reverse("wagtailadmin_pages:add", args=("news", "newspage", news.pk))}"' in form.content.decode()
    foreign = make_centre("gops2.localhost").root_page
    assert editor.get(start(ContentPage, foreign)).status_code == 404


@pytest.mark.parametrize("kind", ["news.newspage", "programmes.programmepage", "bip.biparticlepage"])
def test_what_a_form_begins_with_is_refused_at_publication(office: Office, kind: str) -> None:
    home = office.site.root_page
    parents = {
        "news.newspage": lambda: add_page(home, NewsIndexPage(title="Aktualności", slug="aktualnosci")),
        "programmes.programmepage": lambda: add_page(home, ProgrammeIndexPage(title="Programy", slug="programy")),
        "bip.biparticlepage": lambda: office.section,
    }
    app, model = kind.split(".")
    url = reverse("adding:start", args=(app, model, parents[kind]().pk))
    page = office.person(None).get(url).context["form"].instance
    places = [finding for finding in proof(reading_of(page)) if "uzupełnij" in str(finding)]
    assert len(places) == 1 + sum(block.block_type == "text" for block in page.body)


def test_a_text_waits_for_its_author_and_for_the_approver_only(office: Office) -> None:
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page, "Majątek w 2026 roku")
    decide, edit = (reverse(name, args=(office.page.pk,)) for name in ("approval:page", "wagtailadmin_pages:edit"))
    assert f'href="{decide}"' in shown(approver)
    assert f'href="{decide}"' not in shown(author)
    assert f'href="{edit}" class="button' in shown(author)
    assert f'href="{edit}"' not in shown(office.person(Role.PORTAL_EDITOR)).split('id="editing-home')[1]


def test_what_was_sent_for_approval_waits_for_others_and_says_since_when_and_for_whom(office: Office) -> None:
    author = office.person(Role.BULLETIN_EDITOR)
    draft(author, office.page, "Majątek w 2026 roku", action="")
    mine, sent = gettext("My drafts"), gettext("Sent, waiting for approval")
    assert f"{mine}: 1</h3>" in shown(author)
    assert f"{sent}: " not in shown(author)
    draft(author, office.page, "Majątek w 2026 roku")
    home = shown(author)
    assert f"{mine}: " not in home
    line = home.partition(f"{sent}: 1</h3>")[2].partition("<h3")[0]
    started = timezone.localtime(TaskState.objects.get().workflow_state.created_at)
    assert "Majątek w 2026 roku – " in line
    assert date_format(started, "j E Y, G:i") in line
    assert str(group_of(office.site, Role.APPROVER)) in line
    assert f'href="{reverse("wagtailadmin_pages:edit", args=(office.page.pk,))}" class="button' in line
    assert f"{sent}: " not in shown(office.person(Role.APPROVER))


def test_what_one_wrote_for_the_bulletin_waits_for_others_whoever_may_approve(office: Office) -> None:
    boss, approver = office.person(Role.ADMINISTRATOR), office.person(Role.APPROVER)
    sent = f"{gettext('Sent, waiting for approval')}: 1</h3>"
    decide = f'href="{approval_url(office.page)}"'
    draft(boss, office.page, "Majątek w 2026 roku")
    assert decide not in shown(boss)
    assert sent in shown(boss)
    assert decide in shown(approver)
    send(approver, office.page, "", title="Majątek gminy")
    assert decide not in shown(approver)
    assert f"{gettext('My drafts')}: 1</h3>" in shown(approver)
    assert decide in shown(office.person(Role.APPROVER, "druga"))


def test_what_one_may_approve_alone_in_the_portal_waits_once(office: Office) -> None:
    boss = office.person(Role.ADMINISTRATOR)
    page = add_page(office.site.root_page, ContentPage(title="Zasiłek", slug="zasilek"))
    draft(boss, page, "Zasiłek celowy")
    assert f'href="{approval_url(page)}"' in shown(boss)
    assert f"{gettext('Sent, waiting for approval')}: " not in shown(boss)


def test_more_texts_in_approval_ask_the_database_no_more(office: Office) -> None:
    boss, author = office.person(Role.ADMINISTRATOR), office.person(Role.BULLETIN_EDITOR)

    def submit(numbers: range) -> None:
        for number in numbers:
            page = add_page(office.section, article(f"Sprawa {number}", f"sprawa-{number}"))
            draft(author if number % 2 else boss, page, f"Nowa sprawa {number}")

    submit(range(6))
    questions(boss, HOME)
    before = len(questions(boss, HOME))
    submit(range(6, 12))
    assert f"{gettext('To approve')}: 6</h3>" in shown(boss)
    assert len(questions(boss, HOME)) == before


@pytest.mark.parametrize("url", [HOME, KINDS])
def test_the_styles_are_loaded_once(office: Office, url: str) -> None:
    assert shown_at(office.person(Role.ADMINISTRATOR), url).count("css/admin-home.") == 1


def test_a_word_file_is_offered_where_it_may_become_a_page(office: Office) -> None:
    news = add_page(office.site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    in_portal, in_bulletin = (reverse("importing:below", args=(page.pk,)) for page in (news, office.section))
    people = [office.person(role) for role in (Role.PORTAL_EDITOR, Role.BULLETIN_EDITOR, Role.APPROVER)]
    offered = [shown_at(person, KINDS) for person in people]
    assert [f'href="{in_portal}"' in page for page in offered] == [True, False, False]
    assert [f'href="{in_bulletin}"' in page for page in offered] == [False, True, False]
    assert people[0].get(in_portal).status_code == people[1].get(in_bulletin).status_code == 200


def test_what_disappears_soon_is_shown_and_an_empty_home_says_what_to_do(office: Office) -> None:
    editor = office.person(Role.PORTAL_EDITOR)
    BasePage.objects.all().update(owner_email="a@osrodek.example.pl", reviewed_at=None)
    page = add_page(office.site.root_page, ContentPage(title="Dyżur", slug="dyzur", owner_email="a@b.example.pl"))
    assert f'href="{KINDS}" class="button"' in shown(editor)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(days=3))
    assert "Dyżur" in shown(editor)
    assert f'href="{KINDS}" class="button"' not in shown(editor)


def test_more_pages_and_centres_ask_the_database_no_more_and_read_no_bodies(office: Office) -> None:
    everywhere, administrator = office.person(None), office.person(Role.ADMINISTRATOR)
    home = office.site.root_page

    def asked(client: Client, url: str) -> int:
        found = questions(client, url)
        if url == HOME:
            assert not [sql for sql in found if '"body"' in sql]
        return len(found)

    def all_asked() -> list[int]:
        return [asked(client, url) for client in (everywhere, administrator) for url in (HOME, KINDS)]

    for number in range(205):
        if number == 5:
            all_asked()  # a new centre, and what is kept in memory, is asked for once
            before = all_asked()
        home.add_child(instance=ContentPage(title=f"Strona {number}", slug=f"strona-{number}"))
    make_centre("gops3.localhost")
    all_asked()
    assert all_asked() <= before
    all_of_them = BasePage.objects.live().descendant_of(home, inclusive=True).count()
    assert f": {all_of_them}</h3>" in shown(administrator)


def test_a_day_on_which_clocks_change_is_explained_and_an_hour_that_is_none_refused(office: Office) -> None:
    poland = ZoneInfo("Europe/Warsaw")
    assert clock_note([datetime(2027, 3, 28, 12, tzinfo=poland)])
    assert clock_note([datetime(2026, 10, 25, 12, tzinfo=poland)])
    assert not clock_note([datetime(2027, 3, 27, 12, tzinfo=poland)])
    form = ContentPage.get_edit_handler().get_form_class()
    field = form.base_fields["go_live_at"]
    for night in ("2027-03-28 02:30", "2026-10-25 02:30"):
        with pytest.raises(Exception, match="2:30"):
            field.clean(night)


def test_a_new_installation_says_how_to_make_its_first_centre(db: None) -> None:
    BasePage.objects.all().delete()
    plain = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.update_or_create(hostname="localhost", defaults={"root_page": plain, "is_default_site": True})
    client = reader("localhost")
    client.force_login(User.objects.create_superuser("pierwsza"))
    for url in (HOME, KINDS):
        page = shown_at(client, url)
        assert "manage.py make_centre" in page
        assert f'href="{KINDS}" class="button"' not in page
    assert 'id="compliance' not in shown(client), "a site without a bulletin has no gaps in it"
