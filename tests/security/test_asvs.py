"""The table of OWASP ASVS 5.0.0: nothing is missing in it, and what it names is there."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TABLE = ROOT / "site" / "portal" / "SECURITY.md"
WITH_TESTS, WRITTEN, WITH_REASON = "yes", "written", {"server", "n/a", "open"}


class Row(NamedTuple):
    """A requirement, or all of a chapter (`10.*`), with its state and its proof."""

    number: str
    words: str
    state: str
    proof: str

    @property
    def named(self) -> list[str]:
        return re.findall(r"`([^`]+)`", self.proof) if self.state not in WITH_REASON else []


@cache
def rows() -> list[Row]:
    found = re.findall(r"^\| (\d+\.[\d.*]+) \| (.+?) \| (\S+) \| (.+) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return [Row(*row) for row in found]


@cache
def required(level: str) -> set[str]:
    data = tomllib.loads((Path(__file__).parent / "asvs_5_0_0.toml").read_text("utf-8"))
    return set(data[level])


def covered(row: Row) -> set[str]:
    """The requirements that a row is about."""
    if not row.number.endswith(".*"):
        return {row.number}
    chapter = row.number.removesuffix("*")
    return {number for number in required("level1") | required("level2") if number.startswith(chapter)}


@cache
def names_in(file: str) -> set[str]:
    path = ROOT / "tests" / file
    tree = ast.parse(path.read_text("utf-8")) if path.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_standard_has_as_many_requirements_as_it_says():
    assert (len(required("level1")), len(required("level2"))) == (70, 183)


def test_every_requirement_is_in_the_table_once():
    numbers = [number for row in rows() for number in covered(row)]
    assert sorted(numbers) == sorted(required("level1") | required("level2"))


def test_nothing_of_level_1_is_open():
    assert not {number for row in rows() for number in covered(row) if row.state == "open"} & required("level1")


def test_what_the_rows_name_is_there():
    assert not [(row.number, name) for row in rows() for name in row.named if not is_there(name)]


def test_each_row_is_proved_or_gives_its_reason():
    assert {row.state for row in rows()} == {WITH_TESTS, WRITTEN, *WITH_REASON}
    proved = {row: row.named for row in rows() if row.state == WITH_TESTS}
    written = {row: row.named for row in rows() if row.state == WRITTEN}
    assert not [
        row.number for row, names in proved.items() if not names or not all("::test_" in name for name in names)
    ]
    assert not [row.number for row, names in written.items() if not any(name.endswith(".md") for name in names)]


def is_there(name: str) -> bool:
    """Whether a test, or a file of words, exists."""
    file, _, test = name.partition("::")
    return test in names_in(file) if test else (ROOT / file).is_file()
