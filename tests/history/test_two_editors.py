"""Two people at one page: the second is told what the first did, and nobody's text is lost."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from news.models import NewsPage
from tests.history.editing import NOTE, editor_of, news, notes, opened, post, versions

OTHER_NOTE = "Dyżur przeniesiony, bo sala jest zajęta."
REASON = {"change_note": NOTE, "change_kind": "significant"}
OTHER_REASON = {"change_note": OTHER_NOTE, "change_kind": "minor"}


@pytest.fixture
def page(db: None) -> NewsPage:
    return news()


@pytest.fixture
def anna(db: None) -> Client:
    return editor_of()


@pytest.fixture
def jan(db: None) -> Client:
    return editor_of(name="redaktor", full_name="Jan Kowalski")


def said(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def title(page: NewsPage) -> str:
    return NewsPage.objects.get(pk=page.pk).title


@pytest.mark.parametrize("action", ["publish", "submit", ""])
def test_the_second_is_told_who_published_what_and_why(page: NewsPage, anna: Client, jan: Client, action: str) -> None:
    first, second = opened(anna, page), opened(jan, page)
    assert post(anna, page, first, title="Tekst Anny", **REASON).status_code == 302
    answer = post(jan, page, second, action, title="Tekst Jana", **OTHER_REASON)
    assert answer.status_code == 409
    text = said(answer)
    assert "Podczas Twojej edycji inna osoba – Anna Nowak – opublikowała" in text
    assert NOTE in text
    assert 'value="Tekst Jana"' in text
    assert OTHER_NOTE in text
    assert title(page) == "Tekst Anny"
    assert notes(page) == ["Pierwsza publikacja", NOTE]
    # The link to the comparison works, and shows the other's change.
    link = re.search(r'href="(/admin/public-history/[^"]+)"', text)
    assert link
    comparison = jan.get(link[1])
    assert comparison.status_code == 200
    assert "Anny" in said(comparison)


def test_sending_it_again_knowingly_goes_through(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, title="Tekst Anny", **REASON)
    answer = post(jan, page, second, title="Tekst Jana", **OTHER_REASON)
    shown = re.search(r'name="loaded_revision_id"\s+value="(\d+)"', said(answer))
    at = re.search(r'name="loaded_revision_created_at"\s+value="([^"]+)"', said(answer))
    assert shown
    assert at
    again = {**second, "loaded_revision_id": shown[1], "loaded_revision_created_at": at[1]}
    assert post(jan, page, again, title="Tekst Jana", **OTHER_REASON).status_code == 302
    assert title(page) == "Tekst Jana"
    assert [version.content.title for version in versions(page)] == ["Dyżur w sobotę", "Tekst Anny", "Tekst Jana"]
    assert [version.content.published_by for version in versions(page)][1:] == ["Anna Nowak", "Jan Kowalski"]


def test_the_form_does_not_save_itself_before_the_editor_decides(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, title="Tekst Anny", **REASON)
    answer = post(jan, page, second, title="Tekst Jana", **OTHER_REASON)
    assert "w-autosave#save" not in said(answer)
    assert "w-autosave#save" in said(jan.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))))


def test_a_draft_of_another_is_not_silently_replaced_either(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, "", title="Szkic Anny")
    answer = post(jan, page, second, title="Tekst Jana", **OTHER_REASON)
    assert answer.status_code == 409
    assert "inna osoba – Anna Nowak – zapisała nową wersję" in said(answer)
    assert (
        Revision.objects.get(pk=NewsPage.objects.get(pk=page.pk).latest_revision_id).as_object().title == "Szkic Anny"
    )


def autosave(client: Client, page: NewsPage, data: dict[str, str], **changes: str):
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    return client.post(url, {**data, **changes}, headers={"accept": "application/json"})


def test_saving_by_itself_works_as_before(page: NewsPage, anna: Client, jan: Client) -> None:
    form = opened(anna, page)
    answer = autosave(anna, page, form, title="Szkic")
    assert answer.status_code == 200, answer.content[:500]
    number = str(answer.json()["revision_id"])
    assert autosave(anna, page, form, title="Szkic 2", overwrite_revision_id=number).json()["success"]
    other = opened(jan, page)
    post(jan, page, other, title="Tekst Jana", **OTHER_REASON)
    refused = autosave(anna, page, form, title="Szkic 3", overwrite_revision_id=number)
    assert refused.status_code == 400
    assert refused.json()["error_code"] == "invalid_revision"
    # And a click of hers on “publish” is told of him.
    answer = post(anna, page, form, title="Szkic 3", overwrite_revision_id=number, **REASON)
    assert answer.status_code == 409
    assert "Jan Kowalski" in said(answer)


def test_a_click_in_the_middle_of_saving_by_itself_is_no_conflict_with_oneself(page: NewsPage, anna: Client) -> None:
    form = opened(anna, page)
    assert autosave(anna, page, form, title="Szkic").status_code == 200
    assert post(anna, page, form, title="Tekst", **REASON).status_code == 302
    assert title(page) == "Tekst"


def test_nor_is_what_the_form_saved_by_itself_an_hour_ago(page: NewsPage, anna: Client) -> None:
    form = opened(anna, page)
    number = autosave(anna, page, form, title="Szkic").json()["revision_id"]
    Revision.objects.filter(pk=number).update(created_at="2026-01-01T12:00:00Z")
    other = f"{number} 2026-01-01T12:00:01+00:00"
    assert post(anna, page, form, title="Tekst", own_draft=other, **REASON).status_code == 409
    own = f"{number} 2026-01-01T12:00:00+00:00"
    assert post(anna, page, form, title="Tekst", own_draft=own, **REASON).status_code == 302
    assert title(page) == "Tekst"


def test_but_one_s_own_other_window_is(page: NewsPage, anna: Client) -> None:
    first, second = opened(anna, page), opened(anna, page)
    post(anna, page, first, title="Okno pierwsze", **REASON)
    Revision.objects.filter(object_id=str(page.pk)).update(created_at="2026-01-01T12:00:00Z")
    assert post(anna, page, second, title="Okno drugie", **OTHER_REASON).status_code == 409


def test_what_one_published_oneself_in_another_window_is_not_replaced_unasked(page: NewsPage, anna: Client) -> None:
    first, second = opened(anna, page), opened(anna, page)
    assert post(anna, page, first, title="Okno pierwsze", **REASON).status_code == 302
    answer = post(anna, page, second, title="Okno drugie", **OTHER_REASON)
    assert answer.status_code == 409
    assert "W innym oknie zapisano lub opublikowano z Twojego konta inną wersję tej strony" in said(answer)
    assert "inna osoba" not in said(answer)
    assert title(page) == "Okno pierwsze"


def test_nor_when_the_draft_that_one_sees_was_published_under_its_number(page: NewsPage, anna: Client) -> None:
    first = opened(anna, page)
    number = str(autosave(anna, page, first, title="Szkic").json()["revision_id"])
    second = opened(anna, page)
    assert post(anna, page, first, title="Okno pierwsze", overwrite_revision_id=number, **REASON).status_code == 302
    assert post(anna, page, second, title="Okno drugie", **OTHER_REASON).status_code == 409
    assert title(page) == "Okno pierwsze"


def test_taking_up_an_earlier_draft_notices_others_too(page: NewsPage, anna: Client, jan: Client) -> None:
    first = opened(anna, page)
    url = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, page.live_revision_id))
    data = opened(jan, page)
    post(anna, page, first, title="Tekst Anny", **REASON)
    answer = jan.post(url, {**data, **OTHER_REASON, "action-publish": "1"})
    assert answer.status_code == 409
    assert title(page) == "Tekst Anny"


def test_a_stranger_is_told_nothing(page: NewsPage, anna: Client) -> None:
    stranger = editor_of("kedzierzyn-kozle.localhost", "obcy", "Obca Osoba")
    answer = stranger.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), {"loaded_revision_id": "1"})
    assert answer.status_code == 404
    assert User.objects.filter(username="obcy").exists()
