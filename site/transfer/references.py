"""References to pages and files by their names in the folder, before anything of them is in the database."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

PAGE, DOCUMENT, IMAGE, FILM = "page", "document", "image", "film"

# Text is always escaped, so only links written by `link_html` can look like this.
_LINK = re.compile(r'<a linktype="(page|document)" id="([^"]*)">')


class Reference(NamedTuple):
    """A page by its path (`/o-osrodku/`), or a document, an image or a film by its name in the folder."""

    kind: str
    target: str


class LinkError(ValueError):
    """A link that leads nowhere, or where it may not lead; the message says what was expected."""


class Resolver(Protocol):
    """Tells where the links of one file lead."""

    def resolve(self, href: str) -> Reference | str:
        """A page or a document of the folder, or an outside address; raises LinkError."""

    def image(self, href: str) -> Reference:
        """A picture of the folder; raises LinkError."""


def link_html(target: Reference | str, content: str) -> str:
    """A link in Wagtail's database format, which names its target by the reference until `replace_references`."""
    if isinstance(target, Reference):
        return f'<a linktype="{target.kind}" id="{html.escape(target.target)}">{content}</a>'
    return f'<a href="{html.escape(target)}">{content}</a>'


def references_in(value: Any) -> Iterator[Reference]:
    """Every reference in a structure of lists, dictionaries and rich texts."""
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, str):
        for kind, target in _LINK.findall(value):
            yield Reference(kind, html.unescape(target))
    elif isinstance(value, dict):
        for item in value.values():
            yield from references_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from references_in(item)


def replace_references(value: Any, id_of: Callable[[Reference], int]) -> Any:
    """The structure with database ids in the place of references."""
    if isinstance(value, Reference):
        return id_of(value)
    if isinstance(value, str):
        return _LINK.sub(
            lambda match: f'<a linktype="{match[1]}" id="{id_of(Reference(match[1], html.unescape(match[2])))}">', value
        )
    if isinstance(value, dict):
        return {key: replace_references(item, id_of) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [replace_references(item, id_of) for item in value]
    return value
