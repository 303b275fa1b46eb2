"""What a page says, apart from how it is kept: the one thing that publishing rules look at.

Whoever publishes builds a `Reading` of it. Its `items` are the pieces in the order of the page, for rules that ask what
a piece is; its `values` are all texts that a reader may see, whole, for rules that nothing may slip past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from proofing.kinds import Kind
from proofing.personal_numbers import Found, NumberKind, personal_numbers
from proofing.words import Sentence, sentences


class Place(NamedTuple):
    """Where something stands in the form that the page is written in."""

    field: str
    """The field's name; "" for the page as a whole."""
    label: str = ""
    """What editors call the field."""
    block: str = ""
    """The id of the block in a field of blocks, if it has one yet."""
    number: int = -1
    """The place of that block among the others, from 0."""
    row: int = -1
    """The place of a row, when `field` is a list of rows."""
    column: str = ""
    """The field within that row."""


class TextKind(StrEnum):
    """What a text is to its reader."""

    TITLE = "title"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    CELL = "cell"
    LABEL = "label"
    """A name, a caption, a note: no sentence."""


class LinkState(StrEnum):
    """What a reader finds behind a link."""

    FINE = "fine"
    GONE = "gone"
    """A page or a file that was deleted, or an address of the site where nothing is."""
    WITHDRAWN = "withdrawn"
    """A page that was public once and is not."""
    DRAFT = "draft"
    """A page that is not public yet, or not for everybody."""
    NO_ANCHOR = "no anchor"
    """A place on this page that isn't there."""
    NO_ANCHOR_THERE = "no anchor there"
    """The same on another page of the site."""


@dataclass(frozen=True)
class Item:
    """A piece of a page."""

    place: Place


@dataclass(frozen=True)
class Text(Item):
    """Words of one paragraph, one cell, one field."""

    words: str
    kind: TextKind = TextKind.PARAGRAPH
    verbatim: bool = False
    """Whether they are somebody else's: of an act, of a quotation. Nobody may make them plainer."""


@dataclass(frozen=True)
class Heading(Item):
    """A heading within the body; the page's title is level 1."""

    words: str
    level: int


@dataclass(frozen=True)
class Link(Item):
    """Words that lead somewhere."""

    words: str
    target: str
    state: LinkState = LinkState.FINE


@dataclass(frozen=True)
class Table(Item):
    """A table; its cells follow as texts."""

    caption: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Picture(Item):
    """A picture with what is said of it to those who can't see it."""

    file_name: str
    description: str
    decorative: bool


class FileNumber(NamedTuple):
    """The number of a person inside a file, as much of it as may be told."""

    kind: NumberKind
    masked: str


@dataclass(frozen=True)
class File(Item):
    """A file to download."""

    title: str
    """As readers see it."""
    name: str
    numbers: tuple[FileNumber, ...] = ()
    """What must not be inside; the publisher's own accounts are left out."""


class Value(NamedTuple):
    """A whole text that a reader may see, without marks of a format."""

    place: Place
    text: str


def no_lemmas(_word: str) -> frozenset[str]:
    """Where nothing knows the dictionary forms of words."""
    return frozenset()


@dataclass(frozen=True)
class Reading:
    """A page as its readers will have it, and what the rules must know of its publisher."""

    items: tuple[Item, ...] = ()
    values: tuple[Value, ...] = ()
    files: tuple[File, ...] = ()
    """All files that the page offers, in a list or in a text."""
    kind: Kind = Kind.PORTAL
    language: str = "pl"
    today: date = field(default_factory=date.today)
    own_accounts: frozenset[str] = frozenset()
    """Bank accounts that may be shown, as `Found.plain` writes them."""
    lead_place: Place | None = None
    """Where the lead is written; None for a page that has none."""
    lemmas: Callable[[str], frozenset[str]] = no_lemmas
    """The dictionary forms of a word in small letters."""

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts that the author chose the words of."""
        return tuple(item for item in self.items if isinstance(item, Text) and not item.verbatim)

    @cached_property
    def prose(self) -> tuple[Text, ...]:
        """Those of them that are written in sentences."""
        kinds = (TextKind.LEAD, TextKind.PARAGRAPH, TextKind.LIST_ITEM)
        return tuple(text for text in self.texts if text.kind in kinds)

    @cached_property
    def sentences(self) -> tuple[tuple[Place, Sentence], ...]:
        """The sentences of the prose."""
        return tuple((text.place, sentence) for text in self.prose for sentence in sentences(text.words))

    @cached_property
    def numbers(self) -> tuple[tuple[Value, Found], ...]:
        """Numbers of persons that the texts hold, the publisher's own accounts left out."""
        return tuple(
            (value, found)
            for value in self.values
            for found in personal_numbers(value.text)
            if found.plain not in self.own_accounts
        )

    @cached_property
    def sections(self) -> tuple[tuple[Item, ...], ...]:
        """The items cut at headings, each heading with what stands under it."""
        return tuple(_cut(self.items))

    @cached_property
    def order(self) -> dict[tuple[str, int], int]:
        """Fields and their blocks in the order of the page."""
        places = [*(item.place for item in self.items), *(value.place for value in self.values)]
        return {key: rank for rank, key in enumerate(dict.fromkeys((place.field, place.number) for place in places))}


def _cut(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    section: list[Item] = []
    for item in items:
        if isinstance(item, Heading) and section:
            yield tuple(section)
            section = []
        section.append(item)
    if section:
        yield tuple(section)
