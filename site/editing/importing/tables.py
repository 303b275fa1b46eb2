"""A table of Word as one of a page: every row of the same width, every cell words in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editing.importing.markup import plain

MOST_CELLS = 20_000
_ENDS = tuple(".,;:!?–")


@dataclass
class Table:
    """The words of a table, and what is to be said of it."""

    rows: list[list[str]]
    has_header: bool
    """Whether Word says so, or the first row is bold throughout."""
    is_merged: bool = False
    is_nested: bool = False
    has_links: bool = False

    @property
    def is_frame(self) -> bool:
        """Whether it is drawn around text: in one column nothing is compared."""
        return not self.rows or len(self.rows[0]) < 2


def table_of(element: Element) -> Table:
    """The table in an element of HTML. A cell over several rows is said in each, one over several columns once."""
    rows = list(rows_of(element))
    table = Table([], bool(rows) and _is_header(rows[0], element))
    table.is_nested = any(cell.find(".//table") is not None for row in rows for cell in row)
    table.has_links = any(cell.find(".//a") is not None for row in rows for cell in row)
    going_on: dict[int, tuple[int, str]] = {}
    cells = 0
    for row in rows:
        line: list[str] = []
        for cell in row:
            _go_on(line, going_on)
            words, width, height = _words(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            table.is_merged |= width > 1 or height > 1
            for place in range(width):
                if height > 1:
                    going_on[len(line)] = (height - 1, words if not place else "")
                line.append("" if place else words)
        _go_on(line, going_on)
        cells += len(line)
        if cells > MOST_CELLS:
            break
        table.rows.append(line)
    width = max((len(row) for row in table.rows), default=0)
    table.rows = [[*row, *[""] * (width - len(row))] for row in table.rows if any(row)]
    return table


def rows_of(element: Element) -> Iterator[list[Element]]:
    """The rows of this table, not of those in its cells."""
    for child in element:
        if child.tag in {"thead", "tbody"}:
            yield from rows_of(child)
        elif child.tag == "tr":
            yield [cell for cell in child if cell.tag in {"td", "th"}]


def _is_header(row: list[Element], element: Element) -> bool:
    if element.find("thead") is not None:
        return True
    filled = [cell for cell in row if plain(cell)]
    return len(filled) > 1 and all(_is_bold(cell) for cell in filled)


def _is_bold(cell: Element) -> bool:
    return plain(cell) == " ".join(map(plain, cell.iter("strong")))


def _words(cell: Element) -> str:
    """Paragraphs and items of a cell as one line."""
    found = [plain(cell)] if not len(cell) or cell.text else list(_lines(cell))
    line = ""
    for words in filter(None, found):
        line += ("" if not line else " " if line.endswith(_ENDS) else "; ") + words
    return line


def _lines(element: Element) -> Iterable[str]:
    for child in element:
        if child.tag in {"ul", "ol", "table", "thead", "tbody", "tr"}:
            yield from _lines(child)
        else:
            yield plain(child)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 1_000) if value.isascii() and value.isdigit() else 1


def _go_on(line: list[str], going_on: dict[int, tuple[int, str]]) -> None:
    """Cells of rows above that reach down to this place."""
    while len(line) in going_on:
        place = len(line)
        left, words = going_on[place]
        if left > 1:
            going_on[place] = (left - 1, words)
        else:
            del going_on[place]
        line.append(words)
