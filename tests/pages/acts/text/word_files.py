"""Small .docx files, written as Word writes them."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ACT_LEVELS = (
    ("decimal", "§ %1."),
    ("decimal", "%2."),
    ("decimal", "%3)"),
    ("lowerLetter", "%4)"),
    ("bullet", "\uf0b7"),
)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph; `properties` and `run` are the XML of its own properties and of those of its words."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def numbered(text: str, level: int, number_id: int = 1) -> str:
    """A paragraph that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def level(index: int, shape: str, text: str, more: str = "") -> str:
    """A level of a list."""
    rules = f'<w:numFmt w:val="{shape}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{rules}</w:lvl>'


def numbering(*lists: str, levels: str = "") -> str:
    """The part with the lists: one definition, by default that of an act, and the lists that use it."""
    levels = levels or "".join(level(index, shape, text) for index, (shape, text) in enumerate(ACT_LEVELS))
    definition = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return f"{HEAD}<w:numbering {W}>{definition}{''.join(lists or [numbered_list(1)])}</w:numbering>"


def numbered_list(number_id: int, more: str = "") -> str:
    """A list of the definition."""
    return f'<w:num w:numId="{number_id}"><w:abstractNumId w:val="0"/>{more}</w:num>'


def restarting_list(number_id: int, at: int = 1) -> str:
    """A list whose first level starts anew."""
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{at}"/></w:lvlOverride>'
    return numbered_list(number_id, override)


def styles(*found: str) -> str:
    """The part with the styles."""
    return f"{HEAD}<w:styles {W}>{''.join(found)}</w:styles>"


def docx(
    *body: str, main: str = f"{MAIN}.document.main+xml", name: str = "document.xml", **parts: str | bytes
) -> bytes:
    """A .docx of paragraphs; `parts` are further ones by the names they have in `word/` without ".xml"."""
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += f'<Override PartName="/word/{name}" ContentType="{main}"/>'
    links = "".join(
        f'<Relationship Id="rId{index}" Type="{LINKS}/{part}" Target="{part}.xml"/>' for index, part in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    root = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/{name}"/>'
    return archive(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">{types}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{root}</Relationships>',
            f"word/_rels/{name}.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{links}</Relationships>',
            f"word/{name}": f"{HEAD}<w:document {W}><w:body>{''.join(body)}</w:body></w:document>",
            **{f"word/{part}.xml": content for part, content in parts.items()},
        }
    )


def archive(files: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return result.getvalue()
