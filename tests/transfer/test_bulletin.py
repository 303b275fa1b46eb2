"""A folder holds a whole bulletin: lists and typed entries, categories, easy words, films, the statement."""

import re
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.timezone import localtime
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from pages.accessibility.checking.validator import check
from pages.core.models import CentreSettings
from tests.pages.accessibility.twins import MP4
from tests.transfer.bulletins import DECISIONS, write_bulletin
from tests.transfer.folders import HOST, README, faults, load, page, publications, replace, served, write
from transfer.reading import bulletin_words, values
from transfer.reading.bulletin_formats import BULLETIN_KEYS, BULLETIN_TYPES, ROWS

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulletin(folder: Path) -> Path:
    return write_bulletin(folder)


def entry(category: str):
    return page(f"/bip/decyzje/{category}/wpis/")


def test_every_kind_of_entry_says_what_its_file_says(bulletin: Path):
    load(bulletin)
    assert "Protokół kontroli usług" in served("/bip/decyzje/kontrole/wpis/")
    assert [str(entry("kontrole").started_on), str(entry("kontrole").ended_on)] == ["2020-05-11", "2020-05"]
    bought = entry("zamowienia-publiczne")
    assert (bought.estimated_value, bought.price) == (Decimal(3000), Decimal("2840.50"))
    assert (bought.deadline_time, localtime(bought.opening_at).hour) == (time(12), 12)
    assert entry("nabory").necessary_requirements.splitlines() == ["wykształcenie średnie", "pisanie na komputerze"]
    assert entry("nabory").mask_on == date(2020, 6, 3)
    assert [str(step) for step in entry("petycje").course] == ["25 maja 2020: Zapytano komórki"]
    assert entry("wylaczenia-jawnosci").concerns_id == bought.pk
    html = served("/bip/decyzje/petycje/wpis/")
    assert "Sprawdzimy to." in html
    assert "uwzględniona w części" in html
    for category in ("oswiadczenia-majatkowe", "sprawozdania", "rejestry-i-ewidencje"):
        served(f"/bip/decyzje/{category}/wpis/")
        assert f"/bip/decyzje/{category}/wpis/" in served(f"/bip/decyzje/{category}/")


def test_the_other_forms_and_the_statement_stand(bulletin: Path):
    load(bulletin)
    assert "grupa z domu dziennego pobytu" in served("/o-nas/latwy-tekst/")
    film = page("/o-nas/w-jezyku-migowym/")
    assert film.duration == timedelta(seconds=8)
    assert film.film.read() == (bulletin / "pages/o-nas/film.webm").read_bytes()
    assert "Pomagamy ludziom." in served("/o-nas/w-jezyku-migowym/")
    html = served("/deklaracja-dostepnosci/")
    assert "sprawy załatwiamy na parterze" in html
    assert "Skan bez tekstu" in html
    assert not [finding for finding in check(html.encode(), today=date(2025, 4, 1)) if finding.is_error]


def test_what_has_not_changed_is_not_published_again(bulletin: Path):
    load(bulletin)
    before, kept = publications(), page("/o-nas/w-jezyku-migowym/").film.name
    load(bulletin)
    assert publications() == before
    replace(bulletin, "pages/o-nas/w-jezyku-migowym.md", "Pomagamy ludziom.", "Pomagamy rodzinom.")
    load(bulletin)
    assert publications() == before + 1
    assert page("/o-nas/w-jezyku-migowym/").film.name == kept


def test_another_film_under_the_same_name_is_another_film(bulletin: Path):
    load(bulletin)
    write(bulletin, "pages/o-nas/film.mp4", MP4)
    replace(bulletin, "pages/o-nas/w-jezyku-migowym.md", "film.webm", "film.mp4")
    load(bulletin)
    film = page("/o-nas/w-jezyku-migowym/").film
    assert film.read() == MP4
    assert film.name.endswith(".mp4")


def test_the_centres_own_data_for_the_bulletin(folder: Path):
    facts = 'bank_accounts = ["61 1090 1014 0000 0712 1981 2874"]\ncomplaints_hours = ["poniedziałek 15:00–17:00"]\n'
    write_bulletin(folder)
    replace(folder, "centre.toml", "demo = true\n", f"demo = true\n{facts}")
    replace(folder, "centre.toml", "[pages]\n", '[dpo]\nname = "inspektor"\nphone = "22 000 00 09"\n\n[pages]\n')
    replace(folder, "centre.toml", 'contact = "/kontakt"\n', 'contact = "/kontakt"\neasy_read = "/o-nas/latwy-tekst"\n')
    load(folder)
    centre = CentreSettings.of(Site.objects.get(hostname=HOST))
    assert (centre.dpo_name, centre.dpo_phone, centre.dpo_email) == ("inspektor", "22 000 00 09", "")
    assert centre.bank_account_numbers == ["61109010140000071219812874"]
    assert centre.easy_read_page_id == page("/o-nas/latwy-tekst/").pk


def test_a_list_with_nothing_in_it_says_so_with_a_date(folder: Path):
    keys = 'nothing = "brak"\nnothing_confirmed_on = "2 maja 2024"\nnothing_confirmed_by = "kierownik"\n'
    write(folder, f"{DECISIONS}/index.md", '+++\ntype = "bip-section"\ntitle = "Decyzje"\n+++\n')
    text = f'+++\ntype = "bip-list"\ntitle = "Kontrole"\ncategory = "kontrole"\n{keys}+++\n'
    write(folder, f"{DECISIONS}/kontrole.md", text)
    load(folder)
    assert "2 maja 2024" in served("/bip/decyzje/kontrole/")


# File (of the section, unless it is named whole), old text, new text, line of the fault, a part of the message.
# No edit moves another one's line.
READING = [
    ("kontrole/index.md", 'category = "kontrole"', 'category = "kontrola"', 4, "„kontrole”"),
    ("kontrole/wpis.md", 'file = "protokol.pdf"', 'file = "protokul.pdf"', 12, "protokul.pdf"),
    ("kontrole/wpis.md", 'kind = "protokół"', 'kind = "protokol"', 11, "protokół"),
    ("zamowienia-publiczne/wpis.md", "estimated_value = 3000", 'estimated_value = "dużo"', 7, "12 345,67"),
    ("zamowienia-publiczne/wpis.md", 'deadline_time = "12:00"', 'deadline_time = "25:00"', 9, "15:00"),
    (
        "zamowienia-publiczne/wpis.md",
        'awarded_on = "3 marca',
        'awarded_on = "3 stycznia',
        12,
        "awarded_on",
    ),
    ("nabory/wpis.md", 'result_on = "2 marca', 'result_on = "2 stycznia', 14, "result_on"),
    ("nabory/index.md", '"nabory"', '"statut"', 4, "category"),
    ("petycje/wpis.md", '"25 maja 2020', '"25 maja 2019', 11, "day"),
    ("petycje/wpis.md", 'answered_on = "22 czerwca 2020 r."', "", 2, "answered_on"),
    ("petycje/index.md", '"petycje"', '"petycje"\nholds = "nabory"', 5, "petycje"),
    ("oswiadczenia-majatkowe/wpis.md", "https://bip", "ftp://bip", 7, "elsewhere"),
    (
        "oswiadczenia-majatkowe/wpis.md",
        'made_on = "28 kwietnia 2020 r."',
        'made_on = "2020"',
        6,
        "15.12.2022",
    ),
    ("oswiadczenia-majatkowe/index.md", 'category = "oswiadczenia-majatkowe"', "", 2, "holds"),
    ("sprawozdania/wpis.md", 'type = "report"', 'type = "register"', 2, "sprawozdania"),
    ("rejestry-i-ewidencje/wpis.md", 'kept_by = "Dział Świadczeń"', "", 2, "kept_by"),
    (
        "rejestry-i-ewidencje/index.md",
        '"rejestry-i-ewidencje"\n',
        '"rejestry-i-ewidencje"\nnothing = "brak"\nnothing_confirmed_on = "2.05.2024"\nnothing_confirmed_by = "ja"\n',
        5,
        "wpis.md",
    ),
    ("wylaczenia-jawnosci/wpis.md", "/zamowienia-publiczne/wpis", "/zamowienia/wpis", 5, "concerns"),
    ("wylaczenia-jawnosci/wpis.md", 'interest_of = "wykonawca"', "", 2, "interest_of"),
    (
        "wylaczenia-jawnosci/index.md",
        '"wylaczenia-jawnosci"',
        '"sprawozdania"',
        4,
        "sprawozdania/index.md",
    ),
    ("pages/o-nas/latwy-tekst.md", "Pomagamy **ludziom**", "Pomagamy *ludziom*", 10, "##"),
    ("pages/o-nas/latwy-tekst.md", "- rozmawiamy", "- rozmawiamy\n\n::: ważne\nUwaga.\n:::", 15, ""),
    ("pages/o-nas/w-jezyku-migowym.md", '"film.webm"', '"napisy.vtt"', 4, "webm"),
    ("pages/o-nas/w-jezyku-migowym.md", '"0:08"', '"8 sekund"', 6, "2:35"),
    ("pages/deklaracja-dostepnosci.md", 'lift = "nie"', 'lift = "może"', 15, "lift"),
    ("pages/deklaracja-dostepnosci.md", 'page = "/o-nas"', 'page = "/o-naz"', 21, "page"),
    ("pages/deklaracja-dostepnosci.md", 'day = "20 marca 2025 r."', 'day = "20 marca 2925 r."', 25, "day"),
]

# What shows only when pages are about to be published; the same, but that the line is where the page begins.
PUBLISHING = [
    ("sprawozdania/wpis.md", "Co zrobiliśmy.", "", "treści"),
    ("petycje/wpis.md", "Dłuższe godziny przyjęć", "Petycja 44051401359", "PESEL"),
    ("pages/o-nas/w-jezyku-migowym.md", 'captions = "napisy.vtt"\n', "", "napisów"),
    (
        "pages/deklaracja-dostepnosci.md",
        '"niezgodność"',
        '"nadmierne koszty"\nassessment_url = "https://a.pl"',
        "BIP",
    ),
]


def place(name: str) -> str:
    return name if name.startswith("pages/") else f"{DECISIONS}/{name}"


def said_at(said: list[str], name: str, line: int, part: str) -> bool:
    return any(message.startswith(f"{place(name)}:{line}: ") and part in message for message in said)


def test_each_fault_is_named_with_its_file_and_line(bulletin: Path):
    for name, old, new, _line, _part in READING:
        replace(bulletin, place(name), old, new)
    said = faults(bulletin)
    missing = [(name, line, part) for name, _old, _new, line, part in READING if not said_at(said, name, line, part)]
    assert not missing, "\n".join(said)
    assert not publications_of_the_folder()


def test_what_a_form_would_refuse_is_refused_here_too(bulletin: Path):
    for name, old, new, _part in PUBLISHING:
        replace(bulletin, place(name), old, new)
    said = faults(bulletin)
    missing = [
        (name, part) for name, _old, _new, part in PUBLISHING if not any(place(name) in m and part in m for m in said)
    ]
    assert not missing, "\n".join(said)
    assert not publications_of_the_folder()


def publications_of_the_folder() -> bool:
    return Site.objects.filter(hostname=HOST).exists()


def test_a_file_that_hides_behind_the_name_of_a_film_is_refused(bulletin: Path):
    write(bulletin, "pages/o-nas/film.webm", b"<html>")
    assert any(line.startswith("pages/o-nas/film.webm:") for line in faults(bulletin))


# -- the documentation -----------------------------------------------------------------------------------------------


def test_the_documentation_names_every_key_and_every_word():
    manual = README.read_text(encoding="utf-8")
    words = {name: table for name, table in vars(bulletin_words).items() if name.isupper() and isinstance(table, dict)}
    assert len(words) > 15
    assert not [word for table in words.values() for word in table if f"`{word}`" not in manual]
    keys = {key for own in BULLETIN_KEYS.values() for key in own}
    keys |= {key for tables in ROWS.values() for rows in tables.values() for key in rows.keys if "_note" not in key}
    assert not [key for key in keys if not re.search(rf"`(?:\[\[)?{key}(?:\]\])?\b[^`]*`", manual)]
    assert not [kind for kind in BULLETIN_TYPES if f"`{kind}`" not in manual]


# -- values ------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10**11), st.integers(0, 99))
def test_an_amount_is_read_however_it_is_grouped(zlote: int, grosze: int):
    for text in (f"{zlote:,},{grosze:02} zł".replace(",", " ", f"{zlote:,}".count(",")), f"{zlote}.{grosze:02}"):
        assert values.amount(text) == Decimal(zlote) + Decimal(grosze) / 100


@given(st.one_of(st.text(max_size=30), st.integers(), st.booleans(), st.floats(), st.lists(st.text()), st.none()))
@pytest.mark.parametrize("read", [values.amount, values.clock, values.duration, values.moment, values.whole_day])
def test_anything_else_raises_nothing_but_what_is_said_to_the_clerk(read, value):
    with suppress(ValueError):
        read(value)


@given(st.times(), st.integers(0, 300))
def test_hours_and_lengths_are_read(hour: time, minutes: int):
    assert values.clock(f"{hour.hour}:{hour:%M}") == hour.replace(second=0, microsecond=0, fold=0)
    assert values.duration(f"{minutes}:{hour.second:02}") == timedelta(minutes=minutes, seconds=hour.second)
