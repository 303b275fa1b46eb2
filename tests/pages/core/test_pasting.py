"""What is pasted from a word processor gets the structure that it was meant to have."""

import re

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import streamfield

from news.models import NewsIndexPage, NewsPage
from pages.core.blocks import TEXT_FEATURES
from pages.core.pasting import tidied
from tests.conftest import KIELCE, reader
from tests.portal.test_editors import add_page, text_block, the_page

KEPT = [
    "<p>– jeden</p><p>– dwa</p>",
    "<p>1. Pierwszy</p><p>2. Drugi</p>",
    "<p><b>To jest całe zdanie.</b></p><p>Dalej.</p>",
    "<p><b>Ostatnie słowa</b></p>",
    "<p><b>Jedno</b></p><h3>Drugie</h3>",
    "<p>w\xa0domu, 10\xa0zł, pokój\xa012</p>",
    '<p>Zobacz <a href="https://example.org/a  b">stronę</a> i <br/>dalej</p>',
    "<p></p>",
]
MENDED = {
    '<p data-block-key="a">· jeden</p><p data-block-key="b">•\xa0\xa0dwa</p><p>trzy</p>': (
        '<ul><li data-block-key="a">jeden</li><li data-block-key="b">dwa</li></ul><p>trzy</p>'
    ),
    '<p data-block-key="a"><b>Kto może przyjść</b></p><p>Każdy.</p>': (
        '<h3 data-block-key="a">Kto może przyjść</h3><p>Każdy.</p>'
    ),
    "<p><b>Dokumenty</b></p><p>· wniosek</p>": "<h3>Dokumenty</h3><ul><li>wniosek</li></ul>",
    "<p>a</p><p> </p><p><br/></p><p>&nbsp;</p><p>b</p>": "<p>a</p><p>b</p>",
    "<p>pomoc&nbsp;społeczna  dla\xa0\xa0rodzin</p>": "<p>pomoc społeczna dla rodzin</p>",
}


@pytest.mark.parametrize("html", KEPT)
def test_what_may_be_meant_is_left_alone(html: str) -> None:
    assert tidied(html, TEXT_FEATURES) == html


@pytest.mark.parametrize(("html", "expected"), MENDED.items())
def test_what_only_looks_like_structure_becomes_one(html: str, expected: str) -> None:
    assert tidied(html, TEXT_FEATURES) == expected


def test_a_field_gets_no_structure_that_it_does_not_have() -> None:
    html = "<p><b>Dokumenty</b></p><p>· wniosek</p>"
    assert tidied(html, ["bold", "link"]) == html


def test_a_pasted_list_is_a_list_on_the_page(db: None) -> None:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kierownik"))
    index = the_page(NewsIndexPage, KIELCE)
    body = streamfield([text_block("<p>Prosimy wziąć:</p><p>· dowód</p><p>· wniosek</p>")])
    fields = {"title": "Co wziąć", "slug": "co-wziac", "summary": "Dwie rzeczy do okienka.", "date": "15.12.2025"}
    add_page(client, NewsPage, index, **fields, body=body)
    page = client.get(f"{index.local_url}co-wziac/").content.decode()
    assert re.search(r"<ul>\s*<li[^>]*>dowód</li>\s*<li[^>]*>wniosek</li>\s*</ul>", page)
    assert "· dowód" not in page


inside = st.text("ab1 .·•\xa0-", max_size=12)
paragraph = st.one_of(
    inside.map(lambda text: f"<p>{text}</p>"),
    inside.map(lambda text: f"<p><b>{text}</b></p>"),
    inside.map(lambda text: f'<p data-block-key="k">{text}<br/><i>{text}</i></p>'),
    inside.map(lambda text: f"<h3>{text}</h3>"),
    inside.map(lambda text: f"<ul><li>{text}</li></ul>"),
)


def words(html: str) -> str:
    return re.sub(r"<[^>]*>|[\s·•]", "", html)


@given(st.lists(paragraph, max_size=6).map("".join))
def test_mending_twice_is_mending_once_and_no_word_is_lost(html: str) -> None:
    once = tidied(html, TEXT_FEATURES)
    assert tidied(once, TEXT_FEATURES) == once
    assert words(once) == words(html)
