"""`acts.toml` carries the life of acts: their days, what they do to one another, what they said from which day on."""

from pathlib import Path

import pytest

from history.models import PublishedVersion
from pages.acts.models import ActPage, ExpressionPage, IncorporatedAct, LegalValue, RelationKind
from pages.core.dates import PartialDate
from tests.pages.acts.text.word_files import docx, paragraph
from tests.transfer.acts import ACTS, FIRST, PDF, SECOND, STATUTE, TEXT, write_acts
from tests.transfer.folders import README, faults, load, page, publications, replace, served, versions, write
from transfer.models import LoadedFile
from transfer.reading.formats import ACT_KEYS, EXPRESSION_KEYS, LEGAL_VALUES, RELATION_KEYS, RELATION_KINDS

GRANT, AMENDMENT = "/akty/uchwala-xii-34-2020/", "/akty/uchwala-xx-5-2021/"


@pytest.fixture
def acts(folder: Path) -> Path:
    """The example with a register of acts in time."""
    return write_acts(folder)


@pytest.fixture
def loaded_acts(acts: Path, db: None) -> Path:
    """The same after its first load."""
    load(acts)
    return acts


def names_of(text: ExpressionPage) -> dict[str, str]:
    """The names for the table of contents by the numbers of their provisions."""
    return {block.value["number"]: block.value["name"] for block in text.text if block.block_type == "provision"}


def test_every_key_of_an_act_is_carried(loaded_acts: Path) -> None:
    act = page(GRANT)
    assert (act.promulgated_on, act.gazette_ref) == (PartialDate(2020, 5, 5), "Dz. Urz. Woj. Lipowskiego poz. 1876")
    assert (act.in_force_from, act.repealed_on) == (PartialDate(2020, 5, 20), PartialDate(2035, 1, 1))
    assert act.in_force_basis.startswith("§ 3. Uchwała wchodzi w życie")
    assert act.eli_uri == "https://dzienniki.lipowo.example/eli/2020/1876"
    assert act.original.title == "Uchwała nr XII/34.2020 z 23 kwietnia 2020 r. – Nadanie Statutu"
    with act.original.file.open("rb") as file:
        assert file.read() == PDF


def test_every_key_of_a_relation_is_carried(loaded_acts: Path) -> None:
    (relation,) = page(AMENDMENT).relations.all()
    assert (relation.kind, relation.target) == (RelationKind.AMENDS, page(STATUTE))
    assert (relation.effective_from, relation.provisions) == (PartialDate(2021, 2, 1), "§ 2")
    assert relation.effective_basis == "§ 2. Uchwała wchodzi w życie 1 lutego 2021 r."
    assert (relation.order_in_day, relation.retroactive) == (2, True)
    (creation,) = page("/akty/uchwala-x-79-90/").relations.all()
    assert (creation.text, creation.url) == ("Ośrodek", "https://lipowo.example/osrodek")


def test_every_key_of_a_text_is_carried(loaded_acts: Path) -> None:
    first, second = page(FIRST), page(SECOND)
    assert (first.legal_value, second.legal_value) == (LegalValue.ORIGINAL, LegalValue.INFORMAL)
    assert (first.valid_from, second.valid_from) == (PartialDate(2020, 6, 1), PartialDate(2021, 2, 1))
    assert "Statut Ośrodka" in first.title
    assert "1 czerwca 2020" in first.title
    assert (second.title, second.short_title) == ("Statut po pierwszej zmianie", "Po zmianie")
    assert (second.summary, second.checked_by) == ("Tekst ze zmianą z 2021 roku.", "radca prawny")
    assert (second.is_example, second.produced_by, second.owner_unit.title) == (True, "sekretariat", "Dział Świadczeń")
    assert [row.act.number for row in second.incorporated.all()] == ["XX/5/2021"]
    assert names_of(first) == {"1": "Charakter", "2": "Teren"}
    assert names_of(second) == {"1": "Charakter", "2": ""}
    assert [block.block_type for block in second.text] == ["part", "provision", "provision"]
    assert [block.block_type for block in second.body] == ["table", "documents"]


def test_readers_find_the_text_of_a_day_and_what_is_missing_from_it(loaded_acts: Path) -> None:
    assert "na terenie miasta i gminy" in served(STATUTE)
    assert "XXX/7/2022" in served(STATUTE)
    earlier = served(f"{STATUTE}na-dzien/2020-12-31/")
    assert "na terenie miasta." in earlier
    assert "miasta i gminy" not in earlier
    assert "Klub Seniora" in served(SECOND)


def test_an_act_may_be_declared_invalid(acts: Path, db: None) -> None:
    replace(acts, "acts.toml", 'relations = [{ kind = "zmienia",', 'relations = [{ kind = "stwierdza nieważność",')
    load(acts)
    (relation,) = page("/akty/uchwala-xxx-7-2022/").relations.all()
    assert relation.kind == RelationKind.ANNULS


def test_acts_may_stand_in_any_order(acts: Path, db: None) -> None:
    blocks = ["[[act]]\n" + block for block in ACTS.split("[[act]]\n") if block]
    write(acts, "acts.toml", "\n".join(reversed(blocks)))
    load(acts)
    assert IncorporatedAct.objects.get(expression__id=page(SECOND).pk).act == page(AMENDMENT)


def test_a_text_may_be_a_word_document(acts: Path, db: None) -> None:
    body = [paragraph(line) for line in TEXT.format(area="powiatu").split("\n") if line]
    write(acts, "acts/statut/2021.docx", docx(*body))
    (acts / "acts/statut/2021.txt").unlink()
    replace(acts, "acts.toml", "statut/2021.txt", "statut/2021.docx")
    load(acts)
    assert [block.value["number"] for block in page(SECOND).text] == ["1", "1", "2"]
    assert "na terenie powiatu" in served(SECOND)


def test_texts_can_be_linked_to(acts: Path, db: None) -> None:
    replace(acts, "pages/o-nas.md", "(act:uchwala-x-79-90)", "(act:statut/tekst-2020-06-01)")
    load(acts)
    assert f'href="{FIRST}"' in served("/o-nas/")


def test_every_key_is_documented() -> None:
    manual = README.read_text(encoding="utf-8")
    keys = {*ACT_KEYS, *RELATION_KEYS, *EXPRESSION_KEYS, *RELATION_KINDS, *LEGAL_VALUES} - {"provenance", "expressions"}
    assert not [key for key in keys if f"`{key}`" not in manual]


# -- loading again ---------------------------------------------------------------------------------------------------


def test_loading_again_changes_nothing(loaded_acts: Path) -> None:
    before = publications(), PublishedVersion.objects.count(), LoadedFile.objects.count()
    assert "Opublikowano 0 stron" in load(loaded_acts, note="")
    assert (publications(), PublishedVersion.objects.count(), LoadedFile.objects.count()) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("acts/statut/2021.txt", "miasta i gminy", "całej gminy"),
        ("acts/statut/zalaczniki.md", "Klub Seniora", "Klub Rodzica"),
        ("acts/statut/schemat.csv", "22 000 00 01", "22 000 00 02"),
        ("acts.toml", 'names = { "1" = "Charakter" }', 'names = { "2" = "Teren" }'),
        ("acts.toml", 'checked_by = "radca prawny"', 'checked_by = "zastępca kierownika"'),
    ],
)
def test_a_change_of_a_text_publishes_exactly_that_text(loaded_acts: Path, name: str, old: str, new: str) -> None:
    before = publications(), len(versions(FIRST)), len(versions(SECOND))
    replace(loaded_acts, name, old, new)
    load(loaded_acts)
    assert publications() == before[0] + 1
    assert (len(versions(FIRST)), len(versions(SECOND))) == (before[1], before[2] + 1)


def test_a_new_authentic_file_publishes_its_act(loaded_acts: Path) -> None:
    before = publications()
    write(loaded_acts, "acts/nadanie.pdf", PDF + b" po korekcie")
    load(loaded_acts)
    assert publications() == before + 1
    with page(GRANT).original.file.open("rb") as file:
        assert file.read() == PDF + b" po korekcie"


def test_a_provision_keeps_its_identity_when_its_words_change(loaded_acts: Path) -> None:
    before = [block.id for block in page(SECOND).text]
    replace(loaded_acts, "acts/statut/2021.txt", "miasta i gminy", "całej gminy")
    load(loaded_acts)
    assert [block.id for block in page(SECOND).text] == before


def test_a_changed_text_needs_a_reason_where_it_stands(loaded_acts: Path) -> None:
    replace(loaded_acts, "acts/statut/2021.txt", "miasta i gminy", "całej gminy")
    (said,) = faults(loaded_acts, note="")
    assert said.startswith("acts.toml:20: ")
    replace(
        loaded_acts,
        "acts.toml",
        'id = "tekst-2021-02-01"',
        'id = "tekst-2021-02-01"\nchange_note = "Poprawiony teren działania"',
    )
    load(loaded_acts, note="")
    assert versions(SECOND)[-1].content.change_note == "Poprawiony teren działania"


def test_the_reason_of_an_act_explains_the_titles_of_its_texts(loaded_acts: Path) -> None:
    head = 'title = "Statut Ośrodka'
    replace(loaded_acts, "acts.toml", head, f'change_note = "Nowa nazwa Ośrodka"\n{head} w Lipowie')
    load(loaded_acts, note="")
    assert "Statut Ośrodka w Lipowie" in page(FIRST).title
    assert versions(FIRST)[-1].content.change_note == "Nowa nazwa Ośrodka"
    assert len(versions(SECOND)) == 1  # it has a title of its own


def test_a_relation_to_an_act_that_editors_deleted_is_refused(loaded_acts: Path) -> None:
    page("/akty/uchwala-x-79-90/").delete()
    replace(
        loaded_acts, "acts.toml", 'relations = [{ kind = "zmienia", target = "statut"',
        'relations = [{ kind = "zmienia", target = "uchwala-x-79-90"',
    )  # fmt: skip
    before = ActPage.objects.count(), publications()
    (said,) = faults(loaded_acts)
    assert said.startswith("acts.toml:79: ")
    assert (ActPage.objects.count(), publications()) == before
