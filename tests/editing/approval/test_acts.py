"""A text of an act is published with the act that changes it, by somebody who has written neither."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from editing.models import Approval
from history.models import PublishedVersion
from pages.acts.models import ActPage, ActRegisterPage, ExpressionPage
from portal.roles import Role
from tests.editing.approval.office import Office, approval_url, make_office
from tests.factories import add_page
from tests.pages.acts.statutes import statute_of, text_of
from tests.pages.acts.test_wizard import amended, changed_by_hand, checked, publish, said


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def statute(office: Office) -> ActPage:
    """A statute in the bulletin's register, with its first text."""
    statute = statute_of(add_page(office.section, ActRegisterPage(title="Akty", slug="akty")))
    text_of(statute, "tekst-pierwszy")
    return statute


def submit(client: Client, text: Page, **data: str) -> HttpResponse:
    return publish(client, text, submit="1", **data)


def test_an_author_submits_both_and_an_approver_publishes_both_from_the_comparison(office: Office, statute: ActPage):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    text = amended(author, statute)
    changed_by_hand(author, text, "Ośrodkiem kieruje dyrektor i zastępca.")
    assert submit(author, text).status_code == 302
    act = ActPage.objects.get(number="XX/120/2023")
    assert act.workflow_in_progress
    assert ExpressionPage.objects.get(pk=text.pk).workflow_in_progress
    waiting = said(checked(author, text))
    assert "Czeka na osobę zatwierdzającą" in waiting
    assert "zablokowana" not in waiting, "nothing is wrong: it only waits"
    decision = said(approver.get(approval_url(text)))
    assert reverse("acts_admin:check", args=(text.pk,)) in decision
    assert 'name="send-back"' in decision
    assert 'name="approve"' not in decision, "a text without its act would be refused"
    assert "zastępca" in said(checked(approver, text))
    assert publish(approver, text).status_code == 302
    for page in (act, text):
        page.refresh_from_db()
        assert page.live
        assert not page.workflow_in_progress
        assert Approval.objects.get(page_id=page.pk).approved_by.username == Role.APPROVER.value
        assert PublishedVersion.objects.filter(object__page_id=page.pk).count() == 1


def test_whoever_wrote_it_does_not_publish_it_from_there(office: Office, statute: ActPage):
    writing_approver = office.person(Role.APPROVER)
    text = amended(office.person(Role.BULLETIN_EDITOR), statute)
    changed_by_hand(writing_approver, text, "Ośrodkiem kieruje wójt.")
    page = checked(writing_approver, text)
    assert "zatwierdza" in said(page)
    url, seen = reverse("acts_admin:check", args=(text.pk,)), page.context["form"]["seen"].value()
    assert writing_approver.post(url, {"seen": seen}).url == reverse("wagtailadmin_home"), "as whatever is not allowed"
    assert not ExpressionPage.objects.get(pk=text.pk).live
    assert not ActPage.objects.get(number="XX/120/2023").live
    assert not Approval.objects.exists()


def test_a_reason_is_the_authors_and_a_part_of_what_is_approved(office: Office, statute: ActPage):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    text = ExpressionPage.objects.child_of(statute).get()
    changed_by_hand(author, text, "Ośrodkiem kieruje dyrektor i zastępca.")
    assert submit(author, text).status_code == 409, "readers have seen it: they are told why it changes"
    assert submit(author, text, change_note="Sprostowano § 2.", change_kind="significant").status_code == 302
    assert publish(approver, text).status_code == 302
    last = PublishedVersion.objects.filter(object__page_id=text.pk).order_by("pk").last()
    assert last.content.change_note == "Sprostowano § 2."


def test_a_draft_written_over_meanwhile_is_not_what_was_compared(office: Office, statute: ActPage):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    text = amended(author, statute)
    submit(author, text)
    seen = checked(approver, text).context["form"]["seen"].value()
    draft = ExpressionPage.objects.get(pk=text.pk).latest_revision
    draft.as_object().save_revision(user=draft.user, overwrite_revision=draft)
    answer = approver.post(reverse("acts_admin:check", args=(text.pk,)), {"seen": seen})
    assert answer.status_code == 409
    assert not ExpressionPage.objects.get(pk=text.pk).live


def test_an_approver_of_a_text_without_a_reason_waits_for_its_author(office: Office, statute: ActPage):
    author, approver = office.person(Role.BULLETIN_EDITOR), office.person(Role.APPROVER)
    text = ExpressionPage.objects.child_of(statute).get()
    changed_by_hand(author, text, "Ośrodkiem kieruje dyrektor i zastępca.")
    assert "najpierw podaje w wersji roboczej" in said(checked(approver, text))
    note = {"change_note": "Dodano zastępcę dyrektora.", "change_kind": "significant"}
    assert submit(author, text, **note).status_code == 302
    assert publish(approver, text).status_code == 302
    assert ExpressionPage.objects.get(pk=text.pk).live
