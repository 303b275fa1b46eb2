"""The journal as its readers get it: explained, whole, today's view only, each site its own."""

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from history.chain import append, journal_of, locked
from history.checkpoints import make_checkpoint, make_key, signing_key
from history.journal import ZERO, canonical, commitment, leaf_of, root
from history.models import Event, JournalEntry, TrackedObject
from history.worked_example import worked_example
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, reader_of
from tests.history import second_verifier
from tests.history.chronicle import change, paragraph
from tests.history.journals import VERIFIER, Folder, run_verifier
from tests.history.reading import HOME, body, download, get

FILES = ["dziennik.jsonl", "ujawnienia.jsonl", "punkty-kontrolne.jsonl", "paczka.zip", "atom.xml"]
SECRET = "TAJNE"


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre()
    make_roles(site)
    return site


@pytest.fixture
def page(site: Site) -> ContentPage:
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Pierwszy.")))
    return change(page, f"Drugi, {SECRET}.")


@pytest.fixture
def other(db: None) -> Site:
    site = make_centre("mops.localhost")
    add_page(site.root_page, ContentPage(title="Obca strona", slug="obca"))
    return site


def sound(site: Site, folder: Path) -> Folder:
    """The downloaded archive, after both verifiers found it sound."""
    path = download(site, folder)
    answer = run_verifier(path)
    assert answer.returncode == 0, answer.stdout
    report = second_verifier.verify(path)
    assert report.ok, report.faults
    return Folder(path)


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_page_says_what_it_proves_what_not_and_how_to_check(site: Site, page: ContentPage) -> None:
    make_checkpoint(journal_of(site), None)
    html = get(site, "").decode()
    for part in ("stan", "pobieranie", "dowod", "granice", "kto-zauwazy", "sprawdzanie", "punkty", "format", "zasady"):
        assert f'id="{part}"' in html
    for name in [*FILES, VERIFIER.name]:
        assert f'href="{HOME}{name}"' in html
    assert hashlib.sha256(VERIFIER.read_bytes()).hexdigest() in html
    assert journal_of(site).checkpoints.get().root in html


def test_the_page_is_there_before_anything_was_published(site: Site) -> None:
    assert reader_of(site).get(HOME).status_code == 200
    assert reader_of(site).get(HOME + "dziennik.jsonl").status_code == 404
    assert JournalEntry.objects.filter(journal__site=site).count() == 0


def test_the_demonstration_has_its_journal_in_the_bulletins_dress(kielce: Client) -> None:
    assert "bip-head" in kielce.get(HOME).content.decode()


def test_the_example_on_the_page_can_be_worked_out_again() -> None:
    example = worked_example()
    salt = bytes.fromhex(example.salt)
    data = b"jawny-osrodek/1/note\x00" + salt + example.value.encode()
    assert hashlib.sha256(data).hexdigest() == example.commitment
    assert json.loads(example.disclosure)["value"] == json.loads(example.value)
    first, second = example.first_line.encode(), example.second_line.encode()
    assert json.loads(first)["claims"] == {"note": example.commitment}
    assert hashlib.sha256(b"\x00" + first).hexdigest() == example.first_leaf == json.loads(second)["prev"]
    joined = b"\x01" + bytes.fromhex(example.first_leaf + example.second_leaf)
    assert hashlib.sha256(joined).hexdigest() == example.root == json.loads(example.checkpoint)["root"]


def test_the_page_costs_the_same_for_a_long_journal(site: Site, page: ContentPage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            get(site, "")
        return len(captured)

    make_checkpoint(journal_of(site), None)
    few = queries()
    for _ in range(15):
        page = change(page, f"Tekst {_}.")
        make_checkpoint(journal_of(site), None)
    assert queries() == few


# -- the files ---------------------------------------------------------------------------------------------------------


def test_lines_are_served_byte_for_byte_and_in_order(site: Site, page: ContentPage) -> None:
    entries = JournalEntry.objects.filter(journal__site=site).order_by("seq")
    assert get(site, "dziennik.jsonl") == b"".join(bytes(entry.line) + b"\n" for entry in entries)


def test_all_of_a_journal_longer_than_a_chunk_is_served(site: Site, tmp_path: Path) -> None:
    journal = locked(journal_of(site))
    for number in range(1203):
        append(journal, Event.RECOVERY, None, {"note": {"kind": "", "note": str(number), "restores": 0}})
    folder = sound(site, tmp_path / "paczka")
    assert len(folder.rows("dziennik.jsonl")) == len(folder.rows("ujawnienia.jsonl")) == 1203


def test_streams_ask_the_database_by_chunks_not_by_entries(site: Site, page: ContentPage) -> None:
    journal = locked(journal_of(site))
    for number in range(300):
        append(journal, Event.RECOVERY, None, {"note": {"kind": "", "note": str(number), "restores": 0}})
    for name in ("dziennik.jsonl", "ujawnienia.jsonl", "paczka.zip"):
        with CaptureQueriesContext(connection) as captured:
            get(site, name)
        assert len(captured) < 30, name


def test_the_archive_is_sound_and_named_by_the_day(site: Site, page: ContentPage, tmp_path: Path) -> None:
    make_checkpoint(journal_of(site), None)
    folder = sound(site, tmp_path / "paczka")
    assert (folder.path / VERIFIER.name).read_bytes() == VERIFIER.read_bytes()
    answer = reader_of(site).get(HOME + "paczka.zip")
    assert re.search(r'filename="dziennik-\d{4}-\d\d-\d\d\.zip"', answer["Content-Disposition"])


def test_single_files_are_those_of_the_archive(site: Site, page: ContentPage, tmp_path: Path) -> None:
    make_checkpoint(journal_of(site), None)
    folder = download(site, tmp_path / "paczka")
    for name in ("dziennik.jsonl", "ujawnienia.jsonl", "punkty-kontrolne.jsonl", VERIFIER.name):
        assert (folder / name).read_bytes() == get(site, name)


def test_a_disclosure_opens_its_commitment(site: Site, page: ContentPage) -> None:
    line = json.loads(get(site, "dziennik.jsonl").splitlines()[0])
    for kind, code in line["claims"].items():
        row = json.loads(get(site, f"ujawnienia/{code}.json"))
        assert (row["commitment"], row["kind"]) == (code, kind)
        assert commitment(kind, bytes.fromhex(row["salt"]), canonical(row["value"])) == code


@pytest.mark.parametrize(
    "name",
    [
        f"ujawnienia/{ZERO}.json",
        "ujawnienia/abc.json",
        f"ujawnienia/{ZERO.replace('0', 'G')}.json",
        f"pliki/{ZERO}",
        "pliki/../klucz.pem",
        "punkty/2026-11-22T09:00:00.000000Z/punkt.txt",
        "punkty/2026-13-45T99:99:99.000000Z/punkt.txt",
        "punkty/2026-11-22T09:00:00.000000Z/inny.txt",
        "klucz.pem",
        "nie-ma/",
    ],
)
def test_what_is_not_there_is_not_found(site: Site, page: ContentPage, name: str) -> None:
    assert reader_of(site).get(HOME + name).status_code == 404


def test_files_are_for_programs_not_for_search_engines(site: Site, page: ContentPage) -> None:
    for name in [*FILES, VERIFIER.name]:
        answer = reader_of(site).get(HOME + name)
        body(answer)
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Cache-Control"] == "no-cache"
        assert not answer.cookies


def test_nothing_can_be_written_here(site: Site, page: ContentPage) -> None:
    for name in ["", *FILES, VERIFIER.name]:
        assert reader_of(site).post(HOME + name).status_code == 405


def test_the_feed_gives_every_root_away(site: Site, page: ContentPage, settings: object, tmp_path: Path) -> None:
    make_key(tmp_path / "k.pem")
    settings.HISTORY_KEY_FILE = str(tmp_path / "k.pem")
    points = [make_checkpoint(journal_of(site), signing_key()) for _ in range(3)]
    feed = ET.fromstring(get(site, "atom.xml"))  # noqa: S314 -- our own
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == 3
    newest = json.loads(entries[0].findtext(f"{atom}summary") or "")
    assert (newest["root"], newest["signature"]) == (points[-1].root, points[-1].signature)
    leaves = [leaf_of(line) for line in get(site, "dziennik.jsonl").splitlines()]
    assert newest["root"] == root(leaves)


# -- today's view only -------------------------------------------------------------------------------------------------


def test_a_page_made_private_takes_its_disclosures_along_at_once(site: Site, page: ContentPage, tmp_path: Path) -> None:
    code = JournalEntry.objects.get(version__object__page_id=page.pk, version__number=2).parsed["claims"]["text"]
    assert SECRET in get(site, f"ujawnienia/{code}.json").decode()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert reader_of(site).get(f"{HOME}ujawnienia/{code}.json").status_code == 404
    for name in ["", *FILES]:
        assert SECRET.encode() not in get(site, name)
    sound(site, tmp_path / "ukryta")
    restriction.delete()
    assert SECRET in get(site, f"ujawnienia/{code}.json").decode()
    sound(site, tmp_path / "znów jawna")


def test_a_restricted_section_takes_all_below_along(site: Site, page: ContentPage, tmp_path: Path) -> None:
    child = add_page(page, ContentPage(title="Niżej", slug="nizej"))
    gone = add_page(page, ContentPage(title="Skasowana", slug="skasowana"))
    gone.delete()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Niżej" not in get(site, "ujawnienia.jsonl").decode()
    assert "Skasowana" not in get(site, "ujawnienia.jsonl").decode()
    sound(site, tmp_path / "paczka")
    assert TrackedObject.objects.filter(page_id__in=[child.pk, gone.pk]).count() == 2


def test_withdrawn_and_deleted_pages_keep_theirs(site: Site, page: ContentPage, tmp_path: Path) -> None:
    page.unpublish()
    assert SECRET in get(site, "ujawnienia.jsonl").decode()
    page.delete()
    assert SECRET in get(site, "ujawnienia.jsonl").decode()
    sound(site, tmp_path / "paczka")


def test_drafts_never_get_here(site: Site, page: ContentPage) -> None:
    draft = ContentPage.objects.get(pk=page.pk)
    draft.title = "Szkic-poufny"
    draft.save_revision()
    for name in ["", *FILES]:
        assert b"Szkic-poufny" not in get(site, name)


# -- attachments -------------------------------------------------------------------------------------------------------

PDF = b"%PDF-1.7 regulamin"
PDF_DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def attached(site: Site) -> Document:
    document = Document(
        title="Regulamin", file=ContentFile(PDF, name="regulamin.pdf"), collection=centre_collection(site)
    )
    document._set_document_file_metadata()
    document.save()
    value = [{"type": "item", "value": {"document": document.pk, "title": ""}, "id": "a"}]
    body_of_page = [{"type": "documents", "value": value}]
    add_page(site.root_page, ContentPage(title="Regulaminy", slug="regulaminy", body=body_of_page))
    return document


def test_an_attachment_is_served_as_bytes_and_nothing_more(site: Site, attached: Document, tmp_path: Path) -> None:
    answer = reader_of(site).get(f"{HOME}pliki/{PDF_DIGEST}")
    assert body(answer) == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    folder = sound(site, tmp_path / "paczka")
    assert (folder.path / "pliki" / PDF_DIGEST).read_bytes() == PDF


def test_an_attachment_outlives_its_document(site: Site, attached: Document, tmp_path: Path) -> None:
    attached.delete()
    assert get(site, f"pliki/{PDF_DIGEST}") == PDF
    sound(site, tmp_path / "paczka")


def test_a_document_kept_from_the_public_is_kept_here_too(site: Site, attached: Document, tmp_path: Path) -> None:
    private = Collection.get_first_root_node().add_child(name="Poufne")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    Document.objects.filter(pk=attached.pk).update(collection=private)
    assert reader_of(site).get(f"{HOME}pliki/{PDF_DIGEST}").status_code == 404
    assert PDF_DIGEST.encode() not in get(site, "ujawnienia.jsonl")
    folder = sound(site, tmp_path / "paczka")
    assert not list((folder.path / "pliki").iterdir())


# -- each site its own -------------------------------------------------------------------------------------------------


def test_a_site_serves_its_own_journal_alone(site: Site, page: ContentPage, other: Site, tmp_path: Path) -> None:
    make_checkpoint(journal_of(site), None)
    make_checkpoint(journal_of(other), None)
    for name in ["", *FILES]:
        assert "Obca strona" not in get(site, name).decode("utf-8", "replace")
        assert SECRET not in get(other, name).decode("utf-8", "replace")
    for here, there in ((site, other), (other, site)):
        mine = set(get(here, "dziennik.jsonl").splitlines())
        assert not mine & set(get(there, "dziennik.jsonl").splitlines())
        for line in map(json.loads, mine):
            for code in line["claims"].values():
                assert reader_of(there).get(f"{HOME}ujawnienia/{code}.json").status_code == 404
    sound(site, tmp_path / "tu")
    sound(other, tmp_path / "tam")


def test_a_file_of_one_site_is_not_served_by_another(site: Site, attached: Document, other: Site) -> None:
    assert reader_of(other).get(f"{HOME}pliki/{PDF_DIGEST}").status_code == 404


def test_the_checkpoint_of_one_site_says_nothing_of_another(
    site: Site, page: ContentPage, other: Site, tmp_path: Path
) -> None:
    make_checkpoint(journal_of(other), None)
    make_checkpoint(journal_of(site), None)
    (tmp_path / "obce.jsonl").write_bytes(get(other, "punkty-kontrolne.jsonl"))
    assert run_verifier(download(site, tmp_path / "paczka"), tmp_path / "obce.jsonl").returncode == 2
