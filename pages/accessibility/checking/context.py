"""What every rule of the validator looks at: the document, where the statement begins and ends, the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from pages.accessibility.checking.reading import Document, Element
from pages.accessibility.statement import wording

MOST_HEADINGS = 500
"""A statement has twenty; a page with thousands is none."""

_STATES = re.compile(rf"{wording.FULLY}|{wording.PARTLY}|{wording.NOT}", re.IGNORECASE)
_BULLETIN = re.compile(r"(?<![a-z])bip(?![a-z])|biuletyn\w* informacji publicznej", re.IGNORECASE)


@dataclass
class Checked:
    """A page that is being checked."""

    document: Document
    today: date
    known_in_bip: bool | None = None
    """Whether the statement is that of a bulletin (BIP); None: it is judged by its address and its words."""

    def first(self, mark: str) -> Element | None:
        """The first element with an id."""
        found = self.document.by_id.get(mark)
        return found[0] if found else None

    def text(self, mark: str) -> str:
        """Its text, empty when there is none."""
        element = self.first(mark)
        return element.text if element else ""

    @cached_property
    def title(self) -> Element | None:
        """The heading with the statement's title; of several, the highest."""
        titled = [heading for heading in self.document.headings if heading.text.casefold() == wording.TITLE.casefold()]
        return min(titled, key=lambda heading: (heading.level, heading.place), default=None)

    @cached_property
    def ends(self) -> int:
        """Where the text of the statement ends: with the main part of the page that holds the title."""
        element = self.title
        while element is not None and element.tag not in {"main", "body"}:
            element = element.parent
        return element.ends if element is not None else self.document.size

    @cached_property
    def headings(self) -> list[Element]:
        """The headings after the title, within the main part; without a title, those of the whole page."""
        after = self.title.place if self.title else -1
        found = (item for item in self.document.headings if item.place > after and item.begins < self.ends)
        return list(islice(found, MOST_HEADINGS))

    @property
    def begins(self) -> int:
        """Where the text of the statement begins."""
        return self.title.begins if self.title else 0

    def heading(self, text: str) -> Element | None:
        """The first heading with exactly this text."""
        return next((heading for heading in self.headings if heading.text == text), None)

    def below(self, heading: Element) -> tuple[int, int]:
        """The range of text under a heading, up to the next one."""
        after = next((other for other in self.headings if other.place > heading.place), None)
        return heading.ends, after.begins if after else self.ends

    @cached_property
    def opening(self) -> str:
        """The text that opens the statement: what is marked so, else what stands before the first heading."""
        if element := self.first("a11y-wstep"):
            return element.text
        stop = self.headings[0].begins if self.headings else self.ends
        return self.document.text(self.title.ends if self.title else 0, stop)

    @cached_property
    def status_text(self) -> str:
        """The text that tells the state: what is marked so, else what stands under its heading."""
        if element := self.first("a11y-status"):
            return element.text
        heading = self.heading(wording.STATE)
        return self.document.text(*self.below(heading)) if heading else ""

    @cached_property
    def status(self) -> str:
        """The state that it tells, even in words of its own; empty when it tells none."""
        found = _STATES.search(self.status_text)
        return found[0].lower() if found else ""

    @property
    def in_bip(self) -> bool:
        """Whether it is the statement of a bulletin, as far as one can tell."""
        if self.known_in_bip is not None:
            return self.known_in_bip
        element = self.first("a11y-url")
        address = element.attributes.get("href", "") if element else ""
        return bool(_BULLETIN.search(f"{address} {self.text('a11y-url')} {self.text('a11y-podmiot')}"))
