"""Every way that leads a page to its readers asks for the reason; the form is only one of them."""

import re

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

from history.models import ChangeKind
from news.models import NewsPage
from tests.history.editing import NOTE, administrator, editor_of, news, notes, send, state, versions

KIND = ChangeKind.MINOR.value


@pytest.fixture
def page(db: None) -> NewsPage:
    return news()


@pytest.fixture
def client(db: None) -> Client:
    return administrator()


def draft_of(page: NewsPage, title: str = "Nowy tekst", **fields: object) -> NewsPage:
    """The page with a newer draft, as saved in the editor."""
    draft = page.get_latest_revision_as_object()
    draft.title = title
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return NewsPage.objects.get(pk=page.pk)


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def assert_refused(client: Client, answer: HttpResponse, page: NewsPage, before: object) -> None:
    """Nothing changed; the editor is led to the form of the page, and told why."""
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert (answer.status_code, answer.headers.get("Location")) == (302, edit)
    text = said(client.get(edit))
    assert "Nie opublikowano strony „" in text
    assert "Napisz w jednym zdaniu, co się zmieniło i dlaczego" in text
    assert state(page) == before


# -- several at once ---------------------------------------------------------------------------------------------------


def bulk(client: Client, *pages: Page) -> HttpResponse:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?{ids}")


def test_several_pages_at_once_are_refused_together(page: NewsPage, client: Client) -> None:
    other = NewsPage(title="Druga", slug="druga", date="2025-12-16", live=False)
    page.get_parent().add_child(instance=other)
    other.save_revision()
    draft_of(page)
    before = state(page)
    assert_refused(client, bulk(client, other, page), page, before)
    assert not NewsPage.objects.get(pk=other.pk).live, "nothing of the step was done"


def test_with_reasons_in_their_drafts_they_go_out(page: NewsPage, client: Client) -> None:
    draft_of(page, change_note=NOTE, change_kind=KIND)
    assert bulk(client, page).headers["Location"] != reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert notes(page)[1:] == [NOTE]
    assert versions(page)[1].content.published_by == "Maria Wiśniewska"


# -- by script ---------------------------------------------------------------------------------------------------------


def by_script(client: Client, page: NewsPage, action: str = "publish") -> HttpResponse:
    url = reverse("wagtailadmin_api:pages:action", args=(page.pk, action))
    return client.post(url, "{}", content_type="application/json")


def test_a_script_is_refused_with_the_reasons(page: NewsPage, client: Client) -> None:
    draft_of(page)
    before = state(page)
    answer = by_script(client, page)
    assert answer.status_code == 400
    assert set(answer.json()) == {"change_note", "change_kind"}
    assert state(page) == before


def test_a_script_publishes_what_has_a_reason(page: NewsPage, client: Client) -> None:
    draft_of(page, change_note=NOTE, change_kind=KIND)
    assert by_script(client, page).status_code == 200
    assert notes(page)[1:] == [NOTE]


# -- a workflow --------------------------------------------------------------------------------------------------------


@pytest.fixture
def workflow(page: NewsPage) -> Workflow:
    """One step: somebody of the centre's editors approves."""
    for found in WorkflowPage.objects.all():
        found.delete()
    task = GroupApprovalTask.objects.create(name="Sprawdzenie")
    task.groups.set(User.objects.get(username="kierownik").groups.all())
    workflow = Workflow.objects.create(name="Cztery oczy")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return workflow


def approve(client: Client, page: NewsPage, **headers: str) -> HttpResponse:
    task_state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task_state.pk))
    return client.post(url, headers=headers)


def test_an_approval_from_the_list_publishes_with_the_reason_given_on_submitting(
    client: Client, page: NewsPage, workflow: Workflow
) -> None:
    editor = editor_of()
    assert send(editor, page, "submit", title="Do sprawdzenia", change_note=NOTE, change_kind=KIND).status_code == 302
    assert len(versions(page)) == 1
    approve(client, page)
    assert notes(page)[1:] == [NOTE]
    assert versions(page)[1].content.published_by == "Maria Wiśniewska"


def test_an_approval_of_what_has_no_reason_is_refused(client: Client, page: NewsPage, workflow: Workflow) -> None:
    draft = draft_of(page)
    workflow.start(draft, User.objects.get(username="kierownik"))
    before = state(page)
    assert_refused(client, approve(client, page), page, before)
    answer = approve(client, page, **{"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": reverse("wagtailadmin_pages:edit", args=(page.pk,))}
    assert state(page) == before


def test_approving_in_the_editor_asks_there(client: Client, page: NewsPage, workflow: Workflow) -> None:
    draft = draft_of(page)
    workflow.start(draft, User.objects.get(username="kierownik"))
    action = {"workflow__action__name": "approve"}
    answer = send(client, page, "workflow-action", title="Poprawione", **action)
    assert answer.status_code == 200
    assert "Napisz w jednym zdaniu" in said(answer)
    answer = send(client, page, "workflow-action", title="Poprawione", change_note=NOTE, change_kind=KIND, **action)
    assert answer.status_code == 302
    assert [version.content.title for version in versions(page)][1:] == ["Poprawione"]


def test_sending_it_back_needs_no_reason(client: Client, page: NewsPage, workflow: Workflow) -> None:
    draft = draft_of(page)
    workflow.start(draft, User.objects.get(username="kierownik"))
    answer = send(client, page, "workflow-action", title="Poprawione", workflow__action__name="reject")
    assert answer.status_code == 302
    assert len(versions(page)) == 1
    assert Task.objects.filter(name="Sprawdzenie").exists()


# -- why a page goes ---------------------------------------------------------------------------------------------------


def test_a_withdrawal_says_why_if_the_editor_did(client: Client, page: NewsPage) -> None:
    url = reverse("wagtailadmin_pages:unpublish", args=(page.pk,))
    assert "Dlaczego ta strona znika?" in said(client.get(url))
    data = {"departure_reason": "merged", "departure_words": "z „Godziny dyżurów”"}
    assert client.post(url, data).status_code == 302
    assert last_note(page) == "scalona z „Godziny dyżurów”"


def test_a_deletion_says_why_if_the_editor_did(client: Client, page: NewsPage) -> None:
    url = reverse("wagtailadmin_pages:delete", args=(page.pk,))
    assert "Dlaczego ta strona znika?" in said(client.get(url))
    assert client.post(url, {"departure_reason": "mistake", "departure_words": ""}).status_code == 302
    assert last_note(page) == "opublikowana omyłkowo"


def test_whoever_gives_none_is_asked_and_a_reason_is_not_left_over_for_the_next(client: Client, page: NewsPage) -> None:
    client.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)), {"departure_reason": "outdated"})
    assert last_note(page) == "nieaktualna"
    assert send(client, page).status_code == 200, "republishing asks for its own reason"
    assert send(client, page, change_note=NOTE, change_kind=KIND).status_code == 302
    client.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)), {"departure_reason": "cokolwiek"})
    assert last_note(page) == NOTE


def last_note(page: NewsPage) -> str:
    from history.models import JournalEntry

    entry = JournalEntry.objects.filter(object__page_id=page.pk).order_by("-seq").first()
    claims = {found.kind: found.parsed for found in entry.disclosures.all()}
    return claims.get("note", {}).get("note", "")
