"""Comparing texts of an act: of any size it is answered, made once, and says what it leaves out."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.models import Site

from pages.acts.dossier import live_dossier
from pages.acts.models import ActPage, ExpressionPage
from pages.acts.views.comparison import MAX_MARKED, MAX_NAMED, compared_state, comparison_key
from tests.factories import publish_again, reader_of
from tests.pages.acts.making import add_register, add_statute, add_text, blocks, partial
from tests.pages.acts.test_reader_pages import read, text_of

TOO_MANY = (
    "There are too many differences to mark them in the words. Below are only the provisions that differ; both texts "
    "can be opened above."
)
UNDATED = "text, from when is not known"
ADDRESS = "/akty/statut/porownaj-stany/stary/nowy/"


@pytest.fixture
def statute(site: Site) -> ActPage:
    return add_statute(add_register(site))


@pytest.fixture
def reader(site: Site) -> Client:
    cache.clear()
    return reader_of(site)


def compare(statute: ActPage, provisions: int, changed: int) -> None:
    """Two texts of so many provisions, the first ones of which differ."""
    for slug, day, word in (("stary", "2020-01-01", "dawne"), ("nowy", "2022-01-01", "obecne")):
        words = [word if number <= changed else "stałe" for number in range(1, provisions + 1)]
        texts = [(str(number), f"Zadania {one}.") for number, one in enumerate(words, start=1)]
        add_text(statute, slug, provisions=texts, valid_from=partial(day))


def test_more_changes_than_anybody_reads_are_named_and_not_marked(statute: ActPage, reader: Client) -> None:
    compare(statute, MAX_MARKED + 1, MAX_MARKED + 1)
    left = MAX_MARKED + 1 - MAX_NAMED
    more = ngettext("and %(more)s more provision", "and %(more)s more provisions", left) % {"more": left}
    for address in (ADDRESS, f"{ADDRESS}?widok=obok"):
        response = reader.get(address)
        html = response.content.decode()
        words = text_of(html)
        assert gettext(TOO_MANY) in words
        assert "<ins" not in html
        assert "<del" not in html
        assert f"§ {MAX_NAMED} {more}" in words
        assert 'href="/akty/statut/stary/"' in html
        assert 'href="/akty/statut/nowy/"' in html
        assert 'href="?' not in html


def test_as_many_changes_as_are_marked_are_marked(statute: ActPage, reader: Client) -> None:
    compare(statute, MAX_MARKED, MAX_MARKED)
    html = reader.get(ADDRESS).content.decode()
    assert html.count("<del") >= MAX_MARKED
    assert gettext(TOO_MANY) not in text_of(html)


def test_a_small_change_of_a_big_text_is_marked(statute: ActPage, reader: Client) -> None:
    compare(statute, MAX_MARKED + 1, 1)
    html = reader.get(f"{ADDRESS}?widok=obok").content.decode()
    assert "dawne" in html
    assert "obecne" in html
    assert "<del" in html
    assert gettext(TOO_MANY) not in text_of(html)


def test_equal_texts_are_said_to_be_equal(statute: ActPage, reader: Client) -> None:
    compare(statute, 2, 0)
    html = reader.get(ADDRESS).content.decode()
    assert "Te wersje niczym się nie różnią." in text_of(html)
    assert 'href="?' not in html


def key_of(statute: ActPage) -> str:
    """Under which the comparison of the oldest text with the newest is kept."""
    dossier = live_dossier(statute)
    placed = dossier.life.states[0], dossier.life.states[-1]
    texts = dossier.text_of(placed[0]), dossier.text_of(placed[1])
    states = compared_state(dossier, placed[0]), compared_state(dossier, placed[1])
    with translation.override("pl"):
        return comparison_key(texts, states, beside=False)


def test_a_comparison_is_made_once_and_anew_when_a_text_changes(statute: ActPage, reader: Client) -> None:
    compare(statute, 2, 1)
    key = key_of(statute)
    assert cache.get(key) is None
    first = reader.get(ADDRESS)
    kept = cache.get(key)
    assert kept.changed == ["§ 1"]
    assert str(kept.html) in first.content.decode()
    # What is kept is what is printed next.
    cache.set(key, kept._replace(differing=7))
    assert "7" in reader.get(ADDRESS).context["lead"]
    text = ExpressionPage.objects.get(slug="nowy")
    text.text = blocks([("1", "Zadania dawne."), ("2", "Zadania inne.")])
    publish_again(text)
    assert key_of(statute) != key
    assert reader.get(ADDRESS).context["compared"].changed == ["§ 2"]


def test_a_text_whose_day_nobody_knows_is_named_and_compared(statute: ActPage, reader: Client) -> None:
    add_text(statute, "bez-dnia", provisions=[("1", "Dawne.")])
    add_text(statute, "z-dniem", provisions=[("1", "Nowe.")], valid_from=partial("2022-01-01"))
    assert gettext(UNDATED) in read(reader, "/akty/statut/porownaj-stany/")
    words = read(reader, "/akty/statut/porownaj-stany/bez-dnia/z-dniem/")
    assert gettext(UNDATED) in words
    assert "Dawne" in words
    assert "Nowe" in words
