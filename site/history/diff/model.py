"""What a version's text is made of. The JSON of blocks is hashed into the journal: its shape never changes silently.

A block as JSON has `kind` and, only where they say something,

- `text`: the runs of words, each a string, or `{"text", "href", "bold", "italic"}` when it is a link or stands out;
- `cells`: the runs of each cell, of a table row (`row`) or of a term and its description (`fact`);
- `level`: of a heading, 2 to 4;
- `path`: numbers of the list items around the text, outermost first, 0 for a bullet;
- `head`: true for the row that names a table's columns;
- `file`: the number of a picture or an attachment among the version's files.

An absent key means empty, 0 or false. `br` is a line break in the text; other white space is one space.

A text whose parts have names of their own, such as an act, may say which block of one version is which of the other.
What it says (`key`, `place`, `label`) helps to compare and is no part of the JSON.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal[
    "title", "heading", "paragraph", "item", "row", "fact", "quote", "callout", "image", "attachment", "caption"
]
KINDS: frozenset[str] = frozenset(get_args(Kind))
WITH_CELLS = frozenset({"row", "fact"})
FILES = frozenset({"image", "attachment"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: all of them bold or not, in one link or in none."""

    text: str
    href: str = ""
    bold: bool = False
    italic: bool = False

    def as_json(self) -> str | dict[str, Any]:
        """The plain text, or an object that says how it stands out."""
        looks = {"href": self.href, "bold": self.bold, "italic": self.italic}
        kept = {name: value for name, value in looks.items() if value}
        return {"text": self.text, **kept} if kept else self.text

    @classmethod
    def from_json(cls, value: Any) -> "Run":
        """The run that `as_json` wrote."""
        if isinstance(value, str):
            return cls(value)
        return cls(value["text"], value.get("href", ""), value.get("bold", False), value.get("italic", False))

    def cut(self, start: int, end: int) -> "Run":
        """The same look on a part of the words."""
        return Run(self.text[start:end], self.href, self.bold, self.italic)

    @property
    def look(self) -> tuple[str, bool, bool]:
        """Everything but the words."""
        return (self.href, self.bold, self.italic)


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def _json_runs(runs: Runs) -> list[str | dict[str, Any]]:
    return [run.as_json() for run in runs]


def _runs(values: Iterable[Any]) -> Runs:
    return tuple(Run.from_json(value) for value in values)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article that a reader would point at: a heading, a paragraph, a list item, a table row, a file."""

    kind: Kind
    text: Runs = ()
    cells: tuple[Runs, ...] = ()
    level: int = 0
    path: tuple[int, ...] = ()
    head: bool = False
    file: int = 0
    key: str = ""
    """Names the block in every version, whatever its words: an eId of Akoma Ntoso, so that `a__b` stands in `a`."""
    place: str = ""
    """What a reader calls its place, such as "§ 5 ust. 3"; of a block without one the differ finds it."""
    label: str = ""
    """The number that its text begins with, such as "3."; the same words under another are the same words."""

    def as_json(self) -> dict[str, Any]:
        """The block as the journal's text claim holds it."""
        parts: dict[str, Any] = {
            "text": _json_runs(self.text),
            "cells": [_json_runs(cell) for cell in self.cells],
            "level": self.level,
            "path": list(self.path),
            "head": self.head,
            "file": self.file,
        }
        return {"kind": self.kind, **{name: value for name, value in parts.items() if value}}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Block":
        """The block that `as_json` wrote."""
        return cls(
            kind=value["kind"],
            text=_runs(value.get("text", ())),
            cells=tuple(_runs(cell) for cell in value.get("cells", ())),
            level=value.get("level", 0),
            path=tuple(value.get("path", ())),
            head=value.get("head", False),
            file=value.get("file", 0),
        )

    @property
    def parts(self) -> tuple[Runs, ...]:
        """The texts of the block: its cells, or its one text."""
        return self.cells if self.kind in WITH_CELLS else (self.text,)

    @property
    def visible(self) -> str:
        """The words that a reader sees; a tab stands between cells."""
        return "\t".join(plain(part) for part in self.parts)

    @property
    def words(self) -> str:
        """The same without the number it begins with."""
        return self.visible.removeprefix(self.label).lstrip() if self.label else self.visible

    @property
    def sort(self) -> str:
        """What a reader counts it as: a paragraph of an act is a provision."""
        return "provision" if self.key and self.kind == "paragraph" else self.kind

    @property
    def depth(self) -> int:
        """How many named blocks it stands in."""
        return self.key.count("__")

    def holds(self, other: "Block") -> bool:
        """Whether the other stands in it by name."""
        return bool(self.key) and other.key.startswith(f"{self.key}__")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file of a version; its digest, not its number, says which file it is."""

    sha256: str
    label: str = ""
    size: int = 0
    name: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "FileFacts":
        """From the journal's claim `file-N`."""
        return cls(value["sha256"], value.get("label", ""), value.get("size", 0), value.get("name", ""))


Files = Mapping[int, FileFacts]
