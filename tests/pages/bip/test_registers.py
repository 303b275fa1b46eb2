"""A register: what it holds, who keeps it, how to look into it."""

import pytest
from wagtail.models import Site

from pages.bip.models import PublicRegisterPage
from tests.factories import add_page, reader_of
from tests.history.editing import editor_of
from tests.pages.bip.duties import draft_of, entry, faults, send, text_of
from tests.pages.bip.making import add_list


def test_the_page_says_what_it_holds_and_how_to_look_into_it(site: Site) -> None:
    add_page(add_list(site, "register"), entry(PublicRegisterPage, online_url="https://rejestr.example.pl/"))
    html = text_of(reader_of(site).get("/bip/praca/lista/wpis/"))
    assert 'href="https://rejestr.example.pl/"' in html
    for expected in ("Daty i przedmiot skarg", "Sekretariat", "Na wniosek, w sekretariacie"):
        assert expected in html


@pytest.mark.parametrize(
    ("field", "value"), [("access", ""), ("kept_by", ""), ("holds_data", ""), ("online_url", "javascript:alert(1)")]
)
def test_what_a_reader_needs_is_asked_for(site: Site, field: str, value: str) -> None:
    page = draft_of(site, PublicRegisterPage)
    assert list(faults(send(editor_of(site.hostname), page, **{field: value}))) == [field]
