"""The log of what people did: a line for each thing, after the commit, with no names in it."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import PageLogEntry

from history.models import JournalEntry
from portal.logs import JsonFormatter
from tests.conftest import KIELCE, reader
from tests.history.editing import NOTE, editor_of, news, send
from tests.portal.test_settings import in_production

Written = Callable[[Callable[[], Any]], list[dict[str, Any]]]


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks) -> Written:
    """What is written while something is done, as whoever reads the log parses it."""

    def lines(do: Callable[[], Any]) -> list[dict[str, Any]]:
        caplog.clear()
        with caplog.at_level(logging.INFO, "audit"), django_capture_on_commit_callbacks(execute=True):
            do()
        formatter = JsonFormatter()
        said = [json.loads(formatter.format(record)) for record in caplog.records if record.name == "audit"]
        return [{"event": line["message"], **line["audit"]} for line in said]

    return lines


def test_a_publication_stands_in_it_with_who_and_what_and_with_the_digest_of_the_journal(db, written: Written):
    client, page = editor_of(), news()
    lines = written(
        lambda: send(client, page, title="Dyżur pani Kowalskiej", change_note=NOTE, change_kind="significant")
    )
    by_event = {line["event"]: line for line in lines}
    assert {"wagtail.edit", "wagtail.publish", "history.publish"} <= by_event.keys()
    entry, logged = JournalEntry.objects.latest("pk"), PageLogEntry.objects.filter(page=page.pk).latest("pk")
    assert by_event["history.publish"].items() >= {"seq": entry.seq, "leaf": entry.leaf, "prev": entry.prev}.items()
    assert (
        by_event["wagtail.publish"].items()
        >= {
            "row": f"wagtailcore.pagelogentry:{logged.pk}",
            "user": User.objects.get(username="redaktorka").pk,
            "object": str(page.pk),
            "type": "news.newspage",
        }.items()
    )
    for word in ("Kowalsk", "redaktorka", "Nowak", NOTE):
        assert word not in json.dumps(lines, ensure_ascii=False)


def test_nothing_is_told_that_was_rolled_back(db, written: Written):
    page = news()

    def fail() -> None:
        page.save_revision(log_action=True).publish()
        raise RuntimeError

    def try_it() -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            fail()

    assert written(try_it) == []


def test_who_came_in_and_who_did_not_stands_in_it(db, written: Written):
    anna = User.objects.create_superuser("anna", password="dobre-haslo")
    client = reader(KIELCE)

    def knock() -> None:
        for password in ("zgadywane", "dobre-haslo"):
            client.post("/admin/login/", {"login": "anna", "password": password}, REMOTE_ADDR="192.0.2.77")

    wrong, right = written(knock)
    assert (wrong["event"], wrong["times"], "user" in wrong) == ("access.login", 1, False)
    assert (right["event"], right["user"]) == ("access.signed_in", anna.pk)
    assert not {"anna", "zgadywane", "192.0.2"} & set(json.dumps([wrong, right]).replace('"', " ").split())


def test_sessions_that_were_ended_stand_in_it(db, written: Written):
    anna = User.objects.create_superuser("anna", password="dobre-haslo")
    here, there = reader(KIELCE), reader(KIELCE)
    for client in (here, there):
        client.post("/admin/login/", {"login": "anna", "password": "dobre-haslo"})
    ended = {"event": "access.sessions_ended", "type": "auth.user", "object": str(anna.pk), "times": 1}
    assert written(lambda: here.post("/admin/account/sessions/", {"end": "others"})) == [ended | {"user": anna.pk}]
    assert written(lambda: here.post("/admin/account/sessions/", {"end": "others"})) == [], "there were none"
    anna.is_superuser = False
    assert written(anna.save) == [ended]


def test_settings_and_rights_stand_in_it(db, written: Written):
    boss = User.objects.create_superuser("szefowa", password="dobre-haslo")
    client = reader(KIELCE)
    client.force_login(boss)
    lines = written(lambda: client.post("/admin/groups/new/", _new_group("Zastępcy")))
    assert [(line["event"], line["type"], line["user"]) for line in lines] == [
        ("wagtail.create", "auth.group", boss.pk)
    ]


def _new_group(name: str) -> dict[str, str]:
    """The form of a group without any right."""
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    parts = ("page_permissions", "image_permissions", "document_permissions", "collection_permissions")
    return {"name": name, **{f"{part}-{key}": value for part in parts for key, value in counts.items()}}


@pytest.mark.parametrize(("where", "seen"), [("file", "file"), ("off", "")])
def test_a_variable_says_where_it_goes(tmp_path, where: str, seen: str):
    file = tmp_path / "audit.log"
    code = "from portal.audit import write_after_commit; write_after_commit('access.login', times=1)"
    done = in_production(code, tmp_path, AUDIT_LOG=str(file) if where == "file" else where)
    found = {"stderr": done.stderr, "file": file.read_text() if file.exists() else ""}
    assert {name for name, text in found.items() if text} == ({seen} if seen else set())
    assert all(json.loads(text)["audit"] == {"times": 1} for text in found.values() if text)
