"""The yearly review: asked for from 1 February, due by 31 March, done with a row that has a day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pages.accessibility.statement.reviewing import ReviewKey, missed_deadline, review_state
from tests.pages.accessibility.statements import centre, html_of, review, statement, travel
from tests.pages.acts.statutes import editor_in

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("last", "today", "key", "deadline"),
    [
        (date(2025, 3, 31), date(2026, 1, 31), ReviewKey.WAITING, date(2026, 3, 31)),
        (date(2025, 3, 31), date(2026, 2, 1), ReviewKey.DUE, date(2026, 3, 31)),
        (date(2025, 3, 31), date(2026, 3, 31), ReviewKey.DUE, date(2026, 3, 31)),
        (date(2025, 3, 31), date(2026, 4, 1), ReviewKey.OVERDUE, date(2026, 3, 31)),
        (date(2025, 12, 31), date(2026, 4, 1), ReviewKey.OVERDUE, date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 2, 1), ReviewKey.DONE, date(2027, 3, 31)),
        (date(2026, 5, 3), date(2026, 5, 3), ReviewKey.DONE, date(2027, 3, 31)),
        (date(2024, 3, 1), date(2026, 1, 15), ReviewKey.OVERDUE, date(2025, 3, 31)),
        (None, date(2026, 1, 15), ReviewKey.OVERDUE, date(2025, 3, 31)),
    ],
)
def test_the_state_of_the_review_on_the_days_around_each_edge(
    last: date | None, today: date, key: ReviewKey, deadline: date
):
    state = review_state(last, today)
    assert (state.key, state.deadline) == (key, deadline)
    assert state.label


@given(last=DAYS, today=DAYS, days=st.integers(0, 400))
def test_a_later_review_never_makes_it_worse_and_is_asked_for_only_in_time(last: date, today: date, days: int):
    later = last + timedelta(days=days)
    assert not (missed_deadline(later, today) and not missed_deadline(last, today))
    state = review_state(last, today)
    assert (state.key is ReviewKey.OVERDUE) == (state.deadline < today and state.is_due)
    assert not (today.month == 1 and state.key is ReviewKey.DUE)


@pytest.mark.django_db
def test_the_statement_prints_its_last_review_and_lists_all(monkeypatch: pytest.MonkeyPatch):
    travel(monkeypatch, date(2026, 5, 20))
    site = centre()
    page = statement(site, {"reviews": [review(), review(date(2025, 2, 20), done="Wzory pism.")]})
    html = html_of(site)
    assert 'id="a11y-data-przeglad" datetime="2026-03-02"' in html
    assert "Wzory pism." in html
    assert page.review_state().key is ReviewKey.DONE
    assert page.review_state(date(2027, 2, 1)).key is ReviewKey.DUE


@pytest.mark.django_db
def test_before_the_first_review_the_statement_prints_none_and_its_own_day_counts(monkeypatch: pytest.MonkeyPatch):
    travel(monkeypatch, date(2026, 5, 20))
    site = centre()
    page = statement(site, {"reviews": []}, made_on=date(2026, 4, 1))
    assert "a11y-data-przeglad" not in html_of(site)
    assert page.review_state().key is ReviewKey.DONE
    assert page.review_state().label.startswith("Sporządzono 1 kwietnia 2026"), "nobody has reviewed it"


@pytest.mark.django_db
def test_editors_are_warned_on_their_first_page_and_in_the_form_and_only_of_their_own(monkeypatch: pytest.MonkeyPatch):
    travel(monkeypatch, date(2026, 5, 20))
    site, other = centre(), centre("obcy.localhost")
    page = statement(site)
    statement(other, {"reviews": [review(date(2025, 3, 1))]})
    editor, home = editor_in(site), reverse("wagtailadmin_home")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert edit not in _warnings(editor.get(home).content.decode())
    travel(monkeypatch, date(2027, 2, 1))
    assert edit in _warnings(editor.get(home).content.decode())
    assert page.review_state().label in editor.get(edit).content.decode()
    assert "31 marca 2026" not in editor.get(home).content.decode()


def _warnings(html: str) -> str:
    return "".join(part.split("</div>")[0] for part in html.split('class="help-block help-warning"')[1:])
