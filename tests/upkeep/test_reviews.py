"""Owners are asked by e-mail, answer by a signed link, and only a pressed button changes anything."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core import mail, signing
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import Site

from history.models import PublishedVersion
from pages.core.models import BasePage, CentreSettings
from pages.standard.models import ContentPage
from portal.roles import Role, group_of, make_roles
from tests.factories import add_page, make_centre, publish_again, reader_of
from upkeep import summary
from upkeep.keeping import prune
from upkeep.models import Asked, Review

OWNER = "wlasciciel@gops.example"


@pytest.fixture
def site(db: None, settings) -> Site:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True  # there is a mail server
    return make_centre(email="osrodek@gops.example")


def _due(site: Site, title: str = "Zasiłek", owner: str = OWNER) -> ContentPage:
    page = add_page(site.root_page, ContentPage(title=title, summary="Kto dostanie.", owner_email=owner))
    BasePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    page.refresh_from_db()
    return page


def _ask() -> list[str]:
    """The paths of the links to answer by, in the letters that the command sends."""
    mail.outbox.clear()
    call_command("ask_owners", verbosity=0)
    letters = [letter for letter in mail.outbox if letter.to == [OWNER]]
    return [path for letter in letters for path in re.findall(r"/przeglad/\S+", letter.body)]


def test_an_owner_gets_one_letter_for_all_due_pages_and_no_second_within_two_weeks(site: Site) -> None:
    _due(site), _due(site, "Usługi")
    assert len(_ask()) == 4
    assert len([letter for letter in mail.outbox if letter.to == [OWNER]]) == 1
    assert _ask() == []
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=14)):
        assert len(_ask()) == 4


def test_a_link_that_is_only_opened_changes_nothing(site: Site) -> None:
    page = _due(site)
    for path in _ask():
        answer = reader_of(site).get(path)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "noindex" in answer["X-Robots-Tag"]
    page.refresh_from_db()
    assert page.reviewed_at is None
    assert not Review.objects.exists()


def test_still_true_moves_the_day_without_a_version_and_an_older_draft_does_not_undo_it(site: Site) -> None:
    page = _due(site)
    draft = page.save_revision()
    versions = PublishedVersion.objects.count()
    still_true, to_be_corrected = _ask()
    assert reader_of(site).post(still_true).status_code == 200
    assert PublishedVersion.objects.count() == versions
    page.refresh_from_db()
    assert page.reviewed_at
    assert not summary.of(site).overdue
    # The question is answered: the other link says so, and changes nothing.
    reader_of(site).post(to_be_corrected, {"note": "Jednak nie"})
    assert Review.objects.get().answer == "current"
    publish_again(draft.as_object())
    page.refresh_from_db()
    assert page.reviewed_at


def test_to_be_corrected_is_a_task_until_the_page_is_published_again(site: Site) -> None:
    page = _due(site)
    _still_true, to_be_corrected = _ask()
    mail.outbox.clear()
    reader_of(site).post(to_be_corrected, {"note": "Kwota wzrosła"})
    assert [letter.to for letter in mail.outbox] == [["osrodek@gops.example"]]
    assert "Kwota wzrosła" in mail.outbox[0].body
    ((told, review),) = summary.of(site).to_correct
    assert (told.pk, review.note, review.by_email) == (page.pk, "Kwota wzrosła", OWNER)
    page.summary = "Kto dostanie i ile."
    publish_again(page)
    assert not summary.of(site).to_correct


def test_links_are_over_after_30_days_and_forged_or_foreign_ones_are_unknown(site: Site) -> None:
    page = _due(site)
    path, _other = _ask()
    assert reader_of(make_centre("inny.localhost")).get(path).status_code == 404
    assert reader_of(site).post(f"/przeglad/{signing.dumps([1, 'current'], salt='other')}/").status_code == 404
    with mock.patch("time.time", return_value=timezone.now().timestamp() + 31 * 86_400):
        assert reader_of(site).post(path).status_code == 410
    page.refresh_from_db()
    assert page.reviewed_at is None


def test_the_report_and_its_csv_show_overdue_pages_of_ones_own_centre_only(site: Site, django_user_model) -> None:
    _due(site, "Nasza strona")
    other = make_centre("inny.localhost")
    _due(other, "Cudza strona")
    make_roles(site)
    user = django_user_model.objects.create_user("anna", "anna@gops.example", "x")
    user.groups.add(group_of(site, Role.ADMINISTRATOR))
    client = reader_of(site)
    client.force_login(user)
    for query in ("", "?export=csv"):
        answer = client.get(f"/admin/reports/upkeep/overdue/{query}")
        assert answer.status_code == 200, answer
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Nasza strona" in text
        assert OWNER in text
        assert "Cudza strona" not in text


def test_the_reports_begin_with_what_is_most_urgent_and_say_days(site: Site, django_user_model) -> None:
    _due(site, "Nikt", owner=""), _due(site, "Po terminie")
    Review.objects.create(
        page_id=_due(site, "Do poprawy").pk,
        question=1,
        answer="correct",
        note="Kwota",
        at=timezone.now(),
        by_email=OWNER,
    )
    client = reader_of(site)
    client.force_login(django_user_model.objects.create_superuser("kierownik"))
    overdue = client.get("/admin/reports/upkeep/overdue/")
    assert overdue.context["object_list"][0].title == "Do poprawy"
    assert f"{timezone.localdate() - timedelta(days=400):%d.%m.%Y}" in overdue.content.decode()
    owners = client.get("/admin/reports/upkeep/owners/").context["object_list"]
    named = [bool(page.owner_email) for page in owners]
    assert named == sorted(named)


def test_the_summary_takes_few_queries_however_many_pages(site: Site, django_assert_max_num_queries) -> None:
    for number in range(4):
        _due(site, f"Strona {number}", owner="")
    with django_assert_max_num_queries(8):
        found = summary.of(site)
    assert len(found.overdue) == 4
    assert len(found.without_owner) >= 4


def test_a_note_keeps_no_number_of_a_person(site: Site) -> None:
    _due(site)
    _still_true, to_be_corrected = _ask()
    answer = reader_of(site).post(to_be_corrected, {"note": "Pan o numerze 44051401359 już tu nie pracuje."})
    assert "PESEL" in answer.content.decode()
    assert not Review.objects.exists()
    assert reader_of(site).post(to_be_corrected, {"note": "Ta osoba już tu nie pracuje."}).status_code == 200
    assert Review.objects.get().note == "Ta osoba już tu nie pracuje."


# -- letters that do not leave ----------------------------------------------------------------------------------------


class ChoosyBackend(EmailBackend):
    """A mail server that takes no letter for one address."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        if any(OWNER in letter.to for letter in messages):
            raise ConnectionRefusedError
        return super().send_messages(messages)


def test_a_letter_that_does_not_leave_is_named_stops_no_other_and_is_sent_by_the_next_run(site: Site, settings) -> None:
    _due(site), _due(site, "Usługi", "inny@gops.example")
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.ChoosyBackend"
    said = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("ask_owners", verbosity=0, stderr=said)
    assert failure.value.returncode == 1
    assert OWNER in said.getvalue()
    assert "inny@gops.example" in [to for letter in mail.outbox for to in letter.to]
    assert not Asked.objects.filter(email=OWNER).exists()
    settings.EMAIL_BACKEND = working
    assert len(_ask()) == 2


def test_a_run_that_was_cut_off_before_its_letter_left_asked_nobody(site: Site) -> None:
    page = _due(site)
    Asked.objects.create(site=site, page=page, email=OWNER, at=timezone.now())
    assert len(_ask()) == 2


def test_what_no_letter_can_hold_stops_no_other(site: Site) -> None:
    page = _due(site)
    BasePage.objects.filter(pk=page.pk).update(owner_email=f"{OWNER}\nBcc: obcy@zly.example")
    _due(site, "Usługi", "inny@gops.example")
    CentreSettings.objects.filter(site=site).update(name="Ośrodek\nw dwóch wierszach")
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("ask_owners", verbosity=0, stderr=said)
    assert "obcy@zly.example" in said.getvalue()
    assert ["inny@gops.example"] in [letter.to for letter in mail.outbox]
    assert not Asked.objects.filter(page=page).exists()


def test_without_a_mail_server_nobody_counts_as_asked(site: Site, settings) -> None:
    _due(site)
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = False
    said = StringIO()
    call_command("ask_owners", stdout=said)
    assert "EMAIL_URL" in said.getvalue()
    assert not Asked.objects.exists()


# -- how long it is kept ----------------------------------------------------------------------------------------------


@contextmanager
def _day(days: int) -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=days)):
        yield


def test_questions_and_answers_go_after_their_time_and_no_earlier(site: Site, settings) -> None:
    settings.REVIEWS_KEPT_DAYS = 34
    _due(site)
    with _day(-33):
        reader_of(site).post(_ask()[1], {"note": "Kwota wzrosła"})
    call_command("prune_reviews", verbosity=0)
    assert (Asked.objects.count(), Review.objects.count()) == (1, 1)
    with _day(-36):
        asked = Asked.objects.create(site=site, page=site.root_page, email="a@b.example", at=timezone.now())
        Review.objects.create(page_id=1, question=asked.pk, answer="correct", at=timezone.now(), by_email="a@b.example")
    call_command("prune_reviews", verbosity=0)
    assert Review.objects.get().by_email == OWNER
    assert not Asked.objects.filter(pk=asked.pk).exists()


def test_a_short_time_keeps_what_the_links_still_answer(site: Site, settings) -> None:
    settings.REVIEWS_KEPT_DAYS = 1
    page = _due(site)
    with _day(-29):
        still_true, to_be_corrected = _ask()
        reader_of(site).post(still_true)
    assert prune() == (0, 0)
    reader_of(site).post(to_be_corrected, {"note": "Jednak nie"})
    assert Review.objects.get(page_id=page.pk).answer == "current"


@pytest.mark.parametrize("change", ["UPDATE upkeep_review SET note = ''", "DELETE FROM upkeep_review"])
def test_the_database_lets_nobody_change_an_answer_nor_delete_it_before_its_day(site: Site, change: str) -> None:
    Review.objects.create(page_id=1, question=1, answer="current", at=timezone.now(), by_email=OWNER)
    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Review.objects.count() == 1
