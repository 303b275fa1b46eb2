"""Every fault of a folder is named with its file and line, in Polish, and nothing is changed."""

import pytest
from wagtail.models import Page, Revision, Site

from history.models import JournalEntry
from news.models import NewsPage
from tests.transfer.folders import HOST, faults, load, replace, write
from transfer.models import LoadedFile

CONTENT = '+++\ntype = "content"\ntitle = "Strona"\n+++\n'

ROW = "Zmiana.,%s-01-01 10:00,Redakcja\n"

# File, the text to replace, the new text, the line on which the fault must be reported, a part of the message.
TWENTY = [
    ("centre.toml", 'palette = "jodla"', 'palette = "jodła"', 6, "jodla"),
    ("centre.toml", 'main = "22 000 00 00"', 'main = "22-000-00-00"', 18, "41 331 25 24"),
    ("centre.toml", 'main = "ops@lipowo.example"', 'main = "ops.lipowo.example"', 21, "email"),
    ("centre.toml", 'contact = "/kontakt"', 'contact = "/kontkat"', 30, "/kontkat/"),
    ("pages/index.md", 'summary = "', 'sumary = "', 6, "summary"),
    ("pages/o-nas.md", "## Co robimy", "# Co robimy", 16, "##"),
    ("pages/o-nas.md", "[Kontakt](kontakt.md)", "[Kontakt](javascript:alert(1))", 32, "javascript"),
    ("pages/o-nas.md", 'produced_at = "maj 2024"', 'produced_at = "maj 24"', 11, "datą"),
    ("pages/kontakt.md", 'type = "contact"', 'type = "kontakt"', 2, "contact"),
    ("pages/deklaracja-dostepnosci.md", "Odpowiada", "Zob. [wzór](wzor.pdf). Odpowiada", 7, "wzor.pdf"),
    ("pages/ochrona-danych.md", 'title = "Ochrona danych osobowych"\n', "", 2, "title"),
    ("pages/bip/osrodek/statut.md", 'target = "/akty/statut"', 'target = "/akty/status"', 5, "/akty/statut/"),
    ("news/zmiana-godzin.md", 'date = "2 maja 2024"', 'date = "31 kwietnia 2024"', 3, "31"),
    ("news/zmiana-godzin.md", "Zapraszamy w", "::: wazne Uwaga\nTekst.\n:::\n\nZapraszamy w", 8, "ważne"),
    ("programmes/posilek.md", 'ends = "2028"', 'ends = "2023"', 5, "ends"),
    ("units.toml", 'parent = "dzial-swiadczen"', 'parent = "dzial-swiadczeni"', 13, "dzial-swiadczen"),
    ("acts.toml", 'number = "XII/34.2020"', 'number = "XIIII/34.2020"', 23, "XIIII"),
    ("acts.toml", 'kind = "nadaje"', 'kind = "daje"', 28, "nadaje"),
    ("acts/statut/2020-04-23.txt", "§ 2. Siedziba", "§ 1. Siedziba", 2, "§ 1"),
    ("history/bip/osrodek/przedmiot-dzialalnosci.csv", "poniedziałek, 09", "wtorek, 09", 3, "poniedziałek"),
]


def counts():
    return [model.objects.count() for model in (Page, Site, Revision, LoadedFile, JournalEntry)]


def test_twenty_faults_are_all_reported_at_once_and_change_nothing(folder, db):
    for name, old, new, _line, _message in TWENTY:
        replace(folder, name, old, new)
    before = counts()
    lines = faults(folder)
    assert len(lines) == len(TWENTY), "\n".join(lines)
    assert lines == sorted(lines, key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
    for name, _old, _new, line, message in TWENTY:
        assert any(said.startswith(f"{name}:{line}: ") and message in said for said in lines), (name, line, lines)
    assert counts() == before
    assert not Site.objects.filter(hostname=HOST).exists()


@pytest.mark.parametrize(("name", "old", "new", "line", "message"), TWENTY)
def test_each_of_them_alone_is_reported_once(folder, db, name, old, new, line, message):
    replace(folder, name, old, new)
    (said,) = faults(folder)
    assert said.startswith(f"{name}:{line}: ")
    assert message in said


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("pages/nowa.md", "Bez kluczy.", 1),
        ("pages/nowa.md", '+++\ntitle = "Strona"\n', 1),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "Strona\n+++\n', 3),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "Strona"\ntitle = "Druga"\n+++\n', 4),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "A"\nsummary = "B"\nprovenance = "C"\n+++\n', 5),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "A"\norder = "1"\n+++\n', 4),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "A"\nslug = "Ł"\n+++\n', 4),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "A"\nslug = "historia"\n+++\n', 4),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "A"\nslug = "o-nas"\n+++\n', 4),
        ("pages/nowa.md", f'+++\ntype = "content"\ntitle = "A"\nsummary = "{"x" * 301}"\n+++\n', 4),
        ("pages/nowa.md", f'+++\ntype = "content"\ntitle = "A"\nchange_note = "{"x" * 501}"\n+++\n', 4),
        ("pages/nowa.md", '+++\ntype = "content"\ntitle = "A"\nchange_kind = "ważna"\n+++\n', 4),
        ("pages/nowa.md", '+++\ntype = "home"\ntitle = "Druga strona główna"\n+++\n', 2),
        ("pages/nowa.md", '+++\ntype = "news-index"\ntitle = "Drugie aktualności"\n+++\n', 2),
        ("pages/nowa.md", '+++\ntype = "bip-article"\ntitle = "Nie tu"\n+++\n', 2),
        ("pages/Nowa Strona.md", CONTENT, 1),
        ("pages/dział/nowa.md", CONTENT, 1),
        ("pages/nowa.md", CONTENT.encode() + "Zażółć".encode("cp1250"), 5),
        ("pages/nowa.md", CONTENT.encode() + b"\n\nA\x00B", 7),
        ("pages/aktualnosci.md", '+++\ntype = "news-index"\ntitle = "Aktualności"\n+++\n\nTekst.\n', 6),
        ("pages/program.exe", b"MZ\x90", 1),
        ("pages/wniosek.pdf", b"MZ\x90", 1),
        ("pages/wniosek.pdf", b"to nie jest PDF", 1),
        ("pages/makro.docm", b"PK", 1),
        ("pages/foto.png", b"to nie jest obraz", 1),
        ("center.toml", "", 1),
        ("history/o-naz.csv", "Opis zmian,Data,Osoba\n", 1),
        ("history/o-nas.csv", "Opis,Data,Osoba\n", 1),
        ("history/o-nas.csv", "Opis zmian,Data,Osoba\nZmiana.,wczoraj,Redakcja\n", 2),
        ("history/o-nas.csv", "Opis zmian,Data,Osoba\nZmiana.,2020-01-01 10:00\n", 2),
        ("history/o-nas.csv", 'Opis zmian,Data,Osoba\nZmiana.,2020-01-01 10:00,"Redakcja\n', 2),
        ("history/o-nas.csv", "Opis zmian,Data,Osoba\nZmiana.,2020-01-01,Redakcja\n", 2),
        ("history/o-nas.csv", f"Opis zmian,Data,Osoba\n{ROW % 2999}", 2),
        ("history/o-nas.csv", f"Opis zmian,Data,Osoba\n{ROW % 2020}{ROW % 2019}{ROW % 2021}", 3),
        ("history/o-nas.csv", "Opis zmian,Data,Osoba\nZmiana.,2020-01-01 10:00,Żaneta\n".encode("cp1250"), 2),
        ("history/o-nas.txt", "Opis zmian", 1),
        ("programmes/lato/plan.md", '+++\ntitle = "Plan"\n+++\n', 1),
    ],
)  # fmt: skip
def test_a_faulty_file_is_reported(folder, db, name, content, line):
    write(folder, name, content)
    assert [said.partition(": ")[0] for said in faults(folder)] == [f"{name}:{line}"]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("centre.toml", 'kind = "OPS"', 'kind = "ZUS"', 3),
        ("centre.toml", "demo = true", 'demo = "tak"', 7),
        ("centre.toml", "demo = true", 'nip = "1234567890"', 7),
        ("centre.toml", "demo = true", 'regon = "12345"', 7),
        ("centre.toml", "demo = true", 'edelivery = "AE:PL-1-2-ABC-3"', 7),
        ("centre.toml", "demo = true", 'epuap = "SkrytkaESP"', 7),
        ("centre.toml", "demo = true", 'website = "javascript://x%0aalert(1)"', 7),
        ("centre.toml", 'phone = "22 000 00 01"', 'phone = "brak"', 25),
        ("units.toml", 'phone = "22 000 00 01"', 'phone = "brak"', 6),
        ("centre.toml", 'postcode = "00-001"', 'postcode = "00001"', 14),
        ("centre.toml", 'phone = "22 000 00 01"\n', "", 23),
        ("acts.toml", 'id = "uchwala-xii-34-2020"', 'id = "uchwala-x-79-90"', 21),
        ("acts.toml", 'number = "XII/34.2020"\n', "", 20),
        ("acts.toml", 'number = "XII/34.2020"', 'number = "X.79/1990"', 23),
        ("acts.toml", 'number = "X/79/90"\n', 'number = "XII/34/2020"\nissuer = "Rada Miejska w Lipowie"\n', 24),
        ("acts.toml", 'target = "statut"', 'target = "statuty"', 28),
        ("acts.toml", 'target = "statut"', 'target = "uchwala-xii-34-2020"', 28),
        ("acts.toml", 'target = "statut"', 'target = "statut", text = "Statut"', 28),
        ("centre.toml", "[[contacts]]", "[[contact]]", 23),
        ("units.toml", "number = 1", 'parent = "stanowisko-ds-posilkow"', 5),
        ("units.toml", "number = 1", 'number = "pierwszy"', 5),
        ("units.toml", "number = 1", f'number = "{"9" * 5000}"', 5),
        ("units.toml", "number = 1", f"number = 0x{'9' * 9000}", 5),
        ("units.toml", "number = 1", f"summary = 0x{'9' * 9000}", 5),
        ("pages/kontakt.md", "order = 9", f"order = {'[' * 5000}", 4),
        ("pages/kontakt.md", "order = 9", f"order = 0x{'9' * 9000}", 4),
        ("units.toml", 'kind = "dział"', 'kind = "wydział"', 4),
        ("units.toml", 'id = "stanowisko-ds-posilkow"', 'id = "dzial-swiadczen"', 10),
        ("pages/akty.md", 'type = "act-register"', 'type = "section"', None),
        ("pages/bip/index.md", 'phone = "22 000 00 00"', 'phone = "brak"', 9),
        ("news/zmiana-godzin.md", 'date = "2 maja 2024"\n', "", 2),
        ("pages/o-nas.md", 'owner_unit = "dzial-swiadczen"', 'owner_unit = "dzial"', 7),
        ("programmes/posilek.md", 'see_also = ["/kontakt"]', 'see_also = ["/kontakt", "/brak"]', 7),
        ("programmes/posilek.md", 'see_also = ["/kontakt"]', 'see_also = ["https://www.gov.pl"]', 7),
    ],
)  # fmt: skip
def test_a_faulty_key_is_reported(folder, db, name, old, new, line):
    replace(folder, name, old, new)
    said = [fault.partition(": ")[0] for fault in faults(folder)] if line else None
    if line:
        assert said == [f"{name}:{line}"]
    else:  # without the register, the acts and all links to them have no place
        assert "acts.toml:1" in [fault.partition(": ")[0] for fault in faults(folder)]


def test_two_bodies_may_give_one_number(folder, db):
    replace(folder, "acts.toml", 'number = "X/79/90"', 'number = "X/79/90"\nissuer = "Rada Gminy w Lipowie"')
    replace(folder, "acts.toml", 'number = "XII/34.2020"', 'number = "X.79/1990"')
    load(folder)


def test_an_unknown_folder_is_reported_with_the_nearest_name(folder, db):
    write(folder, "page/nowa.md", CONTENT)
    (said,) = faults(folder)
    assert said.startswith("page:1: ")
    assert "„pages”" in said


def test_links_to_places_outside_the_folder_are_refused(folder, db, tmp_path):
    secret = write(tmp_path, "tajne.csv", "hasło")
    (folder / "pages/tajne.csv").symlink_to(secret)
    replace(folder, "pages/o-nas.md", "Nadzór\n", "[tajne](../../tajne.csv)\n\nNadzór\n")
    assert [said.partition(": ")[0] for said in faults(folder)] == ["pages/o-nas.md:28", "pages/tajne.csv:1"]


def test_a_missing_folder_or_centre_file_is_said(folder, db):
    (folder / "centre.toml").unlink()
    (folder / "pages/index.md").unlink()
    said = [fault.partition(": ")[0] for fault in faults(folder)]
    assert said == ["centre.toml:1", "pages/index.md:1"]


def test_byte_order_marks_and_windows_line_ends_are_accepted(folder, db):
    for path in folder.rglob("*"):
        if path.suffix in (".md", ".toml", ".csv"):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    load(folder)


def test_litter_of_desktop_systems_is_passed_over(folder, db):
    for name in (".DS_Store", "pages/Thumbs.db", "pages/~$wniosek.docx", ".git/config"):
        write(folder, name, b"\x00")
    load(folder)


@pytest.mark.parametrize(("page", "wrong"), [("unit:dzial-swiadczen", False), ("/kontakt", False), ("/o-nas", True)])
def test_a_contact_card_is_that_of_a_page_with_a_contact(folder, db, page, wrong):
    write(folder, "news/dyzur.md", f'+++\ntitle = "Dyżur"\ndate = "2 maja 2024"\n+++\n::: kontakt {page}\n:::\n')
    if wrong:
        (said,) = faults(folder)
        assert said.startswith("news/dyzur.md:5: ")
        assert page in said
    else:
        load(folder)
        assert NewsPage.objects.get(slug="dyzur").body[0].value.card.lines
