"""The second of two editors is shown the difference where they are, and chooses; tests/history/test_two_editors.py has
the rules of when.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from news.models import NewsPage
from pages.core.models import CentreSettings
from tests.conftest import KIELCE
from tests.history.editing import editor_of, news, opened, post

REASON = {"change_note": "Nowy numer telefonu zespołu do spraw rodziny.", "change_kind": "significant"}


@pytest.fixture
def page(db: None) -> NewsPage:
    return news(summary="Telefon 41 331 25 24, czynny do południa.")


@pytest.fixture
def anna(db: None) -> Client:
    return editor_of()


@pytest.fixture
def jan(db: None) -> Client:
    return editor_of(name="redaktor", full_name="Jan Kowalski")


def conflict(answer) -> str:
    """The part of the answer that shows the difference."""
    assert answer.status_code == 409
    found = re.search(r'<section class="conflict.*?</section>', answer.content.decode(), re.DOTALL)
    assert found
    return found[0].replace("\xa0", " ")


def summary(page: NewsPage) -> str:
    return NewsPage.objects.get(pk=page.pk).summary


def test_the_difference_of_the_two_texts_is_shown_word_by_word(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, summary="Telefon 41 331 25 99, czynny do południa.", **REASON)
    shown = conflict(post(jan, page, second, summary="Telefon 41 331 25 24, czynny do wieczora.", **REASON))
    removed, added = (" ".join(re.findall(rf"<{tag}>(.*?)</{tag}>", shown)) for tag in ("del", "ins"))
    assert "99" in removed
    assert "południa" in removed
    assert "24" in added
    assert "wieczora" in added
    assert "Telefon" not in removed + added
    assert 'class="hidden"' in shown  # marks are told in words, too


def test_one_button_replaces_the_other_text_knowingly(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, summary="Tekst Anny.", **REASON)
    answer = post(jan, page, second, summary="Tekst Jana.", **REASON)
    assert 'form="page-edit-form" name="action-publish"' in conflict(answer)
    # The button sends the form, as it now stands, once more.
    again = querydict_from_html(answer.content.decode(), form_id="page-edit-form").dict()
    kept = {name: again[name] for name in ("loaded_revision_id", "loaded_revision_created_at", "summary")}
    assert kept["summary"].strip() == "Tekst Jana."
    assert post(jan, page, {**second, **kept}, **REASON).status_code == 302
    assert summary(page) == "Tekst Jana."


def test_another_takes_the_other_text(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, summary="Tekst Anny.", **REASON)
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert f'href="{url}"' in conflict(post(jan, page, second, summary="Tekst Jana.", **REASON))
    assert opened(jan, page)["summary"] == "Tekst Anny."


def test_a_form_with_a_mistake_shows_the_difference_all_the_same(page: NewsPage, anna: Client, jan: Client) -> None:
    first, second = opened(anna, page), opened(jan, page)
    post(anna, page, first, summary="Tekst Anny.", **REASON)
    shown = conflict(post(jan, page, second, summary="Tekst Jana.", title="", date="wczoraj"))
    assert "Jana" in shown


def test_settings_of_a_centre_are_not_silently_replaced_either(anna: Client, jan: Client) -> None:
    settings = CentreSettings.objects.get(site__hostname=KIELCE)
    url = reverse("wagtailsettings:edit", args=("core", "centresettings", settings.site_id))

    def form(client: Client) -> dict[str, str]:
        return querydict_from_html(client.get(url).content.decode(), form_id="w-editor-form").dict()

    first, second = form(anna), form(jan)
    assert anna.post(url, {**first, "phone": "41 111 22 33"}).status_code == 302
    refused = jan.post(url, {**second, "phone": "41 444 55 66"})
    assert refused.status_code == 200
    assert "41 111 22 33" in refused.content.decode()
    settings.refresh_from_db()
    assert settings.phone == "41 111 22 33"
    again = querydict_from_html(refused.content.decode(), form_id="w-editor-form").dict()
    assert again["phone"] == "41 444 55 66"
    assert jan.post(url, again).status_code == 302
    settings.refresh_from_db()
    assert settings.phone == "41 444 55 66"
