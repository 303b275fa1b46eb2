"""Short pages to show what a rule means; the table of rules prints them, and tests run them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from proofing.kinds import Kind
from proofing.personal_numbers import known_accounts
from proofing.reading import (
    File,
    FileNumber,
    Heading,
    Item,
    Link,
    LinkState,
    Picture,
    Place,
    Reading,
    Table,
    Text,
    TextKind,
    Value,
    no_lemmas,
)

BODY = Place("body", "treść", number=0)
TITLE = Place("title", "tytuł")
LEAD = Place("summary", "wstęp")


@dataclass(frozen=True)
class Example:
    """A page of a few items; what it leaves out is in order."""

    items: tuple[Item, ...]
    title: str = "Zasiłek celowy"
    lead: str = "Dla kogo jest zasiłek celowy i jak go dostać."
    kind: Kind = Kind.PORTAL
    today: date = date(2026, 3, 2)
    accounts: str = ""

    def reading(self, lemmas: Callable[[str], frozenset[str]] = no_lemmas) -> Reading:
        """The page as rules read it."""
        head = (Text(TITLE, self.title, TextKind.TITLE), Text(LEAD, self.lead, TextKind.LEAD))
        items = (*head, *self.items)
        values = [(item.place, getattr(item, "words", "")) for item in items]
        return Reading(
            items=items,
            values=tuple(Value(place, words) for place, words in values if words),
            files=tuple(item for item in self.items if isinstance(item, File)),
            kind=self.kind,
            today=self.today,
            own_accounts=known_accounts(self.accounts),
            lead_place=LEAD,
            lemmas=lemmas,
        )

    @property
    def shown(self) -> str:
        """The page in one line of a table."""
        parts = [_shown(item) for item in self.items]
        if self.title != Example.title:
            parts.insert(0, f"tytuł: {self.title}")
        if self.lead != Example.lead:
            parts.insert(0, f"wstęp: {self.lead or '(pusty)'}")
        if self.accounts:
            parts.append("(rachunek jest na liście ośrodka)")
        return " · ".join(parts)


def page(*items: Item, **facts: Any) -> Example:
    """A page of these items."""
    return Example(items, **facts)


def heading(level: int, words: str) -> Heading:
    return Heading(BODY, words, level)


def text(words: str, kind: TextKind = TextKind.PARAGRAPH, *, verbatim: bool = False) -> Text:
    return Text(BODY, words, kind, verbatim)


def listed(words: str) -> Text:
    return Text(BODY, words, TextKind.LIST_ITEM)


def link(words: str, target: str = "/kontakt/", state: LinkState = LinkState.FINE) -> Link:
    return Link(BODY, words, target, state)


def table(caption: str, *headings: str) -> Table:
    return Table(BODY, caption, headings)


def picture(file_name: str, description: str = "", *, decorative: bool = False) -> Picture:
    return Picture(BODY, file_name, description, decorative)


def file(title: str, name: str, *numbers: FileNumber) -> File:
    return File(BODY, title, name, numbers)


def _shown(item: Item) -> str:
    match item:
        case Heading(words=words, level=level):
            return f"nagłówek {level}: {words or '(pusty)'}"
        case Text(words=words, kind=TextKind.LIST_ITEM):
            return f"– {words}"
        case Text(words=words, verbatim=verbatim):
            return f"(z aktu) {words}" if verbatim else words
        case Link(words=words, target=target, state=state):
            return f"odsyłacz „{words}” → {target}{'' if state is LinkState.FINE else f' ({_STATES[state]})'}"
        case Table(caption=caption, headings=headings):
            return f"tabela „{caption}”, kolumny: {', '.join(name or '(pusta)' for name in headings)}"
        case Picture(file_name=name, description=words, decorative=decorative):
            return f"zdjęcie {name}: {'(dekoracyjne)' if decorative else words or '(bez opisu)'}"
        case File(title=title, name=name, numbers=numbers):
            return f"plik {name}: „{title}”{' (w środku numer osoby)' if numbers else ''}"
    return ""


_STATES = {
    LinkState.GONE: "usunięte",
    LinkState.WITHDRAWN: "wycofane",
    LinkState.DRAFT: "szkic",
    LinkState.NO_ANCHOR: "nie ma takiego miejsca",
    LinkState.NO_ANCHOR_THERE: "nie ma tam takiego miejsca",
}
