"""What a page hands over to the search.

A page type that readers may find has a method `search_content() -> Content | None`; None for a page that only leads to
another. It gives the page's own words only: the title of another page that it links to would be found, and shown, after
that page was withdrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


class State(NamedTuple):
    """What a page says of its subject as from a day: an act is in force, a programme has ended.

    `since` is None for the first one. `key` is what results are narrowed by.
    """

    since: date | None
    key: str
    label: str
    is_over: bool = False
    """Whether it then belongs to the past: it is found all the same, after what still holds."""


class Attached(NamedTuple):
    """A document that the page offers, under the name readers see."""

    label: str
    document: Any


@dataclass(frozen=True)
class Content:
    """A page's own words, by how much they tell of what the page is about."""

    kind: str
    """Key of the kind of page that results are narrowed by; see `Kind`."""
    title: str
    names: Sequence[str] = ()
    """What else the page is called: its short title, an act's number, words that editors gave it."""
    label: str = ""
    """The line above the title, the kind's name if empty."""
    lead: str = ""
    headings: Sequence[str] = ()
    text: Sequence[str] = ()
    """Paragraphs, in the order of the page."""
    files: Sequence[Attached] = ()
    dated: date | None = None
    """The day that the page is of: an act's adoption, a piece of news; None for the day of its last publication."""
    dated_as: str = ""
    """The same as exactly as it is known: `2017`, `2017-05`, `2017-05-03`; nothing else is told to readers."""
    states: Sequence[State] = field(default=())
    prior: float = 1.0
    """How likely a page of this kind is what people look for, beside others that say the same."""
    part_of_parent: bool = False
    """Whether the page is found as a part of the one above it: a text of an act."""


class Kind(NamedTuple):
    """A kind of page that results are narrowed by; page types of one kind share it as `search_kind`."""

    key: str
    label: Any
    """In the plural, translated when it is printed: „Akty prawne”."""
