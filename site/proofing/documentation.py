"""The table of rules in the README.

python -m proofing.documentation          prints the table
python -m proofing.documentation --write  puts it in its place
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from proofing.examples import Example
from proofing.kinds import Kind, Level
from proofing.rule import Rule
from proofing.rules import RULES

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->\n"
_HEAD = "| rule | asks that | level | passes | fails |\n| --- | --- | --- | --- | --- |\n"
_LONGEST = 120


def table(rules: Iterable[Rule] = RULES) -> str:
    """All rules, each in a row."""
    with override("en"):
        return _HEAD + "".join(map(_row, rules))


def readme_with_table() -> str:
    """The README with the table as it should be."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def _row(rule: Rule) -> str:
    cells = (f"`{rule.code}`", f"{rule.title}. {rule.why}", _level(rule), _shown(rule.passes), _shown(rule.fails))
    return "| " + " | ".join(cells) + " |\n"


def _level(rule: Rule) -> str:
    levels = {kind: rule.levels[kind] for kind in Kind}
    same = len(set(levels.values())) == 1
    told = _told(levels[Kind.PORTAL]) if same else ", ".join(f"{kind}: {_told(levels[kind])}" for kind in Kind)
    return f"{told} (Polish)" if rule.languages else told


def _told(level: Level) -> str:
    return f"**{level}**" if level is Level.BLOCKS else str(level)


def _shown(examples: Iterable[Example]) -> str:
    return "<br>".join(_cell(example.shown) for example in examples)


def _cell(text: str) -> str:
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    return cut.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    if "--write" in sys.argv:
        README.write_text(readme_with_table(), encoding="utf-8")
    else:
        sys.stdout.write(table())
