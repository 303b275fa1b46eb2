"""TOML texts, with Polish messages for mistakes in writing them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .problems import Place, Report
from .toml_lines import TomlLines

MAX_DEPTH = 100  # Python reads some 300 levels

# From 4,301 digits on Python refuses to read a number, and does not say where it stands.
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{4300,}")
_BRACKET = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|(?P<open>[\[{])|(?P<close>[\]}])',
    re.DOTALL,
)

_AT = re.compile(r"^(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)

# What tomllib says (by its beginning) and what helps a clerk.
_HINTS = (
    ("Invalid value", gettext_lazy('the value can\'t be read; texts stand in quotes, e.g. title = "Kontakt"')),
    ("Expected '='", gettext_lazy("an equals sign is missing after the key")),
    ("Expected newline", gettext_lazy("something unexpected stands after the value; each key has a line of its own")),
    ("Expected ']", gettext_lazy("a closing bracket ] is missing")),
    ("Unclosed array", gettext_lazy("a closing bracket ] is missing")),
    ("Unclosed inline table", gettext_lazy("a closing bracket } is missing")),
    ("Unterminated string", gettext_lazy("closing quotes are missing")),
    ("Illegal character '\\n'", gettext_lazy("closing quotes are missing")),
    ("Illegal character", gettext_lazy("a character that may not stand here")),
    ("Cannot overwrite", gettext_lazy("the same key is given twice")),
    ("Duplicate", gettext_lazy("the same key is given twice")),
    ("Cannot declare", gettext_lazy("the same table is given twice")),
    ("Invalid initial character", gettext_lazy("a key is expected here; keys have only letters a–z, digits, - and _")),
    ("Invalid statement", gettext_lazy("a line “key = value” or “[table]” is expected here")),
    ("Unescaped '\\'", gettext_lazy("a backslash in a text is written twice: \\\\")),
    ("Invalid date", gettext_lazy("this date does not exist; write dates in quotes")),
)


@dataclass(frozen=True)
class TomlTable:
    """A table with the place of each of its keys."""

    data: dict[str, Any]
    file: str
    lines: TomlLines
    path: tuple[str | int, ...] = ()

    def place(self, *keys: str | int) -> Place:
        """Where a key (or an item of its list) stands; without keys, where the table begins."""
        return Place(self.file, self.lines.line(*self.path, *keys))

    def table(self, key: str) -> TomlTable | None:
        """The table below a key; None when it is absent or not a table."""
        data = self.data.get(key)
        return TomlTable(data, self.file, self.lines, (*self.path, key)) if isinstance(data, dict) else None

    def tables(self, key: str) -> Iterator[TomlTable]:
        """The tables of a list below a key; whatever else stands in the list is left to the check of the key."""
        items = self.data.get(key)
        for number, data in enumerate(items if isinstance(items, list) else []):
            if isinstance(data, dict):
                yield TomlTable(data, self.file, self.lines, (*self.path, key, number))


def parse_toml(text: str, file: str, report: Report, first_line: int = 1) -> TomlTable | None:
    """Read TOML that begins at `first_line` of the file; None, and an error noted, when it is wrongly written."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, message = _explain(str(error), text)
        report.error(Place(file, first_line + line - 1), message)
        return None
    except RecursionError:
        report.error(Place(file, first_line + _too_deep(text)), _("brackets stand too deep one inside another"))
        return None
    except ValueError:  # tomllib lets Python's own error through
        number = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, number.start()) if number else 0
        report.error(Place(file, first_line + line), _("the number is too long"))
        return None
    return TomlTable(data, file, TomlLines(text, first_line))


def _too_deep(text: str) -> int:
    """The line, counted from 0, on which more brackets are open than anybody needs."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match["open"] else -1 if match["close"] else 0
        if depth > MAX_DEPTH:
            return text.count("\n", 0, match.start())
    return 0


def _explain(said: str, text: str) -> tuple[int, str]:
    match = _AT.match(said)
    what = match["what"] if match else said
    line = int(match["line"]) if match and match["line"] else len(text.rstrip("\n").split("\n"))
    hint = next((hint for start, hint in _HINTS if what.startswith(start)), None)
    message = str(hint) if hint else _("the line is not written by the rules of TOML (%(what)s)") % {"what": what}
    # tomllib notices a text without closing quotes only after the end of its line.
    if match and match["column"] == "1" and "\\n" in what:
        line -= 1
    return max(line, 1), message
