"""A description that was wrong is corrected in the open; the administration's list of a page's versions."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from history.models import Event, JournalEntry, Redaction
from news.models import NewsPage
from tests.conftest import KEDZIERZYN
from tests.history.editing import NOTE, administrator, editor_of, news, notes, send, versions

BETTER = "Nowy numer telefonu zespołu i nowe godziny."
REASON = {"change_note": NOTE, "change_kind": "minor"}


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


@pytest.fixture
def page(editor: Client) -> NewsPage:
    page = news()
    send(editor, page, title="Dyżur w niedzielę", **REASON)
    return NewsPage.objects.get(pk=page.pk)


def url(name: str, page: NewsPage, *more: object) -> str:
    return reverse(f"public_history:{name}", args=(page.pk, *more))


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def entries(page: NewsPage) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(object__page_id=page.pk).order_by("seq"))


# -- the list ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_every_version_and_what_can_be_done(editor: Client, page: NewsPage) -> None:
    text = said(editor.get(url("versions", page)))
    for words in ("Pierwsza publikacja", NOTE, "Anna Nowak", "Przywróć", "Popraw opis", "Porównaj z obecną"):
        assert words in text
    assert text.count("/restore/") == 1, "the current version needs no restoring"
    assert "Anonimizuj" not in text
    assert f"{page.local_url}historia/" in text


def test_the_menu_of_the_page_leads_there(editor: Client, page: NewsPage) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert url("versions", page) in said(editor.get(edit))
    assert url("compare_draft", page) not in said(editor.get(edit))
    send(editor, page, "", title="Szkic")
    assert url("compare_draft", page) in said(editor.get(edit))
    assert url("compare_draft", page) in said(editor.get(url("versions", page)))


def test_a_draft_is_compared_with_what_readers_see(editor: Client, page: NewsPage, kielce: Client) -> None:
    send(editor, page, "", title="Dyżur w poniedziałek", summary="TAJNE jeszcze")
    text = said(editor.get(url("compare_draft", page)))
    assert "Wersja robocza" in text
    assert "TAJNE" in text
    assert "<ins" in text
    assert kielce.get(url("compare_draft", page)).status_code == 302
    assert kielce.get(url("compare_draft", page)).headers["Location"].startswith("/admin/login/")
    assert editor.get(url("compare", page, "live", "999999")).status_code == 404
    assert editor.get(url("compare", page, "live", "cokolwiek")).status_code == 404


def test_what_the_recorder_cannot_show_is_not_offered(db: None) -> None:
    client = editor_of(KEDZIERZYN)
    version = next(iter(JournalEntry.objects.filter(event=Event.IMPORT).order_by("seq")))
    text = said(client.get(reverse("public_history:versions", args=(version.object.page_id,))))
    assert "treść niedostępna" in text


# -- correcting --------------------------------------------------------------------------------------------------------


def test_both_descriptions_show_and_the_journal_gains_one_entry(editor: Client, page: NewsPage, kielce: Client) -> None:
    before = entries(page)
    assert NOTE in said(editor.get(url("correct", page, 2)))
    assert editor.post(url("correct", page, 2), {"change_note": BETTER}).status_code == 302
    assert notes(page)[1] == NOTE
    *old, new = entries(page)
    assert old == before
    assert (new.event, new.version.number) == (Event.NOTE_CORRECTION, 2)
    claims = {found.kind: found.parsed for found in new.disclosures.all()}
    assert claims["note"] == {"kind": "minor", "note": BETTER, "restores": 0}
    assert claims["person"]["name"] == "Anna Nowak"
    for text in (said(editor.get(url("versions", page))), said(kielce.get(f"{page.local_url}historia/"))):
        assert NOTE in text
        assert BETTER in text


@pytest.mark.parametrize("note", ["", "zmiana", "ok"])
def test_an_empty_correction_is_refused(editor: Client, page: NewsPage, note: str) -> None:
    answer = editor.post(url("correct", page, 2), {"change_note": note})
    assert answer.status_code == 200
    assert "errorlist" in said(answer) or "error-message" in said(answer)
    assert [entry.event for entry in entries(page)] == ["publish", "publish"]


def test_who_may_not_publish_corrects_nothing(editor: Client, page: NewsPage) -> None:
    group = User.objects.get(username="redaktorka").groups.get()
    group.page_permissions.filter(permission__codename="publish_page").delete()
    assert "Popraw opis" not in said(editor.get(url("versions", page)))
    assert editor.post(url("correct", page, 2), {"change_note": BETTER}).status_code == 302
    assert len(entries(page)) == 2


# -- anonymising -------------------------------------------------------------------------------------------------------

BASIS = {"legal_basis": "art. 5 ust. 2 u.d.i.p.", "decided_by": "dyrektor", "understood": "on"}


def test_an_editor_needs_that_right(editor: Client, page: NewsPage) -> None:
    address = url("redact", page, entries(page)[0].seq)
    assert editor.get(address).status_code == 302
    editor.post(address, {"scopes": ["content"], **BASIS})
    assert not Redaction.objects.exists()
    group = User.objects.get(username="redaktorka").groups.get()
    group.permissions.add(Permission.objects.get(codename="add_redaction"))
    assert "Anonimizuj" in said(editor.get(url("versions", page)))
    assert editor.get(address).status_code == 200


def test_what_is_masked_is_gone_and_the_rest_stays(page: NewsPage, kielce: Client) -> None:
    client = administrator()
    address = url("redact", page, entries(page)[0].seq)
    form = said(client.get(address))
    assert "Tego nie da się cofnąć" in form
    assert client.post(address, {"scopes": ["content", "note"], **BASIS}).status_code == 302
    first = versions(page)[0]
    assert (first.content.title, first.content.change_note) == ("", "")
    assert "Dyżur w sobotę" not in said(client.get(url("versions", page)))
    assert [entry.event for entry in entries(page)][-1] == Event.REDACT
    assert "dyrektor" in said(kielce.get(f"{page.local_url}wersje/1/"))
    # What is gone is not offered again.
    assert 'value="content"' not in said(client.get(address))


@pytest.mark.parametrize("missing", ["legal_basis", "decided_by", "understood", "scopes"])
def test_nothing_is_masked_by_half(page: NewsPage, missing: str) -> None:
    data = {"scopes": ["content"], **BASIS}
    del data[missing]
    assert administrator().post(url("redact", page, entries(page)[0].seq), data).status_code == 200
    assert not Redaction.objects.exists()


def test_the_text_that_readers_see_now_is_refused_with_advice(page: NewsPage) -> None:
    answer = administrator().post(url("redact", page, entries(page)[1].seq), {"scopes": ["content"], **BASIS})
    assert answer.status_code == 200
    assert not Redaction.objects.exists()


def test_of_a_page_that_is_gone_only_an_administrator_masks(editor: Client, page: NewsPage) -> None:
    group = User.objects.get(username="redaktorka").groups.get()
    group.permissions.add(Permission.objects.get(codename="add_redaction"))
    number = page.pk
    NewsPage.objects.get(pk=number).delete()
    seq = JournalEntry.objects.filter(object__page_id=number).order_by("seq").first().seq
    address = reverse("public_history:redact", args=(number, seq))
    assert editor.get(address).status_code == 404
    client = administrator()
    versions_of_it = reverse("public_history:versions", args=(number,))
    assert versions_of_it in said(client.get(reverse("public_history:gone")))
    assert "Dyżur w niedzielę" in said(client.get(versions_of_it))
    assert client.post(address, {"scopes": ["content"], **BASIS}).status_code == 302
    assert Redaction.objects.count() == 1


def test_an_entry_of_another_page_is_none_of_this_one(page: NewsPage) -> None:
    other = JournalEntry.objects.exclude(object__page_id=page.pk).first()
    assert administrator().get(url("redact", page, other.seq)).status_code in (200, 404)
    assert administrator(name="drugi").get(url("redact", page, 999_999)).status_code == 404
