"""In the bulletin nobody publishes what only they have seen, and only just what was approved becomes public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.log_actions import LogContext
from wagtail.models import Page, Task

from editing.approval.refusing import ApprovalMissing
from editing.models import Approval, BinnedPage
from history.models import Event, JournalEntry, RedactionScope
from history.redaction import redact
from pages.acts.models import ActPage, ActRegisterPage
from pages.acts.models.kinds import ActKind
from pages.core.models import CentreSettings, Document, centre_collection
from pages.standard.models import ContentPage
from portal.roles import Role
from tests.editing.approval.office import Office, approval_url, approve, article, draft, look, make_office, send
from tests.factories import add_page, publish_again
from tests.history.editing import opened, post

NEW = "Majątek ośrodka"


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def bulk_publish(client, page: Page) -> HttpResponse:
    return client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={page.pk}")


# -- the way it is meant -----------------------------------------------------------------------------------------------


def test_what_one_wrote_another_compares_and_approves(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page)
    assert office.public_title == "Majątek"
    shown = approver.get(approval_url(office.page)).content.decode()
    assert "Dopisano, czyj jest majątek." in shown
    assert "ośrodka" in shown
    approve(approver, office.page)
    assert office.public_title == NEW
    given = Approval.objects.get(page_id=office.page.pk)
    assert given.approved_by.username == Role.APPROVER.value
    assert office.versions == 2


def test_approvers_get_a_message_that_leads_to_the_comparison(office: Office, django_capture_on_commit_callbacks):
    office.person(Role.APPROVER)
    author = office.person(Role.BULLETIN_EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        draft(author, office.page)
    sent = [message for message in mail.outbox if message.to == [f"{Role.APPROVER.value}@osrodek.example.pl"]]
    assert sent
    assert approval_url(office.page) in sent[0].body


def test_the_author_is_told_when_the_text_is_sent_back(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page)
    seen = look(approver, office.page)
    unexplained = approver.post(approval_url(office.page), {**seen, "send-back": "1"})
    assert unexplained.status_code == 400
    approver.post(approval_url(office.page), {**seen, "send-back": "1", "remark": "Brakuje roku."})
    assert office.public_title == "Majątek"
    assert "Brakuje roku." in author.get(edit_url(office.page)).content.decode()


def test_an_approved_text_with_a_date_is_published_by_the_clock(office: Office, monkeypatch: pytest.MonkeyPatch):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    later = timezone.localtime() + timedelta(days=2)
    send(author, office.page, "submit", title=NEW, go_live_at=later.strftime("%d.%m.%Y %H:%M"))
    approve(approver, office.page)
    assert office.public_title == "Majątek"
    page = Page.objects.get(pk=office.page.pk)
    page.scheduled_revision.__class__.objects.filter(pk=page.scheduled_revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    monkeypatch.setattr(timezone, "now", lambda now=timezone.now: now() + timedelta(days=3))
    call_command("publish_scheduled")
    assert office.public_title == NEW


# -- every way past it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.APPROVER, None])
def test_nobody_publishes_their_own_text_by_any_way(office: Office, role: Role | None):
    writer = office.person(role)
    before = office.versions
    form = draft(writer, office.page, action="publish")
    assert form.status_code == 302
    assert form.headers["Location"] == edit_url(office.page)
    draft(writer, office.page, action="")
    bulk_publish(writer, office.page)
    draft(writer, office.page, action="submit")
    assert writer.get(approval_url(office.page)).context["obstacle"]
    assert approve(writer, office.page).status_code == 403
    state = Page.objects.get(pk=office.page.pk).current_workflow_task_state
    if state:
        writer.post(reverse("wagtailadmin_pages:workflow_action", args=(office.page.pk, "approve", state.pk)))
    later = timezone.localtime() + timedelta(days=2)
    send(writer, office.page, "publish", title=NEW, go_live_at=later.strftime("%d.%m.%Y %H:%M"))
    assert not Page.objects.get(pk=office.page.pk).scheduled_revision
    assert (office.public_title, office.versions) == ("Majątek", before)
    assert not Approval.objects.exists()


def test_a_message_says_who_has_to_do_what(office: Office):
    writer = office.person(Role.ADMINISTRATOR)
    bulk = draft(writer, office.page, action="") and bulk_publish(writer, office.page)
    text = writer.get(bulk.headers["Location"]).content.decode()
    assert approval_url(office.page) in text


def test_a_new_page_is_not_published_by_its_author(office: Office):
    writer = office.person(Role.ADMINISTRATOR)
    data = opened(writer, office.page) | {"title": "Nowa", "slug": "nowa", "action-publish": "1"}
    url = reverse("wagtailadmin_pages:add", args=("bip", "biparticlepage", office.section.pk))
    writer.post(url, data)
    assert not Page.objects.filter(slug="nowa", live=True).exists()


def test_an_earlier_draft_or_version_is_no_way_round(office: Office):
    writer = office.person(Role.ADMINISTRATOR)
    draft(office.person(Role.BULLETIN_EDITOR), office.page)
    approve(office.person(Role.APPROVER), office.page)
    earlier = office.page.revisions.order_by("pk").first()
    form = writer.get(reverse("wagtailadmin_pages:revisions_revert", args=(office.page.pk, earlier.pk)))
    assert form.status_code == 200
    send(writer, office.page, "publish", title="Majątek", revision=earlier.pk)
    restore = reverse("public_history:restore", args=(office.page.pk, 1))
    writer.post(restore, {"note": "Wracamy do poprzedniego tekstu.", "kind": "significant"})
    assert (office.public_title, office.versions) == (NEW, 2)


def test_copies_second_addresses_and_moves_bring_nothing_in(office: Office):
    writer = office.person(Role.ADMINISTRATOR)
    twin = add_page(office.section, article("Bliźniak", "blizniak"))
    copy = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": office.section.pk, "publish_copies": "on"}
    writer.post(reverse("wagtailadmin_pages:copy", args=(twin.pk,)), copy)
    assert not Page.objects.filter(slug="kopia", live=True).exists()
    outside, inside = act_of_the_portal(office), register_in_the_bulletin(office)
    copied = writer.post(
        reverse("wagtailadmin_pages:copy", args=(outside.pk,)),
        {"new_title": "Drugi", "new_slug": "drugi", "new_parent_page": inside.pk, "alias": "on"},
        follow=True,
    )
    moved = writer.post(reverse("wagtailadmin_pages:move_confirm", args=(outside.pk, inside.pk)), follow=True)
    for answer in (copied, moved):
        assert "nie można od razu umieścić w BIP" in answer.content.decode()
    assert not inside.get_children().exists()


def second_address(page: Page, parent: Page, client: Client) -> Page:
    """Made by a person, of what readers don't see yet."""
    user = User.objects.get(pk=client.session["_auth_user_id"])
    with LogContext(user=user):
        return CreatePageAliasAction(page, parent=parent, update_slug="drugi", user=user).execute()


def test_a_second_address_of_a_second_address_is_one_of_the_page(office: Office):
    writer, inside = office.person(Role.ADMINISTRATOR), register_in_the_bulletin(office)
    page = act_of_the_portal(office, live=False)
    beside = add_page(office.site.root_page, ActRegisterPage(title="Inne", slug="inne"))
    between = second_address(page, beside, writer)
    last = second_address(between, inside, writer)
    send(writer, page, "", title="Tekst szefowej")
    bulk_publish(writer, page)
    assert not Page.objects.filter(pk__in=[page.pk, between.pk, last.pk], live=True).exists()
    send(office.person(Role.ADMINISTRATOR, "kolezanka"), page, "submit", title="Tekst szefowej")
    assert approve(writer, page).status_code == 403
    approve(office.person(Role.APPROVER), page)
    assert Page.objects.get(pk=last.pk).live


def test_what_is_approved_at_a_second_address_is_where_the_next_text_begins(office: Office):
    author, approver = office.person(Role.ADMINISTRATOR), office.person(Role.APPROVER)
    page = act_of_the_portal(office, live=False)
    last = second_address(page, register_in_the_bulletin(office), author)
    send(author, page, "submit", title="Pierwszy tekst")
    approve(approver, page)
    send(approver, page, "submit", title="Drugi tekst")
    approve(author, page)
    assert Page.objects.get(pk=last.pk).title == "Drugi tekst", "who wrote the first may approve the second"


def test_nothing_comes_back_from_the_bin_into_the_bulletin_as_a_public_page(office: Office):
    writer, inside = office.person(Role.ADMINISTRATOR), register_in_the_bulletin(office)
    page = act_of_the_portal(office)
    alias = second_address(page, add_page(office.site.root_page, ActRegisterPage(title="Inne", slug="inne")), writer)
    asked = {"departure_reason": "mistake", "departure_words": "", "leads_how": "", "leads_to": ""}
    writer.post(reverse("wagtailadmin_pages:delete", args=(alias.pk,)), asked)
    back = {"parent": inside.pk, "change_note": "Usunięto przez pomyłkę.", "change_kind": "significant"}
    url = reverse("leaving:restore", args=(BinnedPage.objects.get(page_id=alias.pk).pk,))
    refused = writer.post(url, back)
    assert "nie można od razu umieścić w BIP" in refused.content.decode()
    assert not inside.get_children().exists()


def test_what_was_deleted_from_the_bulletin_comes_back_as_a_draft_for_somebody_else(office: Office):
    writer = office.person(Role.ADMINISTRATOR)
    asked = {"departure_reason": "mistake", "departure_words": "", "leads_how": "", "leads_to": ""}
    writer.post(reverse("wagtailadmin_pages:delete", args=(office.page.pk,)), asked)
    url = reverse("leaving:restore", args=(BinnedPage.objects.get(page_id=office.page.pk).pk,))
    html = writer.get(url).content.decode()
    assert "Przywróć i opublikuj" not in html
    assert "zatwierdzi ją inna osoba" in html
    writer.post(url, {"parent": office.section.pk})
    assert not Page.objects.get(pk=office.page.pk).live


def test_a_second_address_is_not_copied_but_its_page_and_one_unseen_stays_one(office: Office):
    writer, inside = office.person(Role.ADMINISTRATOR), register_in_the_bulletin(office)
    page = act_of_the_portal(office, live=False)
    alias = second_address(page, inside, writer)
    answer = writer.get(reverse("wagtailadmin_pages:copy", args=(alias.pk,)))
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:copy", args=(page.pk,))
    writer.post(reverse("wagtailadmin_pages:convert_alias", args=(alias.pk,)))
    assert Page.objects.get(pk=alias.pk).alias_of_id == page.pk


def test_another_file_in_the_place_of_a_published_one_is_refused(office: Office):
    document = Document(title="Bilans", collection=centre_collection(office.site))
    document.file.save("bilans.txt", ContentFile(b"2024"))
    office.page.body = [("documents", [{"document": document, "title": ""}])]
    publish_again(office.page)
    writer = office.person(Role.ADMINISTRATOR)
    url = reverse("wagtaildocs:edit", args=(document.pk,))
    data = {"title": "Bilans", "collection": document.collection_id, "language": "pl", "tags": ""}
    answer = writer.post(url, {**data, "file": ContentFile(b"2025", name="nowy.txt")})
    assert "file" in answer.context["form"].errors
    renamed = writer.post(url, {**data, "title": "Bilans za 2025 rok"})
    assert renamed.headers["Location"] == edit_url(office.page)
    document.refresh_from_db()
    assert document.title == "Bilans"
    with Document.objects.get(pk=document.pk).file.open() as file:
        assert file.read() == b"2024"


# -- what was approved is what becomes public --------------------------------------------------------------------------


def test_a_text_saved_in_between_is_not_approved(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page, action="")
    seen = look(approver, office.page)
    draft(author, office.page, "Majątek zmieniony po cichu", action="")
    answer = approve(approver, office.page, seen)
    assert answer.status_code == 409
    assert answer.context["since_seen"]
    assert office.public_title == "Majątek"
    assert not Approval.objects.exists()


def test_an_approval_is_for_one_text_only(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    later = (timezone.localtime() + timedelta(days=2)).strftime("%d.%m.%Y %H:%M")
    send(author, office.page, "submit", title=NEW, go_live_at=later)
    approve(approver, office.page)
    revision = Page.objects.get(pk=office.page.pk).scheduled_revision
    content = {**revision.content, "title": "Podmieniony"}
    revision.__class__.objects.filter(pk=revision.pk).update(
        content=content, approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert office.public_title == "Majątek"


def test_an_approver_who_changes_a_word_becomes_an_author(office: Office):
    author, first = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    second = office.person(Role.APPROVER, "druga")
    draft(author, office.page)
    send(first, office.page, "", title="Majątek gminy")
    assert approve(first, office.page).status_code == 403
    approve(second, office.page)
    assert office.public_title == "Majątek gminy"


def test_an_approver_who_only_saves_writes_nothing(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page)
    send(approver, office.page, "", title=NEW)
    approve(approver, office.page)
    assert office.public_title == NEW


def test_who_saves_what_readers_see_writes_nothing(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page)
    approve(approver, office.page)
    post(approver, office.page, opened(approver, office.page), "")
    draft(author, office.page, "Majątek gminy")
    approve(approver, office.page)
    assert office.public_title == "Majątek gminy"


def test_who_approves_gives_no_reason_instead_of_the_author(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    send(author, office.page, "", title=NEW, change_note="", change_kind="")
    assert "najpierw podaje w wersji roboczej" in approver.get(approval_url(office.page)).context["obstacle"]
    assert approve(approver, office.page).status_code == 403
    send(author, office.page, "submit", title=NEW)
    approve(approver, office.page)
    assert office.public_title == NEW


def test_a_copy_is_its_makers_even_when_the_account_is_gone(office: Office):
    writer = office.person(Role.ADMINISTRATOR)
    copy = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": office.section.pk}
    writer.post(reverse("wagtailadmin_pages:copy", args=(office.page.pk,)), copy)
    User.objects.get(username=Role.ADMINISTRATOR.value).delete()
    copied = Page.objects.get(slug="kopia")
    bulk_publish(office.person(Role.APPROVER), copied)
    assert not Page.objects.get(pk=copied.pk).live


def test_a_deleted_account_has_written_all_the_same(office: Office):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    draft(author, office.page, action="")
    User.objects.get(username=Role.BULLETIN_EDITOR.value).delete()
    bulk_publish(approver, office.page)
    assert office.public_title == "Majątek"
    approve(approver, office.page)
    assert office.public_title == NEW


def test_approvals_are_never_changed_nor_deleted(office: Office):
    draft(office.person(Role.BULLETIN_EDITOR), office.page)
    approve(office.person(Role.APPROVER), office.page)
    given = Approval.objects.get()
    with pytest.raises(TypeError):
        given.save()
    with pytest.raises(TypeError):
        given.delete()
    Page.objects.get(pk=office.page.pk).delete()
    assert Approval.objects.count() == 1


# -- where it is not asked for -----------------------------------------------------------------------------------------


def test_an_office_of_one_person_publishes_alone_when_it_is_switched_off(office: Office):
    CentreSettings.objects.filter(site=office.site).update(second_pair_of_eyes=False)
    draft(office.person(Role.ADMINISTRATOR), office.page, action="publish")
    assert office.public_title == NEW


def test_only_who_answers_for_all_centres_can_switch_it_off(office: Office):
    settings = CentreSettings.objects.get(site=office.site)
    url = reverse("wagtailsettings:edit", args=("core", "centresettings", office.site.pk))
    assert 'name="second_pair_of_eyes"' not in office.person(Role.ADMINISTRATOR).get(url).content.decode()
    assert 'name="second_pair_of_eyes"' in office.person(None).get(url).content.decode()
    settings.refresh_from_db()
    assert settings.second_pair_of_eyes


def test_an_editor_of_the_portal_publishes_there_alone(office: Office):
    outside = add_page(office.site.root_page, ContentPage(title="Portal", slug="portal"))
    send(office.person(Role.PORTAL_EDITOR), outside, "publish", title="Nowy portal")
    assert Page.objects.get(pk=outside.pk).title == "Nowy portal"


def test_each_centre_gets_its_own_way_to_approval(office: Office):
    workflow = office.page.get_workflow()
    assert workflow != office.site.root_page.get_workflow()
    groups = {
        group.centre_role.role for group in Task.objects.get(workflow_tasks__workflow=workflow).specific.groups.all()
    }
    assert groups == {Role.APPROVER, Role.ADMINISTRATOR}


def test_a_draft_that_was_passed_over_is_nobodys_way_in(office: Office):
    writer, author, approver = (office.person(role) for role in (Role.ADMINISTRATOR, Role.OWNER, Role.APPROVER))
    draft(writer, office.page, "Po cichu", action="")
    passed_over = Page.objects.get(pk=office.page.pk).latest_revision
    draft(author, office.page)
    approve(approver, office.page)
    with pytest.raises(ApprovalMissing):
        passed_over.publish(user=User.objects.get(username=Role.ADMINISTRATOR.value))


def act_of_the_portal(office: Office, *, live: bool = True) -> ActPage:
    outside = add_page(office.site.root_page, ActRegisterPage(title="Akty portalu", slug="akty-portalu"))
    act = ActPage(title="W sprawie", slug="w-sprawie", kind=ActKind.ORDINANCE, number="1/2026", live=False)
    if live:
        return add_page(outside, act)
    outside.add_child(instance=act)
    act.save_revision()
    return act


def register_in_the_bulletin(office: Office) -> ActRegisterPage:
    return add_page(office.section, ActRegisterPage(title="Akty BIP", slug="akty-bip"))


def move_into_the_bulletin(office: Office, boss: Client, page: ActPage) -> ActPage:
    inside = register_in_the_bulletin(office)
    asked = {"departure_reason": "outdated", "departure_words": "", "leads_how": "", "leads_to": ""}
    boss.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)), asked)
    boss.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, inside.pk)))
    moved = ActPage.objects.get(pk=page.pk)
    assert (moved.live, moved.get_parent().pk) == (False, inside.pk)
    return moved


def test_what_was_written_and_published_in_the_portal_alone_is_approved_by_others_in_the_bulletin(
    office: Office,
) -> None:
    boss, clerk = office.person(Role.ADMINISTRATOR), office.person(Role.BULLETIN_EDITOR, "urzedniczka")
    page = act_of_the_portal(office)
    send(boss, page, "publish", title="Tekst szefowej")
    moved = move_into_the_bulletin(office, boss, page)
    send(clerk, moved, "submit", title="Tekst szefowej")
    approve(boss, moved)
    assert not Page.objects.get(pk=page.pk).live, "she wrote it, and nobody else has approved it"
    assert not Approval.objects.exists()


def test_who_sends_back_without_a_word_is_told_at_the_field(office: Office) -> None:
    writer, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    send(writer, office.page, "submit", title="Nowy tytuł", change_note="Nowy tytuł strony")
    sent = {**look(approver, office.page), "send-back": "1", "remark": " "}
    answer = approver.post(approval_url(office.page), sent)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="remark-error"' in html
    assert 'aria-invalid="true" aria-describedby="remark-error" autofocus' in html
    assert "<dd>Anna Nowak</dd>" in html, "the approver sees the provenance, too"


def test_a_masked_version_of_the_portal_is_nobodys_way_in_either(office: Office) -> None:
    boss, clerk = office.person(Role.ADMINISTRATOR), office.person(Role.BULLETIN_EDITOR, "urzedniczka")
    colleague = office.person(Role.ADMINISTRATOR, "kolezanka")
    page = act_of_the_portal(office)
    send(boss, page, "", title="Tekst szefowej")
    send(boss, page, "publish", title="Tekst szefowej o Janie Kowalskim")
    send(colleague, page, "publish", title="Tekst szefowej")
    told = JournalEntry.objects.get(version__content__title="Tekst szefowej o Janie Kowalskim", event=Event.PUBLISH)
    redact(
        told,
        [RedactionScope.CONTENT],
        legal_basis="art. 5 ust. 2 u.d.i.p.",
        decided_by="Dyrektorka",
        by=User.objects.get(username="kolezanka"),
    )
    moved = move_into_the_bulletin(office, boss, page)
    send(clerk, moved, "submit", title="Tekst szefowej")
    approve(boss, moved)
    assert not Page.objects.get(pk=page.pk).live
    assert not Approval.objects.exists()
