"""Markdown as this site understands it: CommonMark, tables, definition lists and `:::` containers."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

CONTAINER = "container_box"
# Markdown-it drops without a word what lies deeper. Every nesting that the site carries ends far above this, and deeper
# ones are errors; much further down the parser itself, which calls itself for each level, would give up.
MAX_NESTING = 100
_CLOSING = re.compile(r"\s*(:{3,})\s*")


def parse(text: str) -> SyntaxTreeNode:
    """The tree of the text's blocks.

    HTML is told apart only to be reported and shown as text. The resolver judges link targets and says what is
    wrong; reference definitions are off, since an unused one would vanish without a word.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table").disable("reference")
    markdown.use(deflist_plugin)
    markdown.use(container_plugin, "box", validate=lambda params, *_: bool(params.strip()))
    markdown.validateLink = lambda url: True  # type: ignore[method-assign] # judged by the resolver
    # A box that ends with an empty line of a quotation is looked for past the end of a text without a last newline.
    return SyntaxTreeNode(markdown.parse(f"{text}\n"))


def is_closed(container: SyntaxTreeNode, lines: list[str]) -> bool:
    """Whether the container ends with a line of colons, not merely with the text."""
    end = container.map[1] if container.map else 0
    match = _CLOSING.fullmatch(lines[end]) if end < len(lines) else None
    return bool(match and len(match[1]) >= len(container.markup))
