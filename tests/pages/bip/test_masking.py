"""Personal data that goes from places where readers don't see it: a hidden page, what editors wrote to one another."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowTask,
)
from wagtail.models import GroupApprovalTask as ApprovalTask

from history.models import ContentStatus, Event
from history.recording import reconcile_tree
from pages.bip.models import BipListPage, BipSectionPage, RecruitmentPage
from tests.factories import add_page, publish_again, reader_of
from tests.history import second_verifier
from tests.history.chronicle import boss, events, versions
from tests.history.editing import administrator
from tests.history.journals import run_verifier
from tests.history.reading import download
from tests.pages.bip.making import Travel, add_list, day, fresh, recruitment
from tests.pages.bip.test_recruitment_life import NAME, WHY, names_in_database, resolve

FULL, REDACTED = ContentStatus.FULL, ContentStatus.REDACTED


@pytest.fixture
def page(site: Site, travel: Travel) -> RecruitmentPage:
    """A recruitment whose result was published on 2 April 2030 and names somebody until 2 July."""
    travel("2030-03-01")
    page = add_page(add_list(site, "recruitment", slug="nabory"), recruitment(deadline_on=day("2030-03-21")))
    travel("2030-04-02")
    resolve(page)
    return page


def statuses(page: Page) -> list[str]:
    return [version.content.status for version in versions(page.pk)]


def mask() -> str:
    out = StringIO()
    call_command("mask_personal_data", stdout=out)
    return out.getvalue()


def hide(page: Page) -> PageViewRestriction:
    """As it could happen before results were kept public, or in a database brought from elsewhere."""
    [restriction] = PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)]
    )
    reconcile_tree(page, cause=Event.RESTRICT)
    return restriction


def test_the_result_on_a_hidden_page_goes_too(
    site: Site, page: RecruitmentPage, travel: Travel, tmp_path: Path
) -> None:
    site.root_page.specific.save_revision().publish()
    page.summary = "Nabór zakończony."
    publish_again(page, "Dopisano wstęp.")
    restriction = hide(page.get_parent())
    travel("2030-07-03")
    mask()
    assert statuses(page) == [FULL, REDACTED, REDACTED]
    assert events(page.pk)[-3:] == [Event.RESTRICT, Event.REDACT, Event.REDACT]
    assert names_in_database() == []
    assert "Nabór zakończony." in str(fresh(page).get_latest_revision().content), "the rest stays"
    travel("2030-07-04")
    mask()
    assert statuses(page) == [FULL, REDACTED, REDACTED], "there is nothing left to do"

    restriction.delete()
    assert statuses(page) == [FULL, REDACTED, REDACTED, FULL]
    assert "Nabór zakończony." in reader_of(site).get(fresh(page).local_url).content.decode()
    call_command("journal", "verify", verbosity=0)
    path = download(site, tmp_path / "paczka")
    assert run_verifier(path).returncode == 0
    assert second_verifier.verify(path).ok


def test_the_result_of_a_withdrawn_page_goes_too(page: RecruitmentPage, travel: Travel) -> None:
    RecruitmentPage.objects.filter(pk=page.pk).update(live=False)
    reconcile_tree(page, cause=Event.UNPUBLISH)
    travel("2030-07-03")
    mask()
    assert statuses(page) == [FULL, REDACTED]
    assert names_in_database() == []


def test_a_corrected_result_of_a_hidden_page_lets_the_first_one_go(page: RecruitmentPage, travel: Travel) -> None:
    hide(page)
    page = fresh(page)
    page.outcome, page.reasons, page.mask_on = "none", "Wybrana osoba zrezygnowała.", None
    page.chosen_name = page.chosen_residence = ""
    publish_again(page, "Wybrana osoba zrezygnowała z pracy.")
    travel("2030-07-03")
    mask()
    assert statuses(page) == [FULL, REDACTED]
    assert fresh(page).reasons == "Wybrana osoba zrezygnowała.", "these name nobody"
    assert names_in_database() == []


def test_a_result_can_not_be_moved_out_of_sight_before_its_time(
    site: Site, page: RecruitmentPage, travel: Travel
) -> None:
    section = page.get_parent().get_parent()
    private = add_page(section.get_parent(), BipSectionPage(title="Wewnętrzne", slug="wewnetrzne"))
    inside = add_page(private, BipListPage(title="Nabory", slug="nabory-2", holds="recruitment"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    move = reverse("wagtailadmin_pages:move_confirm", args=(page.pk, inside.pk))
    chief = administrator(site.hostname)
    answer = chief.post(move, follow=True)
    assert "02.07.2030" in " ".join(str(message) for message in answer.context["messages"])
    assert reader_of(site).get(fresh(page).local_url).status_code == 200
    travel("2030-07-03")
    mask()
    page.move(inside, pos="last-child")
    assert fresh(page).get_parent().pk == inside.pk


def test_what_editors_wrote_about_it_to_one_another_goes_too(site: Site, page: RecruitmentPage, travel: Travel) -> None:
    user = boss()
    comment = Comment.objects.create(page=page, user=user, text=f"Czy {NAME} to na pewno ona?", contentpath="reasons")
    comment.log_create(user=user)
    reply = CommentReply.objects.create(comment=comment, user=user, text=f"Tak: {WHY}")
    reply.log_create(user=user)
    approve_with(page, user, f"Zatwierdzam wybór: {NAME}")
    other = add_page(page.get_parent(), recruitment(slug="inny", deadline_on=day("2030-05-21")))
    Comment.objects.create(page=other, user=user, text="Dopisać godzinę?", contentpath="deadline_on")
    done = list(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
    assert {"wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_taskstate"} <= set(names_in_database())

    travel("2030-07-02")
    mask()
    assert Comment.objects.filter(page=page).exists()
    travel("2030-07-03")
    mask()
    assert names_in_database() == []
    assert [kept.text for kept in Comment.objects.all()] == ["Dopisać godzinę?"]
    entry = PageLogEntry.objects.get(page=page.pk, action="bip.remarks.remove")
    assert entry.data == {"number": 3}
    assert done == [kept.action for kept in PageLogEntry.objects.filter(page=page.pk, pk__lt=entry.pk)], "who did what"
    html = administrator(site.hostname).get(reverse("wagtailadmin_pages:history", args=(page.pk,)))
    assert entry.message in html.content.decode()


def approve_with(page: Page, user: User, comment: str) -> None:
    """A change of the page goes through an approval in which something is remarked."""
    workflow, task = Workflow.objects.create(name="Zgoda"), ApprovalTask.objects.create(name="Zgoda kierowniczki")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(page, user)
    state.current_task_state.reject(user=user, comment=comment)
