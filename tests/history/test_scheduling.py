"""Publications put off until later, and pages that end by themselves: each whole, with its reason and person."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from history.models import ChangeKind, Event, JournalEntry
from news.models import NewsPage
from tests.history.editing import NOTE, administrator, editor_of, news, notes, send, state, versions
from tests.history.test_publishing_paths import assert_refused, bulk, draft_of

KIND = ChangeKind.MINOR.value
DAY = timedelta(days=1)


@pytest.fixture
def page(db: None) -> NewsPage:
    return news()


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


def tomorrow() -> str:
    return timezone.localtime(timezone.now() + DAY).strftime("%d.%m.%Y %H:%M")


def let_the_time_come() -> None:
    """As if a day had passed."""
    past = timezone.now() - DAY
    for revision in Revision.objects.exclude(approved_go_live_at=None):
        revision.content["go_live_at"] = past.isoformat()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=revision.content)


def schedule(editor: Client, page: NewsPage, **changes: str) -> None:
    changes = {"title": "Na jutro", "change_note": NOTE, "change_kind": KIND, **changes}
    answer = send(editor, page, go_live_at=tomorrow(), **changes)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert Revision.objects.exclude(approved_go_live_at=None).filter(object_id=str(page.pk)).exists()


def last_entry(page: NewsPage) -> JournalEntry:
    return JournalEntry.objects.filter(object__page_id=page.pk).order_by("-seq").first()


def person(entry: JournalEntry) -> str:
    return entry.disclosures.get(kind="person").parsed["name"]


def test_the_commands_are_ours() -> None:
    assert get_commands()["publish_scheduled"] == "history"
    assert get_commands()["purge_revisions"] == "history"


def test_a_date_needs_the_reason_now(editor: Client, page: NewsPage) -> None:
    before = state(page)
    assert send(editor, page, title="Na jutro", go_live_at=tomorrow()).status_code == 200
    assert state(page) == before


def test_the_reason_and_the_person_are_those_of_the_day_it_was_scheduled(editor: Client, page: NewsPage) -> None:
    schedule(editor, page)
    assert len(versions(page)) == 1
    let_the_time_come()
    call_command("publish_scheduled")
    assert notes(page)[1:] == [NOTE]
    assert versions(page)[1].content.published_by == "Anna Nowak"
    assert NewsPage.objects.get(pk=page.pk).title == "Na jutro"
    call_command("publish_scheduled")
    assert len(versions(page)) == 2


def test_scheduling_in_other_ways_asks_too(page: NewsPage) -> None:
    client = administrator()
    draft_of(page, go_live_at=timezone.now() + DAY)
    before = state(page)
    assert_refused(client, bulk(client, page), page, before)
    draft_of(page, go_live_at=timezone.now() + DAY, change_note=NOTE, change_kind=KIND)
    bulk(client, page)
    assert Revision.objects.filter(object_id=str(page.pk)).exclude(approved_go_live_at=None).exists()


def test_one_that_is_refused_is_named_and_the_others_go_on(editor: Client, page: NewsPage, capsys) -> None:
    other = NewsPage(title="Druga", slug="druga", date="2025-12-16", live=False)
    page.get_parent().add_child(instance=other)
    other.save_revision().publish()
    for found in (page, other):
        schedule(editor, found, title=f"{found.title} – na jutro")
    let_the_time_come()
    without = Revision.objects.exclude(approved_go_live_at=None).get(object_id=str(page.pk))
    without.content["change_note"] = ""
    Revision.objects.filter(pk=without.pk).update(content=without.content)
    before = state(page)
    with pytest.raises(CommandError, match="1"):
        call_command("publish_scheduled")
    assert "Dyżur w sobotę – na jutro" in capsys.readouterr().err
    of_the_page = 8  # what follows in a state is the journal's, which the other page has added to
    assert state(page)[:of_the_page] == before[:of_the_page]
    assert len(versions(other)) == 2


def test_one_that_fails_leaves_nothing_half_done(editor: Client, page: NewsPage, capsys) -> None:
    schedule(editor, page)
    let_the_time_come()
    before = state(page)

    def fail(**_signal: object) -> None:
        raise RuntimeError("odbiorca")

    page_published.connect(fail)
    try:
        with pytest.raises(CommandError):
            call_command("publish_scheduled")
    finally:
        page_published.disconnect(fail)
    assert "RuntimeError: odbiorca" in capsys.readouterr().err
    assert state(page) == before
    call_command("publish_scheduled")
    assert len(versions(page)) == 2


def test_an_expiry_is_the_system_s_own_doing(editor: Client, page: NewsPage) -> None:
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - DAY)
    call_command("publish_scheduled")
    entry = last_entry(page)
    assert (entry.event, person(entry)) == (Event.EXPIRE, "system")
    assert not Page.objects.get(pk=page.pk).live


def test_a_dry_run_only_tells(editor: Client, page: NewsPage, capsys) -> None:
    schedule(editor, page)
    let_the_time_come()
    before = state(page)
    call_command("publish_scheduled", dryrun=True)
    assert "Revisions to be published" in capsys.readouterr().out
    assert state(page) == before


def test_purging_drafts_spares_the_live_one(editor: Client, page: NewsPage) -> None:
    for title in ("Szkic", "Szkic drugi", "Szkic trzeci"):
        draft_of(page, title)
    row = NewsPage.objects.get(pk=page.pk)
    call_command("purge_revisions")
    left = set(row.revisions.values_list("pk", flat=True))
    assert left == {row.live_revision_id, row.latest_revision_id}
    assert NewsPage.objects.get(pk=page.pk).live_revision_id == row.live_revision_id
    schedule(editor, page)  # and a date for the next version does not take the page offline
    assert NewsPage.objects.get(pk=page.pk).live


def test_purging_can_be_narrowed_down(page: NewsPage) -> None:
    draft_of(page, "Szkic")
    draft_of(page, "Szkic drugi")
    count = Revision.objects.count()
    call_command("purge_revisions", days=30)
    call_command("purge_revisions", non_pages=True)
    assert Revision.objects.count() == count
    Revision.objects.filter(object_id=str(page.pk)).update(created_at=timezone.now() - 40 * DAY)
    call_command("purge_revisions", days=30, pages=True)
    assert Revision.objects.filter(object_id=str(page.pk)).count() == 2
