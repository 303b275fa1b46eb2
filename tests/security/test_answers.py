"""What answers carry so that browsers do with them what was meant, and addresses that take no orders from elsewhere."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import Site

from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from tests.conftest import KIELCE, reader
from tests.factories import add_page
from tests.history.editing import NOTE, editor_of, news, send
from tests.search.canaries import body

# A signed link is the authority here.
WITHOUT_TOKEN = {"upkeep_review"}
# Of Wagtail's interface for its own scripts, whose library asks for the token by itself, later.
ASKING_LATER = {"action", "detail", "find", "listing"}
# The lowest that says: this JSON is the content of a rich text field.
LINK = {
    "blocks": [{
        "key": "a", "text": "<script>alert(1)</script>", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 8, "key": 0}],
    }],
    "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
}  # fmt: skip


@pytest.fixture
def boss(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("szefowa"))
    return client


def views(patterns: Any = None) -> Iterator[URLPattern]:
    """Every address that the site knows."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from views(pattern.url_patterns)


def test_no_address_takes_a_form_from_elsewhere():
    known = list(views())
    assert len(known) > 300
    free = {pattern.name for pattern in known if getattr(pattern.callback, "csrf_exempt", False)}
    assert free <= WITHOUT_TOKEN | ASKING_LATER


def test_nor_does_the_interface_for_scripts(db: None):
    client = Client(enforce_csrf_checks=True, headers={"host": f"{KIELCE}:8000"})
    client.force_login(User.objects.create_superuser("szefowa"))
    page = Site.objects.get(hostname=KIELCE).root_page.get_first_child()
    path = reverse("wagtailadmin_api:pages:action", args=(page.pk, "unpublish"))
    assert client.post(path, "{}", content_type="application/json").status_code == 403
    page.refresh_from_db()
    assert page.live


def test_a_document_is_no_page_of_ours(kielce: Client):
    site = Site.objects.get(hostname=KIELCE)
    document = Document(title="Dane", collection=centre_collection(site))
    document.file.save("dane.xml", ContentFile(b"<html><script>alert(1)</script></html>"))
    answer = kielce.get(document.url)
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


def test_a_title_breaks_out_of_nothing(kielce: Client):
    evil = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"
    home = Site.objects.get(hostname=KIELCE).root_page.specific
    page = add_page(home, ContentPage(title=evil, slug="zly", summary=evil, body=body("Treść.")))
    html = kielce.get(page.url).content.decode()
    assert "alert(1)" in html
    assert not re.search(r"<script>alert|<img src=x", html)


def test_markup_that_an_editor_could_not_make_is_not_kept(db: None, kielce: Client):
    client = editor_of()
    home = Site.objects.get(hostname=KIELCE).root_page.specific
    page = add_page(home, ContentPage(title="Z tekstem", slug="z-tekstem", body=body("Treść.")))
    answer = send(client, page, change_note=NOTE, change_kind="significant", **_stated(page, json.dumps(LINK)))
    assert answer.status_code == 302
    html = kielce.get(page.url).content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    assert "&lt;script&gt;" in main
    assert not re.search(r"<script|javascript:", main)


def _stated(page: ContentPage, text: str) -> dict[str, str]:
    """The form's fields of a body with one paragraph."""
    content = page.body.raw_data[0]
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": content["type"],
        "body-0-id": content["id"],
        "body-0-value": text,
    }


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/workflow/", "/admin/account/"])
def test_what_only_staff_see_is_kept_by_no_browser(boss: Client, path: str):
    kept = boss.get(path, follow=True).headers["Cache-Control"]
    assert {"no-store", "private"} <= set(re.split(r",\s*", kept))


def test_signing_out_clears_what_the_browser_keeps(boss: Client):
    answer = boss.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in boss.get("/").headers


def test_cookies_are_the_two_that_are_documented_and_no_script_reads_them(db: None):
    User.objects.create_superuser("druga", password="dobre-haslo")
    staff = reader(KIELCE)
    staff.get("/admin/login/")
    for password in ("złe", "dobre-haslo"):
        staff.post("/admin/login/", {"login": "druga", "password": password})
    staff.post("/admin/groups/new/", {"name": ""})
    cookies = list(staff.cookies.values())
    assert {cookie.key for cookie in cookies} == {"sessionid", "csrftoken"}
    for cookie in cookies:
        assert (cookie["samesite"], cookie["path"], cookie["domain"], cookie["httponly"]) == ("Lax", "/", "", True)


def test_the_session_is_named_by_a_hundred_and_twenty_eight_bits_or_more(boss: Client):
    key = boss.cookies["sessionid"].value
    assert re.fullmatch(r"[a-z0-9]{32}", key)  # 32 of 36 signs: 165 bits


def test_no_other_site_reads_our_answers(kielce: Client):
    for path in ("/", "/szukaj.json?q=statut", "/bip/rejestr-zmian/", "/admin/login/"):
        answer = kielce.get(path, headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("path", ["/", "/sitemap.xml", "/robots.txt", "/bip/rejestr-zmian/", "/healthz"])
def test_text_says_how_it_is_written(kielce: Client, path: str):
    assert kielce.get(path).headers["Content-Type"].endswith("charset=utf-8")


def test_the_way_out_is_on_every_page_of_the_administration(boss: Client):
    for path in ("/admin/", "/admin/account/", "/admin/pages/"):
        assert reverse("account_logout") in boss.get(path, follow=True).content.decode()


def test_a_form_takes_no_more_than_it_shows(db: None):
    client, user = editor_of(), User.objects.get(username="redaktorka")
    more = {"is_superuser": "on", "is_staff": "on", "groups": "1", "email": "obcy@evil.example", "username": "inna"}
    known = {"name_email-first_name": "Anna", "name_email-last_name": "Nowak"}
    client.post("/admin/account/", {**known, **more, **{f"name_email-{name}": value for name, value in more.items()}})
    page = news()
    before = (page.path, page.owner_id, page.first_published_at)
    more = {"live": "", "path": "00010001", "owner": "1", "url_path": "/x/", "first_published_at": "2001-01-01"}
    send(client, page, "", title="Inny", **more)
    page.refresh_from_db()
    assert (page.path, page.owner_id, page.first_published_at, page.live) == (*before, True)
    after = User.objects.get(pk=user.pk)
    assert (after.is_superuser, after.is_staff, after.email, after.username) == (False, False, "", "redaktorka")
    assert list(after.groups.all()) == list(user.groups.all())
