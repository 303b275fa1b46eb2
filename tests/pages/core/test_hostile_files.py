"""Every kind of file that a centre may be sent gets the answer that the README of the documents promises."""

import gc
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Collection

from pages.core import documents
from pages.core.documents.rules import RULES, Answer
from pages.core.models import Document
from tests.conftest import KIELCE, reader
from tests.pages.core import files_made as made

ACCEPTED = "accepted"
NO_PICTURE = "refused: no picture"
TOO_MANY_PIXELS = "refused: too many pixels"
TOO_MANY_FRAMES = "refused: too many frames"
EMPTY = "refused: empty"


class Case(NamedTuple):
    """A file, its name, and the answer to it: accepted, flagged or refused with codes of the table of rules."""

    label: str
    name: str
    content: Callable[[], bytes]
    answer: str


def constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


DOCUMENTS = [
    Case("Accessible PDF", "regulamin.pdf", made.tagged_pdf, ACCEPTED),
    Case("Polish name with spaces", "Załącznik nr 1 – wniosek o świadczenie.pdf", made.tagged_pdf, ACCEPTED),
    Case("Name with %2f", "..%2f..%2fetc%2fpasswd.pdf", made.tagged_pdf, ACCEPTED),
    Case(
        "PDF printed, not exported", "druk.pdf", lambda: made.pdf("Uchwała"), "flagged: no-tags, no-language, no-title"
    ),
    Case("PDF that is a scan", "skan.pdf", made.scanned_pdf, "flagged: no-text, no-tags, no-language, no-title"),
    Case("PDF with scanned pages", "pismo.pdf", made.half_scanned_pdf, "flagged: some-pages-no-text"),
    Case(
        "PDF that says it is English", "en.pdf", lambda: made.tagged_pdf(language="en-US"), "flagged: language-differs"
    ),
    Case("PDF with a script", "skrypt.pdf", made.scripted_pdf, "refused: active-content"),
    Case("PDF that starts a program", "start.pdf", made.launching_pdf, "refused: active-content"),
    Case("PDF with a script in a packed object", "paczka.pdf", made.packed_script_pdf, "refused: active-content"),
    Case("PDF with a file inside", "z-plikiem.pdf", made.attached_pdf, "refused: embedded-files"),
    Case("PDF with a password", "tajne.pdf", made.locked_pdf, "refused: encrypted"),
    Case("PDF cut short", "urwany.pdf", lambda: made.tagged_pdf()[:-400], "refused: damaged"),
    Case("PDF that unpacks to 200 MB", "bomba.pdf", made.swelling_pdf, "refused: bomb"),
    Case("PDF with an archive behind it", "dwa.pdf", lambda: made.tagged_pdf() + made.docx(), "refused: two-files"),
    Case(
        "PDF with a PESEL", "decyzja.pdf", lambda: made.tagged_pdf(f"Pan X, {made.PESEL}"), "refused: personal-number"
    ),
    Case(
        "PDF with part B of an asset declaration", "czescB.pdf", lambda: made.tagged_pdf("CZESC B"), "refused: part-b"
    ),
    Case("HTML named .pdf", "strona.pdf", constant(made.PAGE), "refused: not-as-named"),
    Case("Word file", "wniosek.docx", made.docx, ACCEPTED),
    Case(
        "Word file without title and language",
        "w.docx",
        lambda: made.docx(title="", language=""),
        "flagged: no-language, no-title",
    ),
    Case("Word file with macros, renamed", "makra.docx", made.docm, "refused: macros"),
    Case("Word file with macros", "makra.docm", made.docm, "refused: macros"),
    Case("Word file with a template elsewhere", "szablon.docx", made.far_template_docx, "refused: active-content"),
    Case("Word file with a password", "haslo.docx", lambda: made.old_office(locked=True), "refused: encrypted"),
    Case("Old .doc, renamed", "stary.docx", made.old_office, "refused: not-as-named"),
    Case("Program named .docx", "faktura.docx", constant(made.PROGRAM), "refused: not-as-named"),
    Case("Program", "faktura.exe", constant(made.PROGRAM), "refused: unknown-type"),
    Case("Excel file", "budzet.xlsx", made.xlsx, ACCEPTED),
    Case("Excel file named .docx", "budzet.docx", made.xlsx, "refused: not-as-named"),
    Case("PowerPoint file", "plan.pptx", made.pptx, "flagged: no-title"),
    Case("LibreOffice text", "regulamin.odt", made.odf, ACCEPTED),
    Case(
        "LibreOffice text with macros",
        "m.odt",
        lambda: made.odf(**{"Basic/Standard/Module1.xml": "x"}),
        "refused: macros",
    ),
    Case("CSV in UTF-8", "dane.csv", constant("imię;kwota\nŻaneta;1".encode()), ACCEPTED),
    Case(
        "CSV in windows-1250", "dane-1250.csv", constant("imię;kwota\nŻaneta;1".encode("cp1250")), "flagged: encoding"
    ),
    Case("CSV with a command", "wzor.csv", constant(b"a;b\n=cmd|' /C calc'!A0;1"), "refused: active-content"),
    Case("RTF with an object", "o.rtf", constant(b"{\\rtf1 {\\object\\objdata 0105}}"), "refused: active-content"),
    Case("XML with growing entities", "x.xml", constant(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "refused: bomb"),
    Case("SVG", "znak.svg", constant(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "refused: unknown-type"),
    Case("Web page", "strona.html", constant(made.PAGE), "refused: unknown-type"),
    Case("Empty file", "pusty.pdf", constant(b""), EMPTY),
    Case("Zip with documents", "druki.zip", lambda: made.packed({"a/Wniosek.docx": made.docx()}), ACCEPTED),
    Case("Zip with a program", "p.zip", lambda: made.packed({"a.exe": made.PROGRAM}), "refused: zip-programs"),
    Case(
        "Zip in a zip", "z.zip", lambda: made.packed({"b.zip": made.packed({"a.txt": b"a"})}), "refused: nested-archive"
    ),
    Case("Zip bomb", "bomba.zip", made.zip_bomb, "refused: bomb"),
    Case("Zip that lies about its size", "klamie.zip", made.lying_zip, "refused: bomb"),
    Case("Zip with names that lead out", "wyjscie.zip", made.escaping_zip, "refused: zip-paths"),
]
PICTURES = [
    Case("Photo with place and camera", "zdjecie.jpg", made.located, ACCEPTED),
    Case("Photo with a script behind it", "foto.jpg", lambda: made.located() + made.SCRIPT, ACCEPTED),
    Case("WebP photo with place", "zdjecie.webp", lambda: made.located("WEBP"), ACCEPTED),
    Case("PNG with place", "zdjecie.png", lambda: made.located("PNG"), ACCEPTED),
    Case("Short animation", "kropka.gif", lambda: made.film(12), ACCEPTED),
    Case("Animation of 120 frames", "film.gif", lambda: made.film(120), TOO_MANY_FRAMES),
    Case("PNG of 30,000 × 30,000", "wielki.png", lambda: made.huge_png(30_000), TOO_MANY_PIXELS),
    Case("PNG of 11,200 × 11,200", "duzy.png", lambda: made.huge_png(11_200), TOO_MANY_PIXELS),
    Case("HTML named .png", "strona.png", constant(made.PAGE), NO_PICTURE),
    Case("SVG named .png", "znak.png", constant(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), NO_PICTURE),
    Case("Photo cut short", "urwane.jpg", lambda: made.image("JPEG")[:200], NO_PICTURE),
]
# Sentences of Wagtail's and of the form for pictures, by which their answers are known.
SAID = {
    EMPTY: ("pusty", "empty"),
    NO_PICTURE: ("nie jest grafiką", "Rozszerzenie nie pasuje do formatu"),
    TOO_MANY_PIXELS: ("million are accepted", "mln", "milion"),
    TOO_MANY_FRAMES: ("frames are accepted", "klatek"),
}


@pytest.fixture
def administrator(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kierownik"))
    return client


def send(client: Client, view: str, name: str, data: bytes) -> dict[str, Any]:
    """Send a file with the page that takes several."""
    answer = client.post(
        reverse(view),
        {"title": name, "files[]": SimpleUploadedFile(name, data), "collection": Collection.get_first_root_node().pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 200, answer.status_code
    return answer.json()


def answer_to(said: dict[str, Any]) -> str:
    """The answer as the README words it."""
    if said["success"]:
        codes = Document.objects.get(pk=said["doc_id"]).findings if "doc_id" in said else []
        known = [rule.code for rule in RULES.values() if rule.code in codes]
        return f"flagged: {', '.join(known)}" if known else ACCEPTED
    message = said["error_message"]
    for rule in RULES.values():
        if rule.answer is Answer.REFUSE and str(rule.remedy) in message:
            return f"refused: {rule.code}"
    return next((answer for answer, parts in SAID.items() if any(part in message for part in parts)), message)


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.label)
def test_a_file_gets_its_answer(administrator: Client, case: Case):
    before = Document.objects.count()
    said = send(administrator, "wagtaildocs:add_multiple", case.name, case.content())
    assert answer_to(said) == case.answer, said
    assert Document.objects.count() - before == (not case.answer.startswith("refused"))


@pytest.mark.parametrize("case", PICTURES, ids=lambda case: case.label)
def test_a_picture_gets_its_answer(administrator: Client, case: Case):
    said = send(administrator, "wagtailimages:add_multiple", case.name, case.content())
    assert answer_to(said) == case.answer, said
    if case.answer == ACCEPTED:
        image = Image.objects.latest("pk")
        stored = [image.file, image.get_rendition("max-20x20|format-jpeg").file]
        try:
            for file in stored:
                data = file.open("rb").read()
                assert not any(trace in data for trace in (b"GPS", b"Telefon", b"Kowalska", made.SCRIPT)), file.name
            if case.name == "zdjecie.jpg":  # it still stands upright
                assert image.get_rendition("original").height > image.get_rendition("original").width
        finally:
            for file in stored:
                file.delete(save=False)


def test_the_readme_promises_just_these_answers():
    readme = (Path(documents.__file__).parent / "README.md").read_text()
    rows = re.findall(r"^\| (.+?) \| `(.+?)` \| (.+?) \|$", readme, re.MULTILINE)
    assert rows == [(case.label, case.name, case.answer) for case in (*DOCUMENTS, *PICTURES)]
    codes = re.findall(r"^\| `([\w-]+)` \| (refuse|flag) \|", readme, re.MULTILINE)
    assert codes == [(rule.code, rule.answer.value) for rule in RULES.values()]


def resident() -> int:
    """Bytes of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


HEAVY = {"Zip bomb", "PDF that unpacks to 200 MB", "Zip that lies about its size", "PNG of 30,000 × 30,000"}


def test_hostile_files_leave_no_memory_behind(administrator: Client):
    heavy = [(case, case.content()) for case in (*DOCUMENTS, *PICTURES) if case.label in HEAVY]
    assert len(heavy) == len(HEAVY)
    before = resident()
    for _turn in range(3):
        for case, data in heavy:
            kind = "images" if case in PICTURES else "docs"
            assert not send(administrator, f"wagtail{kind}:add_multiple", case.name, data)["success"]
    gc.collect()
    assert resident() - before < 200 * 1024 * 1024
