"""Finds the line of each key in a TOML text, which `tomllib` does not tell."""

from __future__ import annotations

import bisect
import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"[ \t]*(\[\[?)([^\]\n]*)\]\]?")
_NAME = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z0-9_-]+)"
_KEY = re.compile(rf"[ \t]*({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*=")
_PART = re.compile(_NAME)


class TomlLines:
    """Lines of a valid TOML text, counted from `first_line`.

    A path names tables and keys by their names and items of arrays by their index:
    `("act", 2, "number")`, `("act", 2, "relations", 0)`.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._text = text
        self._first_line = first_line
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._scan()

    def line(self, *path: str | int) -> int:
        """The line of the path, or of its nearest parent that stands in the text."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return self._first_line

    def _scan(self) -> None:
        table: Path = ()
        position = 0
        while position < len(self._text):
            if header := _HEADER.match(self._text, position):
                names = _parts(header.group(2))
                table = self._open_table(names, header.group(1) == "[[")
                self._note(table, header.start(1))
                self._note(names, header.start(1))  # the whole list stands where its first table does
                position = self._end_of_line(header.end())
            elif key := _KEY.match(self._text, position):
                path = table + _parts(key.group(1))
                self._note(path, key.start(1))
                position = self._end_of_line(self._skip_value(path, key.end()))
            else:
                position = self._end_of_line(position)

    def _open_table(self, parts: Path, is_array: bool) -> Path:
        table: Path = ()
        for number, part in enumerate(parts, start=1):
            table += (part,)
            if is_array and number == len(parts):
                self._counts[table] = self._counts.get(table, -1) + 1
            if table in self._counts:
                table += (self._counts[table],)
        return table

    def _skip_value(self, path: Path, position: int) -> int:
        """Go past one value, noting where the items of an array begin."""
        depth, item = 0, 0
        awaits_item = False
        while position < len(self._text):
            character = self._text[position]
            if character == "\n" and depth == 0:
                return position
            if character == "#":
                position = self._text.find("\n", position)
                if position < 0:
                    return len(self._text)
                continue
            if awaits_item and character not in " \t\r\n],":
                self._note((*path, item), position)
                item, awaits_item = item + 1, False
            if character in "\"'":
                position = self._skip_string(position)
                continue
            if character in "[{":
                depth += 1
                awaits_item = depth == 1 and character == "["
            elif character in "]}":
                depth -= 1
            elif character == "," and depth == 1:
                awaits_item = True
            position += 1
        return position

    def _skip_string(self, position: int) -> int:
        quote = self._text[position]
        mark = quote * 3 if self._text.startswith(quote * 3, position) else quote
        position += len(mark)
        while position < len(self._text):
            if quote == '"' and self._text[position] == "\\":
                position += 2
            elif self._text.startswith(mark, position):
                return position + len(mark)
            else:
                position += 1
        return position

    def _end_of_line(self, position: int) -> int:
        end = self._text.find("\n", position)
        return len(self._text) if end < 0 else end + 1

    def _note(self, path: Path, position: int) -> None:
        line = bisect.bisect_right(self._starts, position) - 1 + self._first_line
        self._lines.setdefault(path, line)


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
