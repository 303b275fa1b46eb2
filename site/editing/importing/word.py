"""A Word document without all that no page takes over; what an author would miss is counted.

Nothing hidden gets through: deleted words, comments and hidden text are gone before the rest becomes a page.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from pages.acts.text.word_numbers import CHOICE, W
from pages.acts.text.word_trimming import joined

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"

_NOISE = {
    f"{W}{name}"
    for name in (
        "bookmarkEnd", "bookmarkStart", "commentRangeEnd", "commentRangeStart", "lastRenderedPageBreak", "permEnd",
        "permStart", "pPrChange", "proofErr", "rPrChange", "sectPrChange", "tblGrid", "tblPr", "tblPrChange",
        "tblPrEx", "tcPrChange", "trPrChange", "delText", "footnoteRef", "endnoteRef", "annotationRef",
    )
} | {CHOICE}  # fmt: skip
# What is left out with all that is in it, by the name it is counted under.
_LEFT_OUT = {
    f"{W}del": "deleted", f"{W}moveFrom": "deleted", f"{W}txbxContent": "box", f"{W}footnoteReference": "note",
    f"{W}endnoteReference": "note", f"{W}commentReference": "comment", f"{W}object": "object", f"{W}sectPr": "section",
    f"{W}control": "object", f"{W}altChunk": "object", f"{W}contentPart": "object", f"{W}subDoc": "object",
    f"{_M}oMathPara": "formula", f"{_M}oMath": "formula",
}  # fmt: skip
_KEPT_LOOKS = {
    f"{W}rPr": {f"{W}b", f"{W}i", f"{W}vertAlign", f"{W}rStyle"},
    f"{W}pPr": {f"{W}pStyle", f"{W}numPr", f"{W}rPr"},
    f"{W}trPr": {f"{W}tblHeader"},
    f"{W}tcPr": {f"{W}gridSpan", f"{W}vMerge"},
}
_DELETED = {f"{W}tr": f"{W}trPr/{W}del", f"{W}tc": f"{W}tcPr/{W}cellDel"}
_OFF = {"0", "false", "off", "none"}
_PLAIN_COLOURS = {"auto", "000000", "FFFFFF", ""}
_COUNTING_FIELDS = ("LISTNUM", "AUTONUM")
_MOST_SPAN = 100

Found = dict[str, list[str]]
"""What was left out or changed: by a name the words of each piece, blank where it has none."""


def trim(document: Element) -> Found:
    """Take away what no page shows; returns what an author would miss of it."""
    found: Found = defaultdict(list)
    waiting = [document]
    while waiting:
        element = waiting.pop()
        element[:] = [child for child in element if _stays(element, child, found)]
        waiting += element
    for element in document.iter():
        element[:] = joined(element, _looks)
    return found


def words_of(element: Element) -> str:
    """All words in an element."""
    parts = (part.text or "" for part in element.iter() if part.tag in {f"{W}t", f"{W}delText", f"{_M}t"})
    return "".join(parts)


def _stays(parent: Element, child: Element, found: Found) -> bool:
    if child.tag in _NOISE:
        return False
    if child.tag == f"{W}del" and parent.tag == f"{W}rPr":  # the end of a paragraph: it goes on in the next one
        found["deleted"].append("")
        return True
    if child.tag in _LEFT_OUT:
        found[_LEFT_OUT[child.tag]].append(words_of(child))
        if child.tag == f"{W}sectPr":
            _note_headers(child, found)
        return False
    if parent.tag in _KEPT_LOOKS:
        _note_look(parent, child, found)
        return child.tag in _KEPT_LOOKS[parent.tag]
    if child.tag == f"{W}r":
        return _run_stays(child, found)
    return _part_stays(child, found)


def _run_stays(run: Element, found: Found) -> bool:
    """Hidden words nobody has seen who approved the text; struck-out ones somebody took out."""
    for look, name in (("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck")):
        if _is_on(run.find(f"{W}rPr/{W}{look}")):
            if words := words_of(run):
                found[name].append(words)
            return False
    return any(part.tag != f"{W}rPr" for part in run)


def _part_stays(child: Element, found: Found) -> bool:
    """Rows and cells, insertions, fields and drawings, each by what it says of itself."""
    stays = True
    if child.tag in _DELETED and child.find(_DELETED[child.tag]) is not None:
        found["deleted"].append(words_of(child))
        stays = False
    elif child.tag in {f"{W}ins", f"{W}moveTo"}:
        found["inserted"].append(words_of(child))
    elif child.tag == f"{W}instrText" and (child.text or "").strip().upper().startswith(_COUNTING_FIELDS):
        found["lost number"].append("")
    elif child.tag == f"{MC}AlternateContent" and child.find(f"{MC}Fallback") is None:
        found["box"].append(words_of(child))
        stays = False
    elif child.tag in {f"{W}drawing", f"{W}pict"}:
        stays = _drawing_stays(child, found)
    return stays


def _drawing_stays(drawing: Element, found: Found) -> bool:
    """A picture that is in the file stays; a chart, a shape, a picture that lies elsewhere doesn't."""
    for box in drawing.iter(f"{W}txbxContent"):
        found["box"].append(words_of(box))
        return False
    pictures = [*drawing.iter(f"{_A}blip"), *drawing.iter(f"{_V}imagedata")]
    if pictures and all(picture.get(f"{_R}embed") or picture.get(f"{_R}id") for picture in pictures):
        return True
    found["elsewhere" if pictures else "shape"].append("")
    return False


def _note_headers(section: Element, found: Found) -> None:
    for kind in ("headerReference", "footerReference"):
        if section.find(f"{W}{kind}") is not None:
            found["header"].append("")


def _note_look(looks: Element, child: Element, found: Found) -> None:
    value = child.get(f"{W}val", "")
    colour = {
        f"{W}color": value if looks.tag == f"{W}rPr" else "",
        f"{W}highlight": "" if value in _OFF else value,
        f"{W}shd": child.get(f"{W}fill", ""),
    }.get(child.tag, "")
    if colour.upper() not in _PLAIN_COLOURS:
        found["colour"].append("")
    elif child.tag == f"{W}gridSpan" and value not in {"", "1"}:
        # Nothing is wider than a table; a number that is none would stop whoever reads on.
        child.set(f"{W}val", str(min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() else "1")


def _is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(f"{W}val") not in _OFF


# -- runs --------------------------------------------------------------------------------------------------------------


def _looks(run: Element) -> list[tuple[str, str]]:
    return [(look.tag, look.get(f"{W}val", "")) for looks in run.findall(f"{W}rPr") for look in looks]
