"""Small PDF files, written by hand: right ones, and such as nobody's program writes."""

import zlib


def pdf(*pages: str) -> bytes:
    """A PDF with a font that knows every letter used; the lines of a page are printed one below another."""
    letters = sorted({letter for page in pages for letter in page if letter != "\n"})
    codes = {letter: f"{number:02x}" for number, letter in enumerate(letters, 1)}
    unicode = "\n".join(f"<{code}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    contents = [
        "BT /F1 11 Tf 14 TL 50 800 Td "
        + " T* ".join(f"<{''.join(codes[letter] for letter in line)}> Tj" for line in page.split("\n"))
        + " ET"
        for page in pages
    ]
    first = 5
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>",
        stream(f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{unicode}\nendbfchar"),
    ]
    for number, content in enumerate(contents):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            stream(content),
        ]
    return assembled(objects)


def stream(content: str | bytes, entries: str = "") -> bytes:
    """An object that holds bytes, packed."""
    packed = zlib.compress(content if isinstance(content, bytes) else content.encode(), 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>"
    return head.encode() + b"\nstream\n" + packed + b"\nendstream"


def assembled(objects: list[bytes]) -> bytes:
    """A file of objects numbered from 1, the first of them its catalogue."""
    result = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(result))
        result += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    result += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{result.rindex(b'xref')}\n%%EOF\n"
    return result + end.encode()


def page_with(content: bytes, resources: str = "", *more: bytes) -> bytes:
    """A PDF of one page; `more` are objects numbered from 5."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            + f"/Resources << {resources} >> >>".encode(),
            content,
            *more,
        ]
    )
