"""Notes faults of one Markdown text by the lines of its file."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from transfer.reading.problems import Place, Report


@dataclass(frozen=True)
class Faults:
    """Where the text stands: it begins at `first_line` (from 1) of `file`."""

    file: str
    first_line: int
    report: Report

    def line(self, node: SyntaxTreeNode) -> int:
        """The node's line in the file; a part of a line has the line of the block around it."""
        while node.map is None and node.parent:
            node = node.parent
        return self.first_line + (node.map[0] if node.map else 0)

    def error(self, line: int, message: str) -> None:
        self.report.error(Place(self.file, line), message)

    def warning(self, line: int, message: str) -> None:
        self.report.warning(Place(self.file, line), message)
