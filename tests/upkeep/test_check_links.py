"""Links that lead nowhere are found by the command, told in the report, and gone when the text is mended."""

from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Site

from history.recording import PublicationRefused
from pages.standard.models import ContentPage
from portal.roles import Role, group_of, make_roles
from tests.factories import add_page, make_centre, publish_again, reader_of
from upkeep import summary
from upkeep.checking import check_links
from upkeep.models import LinkCheck, LinkFault, Review


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


def _page(site: Site, title: str, *texts: str) -> ContentPage:
    body = [{"type": "text", "value": text} for text in texts]
    return add_page(site.root_page, ContentPage(title=title, summary="Tu.", body=body))


def _faults(site: Site) -> dict[str, str]:
    check_links(site)
    return dict(LinkCheck.objects.broken().values_list("words", "fault"))


def test_links_within_a_centre_are_found_by_what_is_wrong_with_them(site: Site) -> None:
    withdrawn, gone, alive = _page(site, "Dawna"), _page(site, "Usunięta"), _page(site, "Żywa")
    deep = add_page(gone, ContentPage(title="Głęboka", summary="Tu."))
    file = get_document_model().objects.create(title="Wzór", file=ContentFile(b"x", "wzor.txt"))
    Redirect.objects.create(old_path="/stary/adres", site=site, redirect_link=alive.local_url)
    Redirect.objects.create(old_path="/stary/zly", site=site, redirect_page=withdrawn)
    _page(
        site,
        "Skąd",
        f'<p><a linktype="page" id="{withdrawn.pk}">wycofana</a> <a linktype="page" id="{gone.pk}">usunięta</a></p>',
        f'<p><a linktype="document" id="{file.pk}">plik</a> <a href="{alive.local_url}">żywa</a></p>',
        f'<p><a href="{deep.local_url}">głęboka</a> <a href="http://{site.hostname}{deep.local_url}">pełna</a></p>',
        '<p><a href="/stary/adres/">przekierowana</a> <a href="/stary/zly/">źle przekierowana</a></p>',
        '<p><a href="/szukaj/?q=a">wyszukiwarka</a> <a href="https://inny.example/">cudza</a></p>',
    )
    assert _faults(site) == {}
    withdrawn.unpublish(), gone.delete(), file.delete()
    assert _faults(site) == {
        **dict.fromkeys(["usunięta", "plik", "głęboka", "pełna"], LinkFault.GONE),
        **dict.fromkeys(["wycofana", "źle przekierowana"], LinkFault.WITHDRAWN),
    }


def test_an_address_below_a_page_that_answers_nothing_there_is_refused_before_publication(site: Site) -> None:
    alive = _page(site, "Żywa")
    for below in ("nie-ma/", "nie/ma/"):
        with pytest.raises(PublicationRefused):
            _page(site, "Skąd", f'<p><a href="{alive.local_url}{below}">zasady pomocy</a></p>')


def _broken(site: Site, title: str, words: str) -> ContentPage:
    """A page whose link leads nowhere since its target was deleted."""
    target = _page(site, "Cel")
    page = _page(site, title, f'<p><a href="{target.local_url}">{words}</a></p>')
    target.delete()
    return page


def test_a_broken_link_keeps_its_first_day_and_is_gone_once_the_text_is_published_anew(site: Site) -> None:
    page = _broken(site, "Skąd", "zasady")
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=1)):
        check_links(site)
    first = LinkCheck.objects.get().first_failed_at
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=2)):
        check_links(site)
    assert LinkCheck.objects.get().first_failed_at == first
    assert len(summary.of(site).broken_links) == 1
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=3)):
        page.body = [{"type": "text", "value": "<p>Bez linku.</p>"}]
        publish_again(page)
    assert not summary.of(site).broken_links


def test_the_report_and_its_csv_tell_where_since_when_and_what_to_do_in_ones_own_centre(site: Site) -> None:
    _broken(site, "Nasza strona", "nasze zasady")
    _broken(make_centre("inny.localhost"), "Cudza strona", "cudze zasady")
    call_command("check_links", verbosity=0)
    assert LinkCheck.objects.broken().count() == 2
    make_roles(site)
    user = get_user_model().objects.create_user("anna", "anna@gops.example", "x")
    user.groups.add(group_of(site, Role.ADMINISTRATOR))
    client = reader_of(site)
    client.force_login(user)
    for query in ("", "?export=csv"):
        answer = client.get(f"/admin/reports/upkeep/links/{query}")
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Nasza strona" in text
        assert "nasze zasady" in text
        assert LinkCheck.objects.get(site=site).next_step in text
        assert "Cudza strona" not in text


def test_a_place_that_another_page_lost_is_told(site: Site) -> None:
    target = add_page(
        site.root_page, ContentPage(title="Opłaty", summary="Ile.", body=[{"type": "heading", "value": "Kto płaci"}])
    )
    _page(site, "Skąd", f'<p><a href="{target.local_url}#kto-placi">kto płaci</a></p>')
    assert _faults(site) == {}
    target.body = [{"type": "heading", "value": "Kto jest zwolniony"}]
    publish_again(target)
    assert _faults(site) == {"kto płaci": LinkFault.NO_ANCHOR}


class DeletingAsker:
    """Somebody deletes a page while a far server is asked."""

    def __init__(self, *pages: ContentPage) -> None:
        self.pages = pages

    def verdict(self, target: str) -> tuple[LinkFault, int]:
        for page in self.pages:
            ContentPage.objects.filter(pk=page.pk).first() and ContentPage.objects.get(pk=page.pk).delete()
        return LinkFault.ANSWER, 404


def test_pages_deleted_while_a_run_goes_on_stop_nothing(site: Site) -> None:
    far = '<p><a href="https://inny.example/">cudza</a></p>'
    first, second = _page(site, "Pierwsza", far), _page(site, "Druga", far)
    last = _page(site, "Ostatnia", far)
    check_links(site, DeletingAsker(first, second))
    connection.check_constraints()
    assert list(LinkCheck.objects.values_list("page_id", flat=True)) == [last.pk]


def test_an_export_holds_no_formula(site: Site, django_user_model) -> None:
    page = add_page(site.root_page, ContentPage(title="=HYPERLINK(1)", summary="Tu."))
    Review.objects.create(
        page_id=page.pk,
        question=1,
        answer="correct",
        note="=cmd|'/c calc'!A1",
        at=timezone.now(),
        by_email="x@y.example",
    )
    client = reader_of(site)
    client.force_login(django_user_model.objects.create_superuser("kierownik"))
    answer = client.get("/admin/reports/upkeep/owners/?export=csv")
    table = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK(1)" in table
    assert ",'=cmd" in table.replace('"', "")
