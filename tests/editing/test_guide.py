"""The guide inside the administration: its pages, its pictures, and the ways that lead to it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image
from wagtail.models import Page, Site, get_page_models

from editing.guide.topics import Topic, topic_of, topics
from news.models import NewsIndexPage
from portal.roles import Role, group_of
from tests.conftest import KIELCE, reader

PICTURES = Path(settings.STATICFILES_DIRS[0]) / "guide"
SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<name>[^)]*)\)")
NAMES = [topic.slug for topic in topics()]
MOST_PICTURES, LARGEST = 12, 60_000


@pytest.fixture
def editor(db: None) -> Client:
    client = reader(KIELCE)
    user = User.objects.create_user("redakcja")
    user.groups.add(group_of(Site.objects.get(hostname=KIELCE), Role.PORTAL_EDITOR))
    client.force_login(user)
    return client


def test_every_page_opens_and_all_that_it_leads_to_is_there(editor: Client) -> None:
    listed = editor.get(reverse("guide:index")).content.decode()
    for topic in topics():
        assert f'href="{topic.url}"' in listed
        shown = editor.get(topic.url)
        assert shown.status_code == 200
        assert topic.title in shown.content.decode()
        for slug in re.findall(r'href="/admin/guide/([^"/]+)/"', topic.html):
            assert slug in NAMES


def test_there_is_no_other_page(editor: Client) -> None:
    assert editor.get(reverse("guide:topic", args=("czego-nie-ma",))).status_code == 404


@pytest.mark.parametrize("topic", topics(), ids=NAMES)
def test_pictures_are_described_and_the_words_of_each_screen_stand_in_the_text(topic: Topic) -> None:
    for alt, name in SHOWN.findall(topic.text):
        assert name in topic.screens
        assert alt.endswith(".")
        assert len(alt) > 40
        assert f'src="/static/guide/{name}.webp"' in topic.html
    text = " ".join(topic.text.replace("*", "").split()).lower()
    missing = {word for words in topic.screens.values() for word in words if word.lower() not in text}
    assert not missing


def test_pictures_are_few_and_small_and_none_is_left_over() -> None:
    kept = sorted(PICTURES.glob("*.webp"))
    assert [path.stem for path in kept] == sorted(
        name for topic in topics() for _alt, name in SHOWN.findall(topic.text)
    )
    assert len(kept) <= MOST_PICTURES
    assert max(path.stat().st_size for path in kept) <= LARGEST
    assert {Image.open(path).width for path in kept} == {900}


def test_each_kind_of_page_has_help_of_its_own_and_none_is_helped_twice() -> None:
    helped = [kind for topic in topics() for kind in topic.kinds]
    assert len(helped) == len(set(helped))
    assert set(helped) == {model._meta.label_lower for model in get_page_models() if model.is_creatable}


def test_a_form_leads_to_the_page_about_it(editor: Client) -> None:
    index = NewsIndexPage.objects.descendant_of(
        Page.objects.get(pk=Site.objects.get(hostname=KIELCE).root_page_id)
    ).get()
    for address in (
        reverse("wagtailadmin_pages:edit", args=(index.pk,)),
        reverse("wagtailadmin_pages:add", args=("news", "newspage", index.pk)),
    ):
        assert f'href="{topic_of("news.newspage").url}" target="_blank"' in editor.get(address).content.decode()


@override_settings(SECOND_FACTOR="publishers")
def test_who_has_yet_to_set_up_a_second_factor_may_read_how(editor: Client) -> None:
    assert editor.get(reverse("guide:topic", args=("haslo",))).status_code == 200
    assert editor.get(reverse("wagtailadmin_home")).status_code == 302


def test_help_leads_to_this_guide_and_to_none_in_english(editor: Client) -> None:
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("guide:index") in home
    assert "wagtail.org" not in home
