"""What a folder says, once read: a centre, its pages, its imported history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from pages.core.models import BasePage
from transfer.references import Reference

from .files import Folder
from .problems import Place


class BodyText(NamedTuple):
    """A page's Markdown, which begins at `line` of `file`."""

    text: str
    file: str
    line: int


class LegalText(NamedTuple):
    """The text of an act as it is written: a file, and the names of its provisions for the table of contents."""

    file: str
    names: dict[str, str]


@dataclass
class PageSpec:
    """A page that the folder describes.

    `source` names it for good, whatever its address: `pages/kontakt.md`, `acts.toml#statut`; `parent` is the source of
    the page above it, None for the home page.
    `fields` hold plain values, `links` and `children` name other pages by references; `change` is why the page is
    published again, if the folder says so. `text` are the blocks of a legal text, `body` those of Markdown.
    """

    source: str
    place: Place
    model: type[BasePage]
    slug: str
    order: tuple[Any, ...]
    path: str = ""
    parent: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    links: dict[str, Reference] = field(default_factory=dict)
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    change: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    body_text: BodyText | None = None
    body: list[dict[str, Any]] = field(default_factory=list)
    legal_text: LegalText | None = None
    text: list[dict[str, Any]] = field(default_factory=list)

    def place_of(self, field_name: str) -> Place:
        """Where the value of a model's field is written, or else where the page is declared."""
        return self.places.get(field_name, self.place)

    def place_in_row(self, children: str, number: int, field_name: str) -> Place:
        """The same for a field of one of the page's own rows."""
        row = f"{children}.{number}"
        return self.places.get(f"{row}.{field_name}") or self.places.get(row) or self.place_of(children)

    @property
    def body_field(self) -> str:
        """The field that the page's text goes into; empty for a kind without one."""
        return next((name for name in ("body", "transcript") if getattr(self.model, name, None)), "")


class HistoryRow(NamedTuple):
    """A row of an older system's register of changes; `printed_at` is its time as printed there."""

    note: str
    at: datetime
    printed_at: str
    person: str
    place: Place


@dataclass
class CentreSpec:
    """The centre's own data: fields of its settings, further contacts, and the pages it points out."""

    fields: dict[str, Any] = field(default_factory=dict)
    contacts: list[dict[str, str]] = field(default_factory=list)
    links: dict[str, Reference] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def place_of(self, field_name: str) -> Place:
        return self.places.get(field_name, Place("centre.toml"))


@dataclass
class WordSpec:
    """A word of the search's register; `source` names it by its term, however that is spelt: `words.toml#500 plus`."""

    source: str
    place: Place
    fields: dict[str, str] = field(default_factory=dict)
    page: Reference | None = None
    places: dict[str, Place] = field(default_factory=dict)

    def place_of(self, field_name: str) -> Place:
        return self.places.get(field_name, self.place)


@dataclass
class CentreFolder:
    """A whole folder without faults: pages stand with parents before children, siblings in their order."""

    folder: Folder
    centre: CentreSpec
    pages: list[PageSpec]
    history: dict[str, list[HistoryRow]]
    words: list[WordSpec]

    @property
    def by_path(self) -> dict[str, PageSpec]:
        return {page.path: page for page in self.pages}
