"""Word documents with all that offices put into them."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image as Picture

from tests.pages.acts.text import word_files
from tests.pages.acts.text.word_files import HEAD, LINKS, archive, styles

PICTURE = "rId90"
_SPACES = {
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
SPACES = " ".join([word_files.W, *(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())])
NAMES = {**{f"Nagwek{level}": f"heading {level}" for level in range(1, 7)}, "Quote": "Quote"}


def run(text: str, looks: str = "") -> str:
    """Words of one look."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    """A paragraph of words or of runs."""
    inside = content if content.startswith("<") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}</w:pPr>{inside}</w:p>"


def heading(level: int, text: str) -> str:
    """A heading as Word's Polish version writes it."""
    return paragraph(text, f"Nagwek{level}")


def cell(text: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def bold_cell(text: str) -> str:
    """A cell whose words are all bold."""
    return f"<w:tc>{paragraph(run(text, '<w:b/>'))}</w:tc>"


def table(rows: list[list[str]]) -> str:
    """A table of cells."""
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{lines}</w:tbl>"


def picture(alt: str) -> str:
    """A paragraph with the document's picture."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{PICTURE}"/></pic:blipFill></pic:pic>'
    graphic = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    inline = f'<wp:inline><wp:docPr id="1" name="Obraz 1" descr="{escape(alt)}"/>{graphic}</wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def document(*body: str, image: bytes = b"", links: dict[str, str] | None = None, **parts: str) -> bytes:
    """A .docx. `links` are addresses by the keys that hyperlinks and pictures name, `parts` other parts of `word/`."""
    external = "".join(
        f'<Relationship Id="{key}" Type="{LINKS}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    )
    inside = "" if links else f'<Relationship Id="{PICTURE}" Type="{LINKS}/image" Target="media/image1.png"/>'
    others = {"styles": styles(*map(_style, NAMES)), **{name: _with_spaces(part) for name, part in parts.items()}}
    own = "".join(
        f'<Relationship Id="rId{place}" Type="{LINKS}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for place, name in enumerate(others)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    types = '<Default Extension="png" ContentType="image/png"/>'
    types += f'<Override PartName="/word/document.xml" ContentType="{word_files.MAIN}.document.main+xml"/>'
    root = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/document.xml"/>'
    relations = f'{HEAD}<Relationships xmlns="{package}/relationships">'
    return archive(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">{types}</Types>',
            "_rels/.rels": f"{relations}{root}</Relationships>",
            "word/_rels/document.xml.rels": f"{relations}{own}{inside}{external}</Relationships>",
            "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>",
            "word/media/image1.png": image or _plain_picture(),
            **{f"word/{name}.xml": part for name, part in others.items()},
        }
    )


def _style(key: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{NAMES[key]}"/></w:style>'


def _with_spaces(part: str) -> str:
    return part if part.startswith("<?xml") else part.replace(">", f" {SPACES}>", 1)


def _plain_picture() -> bytes:
    file = BytesIO()
    Picture.new("RGB", (40, 30), "navy").save(file, "PNG")
    return file.getvalue()
