"""Faults found in a centre's folder, each with its file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import ngettext


class Place(NamedTuple):
    """A line (counted from 1) of a file, named by its path inside the folder."""

    file: str
    line: int = 1


class Problem(NamedTuple):
    """One fault. Problems sort by file, then by line."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass
class Report:
    """Collects everything that is wrong, so that the clerk mends it all in one go."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def error(self, place: Place, message: str) -> None:
        """Note a fault that stops the load."""
        self._add(self.errors, place, message)

    def warning(self, place: Place, message: str) -> None:
        """Note what the clerk should look at, though the load goes on."""
        self._add(self.warnings, place, message)

    def stop_if_wrong(self) -> None:
        """Raise FolderError when any error was noted."""
        if self.errors:
            raise FolderError(self)

    @staticmethod
    def _add(problems: list[Problem], place: Place, message: str) -> None:
        problem = Problem(place.file, place.line, " ".join(str(message).split()))
        if problem not in problems:
            problems.append(problem)


class FolderError(Exception):
    """The folder can't be loaded; `report` says why."""

    def __init__(self, report: Report) -> None:
        count = len(report.errors)
        super().__init__(
            ngettext(
                "Found %(count)s error. Nothing was changed.", "Found %(count)s errors. Nothing was changed.", count
            )
            % {"count": count}
        )
        self.report = report
