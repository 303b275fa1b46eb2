"""Documents: what is read of them, what is left out and said, what is refused and with which advice."""

import pytest

from pages.acts.text.archive import MAX_ELEMENTS, MAX_FILES, MAX_WEIGHT
from pages.acts.text.cleaning import UnreadableTextError
from pages.acts.text.docx import from_docx
from pages.acts.text.recognise import Recognised
from pages.acts.text.structure import read_back
from tests.pages.acts.text.word_files import (
    HEAD,
    MAIN,
    W,
    archive,
    docx,
    level,
    numbered,
    numbered_list,
    numbering,
    paragraph,
    restarting_list,
    styles,
)

pytestmark = pytest.mark.usefixtures("untranslated")

FIRST = paragraph("§ 1. Ośrodek działa.")
SHOWN = '<w:vanish w:val="0"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(*body: str, **parts: str | bytes) -> Recognised:
    return from_docx(docx(*body, **parts), "statut.docx")


def lines(*body: str, **parts: str | bytes) -> list[str]:
    return read_back(read(*body, **parts).blocks).split("\n")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


# -- what is text ----------------------------------------------------------------------------------------------------


def test_deleted_words_are_gone_and_inserted_ones_are_text() -> None:
    tracked = (
        f'<w:p>{run("§ 2. Pomoc jest ")}<w:del w:id="1" w:author="X"><w:r><w:delText>płatna</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="X">{run("bezpłatna")}</w:ins>{run(".")}</w:p>'
    )
    assert lines(FIRST, tracked) == ["§ 1. Ośrodek działa.", "§ 2. Pomoc jest bezpłatna."]


def test_hidden_words_are_left_out_and_said_so() -> None:
    recognised = read(f"<w:p>{run('§ 1. Ośrodek')}{run(' TAJNE', '<w:vanish/>')}{run(' działa.', SHOWN)}</w:p>")
    assert read_back(recognised.blocks) == "§ 1. Ośrodek działa."
    assert [note.text for note in recognised.notes] == ["Hidden words of the document were left out."]


def test_a_raised_digit_is_part_of_a_number() -> None:
    raised = run("1", '<w:vertAlign w:val="superscript"/>')
    assert lines(f"<w:p>{run('§ 12')}{raised}{run('. Ośrodek działa.')}</w:p>") == ["§ 12¹. Ośrodek działa."]


def test_a_line_break_in_a_paragraph_ends_a_line() -> None:
    assert lines(f"<w:p>{run('§ 1. 1. Ośrodek działa.')}<w:r><w:br/></w:r>{run('2. Jest jednostką.')}</w:p>") == [
        "§ 1. 1. Ośrodek działa.",
        "2. Jest jednostką.",
    ]


def test_paragraphs_of_a_document_are_never_joined() -> None:
    assert lines(FIRST, paragraph("12. marca odbyła się sesja")) == [
        "§ 1. Ośrodek działa.",
        "12. marca odbyła się sesja",
    ]


def test_tables_pictures_and_footnotes_are_left_out_and_counted() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('w środku')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('§ 9. W tabeli')}{inner}</w:tc></w:tr></w:tbl>"
    note = f'<w:p>{run("§ 2. Pomoc")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" jest.")}</w:p>'
    notes = f'{HEAD}<w:footnotes {W}><w:footnote w:id="2">{paragraph("Przypis.")}</w:footnote></w:footnotes>'
    recognised = read(FIRST, table, note, table, footnotes=notes)
    assert read_back(recognised.blocks) == "§ 1. Ośrodek działa.\n§ 2. Pomoc jest."
    assert [note.text for note in recognised.notes] == [
        "2 tables were left out: put them among the attachments.",
        "1 footnote was left out.",
    ]


def test_the_table_of_contents_is_no_text() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Spistreci1"><w:name w:val="toc 1"/></w:style>'
    recognised = read(paragraph("Rozdział 1 Zadania 3", '<w:pStyle w:val="Spistreci1"/>'), FIRST, styles=styles(style))
    assert read_back(recognised.blocks) == "§ 1. Ośrodek działa."
    assert [note.is_serious for note in recognised.notes] == [False]


def test_a_main_part_of_another_name_is_found() -> None:
    assert read_back(from_docx(docx(FIRST, name="document2.xml"), "x").blocks) == "§ 1. Ośrodek działa."


# -- automatic numbers -----------------------------------------------------------------------------------------------


def test_automatic_numbers_are_written_out_and_counted() -> None:
    body = [
        numbered("Nazwa", 0),
        numbered("Ośrodek:", 1),
        numbered("a", 2),
        numbered("b:", 2),
        numbered("c", 3),
        numbered("d", 4),
    ]
    recognised = read(*body, numbered("Dalej:", 1), numbered("e", 2), numbered("Koniec", 0), numbering=numbering())
    assert read_back(recognised.blocks).split("\n") == [
        "§ 1. Nazwa", "1. Ośrodek:", "1) a", "2) b:", "a) c", "– d", "2. Dalej:", "1) e", "§ 2. Koniec",
    ]  # fmt: skip
    assert recognised.notes[0].text == "9 automatic numbers of Word were written out."


def test_numbers_of_a_style_and_of_the_style_it_builds_on_are_written_out() -> None:
    base = (
        '<w:style w:type="paragraph" w:styleId="Par"><w:name w:val="Par"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    point = base.replace('"Par"', '"Pkt"')
    child = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Par"/></w:style>'
    levels = level(0, "decimal", "§ %1.") + level(1, "decimal", "%2)", '<w:pStyle w:val="Pkt"/>')
    body = [
        paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("A:", "Par"), ("b", "Pkt"), ("C", "Own"))
    ]
    assert lines(*body, numbering=numbering(levels=levels), styles=styles(base, point, child)) == [
        "§ 1. A:",
        "1) b",
        "§ 2. C",
    ]


def test_a_list_may_start_anew_and_lists_of_one_definition_count_together() -> None:
    body = [numbered("a", 0, 1), numbered("b", 0, 2), numbered("c", 0, 3), numbered("d", 0, 3), numbered("e", 0, 1)]
    lists = [numbered_list(1), numbered_list(2), restarting_list(3, 10)]
    assert lines(*body, numbering=numbering(*lists)) == ["§ 1. a", "§ 2. b", "§ 10. c", "§ 11. d", "§ 12. e"]


@pytest.mark.parametrize(
    ("shape", "first", "last"),
    [
        ("decimal", "1", "28"), ("lowerLetter", "a", "bb"), ("upperLetter", "A", "BB"), ("lowerRoman", "i", "xxviii"),
        ("upperRoman", "I", "XXVIII"), ("decimalZero", "01", "28"), ("ordinal", "1.", "28."), ("unheardOf", "1", "28"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_formats_of_word(shape: str, first: str, last: str) -> None:
    found = lines(*[numbered("x", 0)] * 28, numbering=numbering(levels=level(0, shape, "%1-")))
    assert (found[0], found[27]) == (f"{first}- x", f"{last}- x")


def test_numbers_of_outer_levels_stand_in_those_of_inner_ones() -> None:
    levels = (
        level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    body = [numbered("a", 0), numbered("b", 1), numbered("c", 1), numbered("d", 2)]
    assert lines(*body, numbering=numbering(levels=levels)) == ["I. a", "I.1. b", "I.2. c", "1.2.1 d"]


def test_a_level_may_go_on_counting_under_an_outer_one() -> None:
    levels = level(0, "decimal", "§ %1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    body = [numbered("A:", 0), numbered("b", 1), numbered("C:", 0), numbered("d", 1)]
    assert lines(*body, numbering=numbering(levels=levels)) == ["§ 1. A:", "1) b", "§ 2. C:", "2) d"]


def test_a_deleted_paragraph_and_one_that_gave_up_its_number_are_not_counted() -> None:
    mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1" w:author="X"/></w:rPr>'
    deleted = (
        f'<w:p><w:pPr>{mark}</w:pPr><w:del w:id="2" w:author="X"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    )
    body = [numbered("a", 0), deleted, numbered("b", 0, 0), numbered("c", 0)]
    assert lines(*body, numbering=numbering()) == ["§ 1. a", "b", "§ 2. c"]


# -- refusals --------------------------------------------------------------------------------------------------------

TYPES = f'{HEAD}<Types><Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/></Types>'
PICTURE = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId0" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></v:shape></w:pict></w:r></w:p>'
)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF. Paste its text, or ask"),
        (OLE + b"\0" * 512, "older format. Open it in a word processor and save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"{\\rtf1 a}", "older format"),
        (b"Zwyczajny tekst", "is not a .docx"),
        (archive({"a.txt": "b"}), "is not a .docx"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
        (archive({"[Content_Types].xml": TYPES}), "damaged"),
        (archive({"[Content_Types].xml": TYPES, "word/document.xml": "<a"}), "damaged"),
        (archive({"[Content_Types].xml": TYPES, "word/document.xml": f"{HEAD}<a/>"}), "damaged"),
        (archive({"[Content_Types].xml": TYPES, "word/document.xml": f"{ENTITY}<a>&a;</a>"}), "damaged"),
        (archive({"[Content_Types].xml": TYPES, "word/document.xml": ENTITY.encode("utf-16")}), "damaged"),
        (docx(FIRST)[:-40], "damaged"),
        (docx(FIRST).replace(b"word/document.xml", b"word/document.xxx", 1), "damaged"),
        (docx(FIRST, main="application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
        (archive({"[Content_Types].xml": TYPES, "word/vbaProject.bin": b"x"}), "holds macros"),
        (archive({"[Content_Types].xml": TYPES, "word/document.xml": "<a>" + " " * 13_000_000}), "too large"),
        (archive({"[Content_Types].xml": TYPES, "word/media/a.png": b"\0" * 51_000_000}), "too large"),
        (archive({f"{index}.xml": "" for index in range(MAX_FILES + 1)}), "too large"),
        (docx(paragraph("")), "holds no text"),
        (docx(PICTURE, image=b""), "is a scan"),
        (docx(f"<w:tbl><w:tr><w:tc>{FIRST}</w:tc></w:tr></w:tbl>"), "in tables only"),
        (docx("<w:sdt><w:sdtContent>" * 3_000 + "</w:sdtContent></w:sdt>" * 3_000), "damaged"),
        (docx(*[paragraph("a" * 100_000)] * 5), "Paste it in parts"),
        (docx("<w:p/>" * MAX_ELEMENTS), "too many pieces"),
        (docx("<w:p>" + "<w:r/>" * MAX_ELEMENTS + "</w:p>"), "too many pieces"),
        (docx("<w:p" + ' a=""' * MAX_ELEMENTS * 2 + "/>"), "too many pieces"),
        (docx("<w:p/>" * MAX_WEIGHT), "too many pieces"),
        (docx("<w:p><w:r><w:br/></w:r></w:p>" * (MAX_WEIGHT // 3)), "too many pieces"),
        (docx(FIRST, styles=styles("<w:style/>" * MAX_WEIGHT)), "too many pieces"),
        (docx(*[paragraph("a")] * 200_000), "too large"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(UnreadableTextError, match=advice):
        from_docx(data, "statut.docx")


def test_the_name_of_a_file_decides_nothing() -> None:
    assert read_back(from_docx(docx(FIRST), "statut.pdf").blocks) == "§ 1. Ośrodek działa."


# -- big ones --------------------------------------------------------------------------------------------------------

LOOKS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:color w:val="000000"/>'
    '<w:sz w:val="24"/><w:szCs w:val="24"/>'
)


def split_up(words: str, depth: int) -> str:
    """A paragraph as Word keeps it after some editing: each word with its own looks, marks of the spelling between."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr><w:jc w:val="both"/>'
    spelling = '<w:proofErr w:type="spellStart"/>'
    runs = spelling.join(
        f'<w:r w:rsidRPr="00AB12CD"><w:rPr>{LOOKS}</w:rPr><w:t xml:space="preserve">{word} </w:t></w:r>'
        for word in words.split()
    )
    return f'<w:p w:rsidR="00AB12CD" w:rsidP="00AB12CD"><w:pPr>{place}<w:rPr>{LOOKS}</w:rPr></w:pPr>{runs}</w:p>'


def test_an_honest_act_of_600_provisions_is_read() -> None:
    body = (split_up("Do zadań należy pomoc:", 0), split_up("społeczna", 2), split_up("inna, doraźna", 2))
    recognised = read(*body * 600, numbering=numbering())
    assert len(recognised.blocks) == 600
    assert read_back(recognised.blocks).split("\n")[-3:] == [
        "§ 600. Do zadań należy pomoc:", "1) społeczna", "2) inna, doraźna",
    ]  # fmt: skip


def test_many_hidden_words_and_pieces_of_words_are_read() -> None:
    pieces = run("o") * 5_000 + run("x", "<w:vanish/>") * 5_000
    recognised = read(FIRST, f"<w:p>{run('§ 2. ')}{pieces}</w:p>")
    assert read_back(recognised.blocks).split("\n")[1] == f"§ 2. {'o' * 5_000}"


def test_words_in_tables_do_not_count() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a' * 100_000)}</w:tc></w:tr></w:tbl>"
    assert lines(FIRST, *[table] * 5) == ["§ 1. Ośrodek działa."]


def test_lists_with_more_levels_than_word_has_are_read() -> None:
    many = "".join(level(0, "decimal", f"{index}%1") for index in range(2_000))
    found = lines(
        *[numbered("x", 0, index) for index in range(1, 2_000)],
        numbering=numbering(*[numbered_list(index) for index in range(1, 2_000)], levels=many),
    )
    assert len(found) == 1_999


def test_notes_are_counted_and_never_read() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'{HEAD}<w:footnotes {W}><w:footnote w:id="2">{"<w:p/>" * 9_000}</w:footnote></w:footnotes>'
    recognised = read(FIRST, f"<w:p>{run('§ 2. Pomoc.')}{reference * 5_000}</w:p>", footnotes=notes)
    assert read_back(recognised.blocks) == "§ 1. Ośrodek działa.\n§ 2. Pomoc."
    assert [note.text for note in recognised.notes] == ["5000 footnotes were left out."]
