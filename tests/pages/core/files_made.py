"""Files as people send them to a centre's site, the good, the careless and the hostile, made in code."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject

from tests.search.attachments import assembled, page_with, pdf, stream

PESEL = "44051401359"
PROGRAM = b"MZ\x90\x00" + bytes(300)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SCRIPT = b"<script>alert(1)</script>"


# -- PDF ---------------------------------------------------------------------------------------------------------------


def written(writer: PdfWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def tagged_pdf(text: str = "Regulamin organizacyjny", language: str = "pl-PL", title: str = "Regulamin") -> bytes:
    """What a text editor exports when it is asked for an accessible file."""
    writer = PdfWriter(clone_from=BytesIO(pdf(text)))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    element = DictionaryObject({NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/P")})
    tree = {NameObject("/Type"): NameObject("/StructTreeRoot"), NameObject("/K"): ArrayObject([element])}
    root[NameObject("/StructTreeRoot")] = DictionaryObject(tree)
    writer.add_metadata({"/Title": title})
    return written(writer)


def scanned_pdf() -> bytes:
    """A picture of a page, as a copier sends it."""
    picture = stream(
        bytes(64), "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    return page_with(stream("q 500 0 0 700 40 40 cm /Im0 Do Q"), "/XObject << /Im0 5 0 R >>", picture)


def half_scanned_pdf() -> bytes:
    """A letter with a scanned attachment."""
    writer = PdfWriter(clone_from=BytesIO(tagged_pdf()))
    writer.append(BytesIO(scanned_pdf()))
    return written(writer)


def scripted_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(tagged_pdf()))
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return written(writer)


def launching_pdf() -> bytes:
    """Starts a program when it is opened; the name of the action is written so that nobody finds it at once."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /L#61unch /F (cmd.exe) >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        ]
    )


def packed_script_pdf() -> bytes:
    """A script in an object that is packed with others into a stream."""
    objects = b"4 0 << /S /JavaScript /JS (app.alert(1)) >>"
    packed = zlib.compress(objects)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        + packed
        + b"\nendstream",
    ]
    data, places = b"%PDF-1.7\n", {}
    for number, part in enumerate(parts, 1):
        if part:
            places[number] = len(data)
            data += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    places[6] = len(data)
    rows = bytes([0, 0, 0, 255])
    for number in range(1, 7):
        rows += struct.pack(">BHB", 2, 5, 0) if number == 4 else struct.pack(">BHB", 1, places[number], 0)
    table = zlib.compress(rows)
    head = b"<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>" % len(table)
    data += b"6 0 obj\n" + head + b"\nstream\n" + table + b"\nendstream\nendobj\n"
    return data + b"startxref\n%d\n%%%%EOF\n" % places[6]


def attached_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(tagged_pdf()))
    writer.add_attachment("zalacznik.exe", PROGRAM)
    return written(writer)


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(tagged_pdf()))
    writer.encrypt("tajne", algorithm="AES-256")
    return written(writer)


def swelling_pdf() -> bytes:
    """A page whose drawing unpacks to 200 MB."""
    return page_with(stream(bytes(200_000_000)))


# -- office files ------------------------------------------------------------------------------------------------------


def packed(parts: dict[str, bytes | str]) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
CORE = "<cp:coreProperties><dc:title>{}</dc:title></cp:coreProperties>"
STYLES = '<w:styles><w:docDefaults><w:rPr><w:lang w:val="{}"/></w:rPr></w:docDefaults></w:styles>'


def docx(text: str = "Wniosek", title: str = "Wniosek", language: str = "pl-PL", **more: bytes | str) -> bytes:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES.format(""),
        "word/document.xml": f"<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
        "docProps/core.xml": CORE.format(title),
        "word/styles.xml": STYLES.format(language) if language else "<w:styles/>",
    }
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


def docm() -> bytes:
    return docx(**{"word/vbaProject.bin": b"Sub AutoOpen()", "[Content_Types].xml": TYPES.format("macroEnabled")})


def far_template_docx() -> bytes:
    """Word would fetch its template, with macros, from elsewhere."""
    relation = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://example.org/x.dotm" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    return docx(**{"word/_rels/settings.xml.rels": relation})


def old_office(locked: bool = False) -> bytes:
    """The container of .doc, in which a .docx with a password is put, too."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + ("EncryptedPackage".encode("utf-16-le") if locked else b"")
    )


def xlsx(cell: str = "<c><v>12</v></c>") -> bytes:
    sheet = f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>"
    parts = {
        "[Content_Types].xml": TYPES.format(""),
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    return packed(parts)


def pptx(title: str = "") -> bytes:
    slide = '<p:sld><a:p><a:r><a:rPr lang="pl-PL"/><a:t>Plan</a:t></a:r></a:p></p:sld>'
    parts = {
        "[Content_Types].xml": TYPES.format(""),
        "ppt/presentation.xml": "<p:presentation/>",
        "ppt/slides/slide1.xml": slide,
        "docProps/core.xml": CORE.format(title),
    }
    return packed(parts)


def odf(kind: str = "text", **more: str) -> bytes:
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": "<office:document-content><text:p>Regulamin</text:p></office:document-content>",
        "meta.xml": "<office:meta><dc:title>Regulamin</dc:title></office:meta>",
        "styles.xml": '<office:styles><style:text-properties fo:language="pl"/></office:styles>',
    }
    return packed(parts | more)


# -- archives ----------------------------------------------------------------------------------------------------------


def zip_bomb() -> bytes:
    """A hundred kilobytes that unpack to a hundred megabytes."""
    return packed({f"{number}.txt": bytes(10_000_000) for number in range(10)})


def lying_zip() -> bytes:
    """A file of sixty megabytes, of which the archive says that it has ten bytes."""
    data = bytearray(packed({"a.txt": bytes(60_000_000)}))
    start, central = 22, data.rindex(b"PK\x01\x02") + 24
    data[start : start + 4] = data[central : central + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def escaping_zip() -> bytes:
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        archive.writestr(ZipInfo("../../etc/cron.d/x.txt"), "tekst")
    return output.getvalue()


# -- pictures ----------------------------------------------------------------------------------------------------------


def image(format_name: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    output = BytesIO()
    picture = Image.new("RGB", size, "teal")
    picture.putpixel((0, 0), (200, 30, 30))
    picture.save(output, format_name, **options)
    return output.getvalue()


def located(format_name: str = "JPEG") -> bytes:
    """A photo that says where and with what it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telefon"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 52.0, 12.0), 3: "E", 4: (20.0, 37.0, 40.0)})
    return image(format_name, exif=exif, **({"comment": b"Kowalska"} if format_name == "JPEG" else {}))


def huge_png(side: int) -> bytes:
    """A PNG of a few kilobytes that takes hundreds of millions of pixels to read."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows, row = zlib.compressobj(9), bytes(1 + side // 8)
    pixels = b"".join(rows.compress(row) for _row in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def film(frames: int) -> bytes:
    pictures = [Image.new("RGB", (20, 20), (2 * number, 200, 90)) for number in range(frames)]
    output = BytesIO()
    pictures[0].save(output, "GIF", save_all=True, append_images=pictures[1:], duration=40, loop=0)
    return output.getvalue()
