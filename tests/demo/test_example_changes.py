"""The demonstration changes a page of each centre once, so that there are two texts to compare."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Revision, Site

from history.models import PublishedVersion
from tests.conftest import CENTRES, KEDZIERZYN, KIELCE, reader
from tests.demo.facts_kedzierzyn import ARTICLE
from transfer.example_changes import apply_example_changes

pytestmark = pytest.mark.django_db


def changed_versions(hostname: str) -> list[PublishedVersion]:
    """The last two versions of the centre's changed page, older first."""
    versions = PublishedVersion.objects.filter(
        object__journal__site__hostname=hostname, object__path=ARTICLE
    ).select_related("content")
    return list(versions.order_by("number"))[-2:]


@pytest.mark.parametrize(("hostname", "numbers"), [(KIELCE, [1, 2]), (KEDZIERZYN, [22, 23])])
def test_each_centre_has_two_versions_to_compare(hostname: str, numbers: list[int]) -> None:
    before, after = changed_versions(hostname)
    assert [before.number, after.number] == numbers
    assert before.content.html != after.content.html
    assert after.content.published_by == "redakcja BIP (dane przykładowe)"
    assert "Treść przykładowa" in after.content.change_note


@pytest.mark.parametrize("hostname", CENTRES)
def test_a_change_is_made_once(hostname: str) -> None:
    before = Revision.objects.count()
    assert apply_example_changes(Site.objects.get(hostname=hostname), CENTRES[hostname]) == 0
    assert Revision.objects.count() == before


def test_what_the_older_bulletin_recorded_comes_first(kedzierzyn: Client) -> None:
    moved, _changed = changed_versions(KEDZIERZYN)
    assert moved.content.change_note == "Przeniesiono z poprzedniego serwisu"
    assert "Historia strony: 23 wersje" in kedzierzyn.get(ARTICLE).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("hostname", CENTRES)
def test_the_change_leads_the_list_on_the_bulletins_home(hostname: str) -> None:
    first = reader(hostname).get("/bip/").context["recent"][0]
    assert (first.page_url, first.title) == (ARTICLE, changed_versions(hostname)[1].content.title)


def test_a_text_that_is_not_there_stops_the_demonstration(tmp_path: Path) -> None:
    change = f'[[change]]\npage = "{ARTICLE}"\nkind = "drobna"\nnote = "Inna zmiana"\nperson = "redakcja"\n'
    edit = '[[change.edit]]\nfind = "tego tu nie ma"\nreplace = "?"\n'
    (tmp_path / "kielce.changes.toml").write_text(change + edit, encoding="utf-8")
    with pytest.raises(ValueError, match="tego tu nie ma"):
        apply_example_changes(Site.objects.get(hostname=KIELCE), tmp_path / "kielce")
