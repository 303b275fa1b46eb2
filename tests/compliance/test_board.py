"""The board in the administration: who sees it, what it says, and the same as data."""

import csv
import io
import json
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext
from wagtail.models import GroupSitePermission, Site

from compliance.digest import text_of as text_of_digest
from compliance.items import ITEMS
from compliance.models import AccessAttempt, ComplianceBoard, DigestReader
from compliance.results import check
from pages.core.models import CentreSettings
from tests.compliance import marks
from tests.compliance.conftest import EditorOf
from tests.conftest import KIELCE, reader
from tests.factories import make_centre

PAGES = ("board", "csv", "json", "log", "sheet", "sheet_print")


def url(name: str, site: Site) -> str:
    return reverse(f"compliance:{name}", args=(site.pk,))


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\xa0", " ")


def test_the_board_names_every_item_with_its_state_in_words(small: Site, editor_of: EditorOf):
    page = text_of(editor_of(small), url("board", small))
    for item in ITEMS:
        assert f'id="{item.code}"' in page
        assert str(item.name) in page
    assert page.count('class="w-status') == len(ITEMS)
    assert "rozporządzenie MSWiA z 18.01.2007" in page
    assert reverse("wagtailsettings:edit", args=("core", "centresettings", small.pk)) in page


def test_only_gaps_are_shown_on_request(small: Site, editor_of: EditorOf):
    page = text_of(editor_of(small), f"{url('board', small)}?gaps=1")
    assert 'id="L4"' in page
    assert 'id="L13"' not in page


def test_the_board_is_remembered_until_something_is_done(
    small: Site, editor_of: EditorOf, django_assert_max_num_queries
):
    client = editor_of(small)
    first = text_of(client, url("board", small))
    with django_assert_max_num_queries(25):
        text_of(client, url("board", small))
    centre = CentreSettings.of(small)
    centre.dpo_name, centre.dpo_phone = "Inspektor", "41 331 25 24"
    centre.save()
    assert text_of(client, url("board", small)) != first


def test_the_same_as_a_table_and_as_data(small: Site, editor_of: EditorOf):
    client = editor_of(small)
    CentreSettings.objects.filter(site=small).update(name="=HYPERLINK(1)")
    answer = client.get(url("csv", small))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [item.code for item in ITEMS]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    data = client.get(url("json", small)).json()
    assert data["site"] == small.root_url
    assert sum(data["counts"].values()) == len(data["items"]) == len(ITEMS)
    assert {item["status"] for item in data["items"]} <= {"met", "not_met", "not_applicable"}
    assert data["gaps"] == sum(item["gap"] for item in data["items"])


def test_what_nobody_has_read_is_called_no_duty_and_cited_nowhere(small: Site, editor_of: EditorOf):
    client = editor_of(small)
    data = client.get(url("json", small)).json()["items"]
    duties = {item["id"]: item["duty"] for item in data}
    assert {code for code, duty in duties.items() if duty == "yes"} == set(marks.READ)
    assert {code for code, duty in duties.items() if duty == "not_verified"} == marks.UNVERIFIED
    assert {code for code, duty in duties.items() if duty == "no"} == marks.PRACTICE
    assert {item["id"]: item["basis"] for item in data if item["duty"] == "yes"} == marks.READ
    unread = {item["basis"] for item in data if item["duty"] == "not_verified"}
    assert unread == {gettext("the legal basis was not verified")}
    table = client.get(url("csv", small)).content.decode("utf-8-sig")
    rows = {row[0]: row for row in list(csv.reader(io.StringIO(table), delimiter=";"))[1:]}
    words = {"yes": gettext("yes"), "not_verified": gettext("not verified"), "no": gettext("no")}
    assert {code: row[2] for code, row in rows.items()} == {code: words[duty] for code, duty in duties.items()}
    digest = text_of_digest(check(small))
    assert f"({unread.pop()})" in digest
    readme = (settings.BASE_DIR / "site" / "compliance" / "README.md").read_text()
    board = strip_tags(text_of(client, url("board", small)))
    for said in (json.dumps(data, ensure_ascii=False), table, digest, readme, board):
        assert not [found for pattern in marks.NEVER_CITED for found in re.findall(pattern, said)]


def test_the_first_page_after_signing_in_says_how_many_gaps_there_were_and_when(
    small: Site, other: Site, editor_of: EditorOf
):
    client, home = editor_of(small), reverse("wagtailadmin_home")
    assert gettext("Check the bulletin") in text_of(client, home)
    gaps = client.get(url("json", small)).json()["gaps"]
    page = text_of(client, home)
    assert f'href="{url("board", small)}?gaps=1"' in page
    said = page[page.index(f"{url('board', small)}?gaps=1") :][:300]
    assert f"{gaps} " in said
    assert f"{timezone.localtime():%Y}" in said
    CentreSettings.of(small).save()  # the number may be wrong now, and its moment is still said
    assert said in text_of(client, home)
    assert url("board", other) not in page
    assert f'"{reverse("compliance:index")}"' in page  # the menu


def accounts(small: Site, other: Site) -> dict[str, Client]:
    """Everybody who may ask."""
    nobody = reader(small.hostname)
    bystander = reader(small.hostname)
    bystander.force_login(User.objects.create_user("bez-praw"))
    admin = reader(small.hostname)
    admin.force_login(User.objects.create_superuser("kierownik"))
    return {"nobody": nobody, "bystander": bystander, "admin": admin}


def test_each_role_gets_what_is_its_own(small: Site, other: Site, editor_of: EditorOf):
    clients = {
        **accounts(small, other),
        "own": editor_of(small),
        "foreign": editor_of(other, "obcy"),
    }
    editor = User.objects.create_user("bez-tablicy")
    group = Group.objects.create(name="Bez tablicy")
    group.permissions.set(Group.objects.get(user__username="redaktorka").permissions.all())
    editor.groups.add(group)
    clients["no right"] = reader(small.hostname)
    clients["no right"].force_login(editor)
    allowed = {"own", "admin"}
    for name, client in clients.items():
        for page in PAGES:
            status = client.get(url(page, small)).status_code
            assert (status == 200) is (name in allowed), (name, page, status)
            assert status in ({200} if name in allowed else {302, 404}), (name, page, status)
        for page in ("log", "sheet", "digest"):
            if name not in allowed:
                assert client.post(url(page, small), {"wanted": "yes"}).status_code in {302, 404}
    assert not DigestReader.objects.exists()


def test_the_overview_is_for_who_has_several_centres(small: Site, editor_of: EditorOf):
    assert editor_of(small).get(reverse("compliance:index")).headers["Location"] == url("board", small)
    admin = accounts(small, small)["admin"]
    page = text_of(admin, reverse("compliance:index"))
    assert url("board", small) in page
    assert url("board", Site.objects.get(hostname=KIELCE)) in page


def test_the_right_is_given_on_a_site_in_the_form_of_a_group(small: Site, other: Site, admin_client: Client):
    group = Group.objects.create(name="Kontrola wewnętrzna")
    form = admin_client.get(reverse("wagtailusers_groups:edit", args=(group.pk,)), headers={"host": "localhost:8000"})
    assert "compliance_complianceboard_site_permissions-sites" in form.content.decode()
    right = GroupSitePermission.objects.filter(permission__content_type__model=ComplianceBoard._meta.model_name)
    assert set(right.values_list("group__centre_role__site", flat=True)) >= {small.pk, other.pk}


def test_asking_for_the_board_of_others_is_an_attempt(small: Site, other: Site, editor_of: EditorOf):
    editor_of(other, "obcy").get(url("board", small))
    assert AccessAttempt.objects.get().account == "obcy"
    editor_of(other, "obcy").get(reverse("compliance:board", args=(987654,)))
    assert AccessAttempt.objects.get().count == 1


@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_whoever_wants_the_digest_says_so_on_the_board(small: Site, editor_of: EditorOf, wanted: str):
    client = editor_of(small)
    client.post(url("digest", small), {"wanted": "yes"})
    assert client.post(url("digest", small), {"wanted": wanted}).headers["Location"] == url("board", small)
    assert DigestReader.objects.filter(site=small).count() == (wanted == "yes")
    page = text_of(client, url("board", small))
    assert f'name="wanted" value="{"no" if wanted == "yes" else "yes"}"' in page


def test_a_check_that_fails_says_so_in_its_row_and_takes_no_other_with_it(
    small: Site, editor_of: EditorOf, monkeypatch: pytest.MonkeyPatch
):
    client = editor_of(small)
    before = client.get(url("json", small)).json()["items"]

    def fail() -> None:
        raise LookupError("odd data")

    with monkeypatch.context() as broken:
        broken.setattr("compliance.items.operation.newest_backup", fail)
        assert "LookupError" in text_of(client, f"{url('board', small)}?anew=1")
        assert text_of(client, reverse("wagtailadmin_home"))
        rows = {row["id"]: row for row in client.get(url("json", small)).json()["items"]}
        assert rows["L12"]["status"] == "not_met"
        assert [row["status"] for row in rows.values()] == [row["status"] for row in before]
    assert "LookupError" not in text_of(client, url("board", small))  # it is not remembered


def test_who_has_many_centres_waits_for_none_of_them(small: Site, monkeypatch: pytest.MonkeyPatch):
    make_centre("druga.localhost")
    admin = accounts(small, small)["admin"]
    assert text_of(admin, url("board", small))
    monkeypatch.setattr("compliance.results.check", None)  # nothing is asked
    page = text_of(admin, reverse("compliance:index"))
    counted = r"<td>\d+</td>"
    assert len(re.findall(counted, page)) == 1
    assert text_of(admin, reverse("wagtailadmin_home"))


def test_the_first_page_asks_nothing_however_many_centres_there_are(small: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("compliance.results.check", None)
    admin, home = accounts(small, small)["admin"], reverse("wagtailadmin_home")
    text_of(admin, home)  # what is asked once a process
    with CaptureQueriesContext(connection) as few:
        assert url("board", small) in text_of(admin, home)
    more = [make_centre(f"nr{number}.localhost") for number in range(3)]
    text_of(admin, home)  # a new site is no longer news
    with CaptureQueriesContext(connection) as many:
        assert url("board", more[-1]) in text_of(admin, home)
    assert len(many) == len(few)
