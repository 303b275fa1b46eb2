"""Any file at all is read within its limits, and ends in a state."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from search.files import extracting
from search.files.extracting import Ending, joined
from search.files.models import State
from search.files.reading import LIMITS, Limits, Reading, read_text
from tests.pages.acts.text.word_files import HEAD, W, archive, docx, paragraph
from tests.search.attachments import assembled, page_with, pdf, stream

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, limits: Limits = LIMITS) -> Reading:
    return read_text(BytesIO(data), limits)


def limited(**cost: int) -> Limits:
    """The usual limits, some of them lower."""
    return Limits(cost=LIMITS.cost._replace(**cost))


# -- what is read ------------------------------------------------------------------------------------------------------


def test_a_pdf_is_read_page_by_page() -> None:
    assert read(pdf("Zażółć gęślą jaźń", "§ 1. Zasiłek okresowy")) == (
        State.WHOLE,
        "Zażółć gęślą jaźń\n§ 1. Zasiłek okresowy",
    )


def test_printed_lines_become_paragraphs_and_broken_words_whole() -> None:
    printed = [
        "Ośrodek przyznaje zasiłki celowe na zakup żywności, opału i leków oso-",
        "bom, których dochód jest niższy od kryterium, a także innym, gdy tego",
        "wymaga ich położenie.",
        "§ 2. Wniosek składa się:",
        "1) osobiście w siedzibie Ośrodka, na parterze, w pokoju numer trzy, bądź",
        "2) pocztą",
        "",
        "Biało-",
        "Czerwoni",
    ]
    assert list(joined(printed)) == [
        f"{printed[0].removesuffix('-')}{printed[1]} {printed[2]}",
        "§ 2. Wniosek składa się:",
        "1) osobiście w siedzibie Ośrodka, na parterze, w pokoju numer trzy, bądź",
        "2) pocztą",
        "",
        "Biało-",
        "Czerwoni",
    ]


def test_a_word_document_is_read_without_what_its_author_hid_or_struck_out() -> None:
    deleted = '<w:p><w:del><w:r><w:delText xml:space="preserve">skreślone</w:delText></w:r></w:del></w:p>'
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Kwota')}</w:tc><w:tc>{paragraph('600 zł')}</w:tc></w:tr></w:tbl>"
    comment = f'<w:comment w:id="1">{paragraph("uwaga redaktora")}</w:comment>'
    data = docx(
        paragraph("Regulamin"),
        paragraph("tajne", run="<w:vanish/>"),
        paragraph("jawne", run='<w:vanish w:val="0"/>'),
        deleted,
        table,
        comments=f"{HEAD}<w:comments {W}>{comment}</w:comments>",
    )
    assert read(data) == (State.WHOLE, "Regulamin\njawne\nKwota\n600 zł")


def test_ligatures_and_soft_hyphens_are_read_as_letters() -> None:
    assert read(pdf("e\ufb01ektywny \ufb02et zasi\u00adłek")).text == "efiektywny flet zasiłek"


def encrypted(password: str) -> bytes:
    """A PDF that asks for the password, or only forbids to be changed when it is empty."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Zasiłek"))))
    writer.encrypt(user_password=password, owner_password="właściciel", algorithm="AES-256")
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert read(encrypted("")) == (State.WHOLE, "Zasiłek")


# -- what is not -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (page_with(stream("q 200 0 0 200 0 0 cm Q")), State.EMPTY),
        (docx(paragraph("")), State.EMPTY),
        (encrypted("hasło"), State.UNREADABLE),
        (OLE + "EncryptedPackage".encode("utf-16-le"), State.UNREADABLE),
        (b"", State.UNREADABLE),
        (b"Zwykly tekst", State.UNREADABLE),
        (pdf("Zasiłek")[:300], State.UNREADABLE),
        (b"%PDF-1.7\n%%EOF", State.UNREADABLE),
        (archive({"obraz.png": b"x"}), State.UNREADABLE),
        (docx("<w:p>"), State.UNREADABLE),
        (docx("<w:p>" * 20_000 + "</w:p>" * 20_000), State.UNREADABLE),
        (docx(paragraph("a"), header=b"<a>" + b" " * 400_000_000 + b"</a>"), State.TOO_BIG),
    ],
    ids=[
        "scan", "empty Word document", "password", "Word document with a password", "no bytes", "plain text",
        "half a PDF", "nothing but a mark", "another archive", "broken XML", "deep XML", "bomb",
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_in_a_state(data: bytes, state: State) -> None:
    assert read(data) == (state, "")


def test_a_page_that_is_broken_costs_only_itself() -> None:
    before, mark, after = pdf("Początek", "Środek", "Koniec").partition(b"8 0 obj")
    broken = after.replace(b"/FlateDecode", b"/FlateDecoed", 1)
    assert read(before + mark + broken) == (State.PART, "Początek\nKoniec")


def test_the_beginning_of_a_long_file_is_kept() -> None:
    data = pdf("Pierwsza strona", "Druga strona", "Trzecia strona")
    assert read(data, limited(pages=2)) == (State.PART, "Pierwsza strona\nDruga strona")
    assert read(data, limited(characters=20)) == (State.PART, "Pierwsza strona\nDru")
    assert read(data, Limits(size=100)) == (State.TOO_BIG, "")


# -- what was made to do harm ------------------------------------------------------------------------------------------


def form(content: bytes, next_one: int) -> bytes:
    """A form that draws another one."""
    resources = f"/Resources << /XObject << /X {next_one} 0 R >> >>"
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 1 1] {resources}")


BOMB = page_with(stream(b" " * 500_000_000))
ENDLESS_PAGES = assembled(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 100000000 >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000000 /Parent 2 0 R >>",
    ]
)
DRAWS_ITSELF = page_with(stream("/X Do"), "/XObject << /X 5 0 R >>", form(b"/X Do " * 50, 5))
DRAWN_BILLIONS_OF_TIMES = page_with(
    stream(b"/X Do " * 50), "/XObject << /X 5 0 R >>", *(form(b"/X Do " * 50, 6 + number) for number in range(9))
)
ALL_LETTERS = page_with(
    stream("BT /F1 12 Tf <0041> Tj ET"),
    "/Font << /F1 5 0 R >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
    stream("begincmap 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap " * 5_000),
)


@pytest.mark.parametrize("data", [BOMB, ENDLESS_PAGES, DRAWS_ITSELF, DRAWN_BILLIONS_OF_TIMES, ALL_LETTERS])
def test_a_pdf_that_never_ends_has_no_text(data: bytes) -> None:
    reading = read(data)
    assert reading.state in {State.EMPTY, State.UNREADABLE, State.TOO_BIG}
    assert reading.text == ""


PARAGRAPHS = docx(*[paragraph("zasiłek")] * 30_000)


def test_the_operating_system_keeps_the_limit_of_memory() -> None:
    assert read(PARAGRAPHS, limited(memory=120_000_000)) == (State.TOO_BIG, "")


def test_the_operating_system_keeps_the_limit_of_time() -> None:
    assert read(docx(*[paragraph("zasiłek")] * 100_000), limited(seconds=1, memory=2**31)) == (State.TOO_BIG, "")


def test_nobody_waits_longer_than_the_patience() -> None:
    assert read(PARAGRAPHS, Limits(patience=0)) == (State.TOO_BIG, "")


def test_what_was_read_before_the_time_ran_out_is_kept() -> None:
    heavy = "\n".join(["Zasiłek okresowy przysługuje"] * 60)
    reading = read(pdf(*[heavy] * 3_000), Limits(cost=LIMITS.cost._replace(seconds=1, pages=3_000, characters=10**7)))
    assert reading.state == State.PART
    assert reading.text.startswith("Zasiłek okresowy przysługuje")


def test_where_the_operating_system_keeps_no_limits_files_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "resource.py").write_text("raise ImportError")
    (tmp_path / "zasilek.pdf").write_bytes(pdf("Zasiłek"))
    packages = [path for path in sys.path if path.endswith("site-packages")]
    with (tmp_path / "zasilek.pdf").open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-P", extracting.__file__, *map(str, LIMITS.cost)],
            stdin=file,
            env={"PYTHONPATH": os.pathsep.join([str(tmp_path), *packages])},
            capture_output=True,
            check=False,
        )
    assert (done.returncode, done.stdout.decode()) == (Ending.WHOLE, "Zasiłek\n")


# -- anything ----------------------------------------------------------------------------------------------------------

SOUND = [pdf("Zasiłek okresowy", "Druga strona"), docx(paragraph("Zasiłek"), paragraph("x", run="<w:vanish/>"))]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with some bytes changed, cut, or put where they were not."""
    data = bytearray(draw(st.sampled_from(SOUND)))
    for _change in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 12))] = draw(st.binary(max_size=12))
    return bytes(data)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=2_000),
        st.binary(max_size=2_000).map(b"%PDF-1.7\n".__add__),
        st.binary(max_size=2_000).map(b"PK\x03\x04".__add__),
        damaged(),
    )
)
@example(b"%PDF-" + b"\0" * 5_000)
def test_any_bytes_end_in_a_state(data: bytes) -> None:
    reading = read(data)
    assert reading.state in State
    assert bool(reading.text) == (reading.state in {State.WHOLE, State.PART})
    assert "\0" not in reading.text
