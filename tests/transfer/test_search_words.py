"""`words.toml`: search words move in with the centre, and later loads change only those whose entries changed."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from search.words import words_of
from search.words.models import SearchWord
from tests.conftest import CENTRES, reader
from tests.transfer.folders import HOST, faults, load, page, replace, write
from transfer.reading.words import FILE

WORD = '[[word]]\nterm = "becikowe"\n'


def words() -> dict[str, tuple[tuple[str, ...], int | None]]:
    """The register of the example's site."""
    return {word.term: (word.means, word.page_id) for word in words_of(Site.objects.get(hostname=HOST))}


def word(term: str = "obiady dla dzieci") -> SearchWord:
    return SearchWord.objects.get(site__hostname=HOST, term=term)


def found(query: str, hostname: str = HOST) -> list[str]:
    """The addresses that readers of a site find."""
    results = reader(hostname).get("/szukaj.json", {"q": query}).json()["results"]
    return [urlsplit(result["url"]).path for result in results]


def test_words_of_the_documented_example_act_for_its_readers(loaded):
    assert words() == {
        "obiady dla dzieci": (("posiłek w szkole",), None),
        "bezpłatna pomoc": ((), page("/kontakt/").pk),
    }
    assert word("bezpłatna pomoc").note == "tak pytają przez telefon"
    assert found("obiad dla dziecka") == ["/programy/posilek/"]
    assert found("bezpłatna pomoc")[0] == "/kontakt/"


def test_a_second_load_writes_no_word(loaded):
    with CaptureQueriesContext(connection) as queries:
        output = load(loaded)
    assert "Słow" not in output
    assert not [query for query in queries if "search_searchword" in query["sql"] and "SELECT" not in query["sql"]]


def test_a_changed_entry_changes_its_word_and_no_other(loaded):
    SearchWord.objects.filter(pk=word("bezpłatna pomoc").pk).update(note="poprawka redakcji")
    replace(loaded, FILE, '["posiłek w szkole"]', '["posiłek w szkole", "ciepły posiłek"]\npage = "/o-nas"')
    load(loaded)
    assert words()["obiady dla dzieci"] == (("posiłek w szkole", "ciepły posiłek"), page("/o-nas/").pk)
    assert word("bezpłatna pomoc").note == "poprawka redakcji"


def test_another_spelling_is_the_same_word_and_a_key_that_is_removed_empties_its_field(loaded):
    pk = word("bezpłatna pomoc").pk
    replace(loaded, FILE, '"bezpłatna pomoc"', '"Bezplatna pomoc"')
    replace(loaded, FILE, 'note = "tak pytają przez telefon"\n', "")
    load(loaded)
    renamed = word("Bezplatna pomoc")
    assert (renamed.pk, renamed.note, len(words())) == (pk, "", 2)


def test_a_word_changed_in_both_places_is_an_error_unless_the_folder_is_to_win(loaded):
    SearchWord.objects.filter(pk=word().pk).update(means="stołówka")
    replace(loaded, FILE, '["posiłek w szkole"]', '["ciepły posiłek"]')
    assert [line.split(": ")[0] for line in faults(loaded)] == [f"{FILE}:1"]
    assert word().means == "stołówka"
    load(loaded, overwrite=True)
    assert word().means == "ciepły posiłek"


def test_a_word_that_editors_deleted_stays_deleted_until_its_entry_changes(loaded):
    word().delete()
    assert f"{FILE}#obiady dla dzieci" in load(loaded)
    assert "obiady dla dzieci" not in words()
    replace(loaded, FILE, '["posiłek w szkole"]', '["ciepły posiłek"]')
    assert [line.split(": ")[0] for line in faults(loaded)] == [f"{FILE}:1"]
    load(loaded, overwrite=True)
    assert "obiady dla dzieci" in words()


def test_a_word_that_left_the_folder_stays_and_the_command_says_so(loaded):
    (loaded / FILE).unlink()
    assert f"{FILE}#bezplatna pomoc" in load(loaded)
    assert len(words()) == 2


def test_a_word_that_editors_added_is_taken_over_only_when_it_says_the_same(loaded):
    site = Site.objects.get(hostname=HOST)
    SearchWord.objects.create(site=site, term="becikowe", means="zapomoga")
    write(loaded, FILE, f'{WORD}means = ["jednorazowa zapomoga"]\n')
    assert [line.split(": ")[0] for line in faults(loaded)] == [f"{FILE}:1"]
    write(loaded, FILE, f'{WORD}means = ["zapomoga"]\n')
    load(loaded)
    assert words()["becikowe"] == (("zapomoga",), None)


def test_a_page_may_be_named_as_in_links(loaded):
    write(loaded, FILE, f'{WORD}page = "act:statut"\n\n[[word]]\nterm = "zasiłki"\npage = "unit:dzial-swiadczen"\n')
    load(loaded)
    assert words()["becikowe"][1] == page("/akty/statut/").pk
    assert words()["zasiłki"][1] == page("/struktura/dzial-swiadczen/").pk


def test_a_word_whose_page_editors_deleted_keeps_its_meanings(loaded):
    page("/ochrona-danych/").delete()
    write(loaded, FILE, f'{WORD}means = ["zapomoga"]\npage = "/ochrona-danych"\n')
    load(loaded)
    assert words()["becikowe"] == (("zapomoga",), None)
    write(loaded, FILE, f'{WORD}page = "/ochrona-danych"\n')
    assert [line.split(": ")[0] for line in faults(loaded)] == [f"{FILE}:1"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[word]]\nmeans = ["zapomoga"]\n', 1),
        ('[[word]]\nterm = "…"\nmeans = ["zapomoga"]\n', 2),
        (f'[[word]]\nterm = "{"x" * 61}"\nmeans = ["zapomoga"]\n', 2),
        (WORD, 1),
        (f"{WORD}means = []\n", 3),
        (f'{WORD}means = "zapomoga"\n', 3),
        (f'{WORD}means = ["zapomoga", ""]\n', 3),
        (f'{WORD}means = ["?"]\n', 3),
        (f'{WORD}means = ["{"x" * 121}"]\n', 3),
        (f"{WORD}means = {[str(number) for number in range(13)]}\n", 3),
        (f'{WORD}page = "/kontkat"\n', 3),
        (f'{WORD}page = "act:status"\n', 3),
        (f'{WORD}page = "https://www.gov.pl"\n', 3),
        (f'{WORD}page = "pages/bip/osrodek/wykaz-zadan.csv"\n', 3),
        (f'{WORD}mean = ["zapomoga"]\n', 3),
        (f'{WORD}means = ["zapomoga"]\nnote = "{"x" * 251}"\n', 4),
        (f'{WORD}means = ["zapomoga"]\n\n[[word]]\nterm = "Becikowe!"\nmeans = ["zapomoga"]\n', 6),
        ('term = "becikowe"\n', 1),
        ('[word]\nterm = "becikowe"\n', 1),
        ('[[word]\nterm = "becikowe"\n', 1),
    ],
)
def test_a_faulty_word_is_reported_at_its_line_and_nothing_is_changed(folder, db, text, line):
    write(folder, FILE, text)
    before = SearchWord.objects.count()
    assert [said.partition(": ")[0] for said in faults(folder)] == [f"{FILE}:{line}"], faults(folder)
    assert SearchWord.objects.count() == before


@pytest.mark.parametrize("hostname", CENTRES)
def test_every_word_of_the_demo_finds_something(db, hostname):
    register = words_of(Site.objects.get(hostname=hostname))
    assert len(register) >= 25
    assert [word.term for word in register if not found(word.term, hostname)] == []
