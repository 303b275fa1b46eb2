"""The register that an earlier bulletin kept is taken over once, as printed, before the page is published here."""

from itertools import pairwise

from django.utils import timezone

from history.models import ChangeKind, ContentStatus, Event, JournalEntry, RedactionScope, TimePrecision
from history.redaction import redact
from tests.transfer.folders import faults, load, page, replace, served, versions, write

PATH = "/bip/osrodek/przedmiot-dzialalnosci/"
FILE = "history/bip/osrodek/przedmiot-dzialalnosci.csv"
HEADER = "Opis zmian,Data,Osoba\n"
MINUTE = "środa, 24 marzec 2021 22:25"


def test_rows_stand_as_printed_before_the_version_made_here(loaded):
    first, second, here = versions(PATH)
    assert [version.number for version in (first, second, here)] == [1, 2, 3]
    content = second.content
    assert (content.change_note, content.published_by) == ("Artykuł został zmieniony.", "stanowisko ds. biuletynu")
    assert content.printed_at == "poniedziałek, 09 kwiecień 2018 11:40"
    assert (second.change_kind, second.precision) == (ChangeKind.UNKNOWN, TimePrecision.MINUTE)
    assert timezone.localtime(second.live_from).isoformat() == "2018-04-09T11:40:00+02:00"


def test_they_hold_no_text_and_no_file(loaded):
    for version in versions(PATH)[:2]:
        content = version.content
        assert content.status == ContentStatus.UNAVAILABLE
        assert (content.html, content.fields, content.text_digest, version.commitment) == ("", {}, "", "")
        assert not version.attachments.exists()


def test_their_own_time_is_a_claim_and_the_journal_has_the_time_of_taking_over(loaded):
    entries = JournalEntry.objects.filter(object__page_id=page(PATH).pk).order_by("seq")
    assert [entry.event for entry in entries] == [Event.IMPORT, Event.IMPORT, Event.PUBLISH]
    assert all(earlier.at <= later.at for earlier, later in pairwise(entries))
    assert entries[0].at.year > 2018
    claimed = entries[0].disclosures.get(kind="claimed").parsed
    assert claimed == {
        "at": "2018-04-08T17:40+02:00",
        "precision": "minute",
        "printed": "niedziela, 08 kwiecień 2018 17:40",
    }


def test_rows_of_one_minute_keep_the_order_of_the_source(folder, db):
    rows = [f'Zmiana {letter}.,"{MINUTE}",Redakcja\n' for letter in "cab"]
    write(folder, FILE, HEADER + "".join(rows))
    load(folder)
    assert [version.content.change_note for version in versions(PATH)[:3]] == ["Zmiana c.", "Zmiana a.", "Zmiana b."]


def test_loading_them_again_changes_nothing(loaded):
    before = JournalEntry.objects.count()
    replace(loaded, "pages/bip/osrodek/przedmiot-dzialalnosci.md", "pomocą społeczną", "pomocą społeczną i rodziną")
    assert "importowanej historii" not in load(loaded)
    assert [version.number for version in versions(PATH)] == [1, 2, 3, 4]
    assert JournalEntry.objects.count() == before + 1


WRONG_ROWS = [
    ("Artykuł został zmieniony.", "Nic się nie stało.", 3),
    ("zmieniony.,", "zmieniony,", 3),
    ("09 kwiecień 2018 11:40", "09 kwiecień 2018 11:41", 3),
    ('17:40",stanowisko ds. biuletynu', '17:40",Redakcja', 2),
    ('Artykuł został zmieniony.,"poniedziałek, 09 kwiecień 2018 11:40",stanowisko ds. biuletynu\n', "", 2),
]


def test_a_row_that_differs_or_is_missing_is_an_error(loaded):
    """Loaded once for all of them: what is refused changes nothing."""
    before, right = JournalEntry.objects.count(), (loaded / FILE).read_text(encoding="utf-8")
    for old, new, line in WRONG_ROWS:
        replace(loaded, FILE, old, new)
        assert [said.split(": ")[0] for said in faults(loaded)] == [f"{FILE}:{line}"], new
        assert JournalEntry.objects.count() == before
        write(loaded, FILE, right)


def test_no_row_can_come_after_the_page_was_published_here(loaded):
    text = (loaded / FILE).read_text(encoding="utf-8")
    write(loaded, FILE, text + "Poprawka.,2018-05-01 10:00,stanowisko ds. biuletynu\n")
    assert [said.split(": ")[0] for said in faults(loaded)] == [f"{FILE}:4"]
    write(loaded, FILE, text)
    write(loaded, "history/o-nas.csv", HEADER + "Artykuł został utworzony.,2018-05-01 10:00,Redakcja\n")
    assert [said.split(": ")[0] for said in faults(loaded)] == ["history/o-nas.csv:2"]
    assert [version.number for version in versions("/o-nas/")] == [1]


def test_a_row_masked_since_may_stay_in_the_file(loaded):
    entry = JournalEntry.objects.filter(version=versions(PATH)[1], event=Event.IMPORT).get()
    scopes = [RedactionScope.NOTE, RedactionScope.PERSON]
    redact(entry, scopes, legal_basis="art. 17 RODO", decided_by="kierownik Ośrodka", by=None)
    load(loaded)
    content = versions(PATH)[1].content
    assert (content.change_note, content.published_by) == ("", "")


def test_the_provenance_box_names_who_published_first_there(loaded):
    box = served(PATH).partition('class="provenance"')[2]
    assert "8 kwietnia 2018, 17:40" in box
    assert "stanowisko ds. biuletynu" in box
    assert 'href="/bip/osrodek/przedmiot-dzialalnosci/historia/"' in box


def test_a_register_without_rows_says_nothing(folder, db):
    write(folder, FILE, HEADER)
    load(folder)
    assert [version.content.change_note for version in versions(PATH)] == ["Pierwsza publikacja"]


def test_html_in_a_register_stays_text(folder, db):
    write(folder, FILE, HEADER + "<script>alert(1)</script>,2018-05-01 10:00,<b>Redakcja</b>\n")
    load(folder)
    first = versions(PATH)[0].content
    assert (first.change_note, first.published_by) == ("<script>alert(1)</script>", "<b>Redakcja</b>")
