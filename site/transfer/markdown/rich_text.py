"""Runs of Markdown as rich text in Wagtail's database format, or as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from transfer.references import PAGE, LinkError, Reference, Resolver, link_html

from .faults import Faults

MAX_LIST_DEPTH = 6
_TAG = re.compile(r"<[^>]*>")

# Words that tell a reader who hears links one by one nothing about where they lead.
EMPTY_WORDS = {"tu", "tutaj", "link", "więcej", "czytaj więcej", "kliknij", "kliknij tutaj", "zobacz", "zobacz więcej"}


class RichTextWriter:
    """Writes nodes of one text. What is not markup known here is escaped, and reported when it looked like markup."""

    def __init__(self, faults: Faults, resolver: Resolver) -> None:
        self._faults = faults
        self._resolver = resolver
        self._line = 0
        self._list_depth = 0

    def blocks(self, nodes: Iterable[SyntaxTreeNode], allowed: tuple[str, ...]) -> str:
        """Paragraphs, lists and headings as HTML; other blocks than the `allowed` are noted as errors."""
        return "".join(self._block(node, allowed) for node in nodes)

    def inline(self, node: SyntaxTreeNode) -> str:
        """The content of a paragraph, a heading or a term, with links and emphasis."""
        return self._inline(node, self._write)

    def target(self, href: str, line: int) -> Reference | None:
        """The page that an address leads to; None, noted as an error, for anything else."""
        try:
            found = self._resolver.resolve(href)
        except LinkError as error:
            self._faults.error(line, str(error))
            return None
        if isinstance(found, Reference) and found.kind == PAGE:
            return found
        self._faults.error(line, _("“%(href)s” is not a page of this site") % {"href": href})
        return None

    def plain(self, node: SyntaxTreeNode) -> str:
        """The same as bare text, for places that take no markup; markup there is noted as an error."""
        return html.unescape(self._inline(node, self._write_plain)).strip()

    def _block(self, node: SyntaxTreeNode, allowed: tuple[str, ...]) -> str:
        if node.type == "html_block":
            self._warn_of_html(self._faults.line(node))
            return f"<p>{_escape(' '.join(node.content.split()))}</p>"
        if node.type not in allowed:
            self._faults.error(self._faults.line(node), not_allowed_here(node))
            return ""
        if node.type == "paragraph":
            content = self.inline(node)
            return f"<p>{content}</p>" if content else ""
        if node.type == "heading":
            return f"<{node.tag}>{self.inline(node)}</{node.tag}>"
        return self._list(node, allowed)

    def _list(self, node: SyntaxTreeNode, allowed: tuple[str, ...]) -> str:
        if node.attrs.get("start", 1) != 1:
            self._faults.warning(self._faults.line(node), _("a numbered list always begins with 1 on the site"))
        if self._list_depth == MAX_LIST_DEPTH:
            message = _("lists may stand one inside another up to %(limit)d deep; make this one simpler")
            self._faults.error(self._faults.line(node), message % {"limit": MAX_LIST_DEPTH})
            return ""
        self._list_depth += 1
        items = "".join(f"<li>{self._item(item, allowed)}</li>" for item in node.children)
        self._list_depth -= 1
        return f"<{node.tag}>{items}</{node.tag}>"

    def _item(self, item: SyntaxTreeNode, allowed: tuple[str, ...]) -> str:
        written = ""
        for child in item.children:
            if child.type == "paragraph":
                # The editor's lists hold one paragraph an item: further ones become lines of it.
                written += ("<br/>" if written else "") + self.inline(child)
            elif child.type in ("bullet_list", "ordered_list"):
                written += self._block(child, allowed)
            elif child.type == "html_block":
                written += self._block(child, allowed).removeprefix("<p>").removesuffix("</p>")
            else:
                self._faults.error(self._faults.line(child), not_allowed_here(child))
        return written

    def _inline(self, node: SyntaxTreeNode, write: Callable[[SyntaxTreeNode], str]) -> str:
        self._line = self._faults.line(node)
        return "".join(write(child) for inline in _inlines(node) for child in inline.children).strip()

    def _write(self, node: SyntaxTreeNode) -> str:
        if node.type in ("strong", "em"):
            tag = "b" if node.type == "strong" else "i"
            return f"<{tag}>{self._children(node)}</{tag}>"
        if node.type == "link":
            return self._link(node)
        if node.type == "image":
            self._faults.error(self._line, _("a picture stands in a paragraph of its own, with empty lines around it"))
            return ""
        if node.type == "hardbreak":
            self._line += 1
            return "<br/>"
        return self._write_text(node)

    def _write_plain(self, node: SyntaxTreeNode) -> str:
        if node.type in ("strong", "em", "link", "image"):
            self._faults.error(self._line, _("only plain text may stand here, without links, pictures and emphasis"))
            return "".join(self._write_plain(child) for child in node.children)
        if node.type == "hardbreak":
            self._line += 1
            return " "
        return self._write_text(node)

    def _write_text(self, node: SyntaxTreeNode) -> str:
        if node.type == "softbreak":
            self._line += 1
            return " "
        if node.type == "html_inline":
            self._warn_of_html(self._line)
        elif node.type != "text":
            self._faults.error(self._line, not_allowed_here(node))
        return _escape(node.content)

    def _children(self, node: SyntaxTreeNode) -> str:
        return "".join(self._write(child) for child in node.children)

    def _link(self, node: SyntaxTreeNode) -> str:
        line = self._line
        content = self._children(node)
        href = str(node.attrs.get("href", ""))
        text = html.unescape(_TAG.sub("", content)).strip()
        if not text:
            self._faults.error(line, _("the link to “%(href)s” has no text") % {"href": href})
            return ""
        if text.casefold().strip(" .:…»>") in EMPTY_WORDS:
            message = _("the link text “%(text)s” does not say where the link leads")
            self._faults.warning(line, message % {"text": text})
        if node.attrs.get("title"):
            self._faults.warning(line, _("the title of a link (in quotes after the address) is not published"))
        try:
            return link_html(self._resolver.resolve(href), content)
        except LinkError as error:
            self._faults.error(line, str(error))
            return content

    def _warn_of_html(self, line: int) -> None:
        self._faults.warning(line, _("HTML is not understood here; readers will see it as text"))


def not_allowed_here(node: SyntaxTreeNode) -> str:
    """What is wrong with markup that the site does not carry."""
    messages = {
        "heading": _("a heading can't stand here"),
        "code_block": _("a paragraph indented by four spaces is program code in Markdown; remove the indentation"),
        "fence": _("program code (```) is not supported"),
        "code_inline": _("program code (`…`) is not supported; write plain text or “quotes”"),
        "hr": _("a horizontal line is not supported; use a heading"),
        "table": _("a table can't stand here; put it between paragraphs"),
        "blockquote": _("a quotation can't stand here; put it between paragraphs"),
        "dl": _("a list of facts can't stand here; put it between paragraphs"),
        "image": _("a picture can't stand here"),
        "bullet_list": _("a list can't stand here"),
        "ordered_list": _("a numbered list can't stand here"),
        "container_box": _("a box “:::” can't stand inside another element"),
    }
    return messages.get(node.type) or _("this markup is not supported (%(name)s)") % {"name": node.type}


def _inlines(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [node] if node.type == "inline" else [child for child in node.children if child.type == "inline"]


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
