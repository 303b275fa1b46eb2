"""A page that was published before is published again only with a reason, which readers find in its history."""

import pytest
from django.core.management import CommandError

from history.models import ChangeKind, JournalEntry
from tests.factories import publish_again
from tests.transfer.folders import faults, load, page, publications, replace, served, versions

HEAD = '+++\ntype = "content"\n'
REASON = "Praca socjalna także w terenie"


def change(folder, text="prowadzimy pracę socjalną w terenie"):
    """Another text of the page „O nas”."""
    replace(folder, "pages/o-nas.md", "prowadzimy pracę socjalną", text)


def explain(folder, note=REASON, kind=""):
    """The reason in the page's own file, on its third line."""
    keys = f'change_note = "{note}"\n' + (f'change_kind = "{kind}"\n' if kind else "")
    replace(folder, "pages/o-nas.md", HEAD, HEAD + keys)


def last(path="/o-nas/"):
    return versions(path)[-1]


def test_the_first_publication_explains_itself(loaded):
    (only,) = versions("/o-nas/")
    assert (only.content.change_note, only.change_kind) == ("Pierwsza publikacja", ChangeKind.SIGNIFICANT)
    assert last("/bip/osrodek/przedmiot-dzialalnosci/").content.change_note == "Przeniesiono z poprzedniego serwisu"


def test_every_change_without_a_reason_is_named_with_its_line_and_nothing_is_published(loaded):
    change(loaded)
    replace(loaded, "units.toml", 'name = "Dział Świadczeń"', 'name = "Dział Świadczeń i Dodatków"')
    replace(loaded, "acts.toml", 'title = "Utworzenie Ośrodka"', 'title = "Utworzenie Ośrodka w Lipowie"')
    before = publications(), JournalEntry.objects.count()
    lines = faults(loaded, note="")
    assert [line.split(": ")[0] for line in lines] == ["acts.toml:1", "pages/o-nas.md:2", "units.toml:1"]
    assert all("change_note" in line and "--note" in line for line in lines)
    assert (publications(), JournalEntry.objects.count()) == before
    assert "w terenie" not in served("/o-nas/")


def test_the_reason_stands_in_the_pages_own_file(loaded):
    change(loaded)
    explain(loaded, kind="drobna")
    load(loaded, note="")
    assert (last().number, last().content.change_note, last().change_kind) == (2, REASON, ChangeKind.MINOR)
    assert page("/o-nas/").change_note == ""


@pytest.mark.parametrize(("file", "head"), [("acts.toml", '[[act]]\nid = "statut"\n'), ("units.toml", "[[unit]]\n")])
def test_acts_and_units_take_the_same_keys(loaded, file, head):
    old, new = ("Statut Ośrodka", "Statut Ośrodka w Lipowie") if file == "acts.toml" else ("Dział Św", "Sekcja Św")
    replace(loaded, file, f'"{old}', f'"{new}')
    replace(loaded, file, head, f'{head}change_note = "Nowa nazwa po zmianie statutu"\n')
    load(loaded, note="")
    path = "/akty/statut/" if file == "acts.toml" else "/struktura/dzial-swiadczen/"
    assert last(path).content.change_note == "Nowa nazwa po zmianie statutu"


def test_a_reason_for_the_whole_load_serves_the_files_that_give_none(loaded):
    change(loaded)
    explain(loaded)
    replace(loaded, "pages/ochrona-danych.md", "Odpowiada", "Za dane odpowiada")
    load(loaded, note="Poprawki po przeglądzie", kind="techniczna")
    assert last().content.change_note == REASON
    other = last("/ochrona-danych/")
    assert (other.content.change_note, other.change_kind) == ("Poprawki po przeglądzie", ChangeKind.TECHNICAL)


def test_a_reason_alone_publishes_nothing(loaded):
    before = publications()
    explain(loaded)
    assert "bez zmian: 21" in load(loaded, note="")
    assert publications() == before


def test_a_reason_explains_one_change(loaded):
    change(loaded)
    explain(loaded)
    load(loaded, note="")
    change(loaded, "prowadzimy pracę socjalną i rodzinną")
    (said,) = faults(loaded, note="")
    assert said.startswith("pages/o-nas.md:3: ")
    assert "wersji 2" in said
    load(loaded, note="Dodano pracę rodzinną")
    assert [version.content.change_note for version in versions("/o-nas/")[1:]] == [REASON, "Dodano pracę rodzinną"]
    change(loaded, "prowadzimy pracę socjalną, także wieczorem,")
    assert len(faults(loaded, note="")) == 1  # the reason of version 2 still stands in the file


@pytest.mark.parametrize("note", ["Aktualizacja strony", "Zmiana", "Artykuł został zmieniony.", "Nowe"])
def test_a_reason_that_says_nothing_is_refused_where_it_stands(loaded, note):
    change(loaded)
    explain(loaded, note=note)
    (said,) = faults(loaded, note="")
    assert said.startswith("pages/o-nas.md:3: change_note: ")
    with pytest.raises(CommandError, match="--note"):
        load(loaded, note=note)
    assert len(versions("/o-nas/")) == 1


def test_what_readers_do_not_see_needs_no_reason(loaded):
    replace(loaded, "pages/o-nas.md", "menu = true", "menu = false")
    load(loaded, note="")
    assert len(versions("/o-nas/")) == 1


def test_a_page_that_editors_withdrew_needs_a_reason_to_come_back(loaded):
    page("/o-nas/").unpublish()
    change(loaded)
    assert [line.split(": ")[0] for line in faults(loaded, note="", overwrite=True)] == ["pages/o-nas.md:2"]
    load(loaded, overwrite=True)
    assert last().number == 2


def test_readers_see_who_answers_for_a_load(loaded):
    assert "automatycznie (system)" in served("/o-nas/")
    change(loaded)
    load(loaded, person="Anna Nowak, stanowisko ds. biuletynu")
    content = last().content
    assert (content.published_by, content.published_by_function) == ("Anna Nowak", "stanowisko ds. biuletynu")
    assert "Anna Nowak, stanowisko ds. biuletynu" in served("/o-nas/")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"note": "", "kind": "drobna"}, "--kind"),
        ({"note": "x" * 501}, "--note"),
        ({"person": "x" * 201}, "--person"),
    ],
)
def test_what_is_wrong_in_the_options_is_named(folder, db, options, named):
    with pytest.raises(CommandError) as caught:
        load(folder, **options)
    assert named in str(caught.value)


def test_what_an_editor_published_counts_as_published(loaded):
    about = page("/o-nas/")
    about.title = "O nas, poprawione"
    publish_again(about, note=REASON)
    change(loaded)
    explain(loaded)
    (said,) = faults(loaded, note="", overwrite=True)
    assert "wersji 2" in said
