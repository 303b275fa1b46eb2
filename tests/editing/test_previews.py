"""A draft is shown by a link to whoever has it: as readers would see it, for a while, and counted."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from editing.models import PreviewOpening, SharedPreview
from pages.core.models.base import RESERVED_SLUGS
from pages.standard.models import ContentPage
from tests.conftest import KEDZIERZYN, KIELCE, reader
from tests.factories import add_page
from tests.history.chronicle import paragraph
from tests.history.editing import editor_of


@pytest.fixture
def page(db: None) -> ContentPage:
    home = Site.objects.get(hostname=KIELCE).root_page
    found = add_page(home, ContentPage(title="Zasiłek", slug="zasilek", body=paragraph("<p>Tak jest.</p>")))
    found.body = paragraph("<p>Turkusowa wersja robocza.</p>")
    found.save_revision()
    return found


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


def share(client: Client, page: ContentPage, days: str = "7") -> SharedPreview:
    answer = client.post(reverse("previews:links", args=(page.pk,)), {"days": days})
    assert answer.status_code == 302
    return SharedPreview.objects.get()


def test_whoever_has_the_link_sees_the_draft_and_that_it_is_one(page, editor, kielce) -> None:
    link = share(editor, page)
    answer = kielce.get(link.path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Turkusowa wersja robocza" in html
    assert re.search(r'<aside class="demo".*?Podgląd – nie jest opublikowane.*?</aside>', html, re.DOTALL)
    assert '<meta name="robots" content="noindex' in html
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "Turkusowa" not in kielce.get("/zasilek/").content.decode()
    assert "Disallow: /podglad/" in kielce.get("/robots.txt").content.decode()
    assert "podglad" in RESERVED_SLUGS


def test_it_shows_the_draft_that_was_shared_not_a_later_one(page, editor, kielce) -> None:
    link = share(editor, page)
    page.body = paragraph("<p>Myśl na później.</p>")
    page.save_revision()
    assert "Turkusowa wersja robocza" in kielce.get(link.path).content.decode()


def test_each_opening_is_counted_and_nothing_is_kept_of_who_opened_it(page, editor, kielce) -> None:
    link = share(editor, page)
    for _time in range(3):
        kielce.get(link.path)
    kielce.head(link.path)
    assert sum(PreviewOpening.objects.values_list("count", flat=True)) == 3
    assert {field.name for field in PreviewOpening._meta.fields} == {"id", "preview", "minute", "count"}
    shown = editor.get(reverse("previews:links", args=(page.pk,))).content.decode()
    assert f"http://{KIELCE}:8000{link.path}" in shown
    assert re.search(r"<summary>\s*3 ", shown)


@pytest.mark.parametrize(("days", "works"), [("1", 1), ("7", 7), ("30", 30)])
def test_it_expires(page, editor, kielce, days: str, works: int) -> None:
    link = share(editor, page, days)
    assert abs(link.expires_at - timezone.now() - timedelta(days=works)) < timedelta(minutes=1)
    SharedPreview.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    over = kielce.get(link.path)
    assert over.status_code == 410
    assert "Turkusowa" not in over.content.decode()
    assert "Zasiłek" not in over.content.decode()


def test_it_can_be_withdrawn(page, editor, kielce) -> None:
    link = share(editor, page)
    assert editor.post(reverse("previews:withdraw", args=(page.pk, link.pk))).status_code == 302
    assert kielce.get(link.path).status_code == 410
    assert link.path not in editor.get(reverse("previews:links", args=(page.pk,))).content.decode()


def test_a_private_page_asks_nothing_more(page, editor, kielce) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert kielce.get(share(editor, page).path).status_code == 200


def test_no_token_can_be_made_up_and_none_works_on_another_site(page, editor, kielce, kedzierzyn) -> None:
    link = share(editor, page)
    assert kedzierzyn.get(link.path).status_code == 404
    for wrong in (link.uid.hex, f"{link.uid.hex}.{'A' * 43}", link.token[:-1], link.token + "x", "a"):
        assert kielce.get(f"/podglad/{wrong}/").status_code == 404
    assert not PreviewOpening.objects.exists()


def test_only_who_may_edit_the_page_shares_it(page, editor) -> None:
    link = share(editor, page)
    stranger = editor_of(KEDZIERZYN, "obcy", "Obca Osoba")
    for url in (reverse("previews:links", args=(page.pk,)), reverse("previews:withdraw", args=(page.pk, link.pk))):
        assert stranger.post(url, {"days": "7"}).status_code == 404
    anyone = reader(KIELCE).post(reverse("previews:links", args=(page.pk,)), {"days": "7"})
    assert anyone.headers["Location"].startswith("/admin/login/")
    assert SharedPreview.objects.get().withdrawn_at is None


def test_it_goes_with_the_draft(page, editor, kielce) -> None:
    link = share(editor, page)
    page.latest_revision.delete()
    assert kielce.get(link.path).status_code == 404


def test_the_editor_finds_it_in_the_page_s_menu(page, editor) -> None:
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert f'href="{reverse("previews:links", args=(page.pk,))}"' in shown
