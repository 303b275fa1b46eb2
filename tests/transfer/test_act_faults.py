"""What is wrong or contradictory among acts is named with its file and line, and nothing is changed."""

from pathlib import Path

import pytest
from wagtail.models import Page

from history.models import JournalEntry, PublishedVersion
from tests.transfer.acts import SECOND, TEXT, write_acts
from tests.transfer.folders import faults, load, page, publications, replace, served, write

INCORPORATES = 'incorporates = ["uchwala-xx-5-2021"]'
CREATES = 'relations = [{ kind = "tworzy", text = "Ośrodek", url = "https://lipowo.example/osrodek" }]'
LAST = 'relations = [{ kind = "zmienia", target = "statut" }]'
REPEAL = 'relations = [{ kind = "uchyla", target = "statut" }]'
REPEAL_FROM = 'relations = [{ kind = "uchyla", target = "statut", effective_from = "10.03.2022" }]'


@pytest.fixture
def acts(folder: Path) -> Path:
    """The example with a register of acts in time."""
    return write_acts(folder)


def place(folder: Path, beginning: str) -> str:
    """The last line of the register that begins with a text, as a fault names it."""
    lines = (folder / "acts.toml").read_text(encoding="utf-8").split("\n")
    return f"acts.toml:{max(number for number, line in enumerate(lines, start=1) if line.startswith(beginning))}"


def places(folder: Path, **options: str) -> list[str]:
    """Where the faults of a folder are, `file:line`."""
    return [line.partition(": ")[0] for line in faults(folder, **options)]


# The old line, the new one (the fault is on it), a part of the message.
WRONG_KEYS = [
    ('promulgated_on = "5 maja 2020 r."', 'promulgated_on = "5 maja 20"', "promulgated_on"),
    ('promulgated_on = "5 maja 2020 r."', 'promulgated_on = "1 kwietnia 2020 r."', "23 kwietnia 2020"),
    ('in_force_from = "20.05.2020"', 'in_force_from = "05.2020"', "in_force_from"),
    ('repealed_on = "1.01.2035"', 'repealed_on = "20.05.2020"', "20 maja 2020"),
    ('eli = "https://', 'eli = "htps://', "eli"),
    ('gazette_ref = "Dz.', f'gazette_ref = "{"x" * 200}Dz.', "200"),
    ('original = "nadanie.pdf"', 'original = "nadania.pdf"', "nadanie.pdf"),
    ('original = "nadanie.pdf"', 'original = "../centre.toml"', "toml"),
    ('original = "nadanie.pdf"', 'original = "https://lipowo.example/nadanie.pdf"', "pdf"),
    ('original = "nadanie.pdf"', 'text = "nadanie.pdf"', "text"),
    ('in_force_basis = "§ 3.', 'in_force = "§ 3.', "in_force_basis"),
    ('effective_from = "1.02.2021"', 'effective_from = "02.2021"', "effective_from"),
    ('effective_from = "1.02.2021"', 'efective_from = "1.02.2021"', "effective_from"),
    ('provisions = "§ 2"', 'provisions = "drugi akapit"', "drugi akapit"),
    ('effective_basis = "§ 2.', f'effective_basis = "{"x" * 500}§ 2.', "500"),
    ("order = 2", 'order = "drugi"', "order"),
    ("order = 2", "order = 40000", "order"),
    ("retroactive = true", 'retroactive = "tak"', "retroactive"),
    (CREATES, CREATES.replace("https:", "htps:"), "url"),
    ('legal_value = "tekst pierwotny"', 'legal_value = "tekst pierwszy"', "tekst pierwotny"),
    ('valid_from = "1.02.2021"', 'valid_from = "luty 2021"', "valid_from"),
    ('valid_from = "1.02.2021"', 'valid_form = "1.02.2021"', "valid_from"),
    (INCORPORATES, 'incorporates = "uchwala-xx-5-2021"', "incorporates"),
    (INCORPORATES, 'incorporates = ["uchwala-xx-5-2020"]', "uchwala-xx-5-2021"),
    (INCORPORATES, 'incorporates = ["uchwala-xx-5-2021", "uchwala-xx-5-2021"]', "uchwala-xx-5-2021"),
    (INCORPORATES, 'incorporates = ["statut/tekst-2020-06-01"]', "statut/tekst-2020-06-01"),
    (INCORPORATES, 'incorporates = ["dzial-swiadczen"]', "dzial-swiadczen"),
    ('text = "statut/2021.txt"', 'text = "statut/2022.txt"', "acts/statut/2021.txt"),
    ('text = "statut/2021.txt"', 'text = "../centre.toml"', "centre.toml"),
    ('text = "statut/2021.txt"', 'text = "nadanie.pdf"', "nadanie.pdf"),
    ('names = { "1" = "Charakter" }', 'names = { "9" = "Charakter" }', "9"),
    ('names = { "1" = "Charakter" }', 'names = { "1" = 1.5 }', "1"),
    ('names = { "1" = "Charakter" }', f'names = {{ "1" = "{"x" * 81}" }}', "80"),
    ('names = { "1" = "Charakter" }', 'names = ["Charakter"]', "names"),
    ('attachments = "statut/zalaczniki.md"', 'attachments = "statut/zalacznik.md"', "acts/statut/zalaczniki.md"),
    ('id = "tekst-2021-02-01"', 'id = "tekst-2020-06-01"', "tekst-2020-06-01"),
    ('id = "tekst-2021-02-01"', 'id = "historia"', "historia"),
    ('id = "tekst-2021-02-01"', 'id = "Tekst drugi"', "Tekst drugi"),
    ('owner_unit = "dzial-swiadczen"', 'owner_unit = "dzial"', "dzial"),
    ('produced_by = "sekretariat"', 'prepared_by = "sekretariat"', "produced_by"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), WRONG_KEYS)
def test_a_wrong_key_is_reported_where_it_stands(acts: Path, db: None, old: str, new: str, message: str) -> None:
    replace(acts, "acts.toml", old, new)
    (said,) = faults(acts)
    assert said.startswith(f"{place(acts, new)}: ")
    assert message in said


def test_a_text_needs_a_file(acts: Path, db: None) -> None:
    replace(acts, "acts.toml", 'text = "statut/2021.txt"\n', "")
    assert places(acts) == ["acts.toml:20"]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (TEXT.format(area="gminy").replace("§ 2.", "§ 1."), 7, "§ 1"),
        (TEXT.format(area="gminy").replace("§ 2. Ośrodek działa na terenie gminy.", "§ 2."), 7, "§ 2"),
        (TEXT.format(area="gminy").encode() + "Zażółć".encode("cp1250"), 8, "UTF-8"),
        (TEXT.format(area="gminy").encode() + b"\x00", 8, ""),
        ("\n\n", 1, ""),
        ("", 1, ""),
        ("§ 1. " + "x" * 500_000, 1, "400000"),
    ],
)
def test_an_unreadable_text_is_reported_where_it_is(
    acts: Path, db: None, content: str | bytes, line: int, message: str
) -> None:
    write(acts, "acts/statut/2021.txt", content)
    (said,) = faults(acts)
    assert said.startswith(f"acts/statut/2021.txt:{line}: ")
    assert message in said.replace("\u00a0", "").replace(" 000", "000")


def test_a_broken_document_is_reported(acts: Path, db: None) -> None:
    write(acts, "acts/statut/2021.docx", b"PK to nie jest dokument")
    replace(acts, "acts.toml", "statut/2021.txt", "statut/2021.docx")
    assert places(acts) == ["acts/statut/2021.docx:1"]


def test_attachments_are_checked_as_any_other_text(acts: Path, db: None) -> None:
    replace(acts, "acts/statut/zalaczniki.md", "(schemat.csv)", "(schematy.csv)")
    assert places(acts) == ["acts/statut/zalaczniki.md:8"]


def test_a_number_that_stands_in_several_chapters_is_named_with_its_chapter(acts: Path, db: None) -> None:
    second = "\nRozdział 2\nZadania\n\n§ 1. Ośrodek prowadzi pracę socjalną.\n"
    write(acts, "acts/statut/2021.txt", TEXT.format(area="gminy") + second)
    (said,) = faults(acts)
    assert said.startswith(place(acts, 'names = { "1" = "Charakter" }'))
    assert "rozdział 2 § 1" in said
    replace(acts, "acts.toml", 'names = { "1" = "Charakter" }', 'names = { "rozdział 2 § 1" = "Praca socjalna" }')
    load(acts)
    assert [block.value["name"] for block in page(SECOND).text if block.block_type == "provision"] == [
        "", "", "Praca socjalna",
    ]  # fmt: skip


def test_what_was_not_recognised_is_a_warning_with_its_line(acts: Path, db: None) -> None:
    write(acts, "acts/statut/2021.txt", "Tekst uchwalony\n\n" + TEXT.format(area="gminy").replace("§ 2.", "§ 3."))
    said = load(acts)
    assert "acts/statut/2021.txt:1: " in said
    assert "acts/statut/2021.txt:9: " in said
    assert "acts/statut/2020.txt" not in said


def test_files_of_acts_that_nobody_names_are_told(acts: Path, db: None) -> None:
    for name in ("dawny.txt", "dawny.md", "dawny.pdf"):
        write(acts, f"acts/{name}", b"%PDF dawny")
    said = load(acts)
    for name in ("dawny.txt", "dawny.md", "dawny.pdf"):
        assert f"acts/{name}:1: " in said


# -- the rules of acts -----------------------------------------------------------------------------------------------

# Changes to the register (old and new text), the beginning of the line on which a fault must be reported.
CONTRADICTIONS = {
    "a text takes in an act that doesn't amend": (
        [(INCORPORATES, 'incorporates = ["uchwala-x-79-90"]')],
        'incorporates = ["uchwala-x',
    ),
    "a text is older than the change in it": (
        [('valid_from = "1.02.2021"', 'valid_from = "31.01.2021"')],
        'valid_from = "31',
    ),
    "a text is older than its act": ([('valid_from = "1.06.2020"', 'valid_from = "31.05.2020"')], 'valid_from = "31'),
    "two texts of one day are the same": (
        [(INCORPORATES, "incorporates = []"), ('valid_from = "1.02.2021"', 'valid_from = "1.06.2020"')],
        'valid_from = "1.06',
    ),
    "a later text lacks a change": (
        [
            ('valid_from = "1.06.2020"', f'valid_from = "1.03.2021"\n{INCORPORATES}'),
            (INCORPORATES, "incorporates = []  # nic"),
            ('valid_from = "1.02.2021"\n' + INCORPORATES, 'valid_from = "1.02.2021"\n' + INCORPORATES),
        ],
        "incorporates = []",
    ),
    "an effect precedes the act that has it": (
        [("retroactive = true", "retroactive = false"), ('"14 stycznia 2021 r."', '"2 lutego 2021 r."')],
        'effective_from = "1.02.2021"',
    ),
    "an effect precedes the act that it bears on": (
        [('effective_from = "1.02.2021"', 'effective_from = "31.05.2020"')],
        'effective_from = "31',
    ),
    "an effect comes after the end": (
        [(LAST, REPEAL_FROM), ('effective_from = "1.02.2021"', 'effective_from = "1.04.2022"')],
        'effective_from = "1.04.2022"',
    ),
    "an act is repealed twice": (
        [(LAST, f'{REPEAL}\n\n[[act]]\nid = "inna"\nkind = "inny"\ntitle = "Inna uchwała"\n{REPEAL}')],
        'relations = [{ kind = "uchyla"',
    ),
    "acts stand in a circle": (
        [
            (LAST, 'relations = [{ kind = "zmienia", target = "uchwala-x-79-90" }]'),
            ('text = "Ośrodek", url', 'target = "uchwala-xxx-7-2022", url'),
        ],
        'relations = [{ kind = "tworzy"',
    ),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_reported_where_it_stands(acts: Path, db: None, case: str) -> None:
    edits, beginning = CONTRADICTIONS[case]
    for old, new in edits:
        replace(acts, "acts.toml", old, new)
    before = Page.objects.count(), publications(), JournalEntry.objects.count()
    assert place(acts, beginning) in places(acts)
    assert (Page.objects.count(), publications(), JournalEntry.objects.count()) == before


def test_each_is_reported_as_well_when_it_comes_later(acts: Path, db: None) -> None:
    load(acts)
    register = (acts / "acts.toml").read_bytes()
    before = publications(), PublishedVersion.objects.count()
    missed = []
    for case, (edits, beginning) in CONTRADICTIONS.items():
        write(acts, "acts.toml", register)
        for old, new in edits:
            replace(acts, "acts.toml", old, new)
        if place(acts, beginning) not in places(acts):
            missed.append(case)
    assert missed == []
    assert (publications(), PublishedVersion.objects.count()) == before


def test_a_change_to_one_act_may_make_a_text_wrong_that_has_not_changed(acts: Path, db: None) -> None:
    load(acts)
    replace(acts, "acts.toml", 'kind = "zmienia"\ntarget = "statut"\n', 'kind = "zmienia"\ntext = "Regulamin"\n')
    assert places(acts) == [place(acts, INCORPORATES)]
    assert "na terenie miasta i gminy" in served(SECOND)


def test_states_may_change_places_in_one_load(acts: Path, db: None) -> None:
    """Any order of publishing would pass through a contradiction; what counts is the whole."""
    load(acts)
    for old, new in [
        ('valid_from = "1.06.2020"', 'valid_from = "1.03.2021"\nincorporates = ["uchwala-xx-5-2021"]'),
        ('valid_from = "1.02.2021"\n' + INCORPORATES, 'valid_from = "1.06.2020"'),
        ('effective_from = "1.02.2021"', 'effective_from = "1.03.2021"'),
    ]:
        replace(acts, "acts.toml", old, new)
    load(acts)
    assert page(SECOND).incorporated.count() == 0


def test_a_text_under_a_new_id_waits_until_the_old_one_is_gone(acts: Path, db: None) -> None:
    load(acts)
    replace(acts, "acts.toml", 'id = "tekst-2021-02-01"', 'id = "tekst-drugi"')
    (said,) = faults(acts)
    assert said.startswith(place(acts, 'valid_from = "1.02.2021"'))
    assert "Statut po pierwszej zmianie" in said
    page(SECOND).delete()
    load(acts)
    assert "na terenie miasta i gminy" in served("/akty/statut/tekst-drugi/")


def test_a_wrong_state_of_the_folder_can_be_mended(acts: Path, db: None) -> None:
    load(acts)
    replace(acts, "acts.toml", 'valid_from = "1.02.2021"', 'valid_from = "31.01.2021"')
    faults(acts)
    replace(acts, "acts.toml", 'effective_from = "1.02.2021"', 'effective_from = "31.01.2021"')
    load(acts)
    assert str(page(SECOND).valid_from) == "2021-01-31"
