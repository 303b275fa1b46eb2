"""The boxes `::: name`: callouts, lists of links and attachments, lists that keep themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from pages.core.blocks import CalloutKind
from transfer.references import DOCUMENT, PAGE, Reference, references_in

from .faults import Faults
from .rich_text import RichTextWriter

CALLOUT_TEXT = ("paragraph", "bullet_list", "html_block")
DEFAULT_LIMIT, MAX_LIMIT = 3, 20
_ITEM = re.compile(r'<a (?:linktype="[a-z]+" id|href)="[^"]*">(?P<text>.*?)</a>(?P<rest>.*)', re.DOTALL)
_DASH = re.compile(r"\s*[—–:-]\s*")

BoxReader = Callable[[SyntaxTreeNode, str, RichTextWriter, Faults], Any]


class Box(NamedTuple):
    """A kind of box: the block it makes, and how its value is read (None: nothing usable)."""

    kind: str
    read: BoxReader


def _callout(kind: CalloutKind) -> BoxReader:
    def read(node: SyntaxTreeNode, argument: str, writer: RichTextWriter, faults: Faults) -> Any:
        text = writer.blocks(node.children, CALLOUT_TEXT)
        if not node.children:
            faults.error(faults.line(node), _("the box is empty; write its text between its first line and “:::”"))
        return {"kind": kind.value, "title": argument, "text": text}

    return read


def _links(node: SyntaxTreeNode, argument: str, writer: RichTextWriter, faults: Faults) -> Any:
    return [
        {"page": target, "title": text, "note": note}
        for target, text, note, __ in _items(node, argument, writer, faults, PAGE)
    ]


def _documents(node: SyntaxTreeNode, argument: str, writer: RichTextWriter, faults: Faults) -> Any:
    documents = []
    for target, text, note, line in _items(node, argument, writer, faults, DOCUMENT):
        if note:
            faults.error(line, _("only the link may stand here; the site adds the file's type and size by itself"))
        documents.append({"document": target, "title": text})
    return documents


def _items(
    node: SyntaxTreeNode, argument: str, writer: RichTextWriter, faults: Faults, kind: str
) -> list[tuple[Reference, str, str, int]]:
    """The links of a list: target, text, note and line of each."""
    if argument:
        faults.error(faults.line(node), _("“%(text)s”: this box takes no title") % {"text": argument})
    items = []
    for child in node.children:
        if child.type != "bullet_list":
            faults.error(faults.line(child), _("this box takes only a list: lines “- [name](address)”"))
            continue
        for item in child.children:
            found = _item(item, writer, faults, kind)
            if found:
                items.append(found)
    if not node.children:
        faults.error(faults.line(node), _("the box is empty; write a list of links: lines “- [name](address)”"))
    return items


def _item(
    item: SyntaxTreeNode, writer: RichTextWriter, faults: Faults, kind: str
) -> tuple[Reference, str, str, int] | None:
    line, errors = faults.line(item), len(faults.report.errors)
    written = writer.blocks(item.children, ("paragraph",)).removeprefix("<p>").removesuffix("</p>")
    match = _ITEM.fullmatch(written)
    target = next(references_in(written), None)
    if len(faults.report.errors) > errors:
        return None  # the link itself is at fault, and that has been said
    if not match or "<" in match["text"] or "<" in match["rest"]:
        faults.error(line, _("expected “[name](address)”, or “[name](address) – note”, without other markup"))
        return None
    if target is None or target.kind != kind:
        expected = _("a page of this site") if kind == PAGE else _("a file that stands beside the text")
        faults.error(line, _("the link must lead to %(expected)s") % {"expected": expected})
        return None
    return target, _unescape(match["text"]), _DASH.sub("", _unescape(match["rest"]), count=1), line


def _page_list(node: SyntaxTreeNode, argument: str, __: RichTextWriter, faults: Faults) -> Any:
    if node.children:
        faults.error(faults.line(node.children[0]), _("this list fills itself; nothing may stand inside it"))
    if argument and argument not in map(str, range(1, MAX_LIMIT + 1)):
        message = _("“%(text)s” is not a number of items; expected 1 to %(limit)d")
        faults.error(faults.line(node), message % {"text": argument, "limit": MAX_LIMIT})
        return None
    return {"limit": int(argument) if argument else DEFAULT_LIMIT}


def _act_timeline(node: SyntaxTreeNode, argument: str, writer: RichTextWriter, faults: Faults) -> Any:
    if node.children:
        faults.error(faults.line(node.children[0]), _("this list fills itself; nothing may stand inside it"))
    if not argument.startswith("act:"):
        faults.error(faults.line(node), _("expected the id of an act, e.g. act:statut"))
        return None
    act = writer.target(argument, faults.line(node))
    return {"act": act} if act else None


def _contact_card(node: SyntaxTreeNode, argument: str, writer: RichTextWriter, faults: Faults) -> Any:
    if node.children:
        faults.error(faults.line(node.children[0]), _("the card fills itself; nothing may stand inside it"))
    if not argument:
        message = _("expected a unit or the contact page, e.g. unit:dzial-swiadczen or /kontakt")
        faults.error(faults.line(node), message)
        return None
    page = writer.target(argument, faults.line(node))
    return {"page": page} if page else None


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


# Words of the format itself, which is Polish; they are not translated.
BOXES = {
    "informacja": Box("callout", _callout(CalloutKind.INFO)),
    "ważne": Box("callout", _callout(CalloutKind.IMPORTANT)),
    "pilne": Box("callout", _callout(CalloutKind.URGENT)),
    "odsyłacze": Box("links", _links),
    "załączniki": Box("documents", _documents),
    "programy": Box("programme_list", _page_list),
    "aktualności": Box("news_list", _page_list),
    "akty": Box("act_list", _page_list),
    "akt-w-czasie": Box("act_timeline", _act_timeline),
    "kontakt": Box("contact_card", _contact_card),
}
