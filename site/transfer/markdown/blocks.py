"""A page's Markdown as the blocks of its body."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from pages.core.blocks import BodyBlock
from transfer.reading.suggestions import closest
from transfer.references import LinkError, Resolver

from .boxes import BOXES
from .faults import Faults
from .parser import CONTAINER, is_closed, parse
from .rich_text import RichTextWriter, not_allowed_here
from .tables import table_value

TEXT = ("paragraph", "bullet_list", "ordered_list", "heading", "html_block")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_DEFINITION = re.compile(r" {0,3}\[[^\]\[]+\]:\s*\S")
_CAPTION = re.compile(r"Tabela:\s*(.+)", re.DOTALL)
_SOURCE = re.compile(r"[—–-]\s*(.+)", re.DOTALL)
_FILE_NAME = re.compile(r"[^\s]+\.[a-z]{3,4}", re.IGNORECASE)


class Block(NamedTuple):
    """A block of the body: its type, its value (naming pages and files by references) and its line in the file."""

    kind: str
    value: Any
    line: int


def body_blocks(text: str, faults: Faults, resolver: Resolver) -> list[Block]:
    """Turn a page's Markdown into blocks; everything that can't be carried over is noted as a fault."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _FOOTNOTE.search(line):
            faults.error(faults.first_line + number, _("footnotes are not supported; put the remark into the text"))
        elif _DEFINITION.match(line):
            message = _("a link is written whole, in its place: [text](address)")
            faults.error(faults.first_line + number, message)
    return _BodyReader(lines, faults, resolver).read(parse(text))


class _BodyReader:
    def __init__(self, lines: list[str], faults: Faults, resolver: Resolver) -> None:
        self._lines = lines
        self._faults = faults
        self._resolver = resolver
        self._writer = RichTextWriter(faults, resolver)
        self._blocks: list[Block] = []
        self._text: list[SyntaxTreeNode] = []
        self._level = 1  # the page's title is the heading of level 1
        self._caption: str | None = None

    def read(self, root: SyntaxTreeNode) -> list[Block]:
        nodes = root.children
        for node, following in zip_longest(nodes, nodes[1:]):
            self._read_block(node, following)
        self._flush()
        self._check_lengths()
        return self._blocks

    def _read_block(self, node: SyntaxTreeNode, following: SyntaxTreeNode | None) -> None:
        readers = {"table": self._table, "dl": self._facts, "blockquote": self._quote, CONTAINER: self._box}
        if node.type == "heading" and not self._check_level(node):
            return
        if node.type == "heading" and node.tag == "h2":
            self._add("heading", self._writer.plain(node), node)
        elif node.type == "paragraph" and (image := _lone_image(node)):
            self._image(image, node)
        elif (
            node.type == "paragraph" and following is not None and following.type == "table" and self._is_caption(node)
        ):
            return
        elif node.type in TEXT:
            self._text.append(node)
        elif node.type in readers:
            readers[node.type](node)
        else:
            self._faults.error(self._faults.line(node), not_allowed_here(node))

    def _add(self, kind: str, value: Any, node: SyntaxTreeNode) -> None:
        self._flush()
        self._blocks.append(Block(kind, value, self._faults.line(node)))

    def _flush(self) -> None:
        """Close the run of text that has been gathered."""
        nodes, self._text = self._text, []
        html = self._writer.blocks(nodes, TEXT)
        if html:
            self._blocks.append(Block("text", html, self._faults.line(nodes[0])))

    def _check_level(self, node: SyntaxTreeNode) -> bool:
        line, level = self._faults.line(node), int(node.tag[1])
        empty = not any(inline.content.strip() for inline in node.children)
        if empty:
            self._faults.error(line, _("the heading is empty"))
        elif level == 1:
            self._faults.error(
                line, _("“#” is the page's title, given in its keys; headings in the text begin with “##”")
            )
        elif level > 4:
            self._faults.error(line, _("headings have three levels in the text: ##, ### and ####"))
        elif level > self._level + 1:
            expected = "#" * (self._level + 1)
            message = _("a heading of level “%(found)s” can't come here, a level is skipped; expected “%(expected)s”")
            self._faults.error(line, message % {"found": "#" * level, "expected": expected})
        self._level = min(level, 4)
        return not empty and 1 < level <= 4

    def _is_caption(self, node: SyntaxTreeNode) -> bool:
        inline = node.children[0]
        if not _CAPTION.match(inline.content):
            return False
        match = _CAPTION.match(self._writer.plain(node))
        self._caption = match[1] if match else ""
        return True

    def _table(self, node: SyntaxTreeNode) -> None:
        caption, self._caption = self._caption or "", None
        value = table_value(node, self._lines, caption, self._writer, self._faults)
        self._add("table", value, node)

    def _facts(self, node: SyntaxTreeNode) -> None:
        facts: list[dict[str, str]] = []
        for child in node.children:
            if child.type == "dt":
                facts.append({"term": self._writer.plain(child), "description": ""})
            else:
                facts[-1]["description"] += self._writer.blocks(child.children, ("paragraph", "html_block"))
        for child, fact in zip([c for c in node.children if c.type == "dt"], facts, strict=True):
            if not fact["term"] or not fact["description"]:
                self._faults.error(
                    self._faults.line(child), _("a fact needs a term and, in the next line, “: description”")
                )
        self._add("facts", facts, node)

    def _quote(self, node: SyntaxTreeNode) -> None:
        texts = []
        for child in node.children:
            if child.type != "paragraph":
                self._faults.error(self._faults.line(child), not_allowed_here(child))
                continue
            texts.append(self._writer.plain(child))
        source = _SOURCE.fullmatch(texts[-1]) if len(texts) > 1 else None
        if source:
            texts.pop()
        if texts:
            self._add("quote", {"text": "\n\n".join(texts), "source": source[1] if source else ""}, node)

    def _image(self, image: SyntaxTreeNode, node: SyntaxTreeNode) -> None:
        line = self._faults.line(node)
        # A tree node gathers the text of its children; `content` of an image is its description.
        alt = " ".join(image.content.split())
        if _FILE_NAME.fullmatch(alt):
            self._faults.error(line, _("“%(text)s” is a file name; describe what the picture shows") % {"text": alt})
        try:
            reference = self._resolver.image(str(image.attrs.get("src", "")))
        except LinkError as error:
            self._faults.error(line, str(error))
            return
        caption = " ".join(str(image.attrs.get("title", "")).split())
        self._add("image", {"image": reference, "alt": alt, "decorative": not alt, "caption": caption}, node)

    def _box(self, node: SyntaxTreeNode) -> None:
        line = self._faults.line(node)
        name, *rest = node.info.split(maxsplit=1)
        if not is_closed(node, self._lines):
            self._faults.error(line, _("the box “::: %(name)s” is not closed; its last line is “:::”") % {"name": name})
        box = BOXES.get(name.casefold())
        if not box:
            message = _("unknown box “%(name)s”%(hint)s; expected one of: %(names)s")
            details = {"name": name, "hint": closest(name, BOXES), "names": ", ".join(BOXES)}
            self._faults.error(line, message % details)
            return
        value = box.read(node, rest[0].strip() if rest else "", self._writer, self._faults)
        if value is not None:
            self._add(box.kind, value, node)

    def _check_lengths(self) -> None:
        for block in self._blocks:
            for message in too_long(BodyBlock.base_blocks[block.kind], block.value):
                self._faults.error(block.line, message)


def too_long(definition: Any, value: Any) -> list[str]:
    """Messages for the texts of a block that are longer than its definition allows."""
    if isinstance(value, list):
        return [message for item in value for message in too_long(definition.child_block, item)]
    if isinstance(value, dict):
        children = getattr(definition, "child_blocks", {})
        return [
            message for name, item in value.items() if name in children for message in too_long(children[name], item)
        ]
    limit = getattr(getattr(definition, "field", None), "max_length", None)
    if not isinstance(value, str) or not limit or len(value) <= limit:
        return []
    message = _("“%(text)s…” is too long here: %(count)d characters, at most %(limit)d fit")
    return [message % {"text": value[:40], "count": len(value), "limit": limit}]


def _lone_image(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    children = node.children[0].children if node.children else []
    return children[0] if len(children) == 1 and children[0].type == "image" else None
