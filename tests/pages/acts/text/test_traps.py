"""Places in real acts where a number at the beginning of a line is no number of a unit, and where it is one."""

import pytest

from pages.acts.text.model import Part, Passage, Provision, Unit
from pages.acts.text.recognise import from_plain_text
from pages.acts.text.structure import structure

pytestmark = pytest.mark.usefixtures("untranslated")


def provisions(text: str) -> list[Provision]:
    return [piece for piece in structure(from_plain_text(text).blocks) if isinstance(piece, Provision)]


def units(text: str) -> list[Unit]:
    return [unit for provision in provisions(text) for unit in provision.units]


def eids(text: str) -> list[str]:
    return [unit.eid for unit in units(text)]


def parts(text: str) -> list[Part]:
    return [piece for piece in structure(from_plain_text(text).blocks) if isinstance(piece, Part)]


def notes(text: str) -> list[str]:
    return [note.text for note in from_plain_text(text).notes if note.is_serious]


@pytest.mark.parametrize(
    ("line", "sign", "number", "text"),
    [
        ("§ 5. Ośrodek jest jednostką budżetową.", "§", "5", "Ośrodek jest jednostką budżetową."),
        ("§ 5 Ośrodek jest jednostką budżetową.", "§", "5", "Ośrodek jest jednostką budżetową."),
        ("§5. Ośrodek działa.", "§", "5", "Ośrodek działa."),
        ("§ 5a. (uchylony)", "§", "5a", "(uchylony)"),
        ("§ 5 (pominięty)", "§", "5", "(pominięty)"),
        ("§ 12¹. Ośrodek działa.", "§", "12¹", "Ośrodek działa."),
        ("Art. 5. Ośrodek działa.", "Art.", "5", "Ośrodek działa."),
        ("Artykuł 5. Ośrodek działa.", "Art.", "5", "Ośrodek działa."),
        ("§ 5.\nOśrodek działa.", "§", "5", "Ośrodek działa."),
        ("§ 5\nOśrodek działa.", "§", "5", "Ośrodek działa."),
        ("§\u00a05.\tOśrodek\u00a0dzia\u00adła.", "§", "5", "Ośrodek działa."),
    ],
)
def test_a_provision_is_recognised_however_its_number_is_typed(line: str, sign: str, number: str, text: str) -> None:
    [provision] = provisions(line)
    assert (provision.sign, provision.number, provision.units[0].text) == (sign, number, text)


@pytest.mark.parametrize(
    "line", ["§ 1. 1. Statut określa zadania.", "§ 1.1. Statut określa zadania.", "§1.\n1.Statut określa zadania."]
)
def test_the_first_subsection_may_stand_in_the_line_of_its_provision(line: str) -> None:
    text = f"{line}\n2. Ośrodek ma siedzibę w Kielcach."
    assert eids(text) == ["par_1", "par_1__ust_1", "par_1__ust_2"]
    assert units(text)[1].text == "Statut określa zadania."


@pytest.mark.parametrize(
    "line",
    [
        "§ 5 ust. 2 stosuje się odpowiednio.",
        "§ 5 stosuje się odpowiednio do członków rodziny.",
        "§ 5 Regulaminu stosuje się odpowiednio.",
        "§ 5. ust. 2 stosuje się odpowiednio.",
        "§ 5, § 6 i § 7 stosuje się odpowiednio.",
        "Art. 17 ust. 1 ustawy stosuje się odpowiednio.",
        "Rozdział 2 stosuje się odpowiednio.",
        "Rozdział 2.1 stosuje się odpowiednio.",
        "Dział Pomocy Środowiskowej realizuje zadania własne.",
        "Dział I Pomocy Środowiskowej realizuje zadania własne.",
        "Załącznik nr 1 do regulaminu określa wzór wniosku.",
        "12.03.2020 r. odbyła się sesja Rady.",
        "1.500 zł wynosi kwota świadczenia.",
    ],
)
def test_a_citation_at_the_beginning_of_a_line_begins_nothing(line: str) -> None:
    text = f"§ 4. Pomocy udziela Dyrektor.\n{line}\n§ 5. Ośrodek działa."
    assert eids(text) == ["par_4", "par_4__tekst_1", "par_5"]
    assert units(text)[1].text == line
    assert not parts(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Statut nadano na podstawie ustawy o pomocy społecznej z dnia", "12. marca 2004 r. oraz uchwały Rady."),
        ("Dyrektor Ośrodka udziela pomocy osobom, o których mowa w", "§ 2. Przepis ten stosuje się odpowiednio."),
        ("Dyrektor Ośrodka udziela pomocy osobom, o których mowa w ust.", "2. Przepis ten stosuje się odpowiednio."),
        (
            "Dyrektor Ośrodka udziela pomocy osobom, o których mowa w ust. 1 i",
            "2. Przepis ten stosuje się odpowiednio.",
        ),
        ("Dyrektor Ośrodka udziela pomocy osobom, o których mowa w pkt", "1) oraz ich rodzinom na zasadach ogólnych."),
        (
            "Dyrektor Ośrodka udziela pomocy osobom uprawnionym (świadczenie",
            "2) oraz ich rodzinom na zasadach ogólnych.",
        ),
        ("Dyrektor Ośrodka udziela pomocy w kwocie ogłoszonej (Dz. U. poz.", "901) oraz ich rodzinom."),
        (
            "Dyrektor Ośrodka udziela pomocy osobom starszym z zastrzeżeniem",
            "§ 7. Przepis ten stosuje się odpowiednio.",
        ),
        (
            "Dyrektor Ośrodka udziela pomocy osobom starszym z zastrzeżeniem",
            "§ 2. Przepis ten stosuje się odpowiednio.",
        ),
        ("Dyrektor Ośrodka udziela pomocy w wysokości, jaką uchwaliła Rada", "2. maja 2020 r. na zasadach ogólnych."),
        ("Dyrektor Miejskiego Ośrodka Pomocy Rodzinie w Kielcach", "– zwany dalej „Dyrektorem” – kieruje Ośrodkiem."),
    ],
)
def test_a_sentence_broken_before_a_number_is_one_sentence(before: str, after: str) -> None:
    text = f"§ 1. 1. {before}\n{after}\n2. Ośrodek ma siedzibę w Kielcach.\n§ 2. Uchwała wchodzi w życie.\n§ 7. Koniec."
    assert eids(text) == ["par_1", "par_1__ust_1", "par_1__ust_2", "par_2", "par_7"]
    assert units(text)[1].text == f"{before} {after}"


def test_paragraphs_that_are_no_broken_lines_stay_apart() -> None:
    long = "Ośrodek realizuje zadania własne gminy i zadania zlecone z zakresu administracji rządowej, " * 3
    text = f"§ 1. {long}oraz powiatu\ndziałając na podstawie statutu\n1) jako jednostka budżetowa"
    assert eids(text) == ["par_1", "par_1__tekst_1", "par_1__pkt_1"]


def test_a_number_alone_on_its_line_waits_for_its_words() -> None:
    text = "§ 3.\n1.\nOśrodkiem kieruje Dyrektor.\n2.\nDyrektora zatrudnia Prezydent."
    assert [unit.line for unit in units(text)] == [
        "§ 3.",
        "1. Ośrodkiem kieruje Dyrektor.",
        "2. Dyrektora zatrudnia Prezydent.",
    ]


def test_points_letters_and_dashes_nest() -> None:
    text = (
        "§ 2. 1. Ośrodek udziela pomocy w formie:\n1) pieniężnej:\na) zasiłek stały,\nb) zasiłek okresowy:\n– pełny,\n"
        "- niepełny,\naa) zasiłek celowy;\n2a) niepieniężnej.\n2. Do pomocy należą:\n"
        "1) praca socjalna,\n2) schronienie\n"
        "– udzielane bez decyzji.\n3. Pomoc jest bezpłatna."
    )
    assert [unit.eid.removeprefix("par_2").removeprefix("__") for unit in units(text)] == [
        "", "ust_1", "ust_1__pkt_1", "ust_1__pkt_1__lit_a", "ust_1__pkt_1__lit_b", "ust_1__pkt_1__lit_b__tir_1",
        "ust_1__pkt_1__lit_b__tir_2", "ust_1__pkt_1__lit_aa", "ust_1__pkt_2a", "ust_2", "ust_2__pkt_1", "ust_2__pkt_2",
        "ust_2__tekst_1", "ust_3",
    ]  # fmt: skip
    assert [unit.depth for unit in units(text)][:7] == [0, 1, 2, 3, 3, 4, 4]


@pytest.mark.parametrize(
    ("heading", "kind", "number", "title"),
    [
        ("Rozdział 1\nPostanowienia ogólne", "rozdział", "1", "Postanowienia ogólne"),
        ("ROZDZIAŁ I\nPOSTANOWIENIA\nOGÓLNE", "rozdział", "I", "POSTANOWIENIA OGÓLNE"),
        ("Rozdział 1. Postanowienia ogólne", "rozdział", "1", "Postanowienia ogólne"),
        ("Dział II – Zadania Ośrodka", "dział", "II", "Zadania Ośrodka"),
        ("DZIAŁ II: Zadania", "dział", "II", "Zadania"),
        ("Oddział 1 Zadania własne", "oddział", "1", "Zadania własne"),
        ("Rozdział 2a\nZadania zlecone gminie", "rozdział", "2a", "Zadania zlecone gminie"),
        ("ROZDZIAŁ PIERWSZY\nPrzepisy ogólne", "rozdział", "PIERWSZY", "Przepisy ogólne"),
        ("Rozdział 1", "rozdział", "1", ""),
    ],
)
def test_headings_are_recognised_with_their_titles(heading: str, kind: str, number: str, title: str) -> None:
    text = f"{heading}\n§ 1. Ośrodek działa."
    assert [(part.kind, part.number, part.title) for part in parts(text)] == [(kind, number, title)]
    assert eids(text) == ["par_1"]


def test_only_the_title_is_taken_from_the_text_under_a_heading() -> None:
    text = "Rozdział 1\nZasady udzielania pomocy\nPomoc jest dobrowolna.\nJest też bezpłatna.\n§ 1. Ośrodek działa."
    pieces = structure(from_plain_text(text).blocks)
    assert isinstance(pieces[0], Part)
    assert pieces[0].title == "Zasady udzielania pomocy"
    assert isinstance(pieces[1], Passage)
    assert notes(text) == []


def test_the_wording_given_to_another_act_is_no_provision_of_this_one() -> None:
    text = (
        "§ 1. W statucie wprowadza się zmiany:\n1) § 5 otrzymuje brzmienie:\n„§ 5. 1. Dyrektor kieruje Ośrodkiem.\n"
        "2. Dyrektora zatrudnia Prezydent.\n§ 6. Dyrektor ma zastępców.”;\n2) uchyla się § 7.\n"
        "§ 2. Uchwała wchodzi w życie."
    )
    assert eids(text) == [
        "par_1",
        "par_1__pkt_1",
        "par_1__tekst_1",
        "par_1__tekst_2",
        "par_1__tekst_3",
        "par_1__pkt_2",
        "par_2",
    ]


def test_provisions_in_a_quotation_stay_apart_whatever_the_width_of_the_page() -> None:
    text = (
        "§ 1. W statucie Ośrodka § 5 i § 6 otrzymują brzmienie:\n"
        "„§ 5. Dyrektor kieruje Ośrodkiem i reprezentuje go na zewnątrz.\n"
        "§ 6. Dyrektor ma zastępców.”.\n§ 2. Uchwała wchodzi w życie."
    )
    assert eids(text) == ["par_1", "par_1__tekst_1", "par_1__tekst_2", "par_2"]


def test_a_lone_dash_under_the_first_point_is_a_unit_and_no_common_ending() -> None:
    text = "§ 1. Pomoc:\n1) schronienie,\n– w noclegowni,\n2) posiłek."
    assert eids(text) == ["par_1", "par_1__pkt_1", "par_1__pkt_1__tir_1", "par_1__pkt_2"]


def test_a_quotation_that_is_never_closed_hides_nothing() -> None:
    assert eids("§ 1. Ośrodek, zwany dalej „MOPR, działa.\n§ 2. Uchwała wchodzi w życie.") == ["par_1", "par_2"]


def test_signatures_and_annexes_end_the_last_provision() -> None:
    text = (
        "§ 1. Nadaje się statut.\n§ 2. Uchwała wchodzi w życie z dniem podjęcia.\n\nPrzewodniczący Rady Miasta\n"
        "Jan Kowalski\n\nZałącznik nr 1 do uchwały Nr X/1/2020\n§ 1. Ośrodek działa."
    )
    kinds = [block["type"] for block in from_plain_text(text).blocks]
    assert kinds == ["provision", "provision", "passage", "passage", "provision"]
    assert [note for note in notes(text) if "annex" in note]


# -- what the report says --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("§ 1. A.\n§ 4. B.", "After § 1 comes § 4."),
        ("§ 1. A.\n§ 2. B.\n§ 1. C.", "§ 1 stands more than once in the same part of the text."),
        ("§ 1. 1. A.\n2. B.\n3. C.\n5. D.", "§ 1: after ust. 3 comes ust. 5."),
        ("§ 1. 1. A:\n1) b;\n3) c.", "§ 1 ust. 1: after pkt 1 comes pkt 3."),
        ("§ 1. 1. A.\n1. B.", "§ 1: ust. 1 stands twice."),
        ("§ 1. 2. A.", "§ 1: the first number is ust. 2."),
        ("§ 3. A.", "The first provision is § 3."),
        ("§ 1.\n§ 2. A.", "§ 1 has no text."),
        (
            "§ 1. A.\nRozdział 2\nZadania\nPomoc jest dobrowolna.\n§ 2. B.",
            "These lines stand outside any §: “Pomoc jest dobrowolna.”.",
        ),
        ("Pomoc jest dobrowolna.", "No § and no article was found"),
    ],
)
def test_the_report_names_the_place_of_what_looks_wrong(text: str, said: str) -> None:
    assert [note for note in notes(text) if note.startswith(said)]


@pytest.mark.parametrize(
    "text",
    [
        "Rozdział 1\nA\n§ 1. B.\n§ 2. C.\nRozdział 2\nD\n§ 1. E.\n§ 2. F.",
        "§ 1. 1. A.\n2. B.\n2a. C.\n2b. D.\n3. E.\n§ 1a. F.\n§ 2. G.\n§ 2¹. H.\n§ 3. I.",
        "§ 1. A:\n" + "\n".join(f"{letter}) b," for letter in [*"abcdefghijklłmnoprstuwyz", "za", "zb"]),
    ],
)
def test_the_report_is_silent_where_numbers_follow_one_another(text: str) -> None:
    assert notes(text) == []


def test_the_report_says_what_was_joined_and_which_hyphens_to_check() -> None:
    text = "§ 1. Ośrodek prowadzi politykę społeczno-\ngospodarczą na obszarze całego Miasta Kielce oraz\npowiatu."
    recognised = from_plain_text(text)
    assert (
        units(text)[0].text
        == "Ośrodek prowadzi politykę społeczno-gospodarczą na obszarze całego Miasta Kielce oraz powiatu."
    )
    assert [note.text for note in recognised.notes] == [
        "2 lines broken by the width of a page were joined with those before them.",
        "1 line ends with a hyphen: check whether the hyphen belongs to the word.",
    ]


def test_a_report_never_grows_beyond_reading() -> None:
    assert len(from_plain_text("§ 1. A.\n" + "§ 1. A.\n§ 9. B.\n" * 500).notes) <= 110
