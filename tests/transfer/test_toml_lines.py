"""Every key is found on its line, whatever stands around it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.problems import Report
from transfer.reading.toml_lines import TomlLines
from transfer.reading.toml_text import parse_toml

TEXT = '''# notatka = 1
title = "A = B # nie notatka"
long = """
udaje = 1
[udaje]
"""
list = [
  "x = 1", # notatka ]
  "y",
  { kind = "a", target = "b" }, { kind = "c" },
]
day = 2020-01-01
"key with space" = 'raw \\'
a.b = 1

[table]
inner = "x"

[[act]]
id = "one"

[[act]]
id = "two"
relations = [{ kind = "x" },
  { kind = "y" }]

[act.provenance]
by = "x"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2), (("long",), 3), (("list",), 7), (("list", 0), 8), (("list", 1), 9), (("list", 2), 10),
        (("list", 3), 10), (("day",), 12), (("key with space",), 13), (("a", "b"), 14), (("table",), 16),
        (("table", "inner"), 17), (("act",), 19), (("act", 0, "id"), 20), (("act", 1, "id"), 23),
        (("act", 1, "relations", 0), 24), (("act", 1, "relations", 1), 25), (("act", 1, "relations", 1, "kind"), 25),
        (("act", 1, "provenance", "by"), 28), (("act", 1, "missing"), 22), (("missing",), 1),
    ],
)  # fmt: skip
def test_lines_of_keys(path, line):
    tomllib.loads(TEXT)
    assert TomlLines(TEXT).line(*path) == line
    assert TomlLines(TEXT, first_line=5).line(*path) == line + 4


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = \n", 2), ("a = 1\nb\n", 2), ('a = "x\nb = 1\n', 1), ("a = 1\na = 2\n", 2), ("a = [1,\n2\n", 2),
     ("[a]\n[a]\n", 2), ("ą = 1\n", 1), ('a = "\\d"\n', 1), ("a = 2020-02-31\n", 1), ("a = 1 b = 2\n", 1),
     ("a = {b = 1\n", 1)],
)  # fmt: skip
def test_mistakes_of_writing_are_told_with_their_line(text, line):
    report = Report()
    assert parse_toml(text, "plik.toml", report) is None
    assert [(problem.line, "(at line" in problem.message) for problem in report.errors] == [(line, False)]


@pytest.mark.parametrize(
    "value",
    [
        "[" * 5000,
        "{a = " * 5000,
        "[" * 5000 + "1" + "]" * 5000,
        "9" * 6000,
        "[1, -" + "9_9" * 3000 + "]",
    ],
)
def test_what_the_parser_itself_gives_up_on_is_told_with_its_line(value):
    report = Report()
    text = f'a = 1\nb = ["[[[[", """[[[\n[""", [{{ c = 1 }}]] # [[[\nd = {value}\ne = [1]\n'
    assert parse_toml(text, "plik.toml", report, first_line=2) is None
    assert [problem.line for problem in report.errors] == [5]


VALUES = st.one_of(
    st.text(alphabet='ab= #[]{},"\n\\', max_size=12), st.integers(), st.lists(st.text(alphabet="a]=#,\"'", max_size=5))
)


@given(items=st.lists(VALUES, min_size=1, max_size=8))
def test_lines_are_right_for_any_values(items):
    lines, expected = [], {}
    for number, value in enumerate(items):
        expected[f"k{number}"] = len(lines) + 1
        lines.append(f"k{number} = {written(value)}")
    text = "\n".join(lines) + "\n"
    assert list(tomllib.loads(text).values()) == items
    found = TomlLines(text)
    assert {key: found.line(key) for key in expected} == expected


def written(value):
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
